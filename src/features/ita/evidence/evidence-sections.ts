// Each kind of evidence as sections of a paper, or a plain sentence about what is missing. Nothing is made up: what the bot does
// not know is said to be missing, and names of people stay out.
import { createHash } from 'node:crypto'
import type th from '../../../../locales/th/ita.json'
import type { Section } from '../../../documents/paper.js'
import { type Period, periodTitle } from '../../../i18n/calendar/period.js'
import { longMonth } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Evidence } from '../../acknowledgements/evidence/evidence-rules.js'
import { policyWordsFor } from '../../acknowledgements/policies/policy-schema.js'
import type { Publication, PublicationChannel } from '../../campaigns/outside/publications-rules.js'
import type { NoGiftReport } from '../../gifts/reporting/gift-report-rules.js'
import type { StatisticsTable } from '../../statistics/counting/statistics-rules.js'
import type { TrainingsOfDays } from '../../trainings/trainings-rules.js'
import type { GuidelineText } from '../guideline-rules.js'

const say = textsOf<typeof th>('ita')

/** Sections, and sentences about what is missing; either may be empty. */
export interface Shown {
  readonly sections: readonly Section[]
  readonly missing: readonly string[]
}

/** A picture with what it shows and the hash of its bytes, so that it can be compared with what the bot keeps. */
export function pictureSection(bytes: Uint8Array, shows: string, language: Language): Section {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { kind: 'picture', bytes, caption: say(language, 'picture.caption', { shows, hash }) }
}

export const nothing = (missing: string): Shown => ({ sections: [], missing: [missing] })

export function guidelineShown(texts: readonly GuidelineText[], language: Language): Shown {
  return {
    sections: texts.map(({ title, lines }) => ({ kind: 'text', heading: title, paragraphs: lines })),
    missing: texts.some(({ own }) => own) ? [] : [say(language, 'missing.guidelineNotOwn')],
  }
}

export function statisticsShown(table: StatisticsTable, period: Period, language: Language): Shown {
  const title = periodTitle(period, language)
  if (period.months.length === 0) return nothing(say(language, 'missing.windowNotBegun', { period: title }))
  const none = table.total === 0
  return {
    sections: [
      {
        kind: 'table',
        heading: say(language, 'statistics.heading', { period: title }),
        sheet: say(language, `sheet.${period.kind === 'half' ? 'half' : 'year'}`, { year: yearOf(period) }),
        columns: (['month', 'total', 'completed', 'inProgress'] as const).map((column) => ({
          title: say(language, `statistics.${column}`),
          align: column === 'month' ? 'left' : 'right',
        })),
        rows: table.months.map(({ month, total, completed, inProgress }) => [
          longMonth(month, language),
          total,
          completed,
          inProgress,
        ]),
        totals: [say(language, 'statistics.sum'), table.total, table.completed, table.inProgress],
      },
      ...(none
        ? [{ kind: 'text' as const, paragraphs: [say(language, 'statistics.none', { period: title })] }]
        : []),
    ],
    missing: [],
  }
}

/** Two windows of the same months: the table is there, and nobody looks for a second one. */
export function sameStatistics(period: Period, language: Language): Shown {
  const words = say(language, 'statistics.same', { period: periodTitle(period, language) })
  return { sections: [{ kind: 'text', paragraphs: [words] }], missing: [] }
}

const yearOf = (period: Period): number => ('fiscalYear' in period ? period.fiscalYear : 0)

export function acknowledgementsShown(
  policies: readonly Evidence[],
  kind: 'policy' | 'ethicsCode' | 'all',
  language: Language,
  { withTexts }: { readonly withTexts: boolean },
): Shown {
  const wanted = policies.filter(({ policy }) => kind === 'all' || policy.kind === kind)
  if (wanted.length === 0) return nothing(say(language, `missing.policy.${kind}`))
  return {
    sections: wanted.flatMap(({ policy, all, units, rosterDay, chain }): Section[] => {
      const { words, sha256 } = policyWordsFor(policy, language)
      return [
        ...(withTexts
          ? [
              {
                kind: 'text' as const,
                heading: words.title,
                paragraphs: words.text.split('\n').filter(Boolean),
              },
            ]
          : []),
        {
          kind: 'facts',
          heading: say(language, 'acknowledged.heading', { title: words.title }),
          facts: [
            [say(language, 'acknowledged.count'), all.acknowledged],
            [say(language, 'acknowledged.roster'), all.total],
            [say(language, 'acknowledged.share'), { share: [all.acknowledged, all.total] }],
            [say(language, 'acknowledged.paper'), all.paper],
            [say(language, 'acknowledged.rosterDay'), { day: rosterDay }],
            [say(language, 'acknowledged.hash'), sha256],
            [
              say(language, 'acknowledged.chain'),
              chain.firstBroken === undefined
                ? say(language, 'acknowledged.whole', { rows: chain.length })
                : say(language, 'acknowledged.broken', { rows: chain.length, at: chain.firstBroken }),
            ],
          ],
        },
        {
          kind: 'table',
          heading: say(language, 'acknowledged.byUnit', { title: words.title }),
          sheet: say(language, 'sheet.policy', { key: policy.key, version: policy.version }),
          columns: (['unit', 'count', 'roster', 'share'] as const).map((column, place) => ({
            title: say(language, `acknowledged.${column}`),
            align: place === 0 ? 'left' : 'right',
            width: place === 0 ? 3 : 1,
          })),
          rows: units.map(({ unit, acknowledged, total }) => [
            unit,
            acknowledged,
            total,
            { share: [acknowledged, total] },
          ]),
          totals: [
            say(language, 'statistics.sum'),
            all.acknowledged,
            all.total,
            { share: [all.acknowledged, all.total] },
          ],
        },
      ]
    }),
    missing: [],
  }
}

/** A day stands on one line. */
const publishedWidths = { title: 3, channels: 2.6, times: 0.7, people: 1.4, from: 1.5, until: 1.5 }

/** `content` of each publication, in their order: its words, its pictures, and pictures of where else it was published. */
export function publicationsShown(
  publications: readonly Publication[],
  content: readonly (readonly Section[])[],
  language: Language,
  channelTitle: (channel: PublicationChannel) => string,
): Shown {
  if (publications.length === 0) return nothing(say(language, 'missing.publications'))
  return {
    sections: [
      {
        kind: 'table',
        heading: say(language, 'published.heading'),
        columns: (['title', 'times', 'channels', 'people', 'from', 'until'] as const).map((column) => ({
          title: say(language, `published.${column}`),
          width: publishedWidths[column],
        })),
        rows: publications.map(({ piece, times, channels, people, groups, firstOn, lastOn }) => [
          piece.title[language],
          times,
          channels.map(channelTitle).join(', '),
          groups + people > 0 ? say(language, 'published.reached', { groups, people }) : '–',
          { day: firstOn },
          { day: lastOn },
        ]),
      },
      ...publications.flatMap(({ piece }, place): Section[] => [
        {
          kind: 'facts',
          heading: say(language, 'published.one', { number: place + 1, title: piece.title[language] }),
          facts: [
            [say(language, 'published.version'), piece.version],
            [say(language, 'published.hash'), piece.sha256],
          ],
        },
        ...(content[place] ?? []),
      ]),
    ],
    missing: [],
  }
}

export function giftsShown(report: NoGiftReport, language: Language): Shown {
  const columns = ['count', 'within', 'over', 'exceptions', 'returned', 'handedOver', 'notYet'] as const
  const signed = report.statements.filter(({ superseded }) => !superseded)
  const unsigned = report.all.count === 0 && signed.length === 0
  return {
    sections: [
      {
        kind: 'table',
        heading: say(language, 'gifts.heading'),
        columns: [
          { title: say(language, 'acknowledged.unit'), width: 3 },
          ...columns.map((column) => ({ title: say(language, `gifts.${column}`) })),
        ],
        rows: report.units.map((unit) => [unit.unit, ...columns.map((column) => unit[column])]),
        totals: [say(language, 'statistics.sum'), ...columns.map((column) => report.all[column])],
      },
      {
        kind: 'text',
        paragraphs: [
          say(language, report.all.count === 0 ? 'gifts.none' : 'gifts.some', { number: report.all.count }),
          ...signed.map(({ text, hash }) => `${text} (SHA-256 ${hash})`),
        ],
      },
    ],
    missing: unsigned ? [say(language, 'missing.giftStatement')] : [],
  }
}

export function trainingsShown({ trainings, times, people }: TrainingsOfDays, language: Language): Shown {
  if (times === 0) return nothing(say(language, 'missing.trainings'))
  return {
    sections: [
      {
        kind: 'table',
        heading: say(language, 'trainings.heading', { times, people }),
        sheet: say(language, 'sheet.trainings'),
        columns: [
          { title: say(language, 'trainings.title'), width: 4 },
          { title: say(language, 'trainings.on') },
          { title: say(language, 'trainings.participants') },
        ],
        rows: trainings.map(({ training, participants }) => [
          training.title,
          { day: training.on },
          participants,
        ]),
        totals: [
          say(language, 'statistics.sum'),
          null,
          trainings.reduce((sum, { participants }) => sum + participants, 0),
        ],
      },
    ],
    missing: [],
  }
}

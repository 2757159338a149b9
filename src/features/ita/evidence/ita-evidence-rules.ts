// Finds what the bot knows for each kind of evidence of an assessor's item, and shows it or says what is missing.
import type th from '../../../../locales/th/ita.json'
import type measuresTh from '../../../../locales/th/measures.json'
import type { Section } from '../../../documents/paper.js'
import { dayInBangkok, firstDayOf, lastDayOf } from '../../../i18n/calendar/bangkok-time.js'
import { type FiscalYear, monthsOfFiscalYear } from '../../../i18n/calendar/fiscal-calendar.js'
import { monthOfDay } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import type { Recipients } from '../../../security/vault-recipients.js'
import type { Publication } from '../../campaigns/outside/publications-rules.js'
import { type ContentRules, tagsOn } from '../../library/content/content-rules.js'
import { followUpSections, planTable } from '../../measures/follow-up-paper.js'
import { monthsOfRound } from '../../measures/follow-up-rounds.js'
import type { Known, KnownEvidenceRules } from '../../measures/known-evidence-rules.js'
import type { KnownKind } from '../../measures/measure.js'
import type { MeasuresRules } from '../../measures/measures-rules.js'
import type { StatisticsRules } from '../../statistics/counting/statistics-rules.js'
import type { DrawSurvey } from '../../surveys/survey-chart.js'
import type { GuidelineRules } from '../guideline-rules.js'
import { type ItaItem, type ItemEvidence, statisticsWindows } from '../ita-profile.js'
import { periodOfWindow } from '../ita-windows.js'
import {
  acknowledgementsShown,
  giftsShown,
  guidelineShown,
  nothing,
  publicationsShown,
  type Shown,
  sameStatistics,
  statisticsShown,
  trainingsShown,
} from './evidence-sections.js'
import { publicationsFor } from './item-publications.js'
import { surveysShown } from './survey-sections.js'

const say = textsOf<typeof th>('ita')
const name = textsOf<typeof measuresTh>('measures')

export interface ItaEvidenceDeps {
  readonly guideline: GuidelineRules
  readonly known: KnownEvidenceRules
  readonly measures: Pick<MeasuresRules, 'followUp'>
  readonly statistics: Pick<StatisticsRules, 'table' | 'past'>
  readonly recipients: Pick<Recipients, 'list'>
  readonly drawCharts: DrawSurvey
  readonly library: { readonly rules: Pick<ContentRules, 'shelf'> }
  /** What a citizen sees of the separate channel. */
  readonly channelPictures: (language: Language) => Promise<Shown>
  /** The words and pictures that were published, and proofs of it. */
  readonly contentOf: (publication: Publication, language: Language) => Promise<readonly Section[]>
  readonly publicUrl: string
  readonly clock: Clock
}

export interface ItaEvidenceRules {
  show(kind: ItemEvidence, item: ItaItem, fiscalYear: FiscalYear, language: Language): Promise<Shown>
  showKnown(kind: 'surveys' | 'trainings', fiscalYear: FiscalYear, language: Language): Promise<Shown>
}

export function createItaEvidence(deps: ItaEvidenceDeps): ItaEvidenceRules {
  async function known<Kind extends KnownKind>(
    kind: Kind,
    fiscalYear: FiscalYear,
  ): Promise<Extract<Known, { kind: Kind }> | undefined> {
    const found = await deps.known.known(kind, { fiscalYear, months: monthsOfFiscalYear(fiscalYear) })
    const isKind = (one: Known): one is Extract<Known, { kind: Kind }> => one.kind === kind
    return found && isKind(found) ? found : undefined
  }

  async function statistics(item: ItaItem, fiscalYear: FiscalYear, language: Language): Promise<Shown> {
    const now = monthOfDay(deps.statistics.past.asOf())
    const shown: Shown[] = []
    const before = new Set<string>()
    for (const window of item.windows ?? statisticsWindows) {
      const period = periodOfWindow(window, fiscalYear, now)
      const months = period.months.join()
      // Until April the year so far is the first half: one table says it.
      shown.push(
        before.has(months)
          ? sameStatistics(period, language)
          : statisticsShown(await deps.statistics.table({ months: period.months }), period, language),
      )
      if (months !== '') before.add(months)
    }
    const definition = { kind: 'text' as const, paragraphs: [say(language, 'statistics.definition')] }
    return joined([...shown, { sections: [definition], missing: [] }])
  }

  async function channel(fiscalYear: FiscalYear, language: Language): Promise<Shown> {
    const [recipients, pictures] = await Promise.all([deps.recipients.list(), deps.channelPictures(language)])
    // On the first day of a year nothing is known of it: no zero stands there.
    const months = deps.statistics.past.begun(monthsOfFiscalYear(fiscalYear))
    const [corruption, general] = await Promise.all([
      deps.statistics.table({ months, kind: 'corruption' }),
      deps.statistics.table({ months, kind: 'general' }),
    ])
    return {
      sections: [
        {
          kind: 'text',
          heading: say(language, 'channel.heading'),
          paragraphs: [
            say(language, 'channel.separate'),
            say(language, 'channel.sealed'),
            say(language, 'channel.noId'),
          ],
        },
        {
          kind: 'facts',
          heading: say(language, 'channel.facts'),
          facts: [
            [
              say(language, 'channel.where'),
              deps.publicUrl === '' ? say(language, 'channel.line') : `LINE · ${deps.publicUrl}`,
            ],
            [say(language, 'channel.recipients'), recipients.length],
            ...(months.length === 0
              ? []
              : ([
                  [say(language, 'channel.corruption'), corruption.total],
                  [say(language, 'channel.general'), general.total],
                ] as const)),
          ],
        },
        ...pictures.sections,
      ],
      missing: [...(recipients.length > 0 ? [] : [say(language, 'missing.recipients')]), ...pictures.missing],
    }
  }

  /** The round of the year beside that of the half year: in the first half it would say the same again, so it waits. */
  async function followUpOfYear(item: ItaItem, fiscalYear: FiscalYear, language: Language): Promise<Shown> {
    const lastOfHalf = monthsOfRound(fiscalYear, { kind: 'halfYear' }).at(-1)
    const halfIsOver = lastOfHalf !== undefined && lastDayOf(lastOfHalf) < dayInBangkok(deps.clock())
    return halfIsOver || !item.evidence.includes('followUpHalfYear')
      ? followUp(fiscalYear, 'year', language)
      : nothing(say(language, 'missing.roundToCome', { round: name(language, 'round.year') }))
  }

  async function followUp(
    fiscalYear: FiscalYear,
    round: 'halfYear' | 'year' | undefined,
    language: Language,
  ): Promise<Shown> {
    const report = await deps.measures.followUp(fiscalYear, { kind: round ?? 'year' })
    if (report.rows.length === 0) return nothing(say(language, 'missing.measures', { year: fiscalYear }))
    const last = report.months.at(-1)
    const over = last !== undefined && lastDayOf(last) < report.asOf
    const missing =
      round !== undefined && !over
        ? [say(language, 'missing.roundNotOver', { round: name(language, `round.${round}`) })]
        : []
    const sections = round === undefined ? [planTable(report, language)] : followUpSections(report, language)
    return { sections, missing }
  }

  async function showKnown(kind: 'surveys' | 'trainings', fiscalYear: FiscalYear, language: Language) {
    if (kind === 'surveys') {
      const surveys = (await known('surveys', fiscalYear))?.surveys ?? []
      const drawn = await Promise.all(
        surveys.map(async ({ survey, results }) => {
          const charts = results.kind === 'told' ? await deps.drawCharts(survey, results, language) : []
          return { survey, results, charts: charts.map(({ png }) => png) }
        }),
      )
      return surveysShown(drawn, language)
    }
    const trainings = (await known('trainings', fiscalYear))?.trainings
    return trainings ? trainingsShown(trainings, language) : nothing(say(language, 'missing.trainings'))
  }

  return {
    showKnown,
    async show(kind, item, fiscalYear, language) {
      const [first] = monthsOfFiscalYear(fiscalYear)
      if (first === undefined || firstDayOf(first) > dayInBangkok(deps.clock()))
        return nothing(say(language, 'missing.yearNotBegun', { year: fiscalYear }))
      switch (kind) {
        case 'guideline':
          return guidelineShown(await deps.guideline.guideline(language), language)
        case 'channel':
          return channel(fiscalYear, language)
        case 'statistics':
          return statistics(item, fiscalYear, language)
        case 'noGift':
        case 'ethicsCode': {
          const policies = (await known('acknowledgements', fiscalYear))?.policies ?? []
          const wanted = kind === 'noGift' ? 'policy' : 'ethicsCode'
          return acknowledgementsShown(policies, wanted, language, { withTexts: true })
        }
        case 'acknowledgements': {
          const policies = (await known('acknowledgements', fiscalYear))?.policies ?? []
          return acknowledgementsShown(policies, 'all', language, { withTexts: false })
        }
        case 'publications': {
          const all = (await known('campaigns', fiscalYear))?.publications ?? []
          const tags = tagsOn(await deps.library.rules.shelf())
          const publications = publicationsFor(item, all, tags)
          const content = await Promise.all(publications.map((one) => deps.contentOf(one, language)))
          return publicationsShown(publications, content, language, (one) => name(language, `channel.${one}`))
        }
        case 'gifts': {
          const report = (await known('gifts', fiscalYear))?.report
          return report ? giftsShown(report, language) : nothing(say(language, 'missing.giftStatement'))
        }
        case 'trainings':
        case 'surveys':
          return showKnown(kind, fiscalYear, language)
        case 'measures':
          return followUp(fiscalYear, undefined, language)
        case 'followUpHalfYear':
          return followUp(fiscalYear, 'halfYear', language)
        case 'followUpYear':
          return followUpOfYear(item, fiscalYear, language)
        case 'byHand':
          return nothing(say(language, 'missing.byHand'))
      }
    },
  }
}

export function joined(shown: readonly Shown[]): Shown {
  return {
    sections: shown.flatMap(({ sections }) => sections),
    missing: [...new Set(shown.flatMap(({ missing }) => missing))],
  }
}

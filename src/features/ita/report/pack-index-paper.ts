// The index of the pack: every item of the profile with its files or what is missing, the due dates, and the hashes. Numbers that
// nobody has compared with the handbook are marked.
import type th from '../../../../locales/th/ita.json'
import type { Paper } from '../../../documents/paper.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { evidenceDueDay, roundsOfYear } from '../../measures/follow-up-rounds.js'
import type { Settings } from '../../settings/settings-schema.js'
import type { ItaItem, ItaProfile } from '../ita-profile.js'

export interface PackItem {
  readonly item: ItaItem
  /** Names within the pack. */
  readonly files: readonly string[]
  /** Sentences about what is not there. */
  readonly missing: readonly string[]
}

const say = textsOf<typeof th>('ita')

export function indexPaper({
  profile,
  items,
  files,
  language,
  agency,
  asOf,
  followUp,
}: {
  readonly profile: ItaProfile
  readonly items: readonly PackItem[]
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  readonly language: Language
  readonly agency: string
  readonly asOf: Date
  readonly followUp: Settings['followUp']
}): Paper {
  const { fiscalYear } = profile
  const unchecked = profile.items.some(({ certainty }) => certainty !== 'primary')
  const complete = items.filter(({ missing, files: names }) => missing.length === 0 && names.length > 0)
  const round = (kind: 'halfYear' | 'year') =>
    roundsOfYear(fiscalYear, followUp).find((one) => one.round.kind === kind)?.due
  return {
    language,
    agency,
    title: say(language, 'index.title', { year: fiscalYear }),
    subtitle: profile.title[language],
    asOf,
    orientation: 'landscape',
    facts: [
      [say(language, 'index.items'), items.length],
      [say(language, 'index.complete'), complete.length],
      [say(language, 'index.incomplete'), items.length - complete.length],
    ],
    sections: [
      ...(unchecked
        ? [
            {
              kind: 'text' as const,
              heading: say(language, 'index.certainty'),
              paragraphs: [profile.source[language], say(language, 'index.star')],
            },
          ]
        : []),
      {
        kind: 'table',
        heading: say(language, 'index.list'),
        columns: [
          { title: say(language, 'index.number'), width: 0.9 },
          { title: say(language, 'index.wording'), width: 3 },
          { title: say(language, 'index.files'), width: 2 },
          { title: say(language, 'index.missing'), width: 3 },
        ],
        rows: items.map(({ item, files: names, missing }) => [
          item.certainty === 'primary' ? item.number : `${item.number} *`,
          item.wording[language],
          names.length > 0 ? names.join('\n') : say(language, 'index.noFile'),
          missing.length > 0 ? missing.join('\n') : '–',
        ]),
      },
      {
        kind: 'facts',
        heading: say(language, 'index.due'),
        facts: [
          ...profile.dueDates.map(
            ({ what, on, certainty }) =>
              [
                certainty === 'primary' ? what[language] : `${what[language]} *`,
                dayTitle(on, language),
              ] as const,
          ),
          [say(language, 'index.dueHalf'), dayIn(round('halfYear'), language)] as const,
          [
            say(language, 'index.dueEvidence'),
            dayTitle(evidenceDueDay(fiscalYear, followUp), language),
          ] as const,
          [say(language, 'index.dueYear'), dayIn(round('year'), language)] as const,
        ],
      },
      {
        kind: 'table',
        heading: say(language, 'index.hashes'),
        columns: [
          { title: say(language, 'index.file'), width: 2 },
          { title: 'SHA-256', width: 4 },
        ],
        rows: files.map(({ name, sha256 }) => [name, sha256]),
      },
    ],
  }
}

const dayIn = (day: Parameters<typeof dayTitle>[0] | undefined, language: Language): string =>
  day === undefined ? '–' : dayTitle(day, language)

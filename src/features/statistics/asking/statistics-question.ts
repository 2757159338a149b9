// Reads what is asked about a period: `ปีงบ 2569 หมวด`, `เทียบปีก่อน`, `ต.ค. 68 กราฟ`. Pure. The word for the view may stand
// before or after the period; what is left is the period. Two views at once are not guessed between.
import type th from '../../../../locales/th/statistics.json'
import { type PeriodReading, parsePeriod } from '../../../i18n/calendar/period-words.js'
import { composed } from '../../../i18n/letters/composed.js'
import { languages, linesOf } from '../../../i18n/texts.js'

const lines = linesOf<typeof th>('statistics')

export const views = [
  'table',
  'compare',
  'category',
  'unit',
  'channel',
  'type',
  'pending',
  'overdue',
  'time',
  'chart',
  'file',
] as const
export type View = (typeof views)[number]

export interface Question {
  readonly view: View
  readonly period: PeriodReading
}

type Look = Exclude<View, 'table'>
const looks = views.filter((view): view is Look => view !== 'table')

interface Pattern {
  readonly view: Look
  readonly pattern: RegExp
}
let patterns: readonly Pattern[] | undefined

/** Both languages' words for every look, the longer ones first where one begins another. */
function patternsOfLooks(): readonly Pattern[] {
  patterns ??= looks.map((view) => {
    const words = longestFirst(languages.flatMap((language) => lines(language, `asked.${view}`)))
    const by = longestFirst(languages.flatMap((language) => lines(language, 'askedBy')))
    // A word begins after a blank or a digit ('ปีงบ2569หมวด' is read too) and ends before a blank.
    const pattern = new RegExp(`(?:^|\\s|(?<=\\p{Nd}))(?:(?:${by})\\s?)?(?:${words})(?=\\s|$)`, 'iu')
    return { view, pattern }
  })
  return patterns
}

const longestFirst = (words: readonly string[]): string =>
  words.toSorted((one, other) => other.length - one.length).join('|')

/** `today` is read in Bangkok. */
export function readQuestion(text: string, today: Date): Question {
  const asked = composed(text).trim()
  const found = patternsOfLooks().filter(({ pattern }) => pattern.test(asked))
  const [first] = found
  if (!first) return { view: 'table', period: parsePeriod(asked, today) }
  if (found.length > 1) return { view: 'table', period: { ok: false, reason: 'unclear' } }
  return { view: first.view, period: parsePeriod(asked.replace(first.pattern, ' '), today) }
}

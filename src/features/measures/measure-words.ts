// Rounds and quarters as people read them.
import type th from '../../../locales/th/measures.json'
import { longMonth } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { FollowUpRound } from './measure.js'

const say = textsOf<typeof th>('measures')

export function roundInWords(round: FollowUpRound, language: Language): string {
  return round.kind === 'month'
    ? say(language, 'round.month', { month: longMonth(round.month, language) })
    : say(language, `round.${round.kind}`)
}

/** 'ไตรมาส 1–4', 'ไตรมาส 1, 3'. */
export function quartersInWords(quarters: readonly number[], language: Language): string {
  const [first = 1] = quarters
  const last = quarters.at(-1) ?? first
  const joined = quarters.length > 2 && last - first + 1 === quarters.length
  return say(language, 'quarters', { quarters: joined ? `${first}–${last}` : quarters.join(', ') })
}

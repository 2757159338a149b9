// How much room for files is used, in words.
import type th from '../../../locales/th/space.json'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { SpaceFigures } from './space-figures.js'
import type { SpaceBudgetTold } from './space-letters-rules.js'

export const say = textsOf<typeof th>('space')

const gigabytes = (bytes: number): string => String(Math.round(bytes / 100_000_000) / 10)

/** For a sentence: percent, of how much, and until which day. */
export function spaceNumbers(
  language: Language,
  about: SpaceBudgetTold,
  { asOf, ...figures }: SpaceFigures,
): { readonly percent: number; readonly most: string; readonly day: string } {
  const { percent, most } = figures[about]
  return { percent, most: gigabytes(most), day: dayTitle(asOf, language) }
}

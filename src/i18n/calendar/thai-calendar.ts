// The calendar's front door, and days and months as people read them. Thai shows the Buddhist era; English shows the Gregorian years that its readers
// expect, except in the name of a fiscal year, which is a name and stays Buddhist.
import type th from '../../../locales/th/calendar.json'
import { type Language, linesOf, textsOf } from '../texts.js'
import { type Day, dayInBangkok, monthOfDay, timeInBangkok } from './bangkok-time.js'
import { gregorianYearOf, type Month, monthNumberOf, toBuddhistYear } from './fiscal-calendar.js'

export * from '../letters/thai-digits.js'
export * from './bangkok-time.js'
export * from './fiscal-calendar.js'

const say = textsOf<typeof th>('calendar')
const lines = linesOf<typeof th>('calendar')

/** 'ต.ค. 68' · 'Oct 2025' */
export function shortMonth(month: Month, language: Language): string {
  const year = String(yearShown(month, language))
  return `${nameOf(month, language, 'monthsShort')} ${language === 'th' ? year.slice(-2) : year}`
}

/** 'ตุลาคม 2568' · 'October 2025' */
export const longMonth = (month: Month, language: Language): string =>
  `${nameOf(month, language, 'months')} ${yearShown(month, language)}`

/** '20 พ.ย. 2569' · '20 Nov 2026'. A moment is read in Bangkok. */
export function dayTitle(when: Day | Date, language: Language): string {
  const day = when instanceof Date ? dayInBangkok(when) : when
  const month = monthOfDay(day)
  return `${Number(day.slice(8))} ${nameOf(month, language, 'monthsShort')} ${yearShown(month, language)}`
}

/** '20 พ.ย. 2569 เวลา 18:40 น.' · '20 Nov 2026, 18:40', in Bangkok. */
export const dateTimeTitle = (moment: Date, language: Language): string =>
  say(language, 'dateTime', { day: dayTitle(moment, language), time: timeInBangkok(moment) })

function nameOf(month: Month, language: Language, names: 'months' | 'monthsShort'): string {
  return lines(language, names)[monthNumberOf(month) - 1] ?? month
}

function yearShown(month: Month, language: Language): number {
  const year = gregorianYearOf(month)
  return language === 'th' ? toBuddhistYear(year) : year
}

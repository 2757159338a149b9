// Reads the day on which a gift was received: "20 พ.ย. 2569", "๒๐/๑๑/๖๙", "20 พฤศจิกายน", "เมื่อวาน". A day without a year is the latest
// that has come. It never guesses: what it cannot read for certain, and what has not come yet, is refused.
import { addDays, type Day, daysBetween, isDay, monthOfDay } from '../../../i18n/calendar/bangkok-time.js'
import { gregorianYearOf, type Month, monthNumberOf } from '../../../i18n/calendar/fiscal-calendar.js'
import { readSpan, type Span } from '../../../i18n/calendar/span-words.js'
import { gregorianYearFrom } from '../../../i18n/calendar/year-words.js'
import { composed } from '../../../i18n/letters/composed.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'

export type DayReading =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly why: 'unclear' | 'future' | 'tooLongAgo' }

/** The register of a gift is of use for a few years; an earlier day is more likely a mistake. */
const earliestDaysAgo = 5 * 366

export function readReceiptDay(text: string, today: Day): DayReading {
  if (text.length > 60) return { ok: false, why: 'unclear' }
  const words = plainWords(text)
  const day = relativeDay(words, today) ?? dayInDigits(words, today) ?? dayWithName(words, today)
  if (day === undefined) return { ok: false, why: 'unclear' }
  if (day > today) return { ok: false, why: 'future' }
  return daysBetween(day, today) > earliestDaysAgo ? { ok: false, why: 'tooLongAgo' } : { ok: true, day }
}

const plainWords = (text: string): string =>
  composed(fromThaiDigits(text))
    .toLowerCase()
    .replace(/(?<!\d)\.|\.(?!\d)/gu, '')
    .replace(/[,\s]+/gu, ' ')
    .trim()
    .replace(/^(?:เมื่อ)?วันที่ ?/u, '')
    .replace(/ ?(?:ครับ|ค่ะ|คะ)$/u, '')

function relativeDay(words: string, today: Day): Day | undefined {
  if (/^(?:วันนี้|today)$/u.test(words)) return today
  if (/^(?:เมื่อวาน(?:นี้)?|yesterday)$/u.test(words)) return addDays(today, -1)
  if (/^(?:เมื่อวานซืน(?:นี้)?|วานซืน)$/u.test(words)) return addDays(today, -2)
  return undefined
}

function dayInDigits(words: string, today: Day): Day | undefined {
  if (isDay(words)) return words
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(words) ?? []
  const gregorian = year === '' ? undefined : gregorianYearFrom(year, Number(today.slice(0, 4)))
  return gregorian === undefined ? undefined : dayOf(gregorian, Number(month), Number(day))
}

function dayWithName(words: string, today: Day): Day | undefined {
  const thisMonth = monthOfDay(today)
  const span = readSpan(words, thisMonth)
  if (!span || !('day' in span) || span.day === undefined) return undefined
  return dayOf(yearOf(span, thisMonth, span.day, today), monthNumberIn(span), span.day)
}

type MonthSpan = Extract<Span, { kind: 'month' | 'monthOfSomeYear' }>

const monthNumberIn = (span: MonthSpan): number =>
  span.kind === 'month' ? monthNumberOf(span.month) : span.number

function yearOf(span: MonthSpan, thisMonth: Month, day: number, today: Day): number {
  if (span.kind === 'month') return gregorianYearOf(span.month)
  const thisYear = gregorianYearOf(thisMonth)
  const hasCome =
    span.number < monthNumberOf(thisMonth) ||
    (span.number === monthNumberOf(thisMonth) && day <= Number(today.slice(8)))
  return hasCome ? thisYear : thisYear - 1
}

function dayOf(year: number, month: number, day: number): Day | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

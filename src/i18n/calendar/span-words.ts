// One stretch of time in a person's words, before it is known what it is for: 'ต.ค. 68', 'ไตรมาส 2', 'FY 2026'.
// Takes words that period-words.ts has made plain (lower case, Arabic digits, no dots after letters).
import {
  addMonths,
  type FiscalYear,
  fiscalYearOfMonth,
  fromBuddhistYear,
  gregorianYearOf,
  type Half,
  halfOf,
  type Month,
  monthOf,
  type Quarter,
  quarterOf,
  toBuddhistYear,
} from './fiscal-calendar.js'
import { monthNumberFrom } from './month-words.js'
import { eraFrom, gregorianYearFrom } from './year-words.js'

export type Span =
  | { readonly kind: 'month'; readonly month: Month; readonly day?: number }
  | { readonly kind: 'monthOfSomeYear'; readonly number: number; readonly day?: number }
  | { readonly kind: 'quarter'; readonly year: FiscalYear; readonly quarter: Quarter }
  | { readonly kind: 'half'; readonly year: FiscalYear; readonly half: Half }
  | { readonly kind: 'fiscalYear'; readonly year: FiscalYear }

/** `now` is the month that runs; `undefined` when the words are none of ours. */
export function readSpan(words: string, now: Month): Span | undefined {
  for (const read of [relative, fiscalYear, quarter, half, yearAndMonthInDigits, namedMonth]) {
    const span = read(words, now)
    if (span) return span
  }
  return undefined
}

const year = String.raw`(?:(?<era>พศ|คศ|be|ce|ad) ?)?(?<year>\d{4}|\d{2})`
const ofFiscalYear = `(?:ของ)? ?(?:ประจำ)?(?:ปีงบประมาณ|ปีงบ|ปี|fiscal year|fy|year) ?`
/** A year after a part of a year: ' 2569', '/69', ' ปีงบประมาณ พ.ศ. 2569', or nothing. */
const yearAfter = `(?:(?: ?[ /-] ?| ?${ofFiscalYear})${year})?`

const patterns = {
  relativeThai:
    /^(?<unit>เดือน|ไตรมาส|ครึ่งปี|ปีงบประมาณ|ปีงบ|ปี) ?(?:(?<now>นี้|ปัจจุบัน)|(?<before>ที่แล้ว|ที่ผ่านมา|ก่อน)|(?<after>หน้า|ถัดไป))$/,
  relativeEnglish:
    /^(?:(?<now>this|current)|(?<before>last|previous)|(?<after>next)) (?<unit>month|quarter|half|fiscal year|fy|year)$/,
  fiscalYear: new RegExp(`^${ofFiscalYear}(?:${year})?$`),
  yearAlone: /^(?:(?<era>พศ|คศ|be|ce|ad) ?)?(?<year>\d{4})$/,
  quarter: new RegExp(`^(?:ไตรมาสที่|ไตรมาส|quarter|q) ?(?<quarter>[1-4])${yearAfter}$`),
  halfThai: new RegExp(
    `^(?:ครึ่งปีงบประมาณ|ครึ่งปีงบ|ครึ่งปี|ครึ่ง|(?:รอบ ?)?6 ?เดือน) ?(?:(?<first>แรก)|หลัง)${yearAfter}$`,
  ),
  halfEnglish: new RegExp(`^(?:(?<first>first half|1st half|h1)|second half|2nd half|h2)${yearAfter}$`),
  yearThenMonth: /^(?<year>\d{4})[/.-](?<month>\d{1,2})$/,
  monthThenYear: /^(?<month>\d{1,2})(?:[/.-](?=\d{4})|\/)(?<year>\d{4}|\d{2})$/,
  namedMonth: new RegExp(
    String.raw`^(?:(?<day>\d{1,2}) ?)?(?:เดือน ?)?(?<name>[ก-๎]{1,20}?|[a-z]{1,20}?) ?[ /-]? ?(?:ปี ?)?(?:${year})?$`,
  ),
}

function relative(words: string, now: Month): Span | undefined {
  const found = patterns.relativeThai.exec(words) ?? patterns.relativeEnglish.exec(words)
  if (!found?.groups) return undefined
  const { unit = '', before, after } = found.groups
  const steps = before ? -1 : after ? 1 : 0
  if (unit === 'เดือน' || unit === 'month') return { kind: 'month', month: addMonths(now, steps) }
  if (unit === 'ไตรมาส' || unit === 'quarter') {
    const month = addMonths(now, 3 * steps)
    return { kind: 'quarter', year: fiscalYearOfMonth(month), quarter: quarterOf(month) }
  }
  if (unit === 'ครึ่งปี' || unit === 'half') {
    const month = addMonths(now, 6 * steps)
    return { kind: 'half', year: fiscalYearOfMonth(month), half: halfOf(month) }
  }
  return { kind: 'fiscalYear', year: fiscalYearOfMonth(now) + steps }
}

function fiscalYear(words: string, now: Month): Span | undefined {
  const found = patterns.fiscalYear.exec(words) ?? patterns.yearAlone.exec(words)
  const year = found && fiscalYearIn(found, now)
  return year ? { kind: 'fiscalYear', year } : undefined
}

function quarter(words: string, now: Month): Span | undefined {
  const found = patterns.quarter.exec(words)
  const year = found && fiscalYearIn(found, now)
  const number = ([1, 2, 3, 4] as const).find((one) => String(one) === found?.groups?.quarter)
  return year && number ? { kind: 'quarter', year, quarter: number } : undefined
}

function half(words: string, now: Month): Span | undefined {
  const found = patterns.halfThai.exec(words) ?? patterns.halfEnglish.exec(words)
  const year = found && fiscalYearIn(found, now)
  return year ? { kind: 'half', year, half: found.groups?.first ? 1 : 2 } : undefined
}

function yearAndMonthInDigits(words: string, now: Month): Span | undefined {
  const { year = '', month = '' } =
    patterns.yearThenMonth.exec(words)?.groups ?? patterns.monthThenYear.exec(words)?.groups ?? {}
  const gregorian = gregorianYearFrom(year, gregorianYearOf(now))
  const number = Number(month)
  if (gregorian === undefined || number < 1 || number > 12) return undefined
  return { kind: 'month', month: monthOf(gregorian, number) }
}

function namedMonth(words: string, now: Month): Span | undefined {
  const { name = '', day, era, year } = patterns.namedMonth.exec(words)?.groups ?? {}
  const number = monthNumberFrom(name)
  if (number === undefined || Number(day ?? 1) > 31) return undefined
  const onDay = day === undefined ? {} : { day: Number(day) }
  if (year === undefined) return { kind: 'monthOfSomeYear', number, ...onDay }
  const gregorian = gregorianYearFrom(year, gregorianYearOf(now), eraFrom(era))
  return gregorian === undefined ? undefined : { kind: 'month', month: monthOf(gregorian, number), ...onDay }
}

/** The year in the match, or the running fiscal year where none is written. A Gregorian year is the one in which it ends. */
function fiscalYearIn({ groups }: RegExpExecArray, now: Month): FiscalYear | undefined {
  const running = fiscalYearOfMonth(now)
  if (groups?.year === undefined) return running
  const gregorian = gregorianYearFrom(groups.year, fromBuddhistYear(running), eraFrom(groups.era))
  return gregorian === undefined ? undefined : toBuddhistYear(gregorian)
}

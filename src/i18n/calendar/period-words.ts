// Reads the period that a person types after a command. It never guesses: what it cannot read for certain is 'unclear',
// and what it has read is shown to the person as periodTitle.

import { fromThaiDigits } from '../letters/thai-digits.js'
import { lastDayOf, monthInBangkok } from './bangkok-time.js'
import {
  addMonths,
  fiscalYearOfMonth,
  gregorianYearOf,
  type Month,
  monthNumberOf,
  monthOf,
  toBuddhistMonth,
} from './fiscal-calendar.js'
import {
  fiscalYearPeriod,
  halfPeriod,
  monthPeriod,
  type Period,
  quarterPeriod,
  rangePeriod,
} from './period.js'
import { readSpan, type Span } from './span-words.js'

export type PeriodReading =
  | { readonly ok: true; readonly period: Period }
  /** `firstMonth` is the month in which the period that was asked for will begin. */
  | { readonly ok: false; readonly reason: 'future'; readonly firstMonth: Month }
  | { readonly ok: false; readonly reason: 'unclear' | 'notWholeMonths' | 'endsBeforeItBegins' | 'tooLong' }

/** Ten years: more rows than anybody reads, and a bound on what a question may cost. */
export const longestRangeInMonths = 120
const longestWording = 100

/**
 * `today` is read in Bangkok. Nothing typed means this fiscal year to date. A name of a month without a year is the
 * latest such month that has begun; within a range it is the one that fits the other end. A year alone, and
 * 'ปี 2569', mean the fiscal year. A period that is still running ends with the month that runs; one that has not begun
 * is 'future'. Days are taken only where they are the first and the last of months.
 */
export function parsePeriod(text: string, today: Date): PeriodReading {
  const now = monthInBangkok(today)
  const words = plainWords(text)
  if (words.length > longestWording) return { ok: false, reason: 'unclear' }
  if (words === '') return { ok: true, period: fiscalYearPeriod(fiscalYearOfMonth(now), now) }
  const span = readSpan(words, now)
  return span ? asked(span, now) : readRange(words, now)
}

/** What parsePeriod reads as this period at any time: for a button that asks for it again. */
export function wordsOf(period: Period): string {
  switch (period.kind) {
    case 'month':
      return toBuddhistMonth(period.month)
    case 'quarter':
      return `ไตรมาส ${period.quarter}/${period.fiscalYear}`
    case 'half':
      return `${period.half === 1 ? 'ครึ่งปีแรก' : 'ครึ่งปีหลัง'} ${period.fiscalYear}`
    case 'fiscalYear':
      return `ปีงบ ${period.fiscalYear}`
    case 'range':
      return `${toBuddhistMonth(period.first)} ถึง ${toBuddhistMonth(period.last)}`
  }
}

/** Lower case, Arabic digits, plain hyphens, no dots after letters, no polite endings. */
function plainWords(text: string): string {
  return fromThaiDigits(text)
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/เเ/g, 'แ')
    .replace(/[‐-―−~]/g, '-')
    .replace(/['’]|(?<!\d)\.|\.(?!\d)/g, '')
    .replace(/[,()\s]+/g, ' ')
    .trim()
    .replace(/ ?(?:นะ)?(?:ครับ|คะ|ค่ะ|จ้ะ)$/, '')
    .replace(/^(?:ตั้งแต่|ระหว่าง|จาก|ของ|ใน|ช่วง|from|between|for|in|of) ?/, '')
    .replace(/^ประจำ ?/, '')
}

function asked(span: Span, now: Month): PeriodReading {
  const { first } = endsOf(span, now)
  if ('day' in span && span.day !== undefined) return { ok: false, reason: 'notWholeMonths' }
  if (first > now) return { ok: false, reason: 'future', firstMonth: first }
  switch (span.kind) {
    case 'fiscalYear':
      return { ok: true, period: fiscalYearPeriod(span.year, now) }
    case 'half':
      return { ok: true, period: halfPeriod(span.year, span.half, now) }
    case 'quarter':
      return { ok: true, period: quarterPeriod(span.year, span.quarter, now) }
    case 'month':
    case 'monthOfSomeYear':
      return { ok: true, period: monthPeriod(first) }
  }
}

function readRange(words: string, now: Month): PeriodReading {
  for (const between of words.matchAll(/ ?(?:-|จนถึง|ถึง|\bto\b|\buntil\b|\band\b) ?/g)) {
    const left = readSpan(words.slice(0, between.index), now)
    const right = readSpan(words.slice(between.index + between[0].length), now)
    if (left && right) return rangeBetween(left, right, now)
  }
  return { ok: false, reason: 'unclear' }
}

function rangeBetween(left: Span, right: Span, now: Month): PeriodReading {
  const { first, last } = fitEnds(left, right, now)
  if (last < first) return { ok: false, reason: 'endsBeforeItBegins' }
  if (!beginsAMonth(left) || !endsAMonth(right, last)) return { ok: false, reason: 'notWholeMonths' }
  if (first > now) return { ok: false, reason: 'future', firstMonth: first }
  const period = rangePeriod(first, last < now ? last : now)
  return period.months.length > longestRangeInMonths ? { ok: false, reason: 'tooLong' } : { ok: true, period }
}

/** 'ต.ค. - มี.ค. 69' begins in the October before that March; 'ต.ค. 68 - มี.ค.' ends in the March after that October. */
function fitEnds(left: Span, right: Span, now: Month): { first: Month; last: Month } {
  if (right.kind === 'monthOfSomeYear' && left.kind !== 'monthOfSomeYear') {
    const { first } = endsOf(left, now)
    return { first, last: latestMonth(right.number, addMonths(first, 11)) }
  }
  const { last } = endsOf(right, now)
  return { first: endsOf(left, last).first, last }
}

function endsOf(span: Span, notAfter: Month): { first: Month; last: Month } {
  switch (span.kind) {
    case 'month':
      return { first: span.month, last: span.month }
    case 'monthOfSomeYear': {
      const month = latestMonth(span.number, notAfter)
      return { first: month, last: month }
    }
    case 'fiscalYear':
    case 'half':
    case 'quarter':
      return outerMonths(wholeOf(span))
  }
}

function wholeOf(span: Exclude<Span, { kind: 'month' | 'monthOfSomeYear' }>): Period {
  switch (span.kind) {
    case 'fiscalYear':
      return fiscalYearPeriod(span.year)
    case 'half':
      return halfPeriod(span.year, span.half)
    case 'quarter':
      return quarterPeriod(span.year, span.quarter)
  }
}

function outerMonths({ months }: Period): { first: Month; last: Month } {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('A period without months')
  return { first, last }
}

function latestMonth(number: number, notAfter: Month): Month {
  const year = gregorianYearOf(notAfter)
  return monthOf(number <= monthNumberOf(notAfter) ? year : year - 1, number)
}

const beginsAMonth = (span: Span): boolean => !('day' in span) || span.day === undefined || span.day === 1

const endsAMonth = (span: Span, last: Month): boolean =>
  !('day' in span) || span.day === undefined || span.day === Number(lastDayOf(last).slice(8))

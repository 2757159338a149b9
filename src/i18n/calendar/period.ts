// Periods that statistics are asked for: always whole months. A period that is still running holds only the months that
// have begun, so that nobody reads a month that has not come as a month without complaints.
import type th from '../../../locales/th/calendar.json'
import { type Language, textsOf } from '../texts.js'
import {
  addMonths,
  type FiscalYear,
  type Half,
  type Month,
  monthsFrom,
  monthsOfFiscalYear,
  monthsOfHalf,
  monthsOfQuarter,
  type Quarter,
} from './fiscal-calendar.js'
import { longMonth, shortMonth } from './thai-calendar.js'

interface Begun {
  readonly fiscalYear: FiscalYear
  readonly months: readonly Month[]
  /** Whether months are left out because they have not begun. */
  readonly toDate: boolean
}

export type Period =
  | { readonly kind: 'month'; readonly month: Month; readonly months: readonly Month[] }
  | ({ readonly kind: 'quarter'; readonly quarter: Quarter } & Begun)
  | ({ readonly kind: 'half'; readonly half: Half } & Begun)
  | ({ readonly kind: 'fiscalYear' } & Begun)
  | { readonly kind: 'range'; readonly first: Month; readonly last: Month; readonly months: readonly Month[] }

export const monthPeriod = (month: Month): Period => ({ kind: 'month', month, months: [month] })

/** Without `upTo` (the month that runs now) all twelve months; with it, those that have begun, perhaps none. */
export const fiscalYearPeriod = (fiscalYear: FiscalYear, upTo?: Month): Period => ({
  kind: 'fiscalYear',
  ...begun(fiscalYear, monthsOfFiscalYear(fiscalYear), upTo),
})

/** `upTo` as for fiscalYearPeriod. */
export const halfPeriod = (fiscalYear: FiscalYear, half: Half, upTo?: Month): Period => ({
  kind: 'half',
  half,
  ...begun(fiscalYear, monthsOfHalf(fiscalYear, half), upTo),
})

/** `upTo` as for fiscalYearPeriod. */
export const quarterPeriod = (fiscalYear: FiscalYear, quarter: Quarter, upTo?: Month): Period => ({
  kind: 'quarter',
  quarter,
  ...begun(fiscalYear, monthsOfQuarter(fiscalYear, quarter), upTo),
})

/** Both ends included; a range of one month is that month. Throws RangeError when `last` is before `first`. */
export function rangePeriod(first: Month, last: Month): Period {
  if (last < first) throw new RangeError('A range of months ends before it begins')
  return first === last ? monthPeriod(first) : { kind: 'range', first, last, months: monthsFrom(first, last) }
}

/** The same months one year earlier, for putting two years side by side; a running year is compared up to the same month. */
export function yearEarlier(period: Period): Period {
  const months = period.months.map((month) => addMonths(month, -12))
  switch (period.kind) {
    case 'month':
      return monthPeriod(addMonths(period.month, -12))
    case 'range':
      return { ...period, months, first: addMonths(period.first, -12), last: addMonths(period.last, -12) }
    case 'quarter':
    case 'half':
    case 'fiscalYear':
      return { ...period, months, fiscalYear: period.fiscalYear - 1 }
  }
}

const say = textsOf<typeof th>('calendar')

/** 'ปีงบประมาณ พ.ศ. 2569' · 'ไตรมาส 2/2569' · 'ตุลาคม 2568' · 'ต.ค. 68 – มี.ค. 69'; a running year adds '(ถึง พ.ย. 69)'. */
export function periodTitle(period: Period, language: Language): string {
  const whole = titleOfWhole(period, language)
  const last = period.months.at(-1)
  if (!('toDate' in period) || !period.toDate || last === undefined) return whole
  return say(language, 'toDate', { period: whole, month: shortMonth(last, language) })
}

function titleOfWhole(period: Period, language: Language): string {
  switch (period.kind) {
    case 'month':
      return longMonth(period.month, language)
    case 'range':
      return `${shortMonth(period.first, language)} – ${shortMonth(period.last, language)}`
    case 'quarter':
      return say(language, 'quarter', { quarter: period.quarter, buddhistYear: period.fiscalYear })
    case 'half':
      return say(language, `half.${period.half}`, { buddhistYear: period.fiscalYear })
    case 'fiscalYear':
      return say(language, 'fiscalYear', { buddhistYear: period.fiscalYear })
  }
}

function begun(fiscalYear: FiscalYear, whole: readonly Month[], upTo: Month | undefined): Begun {
  const months = upTo === undefined ? whole : whole.filter((month) => month <= upTo)
  return { fiscalYear, months, toDate: months.length < whole.length }
}

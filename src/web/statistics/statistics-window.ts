// Which figures an address asks for: the same words on the page, for files and for machines. Thai digits are read; what cannot
// be answered is named, so that the answer can say it in a sentence.
import { z } from 'zod'
import {
  fiscalYearPeriod,
  halfPeriod,
  monthPeriod,
  type Period,
  quarterPeriod,
} from '../../i18n/calendar/period.js'
import {
  type FiscalYear,
  fiscalYearOf,
  fromBuddhistMonth,
  fromThaiDigits,
  type Month,
  monthsOfFiscalYear,
  monthsOfHalf,
  monthsOfQuarter,
  toBuddhistMonth,
} from '../../i18n/calendar/thai-calendar.js'

const digits = z.string().trim().transform(fromThaiDigits)
const half = digits.pipe(z.enum(['1', '2']))
const quarter = digits.pipe(z.enum(['1', '2', '3', '4']))
const month = digits.transform(fromBuddhistMonth).pipe(z.custom<Month>((read) => read !== undefined))

const querySchema = z.object({
  fiscalYear: digits
    .pipe(z.string().regex(/^2[4-9]\d\d$/))
    .transform(Number)
    .optional(),
  half: half.optional(),
  quarter: quarter.optional(),
  month: month.optional(),
  /** The same in one word, for a form without scripts: 'year', 'half-1', 'quarter-2', 'month-10'. */
  window: z
    .string()
    .regex(/^(?:year|half-[12]|quarter-[1-4]|month-(?:0[1-9]|1[0-2]))$/)
    .optional(),
  version: z
    .union([z.literal('latest'), digits.pipe(z.string().regex(/^[1-9]\d{0,5}$/)).transform(Number)])
    .optional(),
  digits: z.enum(['thai', 'arabic']).optional(),
})
type Query = z.output<typeof querySchema>

const fields = ['fiscalYear', 'half', 'quarter', 'month', 'window', 'version', 'digits'] as const
export type Refusal = (typeof fields)[number] | 'tooManyWindows' | 'future' | 'noVersion'

export interface Window {
  readonly fiscalYear: FiscalYear
  readonly months: readonly Month[]
  /** Of the months that have begun. */
  readonly period: Period
  /** As the form says it. */
  readonly name: string
  readonly version?: number | 'latest'
  readonly digits?: 'thai' | 'arabic'
}

/** `now` is the month that runs in Bangkok. */
export function windowAsked(query: unknown, now: Month): Window | Refusal {
  const read = querySchema.safeParse(query)
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => issue.path[0]))
    return fields.find((field) => wrong.has(field)) ?? 'fiscalYear'
  }
  const { window, version, digits: script, ...asked } = read.data
  const parts = [asked.half, asked.quarter, asked.month, window].filter((one) => one !== undefined)
  if (parts.length > 1) return 'tooManyWindows'
  const chosen = windowOf(window === undefined ? asked : { ...asked, ...unfolded(window, asked, now) }, now)
  const [first] = chosen.months
  if (first !== undefined && first > now) return 'future'
  return { ...chosen, ...(version !== undefined && { version }), ...(script && { digits: script }) }
}

function unfolded(window: string, { fiscalYear }: Query, now: Month): Query {
  const [kind, part] = window.split('-')
  switch (kind) {
    case 'half':
      return { half: part === '1' ? '1' : '2' }
    case 'quarter':
      return { quarter: (['1', '2', '3', '4'] as const).find((one) => one === part) }
    case 'month':
      return {
        month: monthsOfFiscalYear(fiscalYear ?? fiscalYearOf(now)).find((one) => one.endsWith(`-${part}`)),
      }
    default:
      return {}
  }
}

const quarters = { 1: 1, 2: 2, 3: 3, 4: 4 } as const

/** A month says its year itself; otherwise the window is a part of the fiscal year, by default the one that runs. */
function windowOf({ fiscalYear, half, quarter, month }: Query, now: Month): Window {
  if (month !== undefined)
    return {
      fiscalYear: fiscalYearOf(month),
      months: [month],
      period: monthPeriod(month),
      name: `month-${month.slice(5)}`,
    }
  const year = fiscalYear ?? fiscalYearOf(now)
  if (half !== undefined) {
    const which = half === '1' ? 1 : 2
    return {
      fiscalYear: year,
      months: monthsOfHalf(year, which),
      period: halfPeriod(year, which, now),
      name: `half-${half}`,
    }
  }
  if (quarter !== undefined)
    return {
      fiscalYear: year,
      months: monthsOfQuarter(year, quarters[quarter]),
      period: quarterPeriod(year, quarters[quarter], now),
      name: `quarter-${quarter}`,
    }
  return {
    fiscalYear: year,
    months: monthsOfFiscalYear(year),
    period: fiscalYearPeriod(year, now),
    name: 'year',
  }
}

/** The query that asks for it again. */
export function addressOf({
  fiscalYear,
  name,
  version,
}: Pick<Window, 'fiscalYear' | 'name' | 'version'>): string {
  const [kind = '', part] = name.split('-')
  const month = monthsOfFiscalYear(fiscalYear).find((one) => one.endsWith(`-${part}`))
  const query = new URLSearchParams({ fiscalYear: String(fiscalYear) })
  if (kind === 'month' && month) query.set('month', toBuddhistMonth(month))
  else if (part !== undefined) query.set(kind, part)
  if (version !== undefined) query.set('version', String(version))
  return query.toString()
}

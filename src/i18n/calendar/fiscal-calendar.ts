// Months and the Thai government's fiscal year, computed on plain integers. Inside, a month is Gregorian ('2025-10');
// outside, it wears the Buddhist year ('2568-10'). The fiscal year runs from 1 October to 30 September and is named by
// the Buddhist year in which it ends (Budget Procedures Act B.E. 2561, section 4).

/** A Gregorian calendar month, 'YYYY-MM'. Sorts as text. */
export type Month = string & { readonly isMonth: unique symbol }
/** A fiscal year by its Buddhist name: 2569 is 1 October 2025 to 30 September 2026. */
export type FiscalYear = number
export type Quarter = 1 | 2 | 3 | 4
export type Half = 1 | 2

const buddhistEra = 543

export const toBuddhistYear = (gregorianYear: number): number => gregorianYear + buddhistEra
export const fromBuddhistYear = (buddhistYear: number): number => buddhistYear - buddhistEra

/** `month` counts from 1. Throws RangeError outside the years 1000 to 9999 and the months 1 to 12. */
export function monthOf(gregorianYear: number, month: number): Month {
  const text = `${gregorianYear}-${String(month).padStart(2, '0')}`
  if (!isMonth(text)) throw new RangeError(`There is no month ${text}`)
  return text
}

/** Whether this is a Gregorian month as it is stored: '2025-10'. */
export const isMonth = (text: string): text is Month => /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text)

export const gregorianYearOf = (month: Month): number => Number(month.slice(0, 4))
/** 1 for January. */
export const monthNumberOf = (month: Month): number => Number(month.slice(5))

/** '2025-10' becomes '2568-10', the form of the outside contract. */
export const toBuddhistMonth = (month: Month): string =>
  `${toBuddhistYear(gregorianYearOf(month))}${month.slice(4)}`

/** '2568-10' becomes '2025-10'; anything but a month of the years 2400 to 2999 is `undefined`. */
export function fromBuddhistMonth(text: string): Month | undefined {
  if (!isMonth(text)) return undefined
  const year = gregorianYearOf(text)
  return year < 2400 || year > 2999 ? undefined : monthOf(fromBuddhistYear(year), monthNumberOf(text))
}

export const addMonths = (month: Month, count: number): Month => monthAt(placeOf(month) + count)

/** From `first` to `last`, both included; empty when `last` is earlier. */
export function monthsFrom(first: Month, last: Month): readonly Month[] {
  const count = Math.max(0, placeOf(last) - placeOf(first) + 1)
  return Array.from({ length: count }, (_, index) => addMonths(first, index))
}

/** October 2025 belongs to 2569. */
export const fiscalYearOfMonth = (month: Month): FiscalYear =>
  toBuddhistYear(gregorianYearOf(addMonths(month, 3)))

/** Quarter 1 is October to December. */
export const quarterOf = (month: Month): Quarter => quarters[Math.floor(indexInFiscalYear(month) / 3)] ?? 1
/** Half 1 is October to March. */
export const halfOf = (month: Month): Half => (indexInFiscalYear(month) < 6 ? 1 : 2)

/** The twelve months, October first. */
export const monthsOfFiscalYear = (year: FiscalYear): readonly Month[] => monthsWithin(year, 0, 12)
export const monthsOfQuarter = (year: FiscalYear, quarter: Quarter): readonly Month[] =>
  monthsWithin(year, (quarter - 1) * 3, 3)
export const monthsOfHalf = (year: FiscalYear, half: Half): readonly Month[] =>
  monthsWithin(year, (half - 1) * 6, 6)

const quarters = [1, 2, 3, 4] as const

const indexInFiscalYear = (month: Month): number => (monthNumberOf(month) + 2) % 12

function monthsWithin(year: FiscalYear, skipped: number, count: number): readonly Month[] {
  const first = addMonths(monthOf(fromBuddhistYear(year) - 1, 10), skipped)
  return monthsFrom(first, addMonths(first, count - 1))
}

const placeOf = (month: Month): number => gregorianYearOf(month) * 12 + monthNumberOf(month) - 1
const monthAt = (place: number): Month => monthOf(Math.floor(place / 12), (place % 12) + 1)

// Years as people write them: two or four digits, of either era.
import { toBuddhistYear } from './fiscal-calendar.js'

export type Era = 'buddhist' | 'gregorian'

// Two centuries in which the two eras cannot be mistaken for one another, and no agency counts outside them.
const earliest = 1957
const latest = 2157

/**
 * The Gregorian year, or `undefined` when it is none of B.E. 2500 to 2700. Four digits tell their era. Two digits are
 * read in every century of both eras, or of the era that is written with them, and the reading nearest to
 * `nearGregorianYear` wins: in 2026, 68 is B.E. 2568 and 25 is 2025. Two readings are never equally near.
 */
export function gregorianYearFrom(digits: string, nearGregorianYear: number, era?: Era): number | undefined {
  const number = Number(digits)
  const centuries = digits.length === 2 ? [1900, 2000, 2100, 2400, 2500, 2600, 2700] : [0]
  const written = centuries.map((century) => century + number)
  const asGregorian = era === 'buddhist' ? [] : written
  const asBuddhist = era === 'gregorian' ? [] : written.map((year) => year - toBuddhistYear(0))
  const possible = [...asGregorian, ...asBuddhist].filter((year) => year >= earliest && year <= latest)
  const distance = (year: number) => Math.abs(year - nearGregorianYear)
  return possible.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** Written before or after a year, with its dots removed. */
export function eraFrom(word: string | undefined): Era | undefined {
  if (word === undefined) return undefined
  return word === 'พศ' || word === 'be' ? 'buddhist' : 'gregorian'
}

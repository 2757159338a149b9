// When follow-up reports are due: each month by a day of the next, after half a year and at the year's end by days that the
// agency sets. Pure; days are Bangkok's.
import { addDays, type Day, isDay } from '../../i18n/calendar/bangkok-time.js'
import {
  addMonths,
  type FiscalYear,
  fromBuddhistYear,
  type Month,
  monthNumberOf,
  monthsOfFiscalYear,
  monthsOfHalf,
} from '../../i18n/calendar/fiscal-calendar.js'
import type { Settings } from '../settings/settings-schema.js'
import type { DueRound, FollowUpRound } from './measure.js'

type FollowUpDays = Settings['followUp']

/** The months that a report looks at. */
export function monthsOfRound(fiscalYear: FiscalYear, round: FollowUpRound): readonly Month[] {
  switch (round.kind) {
    case 'month':
      return [round.month]
    case 'halfYear':
      return monthsOfHalf(fiscalYear, 1)
    case 'year':
      return monthsOfFiscalYear(fiscalYear)
  }
}

export function dueDayOf(fiscalYear: FiscalYear, round: FollowUpRound, days: FollowUpDays): Day {
  switch (round.kind) {
    case 'month':
      return asDay(`${addMonths(round.month, 1)}-${String(days.monthDay).padStart(2, '0')}`)
    case 'halfYear':
      return dayWithin(fiscalYear, days.halfYear)
    case 'year':
      return dayWithin(fiscalYear, days.year)
  }
}

/** By which the evidence of the year is handed in. */
export const evidenceDueDay = (fiscalYear: FiscalYear, days: FollowUpDays): Day =>
  dayWithin(fiscalYear, days.evidence)

/** Every report of a fiscal year, the earliest due first. */
export function roundsOfYear(fiscalYear: FiscalYear, days: FollowUpDays): readonly DueRound[] {
  const rounds: FollowUpRound[] = [
    ...monthsOfFiscalYear(fiscalYear).map((month) => ({ kind: 'month' as const, month })),
    { kind: 'halfYear' },
    { kind: 'year' },
  ]
  return rounds
    .map((round) => ({ fiscalYear, round, due: dueDayOf(fiscalYear, round, days) }))
    .sort((one, other) => (one.due < other.due ? -1 : 1))
}

/** The reports that are due so many days after today. */
export function roundsDueIn(
  today: Day,
  before: readonly number[],
  fiscalYears: readonly FiscalYear[],
  days: FollowUpDays,
): readonly (DueRound & { readonly daysLeft: number })[] {
  const ends = new Map(before.map((count) => [addDays(today, count), count]))
  return fiscalYears
    .flatMap((year) => roundsOfYear(year, days))
    .flatMap((round) => {
      const daysLeft = ends.get(round.due)
      return daysLeft === undefined ? [] : [{ ...round, daysLeft }]
    })
}

/** A day 'MM-DD' of the fiscal year: from October on it lies in the calendar year before. */
function dayWithin(fiscalYear: FiscalYear, monthAndDay: string): Day {
  const gregorian = fromBuddhistYear(fiscalYear)
  const year = Number(monthAndDay.slice(0, 2)) >= 10 ? gregorian - 1 : gregorian
  return asDay(`${year}-${monthAndDay}`)
}

export const quarterHasBegun = (quarters: readonly number[], month: Month): boolean =>
  quarters.some((quarter) => quarter <= Math.floor(((monthNumberOf(month) + 2) % 12) / 3) + 1)

function asDay(written: string): Day {
  if (!isDay(written)) throw new RangeError(`There is no day ${written}`)
  return written
}

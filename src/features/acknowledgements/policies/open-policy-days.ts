// The days that an officer may choose for a policy, and when staff first hear of it. A policy opens within its fiscal year
// and never in the past; it is due after it opens, and at most a year later.
import {
  addDays,
  type Day,
  dayInBangkok,
  firstDayOf,
  fiscalYearOf,
  lastDayOf,
  monthOfDay,
  timeInBangkok,
} from '../../../i18n/calendar/bangkok-time.js'
import { type FiscalYear, monthNumberOf, monthsOfFiscalYear } from '../../../i18n/calendar/fiscal-calendar.js'

const longestDays = 365
/** The last time of day at which the daily reminders look for whoever is to be asked: jobs/schedule.ts. */
const lastRound = '15:30'

/** This fiscal year; in its last quarter also the next, for which agencies prepare then. */
export function yearsOffered(at: Date): readonly FiscalYear[] {
  const year = fiscalYearOf(at)
  const month = monthNumberOf(monthOfDay(dayInBangkok(at)))
  return month >= 7 && month <= 9 ? [year, year + 1] : [year]
}

/** The first day on which it can open: today, or the first of a year that is still to come. */
export function earliestOpening(fiscalYear: FiscalYear, today: Day): Day {
  const [october] = monthsOfFiscalYear(fiscalYear)
  const first = october ? firstDayOf(october) : today
  if (first > today) return first
  return today
}

export function whyNotOpening(
  opens: Day,
  fiscalYear: FiscalYear,
  today: Day,
): 'past' | 'outsideYear' | undefined {
  if (opens < today) return 'past'
  const september = monthsOfFiscalYear(fiscalYear).at(-1)
  const beyond = september !== undefined && opens > lastDayOf(september)
  return beyond || opens < earliestOpening(fiscalYear, today) ? 'outsideYear' : undefined
}

export function whyNotDue(due: Day, opens: Day): 'notAfterOpening' | 'tooLate' | undefined {
  if (due <= opens) return 'notAfterOpening'
  return due > addDays(opens, longestDays) ? 'tooLate' : undefined
}

/** The first day on which staff are written to. */
export function firstAskedOn(opens: Day, at: Date): Day {
  const today = dayInBangkok(at)
  const next = timeInBangkok(at) < lastRound ? today : addDays(today, 1)
  if (opens > next) return opens
  return next
}

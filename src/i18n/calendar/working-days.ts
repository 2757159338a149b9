// Working days in Thailand: no Saturday, no Sunday, and none of the holidays that the agency has entered. Pure.
import { addDays, type Day } from './bangkok-time.js'

/** 0 for Sunday. */
const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()

export const isWorkingDay = (day: Day, holidays: readonly string[]): boolean =>
  weekdayOf(day) !== 0 && weekdayOf(day) !== 6 && !holidays.includes(day)

/** More than any row of holidays in a year; beyond it the day itself is answered, so that a wrong setting stops nothing. */
const mostFree = 60

/** The first working day after this one. */
export function workingDayAfter(day: Day, holidays: readonly string[]): Day {
  for (let later = 1; later <= mostFree; later += 1)
    if (isWorkingDay(addDays(day, later), holidays)) return addDays(day, later)
  return addDays(day, 1)
}

/** The Monday of its week. */
export const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7))

// The day of a month on which the statistics of the month before are drafted: a working day that the agency chooses, and
// never later than the 10th. Pure; holidays are handed in.
import { addDays, type Day, isDay, type Month } from '../../../i18n/calendar/thai-calendar.js'

const latest = 10

/**
 * The `nth` working day of `month`, or the last working day up to the 10th when that comes first. Should the first ten days
 * have no working day at all, it is the 10th.
 */
export function publishDayOf(month: Month, nth: number, holidays: readonly string[]): Day {
  const days = Array.from({ length: latest }, (_, index) => addDays(firstOf(month), index))
  const working = days.filter((day) => !isWeekend(day) && !holidays.includes(day))
  return working[nth - 1] ?? working.at(-1) ?? addDays(firstOf(month), latest - 1)
}

function firstOf(month: Month): Day {
  const day = `${month}-01`
  if (!isDay(day)) throw new RangeError(`There is no month ${month}`)
  return day
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

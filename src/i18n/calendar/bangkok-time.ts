// Between the moments that we store (UTC) and the days and months that Thailand lives in (Asia/Bangkok).
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { addMonths, type FiscalYear, fiscalYearOfMonth, isMonth, type Month } from './fiscal-calendar.js'

dayjs.extend(utc)
dayjs.extend(timezone)

const bangkok = 'Asia/Bangkok'

/** Swedish writes '2026-11-20 18:40'. Kept, because dayjs makes one anew per moment, at forty times the cost. */
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: bangkok,
  hourCycle: 'h23',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

/** A Gregorian day, 'YYYY-MM-DD'. Sorts as text. */
export type Day = string & { readonly isDay: unique symbol }

/** Whether such a day exists: '2028-02-29' does, '2027-02-29' does not. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs.utc(text).format('YYYY-MM-DD') === text
}

/** The day on which this moment falls in Bangkok. Throws RangeError for an invalid Date. */
export function dayInBangkok(moment: Date): Day {
  const day = wallClock.format(moment).slice(0, 10)
  if (!isDay(day)) throw new RangeError('Not a moment in time')
  return day
}

/** The month in which this moment falls in Bangkok. Throws RangeError for an invalid Date. */
export const monthInBangkok = (moment: Date): Month => monthOfDay(dayInBangkok(moment))

/** 'HH:mm' on a clock in Bangkok. */
export const timeInBangkok = (moment: Date): string => wallClock.format(moment).slice(11, 16)

/** The fiscal year of a month, or of the moment as it falls in Bangkok. */
export const fiscalYearOf = (when: Month | Date): FiscalYear =>
  fiscalYearOfMonth(when instanceof Date ? monthInBangkok(when) : when)

/** The moment at which a day begins in Bangkok: 17:00 UTC on the day before. */
export const startOfDay = (day: Day): Date => dayjs.tz(`${day}T00:00:00`, bangkok).toDate()

/** From the first moment of a month in Bangkok up to, but not including, the first of the next. */
export const momentsOfMonth = (month: Month): { readonly from: Date; readonly before: Date } => ({
  from: startOfDay(firstDayOf(month)),
  before: startOfDay(firstDayOf(addMonths(month, 1))),
})

/** Whole calendar days later (or earlier, below zero). */
export const addDays = (day: Day, count: number): Day => asDay(dayjs.utc(day).add(count, 'day'))

/** Whole days from one day to the other; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayjs.utc(to).diff(dayjs.utc(from), 'day')

export const firstDayOf = (month: Month): Day => asDay(dayjs.utc(`${month}-01`))
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(addMonths(month, 1)), -1)

export function monthOfDay(day: Day): Month {
  const month = day.slice(0, 7)
  if (!isMonth(month)) throw new RangeError(`There is no month ${month}`)
  return month
}

function asDay(date: dayjs.Dayjs): Day {
  const day = date.format('YYYY-MM-DD')
  if (!isDay(day)) throw new RangeError('Not a day')
  return day
}

// The moments at which a campaign goes out. Pure; days are Bangkok's.
import {
  addDays,
  type Day,
  dayInBangkok,
  startOfDay,
  timeInBangkok,
} from '../../../i18n/calendar/bangkok-time.js'
import { furthestDays, type Timing } from './timing.js'

/** The moment of a day and a time ('HH:mm') in Bangkok. */
export function momentOf(day: Day, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfDay(day).getTime() + (hours * 60 + minutes) * 60_000)
}

function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/**
 * When sending `number` (from 1) is due; `undefined` when there is none any more. `after` is the moment that a weekly one
 * must lie behind: that of the confirmation, or of the sending before.
 */
export function timeOf(
  timing: Timing,
  number: number,
  after: Date,
  holidays: readonly string[],
): Date | undefined {
  switch (timing.kind) {
    case 'now':
      return number === 1 ? after : undefined
    case 'once':
      return number === 1 ? timing.at : undefined
    case 'weekly':
      return nextWeekly(timing, after, holidays)
    case 'series': {
      const days = timing.days[number - 1]
      return days === undefined
        ? undefined
        : momentOf(addDays(dayInBangkok(timing.start), days), timeInBangkok(timing.start))
    }
  }
}

/**
 * When the sending after `sent` is due, as `timeOf`. A step of a series whose day has passed meanwhile, because it was paused,
 * keeps its distance from the step that has gone out only now: nobody gets two steps at once.
 */
export function timeAfter(
  timing: Timing,
  number: number,
  sent: Date,
  holidays: readonly string[],
): Date | undefined {
  const at = timeOf(timing, number, sent, holidays)
  if (timing.kind !== 'series' || !at || at > sent) return at
  const distance = (timing.days[number - 1] ?? 0) - (timing.days[number - 2] ?? 0)
  return momentOf(addDays(dayInBangkok(sent), distance), timeInBangkok(timing.start))
}

function nextWeekly(
  { weekday, time }: Extract<Timing, { kind: 'weekly' }>,
  after: Date,
  holidays: readonly string[],
): Date | undefined {
  let day = dayInBangkok(after)
  for (let looked = 0; looked < furthestDays; looked += 1) {
    const moment = momentOf(day, time)
    if (weekdayOf(day) === weekday && moment > after && !holidays.includes(day)) return moment
    day = addDays(day, 1)
  }
  return undefined
}

// When notices go out: in a few windows of the day, each at its own minute, so that no notice tells when an officer wrote.
import { addDays, type Day, dayInBangkok, timeInBangkok } from '../../../i18n/calendar/bangkok-time.js'

/** 'HH:mm' in Bangkok; `to` is not part of it. */
export interface NoticeWindow {
  readonly from: string
  readonly to: string
}

/** 'YYYY-MM-DD HH:mm' of a window's beginning: sorts as text. */
export type WindowName = string

const nameOf = (day: Day, { from }: NoticeWindow): WindowName => `${day} ${from}`

/** The window in which this moment lies. */
export function windowAt(now: Date, windows: readonly NoticeWindow[]): WindowName | undefined {
  const time = timeInBangkok(now)
  const open = windows.find(({ from, to }) => from <= time && time < to)
  return open && nameOf(dayInBangkok(now), open)
}

/** The next window that has not begun: what is rung within one waits, or its minute would tell. */
export function windowAfter(now: Date, windows: readonly NoticeWindow[]): WindowName {
  const today = dayInBangkok(now)
  const moment = `${today} ${timeInBangkok(now)}`
  const [first] = [today, addDays(today, 1)]
    .flatMap((day) => windows.map((window) => nameOf(day, window)))
    .filter((name) => name > moment)
    .sort()
  if (first === undefined) throw new RangeError('Notices have no window of the day')
  return first
}

/** Whether its minute has come. `chance` is a number from 0 up to 1 that belongs to the notice and the window. */
export function minuteHasCome(now: Date, windows: readonly NoticeWindow[], chance: number): boolean {
  const time = timeInBangkok(now)
  const open = windows.find(({ from, to }) => from <= time && time < to)
  if (!open) return false
  const begins = minutesOf(open.from)
  return minutesOf(time) >= begins + Math.floor(chance * (minutesOf(open.to) - begins))
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

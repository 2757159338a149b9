// When somebody was where: how stays follow a roster that changes, and who was on the roster on a given day.
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import type { Staff, StaffWithStays, Stay } from './staff-model.js'

/** `from` is absent on the very first roster: its people have been there since before anybody counted. */
export function staying(unit: string, before: readonly Stay[], from: Day | undefined): readonly Stay[] {
  const last = before.at(-1)
  if (last && last.until === undefined && last.unit === unit) return before
  return [...(from ? left(before, from) : before), { unit, ...(from && { from }) }]
}

/** The open stay ends; one that would have lasted no day was a slip and goes. */
export function left(stays: readonly Stay[], on: Day): readonly Stay[] {
  return stays
    .map((stay) => (stay.until === undefined ? { ...stay, until: on } : stay))
    .filter(({ from, until }) => from === undefined || until === undefined || from < until)
}

/** Whoever was there on this day, in the unit of that day, under the name of today. */
export function rosterOn(day: Day, all: readonly StaffWithStays[]): Omit<Staff, 'active'>[] {
  const there: Omit<Staff, 'active'>[] = []
  for (const { staffId, employeeCode, name, position, stays } of all) {
    const stay = stays.find(
      ({ from, until }) => (from === undefined || from <= day) && (until === undefined || day < until),
    )
    if (stay) there.push({ staffId, employeeCode, name, position, unit: stay.unit })
  }
  return there
}

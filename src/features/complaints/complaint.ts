// A complaint as the register and the statistics see it: what kind, when by day, and where it stands. Never its content.
import type { Day, Month } from '../../i18n/calendar/thai-calendar.js'
import type { ComplaintChannel, ComplaintKind, ComplaintSort, ComplaintStatus } from './complaint-kinds.js'

export type Complaint = ComplaintSort & {
  readonly id: string
  readonly channel: ComplaintChannel
  readonly receivedOn: Day
  readonly status: ComplaintStatus
  /** The day on which another body got it; gone after a reopening. */
  readonly referredOn?: Day
  /** The day on which it was completed or not accepted; gone after a reopening. */
  readonly closedOn?: Day
  /** How often it was changed: a change is written only over the state that it was decided on. */
  readonly changes: number
}

/** The complaints of one kind received in one month. */
export interface Cell {
  readonly kind: ComplaintKind
  readonly month: Month
}

/** How many complaints of a cell stand in each status; a status that nobody stands in may be missing. */
export type StatusCounts = Readonly<Partial<Record<ComplaintStatus, number>>>

/** How many ended after how many days, by the status they stand in: `{ completed: { '12': 3 } }`. */
export type DaysCounts = Readonly<Partial<Record<ComplaintStatus, Readonly<Record<string, number>>>>>

/** What is counted of one cell, at one go. */
export interface CellCount {
  readonly counts: StatusCounts
  /** Days from receipt to the end of our work: closed, or handed to another body. */
  readonly days: DaysCounts
}

/** A change whose cells were not counted again yet. */
export interface UncountedChange {
  readonly id: string
  readonly changes: number
  readonly cells: readonly Cell[]
}

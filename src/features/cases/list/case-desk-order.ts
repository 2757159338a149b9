// In which order cases stand in officers' lists: what has to be answered first, or the newest number. The last resort is the random
// id of a case: never the order in which they came.
import { type Day, isDay } from '../../../i18n/calendar/thai-calendar.js'

export const deskOrders = ['due', 'number'] as const
export type DeskOrder = (typeof deskOrders)[number]

/** What the order is made of. */
export interface PlacedRow {
  readonly caseId: string
  /** As `urgencyOf` makes it. */
  readonly urgency: string
  /** Year first, then the number within it, so that it can be ordered; 0 until the case has one. */
  readonly number: number
}

const neverDue = '9999-99-99'

/**
 * The last day of the answer, then the number; both come last when there are none. It is below a day when the answer was due
 * before it.
 */
export function urgencyOf(answerBy: Day | undefined, number: number): string {
  return `${answerBy ?? neverDue}/${number === 0 ? '~' : String(number).padStart(9, '0')}`
}

/** The last day of the answer that is in an urgency. */
export function answerByIn(urgency: string): Day | undefined {
  const [day = neverDue] = urgency.split('/')
  return isDay(day) ? day : undefined
}

/** 'ท 12/2569' is 256900012. */
export function numberToOrder(registryNumber = ''): number {
  const [, number = '0', year = '0'] = /(\d{1,9}) ?\/ ?(\d{1,9})/.exec(registryNumber) ?? []
  return Number(year) * 100_000 + Number(number)
}

/** For the database. */
export const sortOf = (order: DeskOrder): Record<string, 1 | -1> =>
  order === 'due' ? { urgency: 1, caseId: 1 } : { number: -1, caseId: 1 }

/** The same for rows that are here already: below zero when `one` stands before `other`. */
export function inOrder(order: DeskOrder, one: PlacedRow, other: PlacedRow): number {
  const first = order === 'due' ? compare(one.urgency, other.urgency) : other.number - one.number
  return first || compare(one.caseId, other.caseId)
}

/** By bytes, as the database does; there is nothing but ASCII in them. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

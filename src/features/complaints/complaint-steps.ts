// One step of one complaint, decided without the database: whether it is allowed on that day, and what it leaves behind.
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import type { Complaint } from './complaint.js'
import type { ComplaintStatus } from './complaint-kinds.js'
import { isClosed, leadsTo, type Way } from './complaint-status.js'

export interface StatusChange<To extends ComplaintStatus> {
  readonly id: string
  readonly to: To
  readonly on: Day
  readonly by: string
  /** Where the person who decides saw it stand; the change is refused when it has moved on since. */
  readonly from?: ComplaintStatus
}

export function sameComplaint(one: Complaint, other: Complaint): boolean {
  return (
    one.kind === other.kind &&
    one.category === other.category &&
    one.channel === other.channel &&
    one.receivedOn === other.receivedOn
  )
}

/** Days are kept only for the steps that end our work; an open status has no day to differ in. */
export function alreadyDone(complaint: Complaint, { to, on }: StatusChange<ComplaintStatus>): boolean {
  if (complaint.status !== to) return false
  if (to === 'referred') return complaint.referredOn === on
  return isClosed(to) ? complaint.closedOn === on : true
}

export function whyNot(way: Way, before: Complaint, change: StatusChange<ComplaintStatus>, today: Day) {
  const lastStep = before.closedOn ?? before.referredOn
  if (change.on > today) return 'inFuture'
  if (change.on < before.receivedOn) return 'beforeReceipt'
  if (lastStep !== undefined && change.on < lastStep) return 'beforeLastStep'
  if (change.from !== undefined && change.from !== before.status) return 'movedOn'
  return leadsTo(before.status, way, change.to) ? undefined : 'notAllowed'
}

export function moved(before: Complaint, { to, on }: StatusChange<ComplaintStatus>): Complaint {
  const { referredOn, closedOn: _closedOn, ...rest } = before
  const after = { ...rest, status: to, changes: before.changes + 1 }
  if (isClosed(to)) return { ...after, ...(referredOn && { referredOn }), closedOn: on }
  return to === 'referred' ? { ...after, referredOn: on } : after
}

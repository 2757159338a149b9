// A complaint from the book that an agency kept before, with the steps it has taken: decided by the same rules as today's.
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import type { Complaint } from './complaint.js'
import type { ComplaintChannel, ComplaintSort, ComplaintStatus } from './complaint-kinds.js'
import { moved, whyNot } from './complaint-steps.js'

export type PastComplaint = ComplaintSort & {
  /** Random, and the same again when the same complaint is taken over twice. */
  readonly id: string
  readonly channel: ComplaintChannel
  readonly receivedOn: Day
  /** In the order in which they were taken. */
  readonly steps: readonly { readonly to: Exclude<ComplaintStatus, 'received'>; readonly on: Day }[]
}

type Followed =
  | { readonly ok: true; readonly complaint: Complaint }
  | { readonly ok: false; readonly why: Exclude<ReturnType<typeof whyNot>, undefined> }

/** Where it stands after its steps, or why one of them cannot have been. */
export function afterItsSteps({ steps, ...facts }: PastComplaint, today: Day): Followed {
  if (facts.receivedOn > today) return { ok: false, why: 'inFuture' }
  let complaint: Complaint = { ...facts, status: 'received', changes: 0 }
  for (const step of steps) {
    const change = { ...step, id: facts.id, by: 'system' }
    const why = whyNot('forward', complaint, change, today)
    if (why) return { ok: false, why }
    complaint = moved(complaint, change)
  }
  return { ok: true, complaint }
}

// One change to the work on one case, decided without the database: whether it may be, and what it leaves behind. Days only;
// a reason is content, so that only the name of its sealed part is here.
import { addDays, type Day } from '../../../i18n/calendar/thai-calendar.js'
import type { Complaint } from '../../complaints/complaint.js'
import { isOpen } from '../../complaints/complaint-status.js'
import type { CaseWork, RetentionClass } from '../case.js'

/** What officers do. All of it is written to the audit chain. */
export type OfficerChange =
  /** These recipients have it from now on; nobody: it waits for somebody. */
  | { readonly kind: 'assigned'; readonly to: readonly string[] }
  /** `reason` is the id of the sealed `decision` that says why. */
  | { readonly kind: 'extended'; readonly to: Day; readonly reason: string }
  | { readonly kind: 'held' }
  | { readonly kind: 'released' }
  | { readonly kind: 'classified'; readonly as: RetentionClass }
  /** The agency told the reporter something, by the page or, for letters and calls, in another way. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'duplicate'; readonly of: string }
  | { readonly kind: 'notDuplicate' }
  /** It names this recipient, who has no key of it and gets none. Told to nobody. */
  | { readonly kind: 'leftOut'; readonly recipientId: string }

/** What the reporter's page does. None of it is audited: the chain keeps the hour, and that hour would be the reporter's. */
export type ReporterChange =
  | { readonly kind: 'wrote' }
  | { readonly kind: 'read' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'rated'; readonly rating: number }

export type WhyNotChanged =
  /** Nothing but counts is left of it. */
  | 'destroyed'
  /** It is closed, or another body has it. */
  | 'closed'
  /** Only what has come to its end is rated. */
  | 'notClosed'
  /** A deadline moves only to a later day, and not into the past. */
  | 'notLater'
  /** More than a year from today. */
  | 'tooFar'
  | 'badRating'
  /** A case is no duplicate of itself. */
  | 'itself'

type Changed =
  | { readonly ok: true; readonly after: CaseWork }
  | { readonly ok: false; readonly why: WhyNotChanged }

const furthestDays = 365
const refused = (why: WhyNotChanged): Changed => ({ ok: false, why })

/** `complaint` is how the register has it on that day. */
export function changed(
  before: CaseWork,
  change: OfficerChange | ReporterChange,
  today: Day,
  complaint: Pick<Complaint, 'status'>,
): Changed {
  if (before.destruction) return refused('destroyed')
  const open = isOpen(complaint.status)
  const become = (after: Partial<CaseWork>): Changed => ({ ok: true, after: { ...before, ...after } })
  switch (change.kind) {
    case 'assigned':
      return become({ assignedTo: [...new Set(change.to)].sort() })
    case 'extended':
      return open ? extended(before, change.to, today) : refused('closed')
    case 'held':
      return become({ hold: true })
    case 'released':
      return become({ hold: false })
    case 'classified':
      return become({ retention: change.as })
    case 'answered':
      return become({ agencyWroteOn: today, answeredOn: before.answeredOn ?? today })
    case 'duplicate':
      return change.of === before.caseId ? refused('itself') : become({ duplicateOf: change.of })
    case 'notDuplicate': {
      const { duplicateOf: _gone, ...after } = before
      return { ok: true, after }
    }
    case 'leftOut':
      return become({ leftOut: [...new Set([...before.leftOut, change.recipientId])] })
    case 'wrote':
      return become({ reporterWroteOn: today })
    case 'read':
      return become({ reporterReadOn: today })
    case 'withdrawn':
      return open ? become({ withdrawnOn: before.withdrawnOn ?? today }) : refused('closed')
    case 'rated':
      if (open) return refused('notClosed')
      return isRating(change.rating) ? become({ rating: change.rating }) : refused('badRating')
  }
}

function extended(before: CaseWork, to: Day, today: Day): Changed {
  if (to <= before.answerBy || to < today) return refused('notLater')
  if (to > addDays(today, furthestDays)) return refused('tooFar')
  return {
    ok: true,
    after: { ...before, answerBy: to, extensions: before.extensions + 1, extendedOn: today },
  }
}

const isRating = (rating: number): boolean => Number.isInteger(rating) && rating >= 1 && rating <= 5

/** Whether two states are the same work: a change that changes nothing is not written. */
export const sameWork = (one: CaseWork, other: CaseWork): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

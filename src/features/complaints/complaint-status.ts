// From which status to which. A complaint that is closed, or that another body has, comes back only by an explicit
// reopening, so that no slip of a finger takes a closed complaint out of published figures.
import type { ComplaintStatus } from './complaint-kinds.js'

/** In the agency's hands: neither closed nor with another body. The clock runs for these. */
export const openStatuses = ['received', 'moreInformationNeeded', 'factFinding', 'inProgress'] as const
export type OpenStatus = (typeof openStatuses)[number]
export type ClosedStatus = 'completed' | 'notAccepted'

interface Ways {
  readonly forward: readonly Exclude<ComplaintStatus, 'received'>[]
  readonly reopened: readonly Exclude<OpenStatus, 'received'>[]
}

const work = ['moreInformationNeeded', 'factFinding', 'inProgress'] as const
const end = ['referred', 'completed', 'notAccepted'] as const

/** `received` is where every complaint begins; nothing leads back to it. */
export const waysFrom: Readonly<Record<ComplaintStatus, Ways>> = {
  received: { forward: [...work, ...end], reopened: [] },
  moreInformationNeeded: { forward: ['factFinding', 'inProgress', ...end], reopened: [] },
  factFinding: { forward: ['moreInformationNeeded', 'inProgress', ...end], reopened: [] },
  inProgress: { forward: ['moreInformationNeeded', 'factFinding', ...end], reopened: [] },
  referred: { forward: ['completed', 'notAccepted'], reopened: work },
  completed: { forward: [], reopened: work },
  notAccepted: { forward: [], reopened: work },
}

export type Way = keyof Ways

export const leadsTo = (from: ComplaintStatus, way: Way, to: ComplaintStatus): boolean =>
  waysFrom[from][way].some((status) => status === to)

export const isClosed = (status: ComplaintStatus): status is ClosedStatus =>
  status === 'completed' || status === 'notAccepted'

export const isOpen = (status: ComplaintStatus): status is OpenStatus =>
  openStatuses.some((open) => open === status)

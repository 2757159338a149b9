// One register for everything that reaches the agency: tips from LINE and the web, and what officers enter by hand, so
// that the figures come from one place. It takes no content and no time finer than a day. It refuses days that have not
// come and steps that the table of statuses does not have.

import { type Day, dayInBangkok, type Month, monthOfDay } from '../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { AuditAction } from '../../security/audit/audit-actions.js'
import type { Cell, Complaint } from './complaint.js'
import {
  type ComplaintChannel,
  type ComplaintKind,
  type ComplaintSort,
  type ComplaintStatus,
  enteredByHand,
} from './complaint-kinds.js'
import { type OpenStatus, openStatuses, type Way } from './complaint-status.js'
import { alreadyDone, moved, type StatusChange, sameComplaint, whyNot } from './complaint-steps.js'
import type { ComplaintsModel } from './complaints-model.js'
import { afterItsSteps, type PastComplaint } from './past-complaint.js'

export type NewComplaint = ComplaintSort & {
  /** Random, and the same again when the same complaint is registered twice. */
  readonly id: string
  readonly channel: ComplaintChannel
  /** The day on which the agency received it, in Bangkok. */
  readonly receivedOn: Day
  /** A staff id, a pseudonym, or 'system'. */
  readonly by: string
}

/** What was entered wrongly, as it should have been. */
type Correction = ComplaintSort & {
  readonly id: string
  readonly receivedOn: Day
  readonly by: string
}

type Registered =
  | { readonly ok: true; readonly complaint: Complaint; readonly changed: boolean }
  | { readonly ok: false; readonly why: 'inFuture' | 'differentComplaintHasThisId' }

type StatusChanged =
  | { readonly ok: true; readonly complaint: Complaint; readonly changed: boolean }
  | {
      readonly ok: false
      readonly why:
        | 'unknownComplaint'
        | 'inFuture'
        | 'beforeReceipt'
        | 'beforeLastStep'
        | 'movedOn'
        | 'notAllowed'
    }

type Corrected =
  | { readonly ok: true; readonly complaint: Complaint; readonly changed: boolean }
  | { readonly ok: false; readonly why: 'unknownComplaint' | 'inFuture' | 'afterLaterStep' }

type TakenOver =
  | { readonly ok: true; readonly added: number }
  /** Of the first that cannot have been so; nothing was written. */
  | { readonly ok: false; readonly id: string; readonly why: string }

export interface ComplaintsRules {
  /** Registering the same complaint again changes nothing. */
  register(complaint: NewComplaint): Promise<Registered>
  /** The same change again (same status, same day) changes nothing. */
  changeStatus(change: StatusChange<Exclude<ComplaintStatus, 'received'>>): Promise<StatusChanged>
  /** Takes a closed or referred complaint back into work; it no longer counts as completed. */
  reopen(change: StatusChange<Exclude<OpenStatus, 'received'>>): Promise<StatusChanged>
  /** Another kind, category or day of receipt: the figures of both months and kinds follow. */
  correct(correction: Correction): Promise<Corrected>
  /** Many at once, from the book that was kept before; those whose id is there stay as they are. */
  takeOver(past: readonly PastComplaint[], by: string): Promise<TakenOver>
  find(id: string): Promise<Complaint | undefined>
  /** Those that are there, in no order. */
  findAll(ids: readonly string[]): Promise<Complaint[]>
  /** All that is in the agency's hands: neither closed nor referred. In no order. */
  open(): Promise<Complaint[]>
  /** How many of them stand in each status; without reading them. */
  countOpen(): Promise<Readonly<Partial<Record<ComplaintStatus, number>>>>
  /** In no order. */
  idsReceivedIn(kinds: readonly ComplaintKind[], months: readonly Month[]): Promise<string[]>
  /**
   * Awaited before anything is written that moves these cells: whoever shows figures of days that are over keeps them here. What
   * fills an empty register asks nobody: before it there was no figure.
   */
  beforeChange(listener: (cells: readonly Cell[]) => Promise<void>): void
  /** Called when an empty register was filled from the book that was kept before. */
  whenFilled(listener: () => Promise<void>): void
  /** Called after each change with the cells whose figures it touched, and the ids. A crash may skip it: see `figures`. */
  whenChanged(listener: (cells: readonly Cell[], ids: readonly string[]) => Promise<void>): void
  /** What statistics are counted from, and which changes were not counted yet. */
  readonly figures: Pick<
    ComplaintsModel,
    | 'countCell'
    | 'countAsOf'
    | 'countReceivedBy'
    | 'countBy'
    | 'uncounted'
    | 'uncountedCells'
    | 'counted'
    | 'countAll'
  >
}

export function createComplaintsRules({
  model,
  clock,
  audit,
}: {
  readonly model: ComplaintsModel
  readonly clock: Clock
  readonly audit: Audit
}): ComplaintsRules {
  const listeners: Parameters<ComplaintsRules['whenChanged']>[0][] = []
  const keepers: Parameters<ComplaintsRules['beforeChange']>[0][] = []
  const fillers: Parameters<ComplaintsRules['whenFilled']>[0][] = []
  const today = () => dayInBangkok(clock())

  async function tellChanged(...complaints: readonly Complaint[]): Promise<void> {
    const cells = complaints.map(cellOf)
    const ids = [...new Set(complaints.map(({ id }) => id))]
    for (const listener of listeners) await listener(cells, ids)
  }

  async function aboutToChange(...complaints: readonly Complaint[]): Promise<void> {
    const cells = complaints.map(cellOf)
    for (const keep of keepers) await keep(cells)
  }

  async function register({ by, ...facts }: NewComplaint): Promise<Registered> {
    if (facts.receivedOn > today()) return { ok: false, why: 'inFuture' }
    const complaint: Complaint = { ...facts, status: 'received', changes: 0 }
    const before = await model.find(facts.id)
    let inserted = false
    if (!before) {
      // The chain keeps the hour, and on a day with one tip that would be the hour of the tip: nobody is named and
      // nothing is written for what a citizen sends. What an officer enters by hand is that officer's act.
      if (enteredByHand.includes(facts.channel))
        await audit.record({ who: by, action: 'complaint registered', about: facts.id, outcome: 'done' })
      await aboutToChange(complaint)
      inserted = await model.insert(complaint)
    }
    const kept = before ?? (await model.find(facts.id)) ?? complaint
    if (!sameComplaint(kept, complaint)) return { ok: false, why: 'differentComplaintHasThisId' }
    await tellChanged(kept)
    return { ok: true, complaint: kept, changed: inserted }
  }

  /** False when somebody else was faster: decide again on what is there now. */
  async function write(
    before: Complaint,
    after: Complaint,
    who: string,
    action: AuditAction,
  ): Promise<boolean> {
    // Before the change: a crash between the two must leave a trace without a change, never a change without a trace.
    await audit.record({ who, action, about: before.id, outcome: 'done' })
    await aboutToChange(before, after)
    const written = await model.replace(before, after)
    if (written) await tellChanged(before, after)
    else await audit.record({ who, action, about: before.id, outcome: 'failed' })
    return written
  }

  async function move(way: Way, change: StatusChange<ComplaintStatus>): Promise<StatusChanged> {
    for (;;) {
      const before = await model.find(change.id)
      if (!before) return { ok: false, why: 'unknownComplaint' }
      if (alreadyDone(before, change)) {
        await tellChanged(before)
        return { ok: true, complaint: before, changed: false }
      }
      const why = whyNot(way, before, change, today())
      if (why) return { ok: false, why }
      const after = moved(before, change)
      const action = `complaint ${way === 'reopened' ? 'reopened' : 'status'} ${change.to}` as const
      if (await write(before, after, change.by, action)) return { ok: true, complaint: after, changed: true }
    }
  }

  async function correct({ by, ...facts }: Correction): Promise<Corrected> {
    for (;;) {
      const before = await model.find(facts.id)
      if (!before) return { ok: false, why: 'unknownComplaint' }
      const after: Complaint = { ...before, ...facts, changes: before.changes + 1 }
      const ended = before.referredOn ?? before.closedOn
      if (sameComplaint(before, after)) {
        await tellChanged(before)
        return { ok: true, complaint: before, changed: false }
      }
      if (facts.receivedOn > today()) return { ok: false, why: 'inFuture' }
      if (ended !== undefined && facts.receivedOn > ended) return { ok: false, why: 'afterLaterStep' }
      if (await write(before, after, by, 'complaint corrected'))
        return { ok: true, complaint: after, changed: true }
    }
  }

  async function takeOver(past: readonly PastComplaint[], by: string): Promise<TakenOver> {
    const complaints: Complaint[] = []
    for (const one of past) {
      const followed = afterItsSteps(one, today())
      if (!followed.ok) return { ok: false, id: one.id, why: followed.why }
      complaints.push(followed.complaint)
    }
    // One line for all: the chain says what was done today, not what other people did in other years.
    const about = String(complaints.length)
    await audit.record({ who: by, action: 'complaints taken over', about, outcome: 'done' })
    // One of each cell is enough: what was only in the book has no case whose list row could change.
    const cells = new Map(complaints.map((one) => [`${one.kind} ${monthOfDay(one.receivedOn)}`, one]))
    const fills = await model.isEmpty()
    if (!fills) await aboutToChange(...cells.values())
    const added = await model.insertAll(complaints)
    await tellChanged(...cells.values())
    if (fills) for (const filled of fillers) await filled()
    return { ok: true, added }
  }

  return {
    register,
    takeOver,
    changeStatus: (change) => move('forward', change),
    reopen: (change) => move('reopened', change),
    correct,
    find: (id) => model.find(id),
    findAll: (ids) => model.findAll(ids),
    open: () => model.standingIn(openStatuses),
    async countOpen() {
      const counted = openStatuses.map(
        async (status) => [status, await model.countStandingIn(status)] as const,
      )
      return Object.fromEntries(await Promise.all(counted))
    },
    idsReceivedIn: model.idsReceivedIn,
    beforeChange: (listener) => void keepers.push(listener),
    whenFilled: (listener) => void fillers.push(listener),
    whenChanged: (listener) => void listeners.push(listener),
    figures: model,
  }
}

const cellOf = ({ kind, receivedOn }: Complaint): Cell => ({ kind, month: monthOfDay(receivedOn) })

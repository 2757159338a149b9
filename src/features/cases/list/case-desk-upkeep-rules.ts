// Keeps the rows of the officers' list true: after each change of a case, its work or its entry in the register they are made
// anew from what is stored now. A crash in between leaves a row behind for a while; `rebuild` mends it each night.
import { monthOfDay } from '../../../i18n/calendar/thai-calendar.js'
import type { Complaint } from '../../complaints/complaint.js'
import { isOpen } from '../../complaints/complaint-status.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { CaseWork, SealedKeys } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import { type BlankKeys, withoutBlanks } from '../filing/case-blank-keys.js'
import { clockRuns } from '../lifecycle/case-deadlines.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import { type CaseDeskModel, type DeskRow, everyCase } from './case-desk-model.js'
import { numberToOrder, urgencyOf } from './case-desk-order.js'
import type { HiddenRowsModel } from './case-hidden-rows-model.js'

export interface CaseDeskUpkeep {
  /** The same models; what they change is followed by the list. */
  readonly cases: CasesModel
  readonly work: CaseWorkModel
  /** Awaited before the work on a case changes: whoever shows figures of days that are over keeps them here. */
  beforeChange(listener: (caseIds: readonly string[]) => Promise<void>): void
  /** Answers for how many cases the rows were made. */
  rebuild(): Promise<number>
  /** Where there is no row at all: after a restoration, or where cases are older than the list's rows. */
  buildIfMissing(): Promise<void>
}

const batchSize = 500

export function createCaseDeskUpkeep({
  cases,
  work,
  complaints,
  desk,
  hidden,
  blanks,
}: {
  readonly cases: CasesModel
  readonly work: CaseWorkModel
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'whenChanged'>
  readonly desk: CaseDeskModel
  readonly hidden: HiddenRowsModel
  readonly blanks: BlankKeys
}): CaseDeskUpkeep {
  const keepers: Parameters<CaseDeskUpkeep['beforeChange']>[0][] = []

  async function refresh(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return
    const [sealed, works, registered] = await Promise.all([
      cases.recipientsOf(caseIds),
      work.findAll(caseIds),
      complaints.findAll(caseIds),
    ])
    const made = madeOf(sealed, works, registered)
    const rows = made.flatMap((one) => one.rows)
    // Before the rows: what is not shown is known before there is anything to show.
    for (const [reader, ids] of hiddenIn(made)) await hidden.hide(reader, ids)
    await hidden.ensure([...new Set(rows.map(({ reader }) => reader))])
    await desk.put(rows)
    await desk.keepOnly(caseIds, rows)
    const there = new Set(made.map(({ caseId }) => caseId))
    const gone = caseIds.filter((caseId) => !there.has(caseId))
    if (gone.length > 0) await hidden.forget(gone)
  }

  complaints.whenChanged(async (_cells, ids) => refresh(ids))

  /** In the order of the ids, some at a time. */
  async function* batches(after: (last: string, count: number) => Promise<string[]>) {
    for (let last = ''; ; ) {
      const ids = await after(last, batchSize)
      const end = ids.at(-1)
      if (end === undefined) return
      yield ids
      last = end
    }
  }

  async function rebuild(): Promise<number> {
    for await (const ids of batches(desk.caseIdsAfter)) {
      const there = new Set(await cases.idsAmong(ids))
      await refresh(ids.filter((caseId) => !there.has(caseId)))
    }
    let count = 0
    for await (const ids of batches(cases.idsAfter)) {
      await hideWhoWasLeftOut(ids)
      await refresh(ids)
      count += ids.length
    }
    return count
  }

  /** What earlier versions kept in clear, and a blank key that power failed before. */
  async function hideWhoWasLeftOut(ids: readonly string[]): Promise<void> {
    await work.sealLeftOut(ids)
    const leftOut = (await work.findAll(ids)).filter((one) => one.leftOut.length > 0 && !one.destruction)
    for (const one of leftOut)
      await cases.addRecipients(one.caseId, await blanks.make(one.caseId, one.leftOut))
  }

  return {
    cases: {
      ...withoutBlanks(cases, blanks),
      async addRecipients(caseId, keys) {
        await cases.addRecipients(caseId, keys)
        await refresh([caseId])
      },
      async removeRecipient(caseId, recipientId) {
        await cases.removeRecipient(caseId, recipientId)
        await refresh([caseId])
      },
      async destroyKeys(caseId) {
        await cases.destroyKeys(caseId)
        await refresh([caseId])
      },
    },
    work: {
      ...work,
      async replace(before, after) {
        for (const keep of keepers) await keep([before.caseId])
        const replaced = await work.replace(before, after)
        if (replaced) await refresh([before.caseId])
        return replaced
      },
      async setNumbers(numbers) {
        const set = await work.setNumbers(numbers)
        await refresh(numbers.map(({ caseId }) => caseId))
        return set
      },
    },
    beforeChange: (listener) => void keepers.push(listener),
    rebuild,
    async buildIfMissing() {
      // With another SECRET_KEY than before nobody's list can be shown: it is said at the start, and not when an officer asks.
      await hidden.hiddenFrom(everyCase)
      if (await desk.isThere()) return
      await desk.clear()
      await rebuild()
    },
  }
}

interface Made {
  readonly caseId: string
  readonly rows: readonly DeskRow[]
  /** To whom of its readers the row is not shown. */
  readonly hiddenFrom: readonly string[]
}

/**
 * What is not in the register yet, or is being destroyed, has no rows. Whoever was left out has a row like the others, so that a
 * missing one tells nothing; the rows of every case hide those that leave out anybody from whom nothing is known.
 */
function madeOf(
  sealed: readonly { readonly caseId: string; readonly recipients: readonly SealedKeys[] }[],
  works: readonly CaseWork[],
  registered: readonly Complaint[],
): Made[] {
  const workOf = new Map(works.map((one) => [one.caseId, one]))
  const complaintOf = new Map(registered.map((one) => [one.id, one]))
  return sealed.flatMap(({ caseId, recipients }) => {
    const [one, complaint] = [workOf.get(caseId), complaintOf.get(caseId)]
    if (!one || !complaint || one.destruction) return []
    const readers = recipients.map(({ recipientId }) => recipientId)
    const all = [...new Set([everyCase, ...readers, ...one.leftOut])]
    return {
      caseId,
      rows: all.map((reader) => deskRow(reader, one, complaint)),
      hiddenFrom: one.leftOut.length === 0 ? [] : [...one.leftOut, everyCase],
    }
  })
}

function hiddenIn(made: readonly Made[]): ReadonlyMap<string, readonly string[]> {
  const byReader = new Map<string, string[]>()
  for (const { caseId, hiddenFrom } of made)
    for (const reader of hiddenFrom) byReader.set(reader, [...(byReader.get(reader) ?? []), caseId])
  return byReader
}

function deskRow(reader: string, work: CaseWork, complaint: Complaint): DeskRow {
  const { status, kind, category, receivedOn } = complaint
  const { caseId, answerBy, assignedTo, registryNumber } = work
  const number = numberToOrder(registryNumber)
  return {
    ...{ caseId, reader, status, kind, category, number },
    open: isOpen(status),
    month: monthOfDay(receivedOn),
    urgency: urgencyOf(clockRuns(work, complaint) ? answerBy : undefined, number),
    holder: assignedTo.includes(reader) ? 'mine' : assignedTo.length > 0 ? 'other' : 'nobody',
    changes: work.changes + complaint.changes,
  }
}

// Keeps the rows of the officers' list true: after each change of a case, its work or its entry in the register they are made
// anew from what is stored now. A crash in between leaves a row behind for a while; `rebuild` mends it each night.
import { monthOfDay } from '../../i18n/thai-calendar.js'
import type { Complaint } from '../complaints/complaint.js'
import { isOpen } from '../complaints/complaint-status.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { CaseWork } from './case.js'
import { clockRuns } from './case-deadlines.js'
import type { CaseDeskModel, DeskRow } from './case-desk-model.js'
import type { CaseWorkModel } from './case-work-model.js'
import type { CasesModel } from './cases-model.js'

export interface CaseDeskUpkeep {
  /** The same models; what they change is followed by the list. */
  readonly cases: CasesModel
  readonly work: CaseWorkModel
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
}: {
  readonly cases: CasesModel
  readonly work: CaseWorkModel
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'whenChanged'>
  readonly desk: CaseDeskModel
}): CaseDeskUpkeep {
  async function refresh(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return
    const [sealed, works, registered] = await Promise.all([
      cases.readersOf(caseIds),
      work.findAll(caseIds),
      complaints.findAll(caseIds),
    ])
    const rows = rowsOf(sealed, works, registered)
    await desk.put(rows)
    await desk.keepOnly(caseIds, rows)
  }

  complaints.whenChanged(async (_cells, ids) => refresh(ids))

  async function rebuild(): Promise<number> {
    const ids = await cases.ids()
    const there = new Set(ids)
    await desk.keepOnly(
      (await desk.caseIds()).filter((caseId) => !there.has(caseId)),
      [],
    )
    for (let from = 0; from < ids.length; from += batchSize) await refresh(ids.slice(from, from + batchSize))
    return ids.length
  }

  return {
    cases: {
      ...cases,
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
    rebuild,
    async buildIfMissing() {
      if (await desk.isEmpty()) await rebuild()
    },
  }
}

/** What is not in the register yet, or is being destroyed, has no rows. */
function rowsOf(
  sealed: readonly { readonly caseId: string; readonly readers: readonly string[] }[],
  works: readonly CaseWork[],
  registered: readonly Complaint[],
): DeskRow[] {
  const workOf = new Map(works.map((one) => [one.caseId, one]))
  const complaintOf = new Map(registered.map((one) => [one.id, one]))
  return sealed.flatMap(({ caseId, readers }) => {
    const [one, complaint] = [workOf.get(caseId), complaintOf.get(caseId)]
    if (!one || !complaint || one.destruction) return []
    const may = readers.filter((reader) => !one.leftOut.includes(reader))
    return may.map((reader) => deskRow(reader, one, complaint))
  })
}

function deskRow(reader: string, work: CaseWork, complaint: Complaint): DeskRow {
  const { status, kind, category, receivedOn } = complaint
  const { caseId, answerBy, assignedTo, registryNumber } = work
  return {
    ...{ caseId, reader, status, kind, category, answerBy },
    open: isOpen(status),
    month: monthOfDay(receivedOn),
    clockRuns: clockRuns(work, complaint),
    mine: assignedTo.includes(reader),
    number: numberOf(registryNumber),
    changes: work.changes + complaint.changes,
  }
}

/** 'ท 12/2569' is 256900012. */
function numberOf(registryNumber = ''): number {
  const [, number = '0', year = '0'] = /(\d+)\s*\/\s*(\d+)/.exec(registryNumber) ?? []
  return Number(year) * 100_000 + Number(number)
}

// The cases that one recipient may see, as a list without content: numbers, kinds, statuses and days. What the reader was left
// out of is not there, is not counted, and leaves no gap. A page costs the same with a hundred cases and with ten thousand.
import type { Clock } from '../../clock.js'
import { type Day, dayInBangkok, type Month } from '../../i18n/thai-calendar.js'
import type { Complaint } from '../complaints/complaint.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { CaseWork } from './case.js'
import { clockRuns, isOverdue } from './case-deadlines.js'
import type { CaseDeskModel, DeskOrder } from './case-desk-model.js'
import type { CaseKnowing, Officer } from './case-knowing-rules.js'
import type { CaseWorkModel } from './case-work-model.js'

export interface DeskCase {
  readonly caseId: string
  readonly registryNumber?: string
  readonly complaint: Complaint
  readonly work: CaseWork
  readonly mine: boolean
  readonly overdue: boolean
  /** It has to be answered still. */
  readonly clockRuns: boolean
  /** The reporter wrote after the agency did. */
  readonly waitsForUs: boolean
}

export interface DeskFilter {
  readonly status?: ComplaintStatus | 'open' | 'all'
  readonly kind?: ComplaintKind
  readonly category?: ComplaintCategory
  readonly month?: Month
  readonly mine?: boolean
  readonly overdue?: boolean
}

export interface CaseDeskPage {
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly cases: readonly DeskCase[]
}

export interface OverdueCases {
  readonly count: number
  /** Of these, how many nobody has. */
  readonly unassigned: number
  readonly known: readonly Pick<DeskCase, 'registryNumber' | 'complaint' | 'work'>[]
}

export interface CaseDeskRules {
  /** `page` counts from 1; one that is too high answers the last. */
  list(reader: string, filter: DeskFilter, order: DeskOrder, page: number): Promise<CaseDeskPage>
  /** Late cases: figures of all of them, and those that whoever asks may know of. */
  overdue(officer: Officer): Promise<OverdueCases>
  openCounts(): Promise<Readonly<Partial<Record<ComplaintStatus, number>>>>
}

export { type DeskOrder, deskOrders } from './case-desk-model.js'

export const casesOfPage = 50

export function createCaseDeskRules({
  rows,
  work,
  complaints,
  knowing,
  clock,
}: {
  readonly knowing: CaseKnowing
  readonly rows: Pick<CaseDeskModel, 'count' | 'page'>
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'open'>
  readonly clock: Clock
}): CaseDeskRules {
  /** What is shown is read anew: a row that is behind may show a case on the wrong page, and never to the wrong person. */
  async function shown(reader: string, ids: readonly string[]): Promise<DeskCase[]> {
    const [works, registered] = await Promise.all([work.findAll(ids), complaints.findAll(ids)])
    const workOf = new Map(works.map((one) => [one.caseId, one]))
    const complaintOf = new Map(registered.map((one) => [one.id, one]))
    const today = dayInBangkok(clock())
    return ids.flatMap((caseId) => {
      const [one, complaint] = [workOf.get(caseId), complaintOf.get(caseId)]
      if (!one || !complaint || one.destruction || one.leftOut.includes(reader)) return []
      return [deskCase(reader, one, complaint, today)]
    })
  }

  return {
    async list(reader, { status = 'open', overdue, ...filter }, order, page) {
      const query = { reader, status, ...filter, ...(overdue && { lateOn: dayInBangkok(clock()) }) }
      const total = await rows.count(query)
      const pages = Math.max(1, Math.ceil(total / casesOfPage))
      const at = Math.min(Math.max(1, page), pages)
      const ids = await rows.page(query, order, (at - 1) * casesOfPage, casesOfPage)
      return { total, page: at, pages, cases: await shown(reader, ids) }
    },
    async overdue(officer) {
      const today = dayInBangkok(clock())
      const open = new Map((await complaints.open()).map((complaint) => [complaint.id, complaint]))
      const late = (await work.findAll([...open.keys()])).filter((one) => {
        const complaint = open.get(one.caseId)
        return complaint !== undefined && isOverdue(one, complaint, today)
      })
      const shown = (await knowing.known(officer, late)).flatMap((one) => {
        const complaint = open.get(one.caseId)
        const { registryNumber } = one
        return complaint
          ? [{ complaint, work: one, ...(registryNumber !== undefined && { registryNumber }) }]
          : []
      })
      return {
        count: late.length,
        unassigned: late.filter(({ assignedTo }) => assignedTo.length === 0).length,
        known: shown.sort((one, other) => compare(one.work.answerBy, other.work.answerBy)),
      }
    },
    async openCounts() {
      const counts: Partial<Record<ComplaintStatus, number>> = {}
      for (const { status } of await complaints.open()) counts[status] = (counts[status] ?? 0) + 1
      return counts
    },
  }
}

function deskCase(reader: string, work: CaseWork, complaint: Complaint, today: Day): DeskCase {
  const { caseId, registryNumber, assignedTo, reporterWroteOn = '', agencyWroteOn = '' } = work
  return {
    caseId,
    ...(registryNumber !== undefined && { registryNumber }),
    ...{ complaint, work },
    mine: assignedTo.includes(reader),
    overdue: isOverdue(work, complaint, today),
    clockRuns: clockRuns(work, complaint),
    waitsForUs: reporterWroteOn > agencyWroteOn,
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

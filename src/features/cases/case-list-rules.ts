// The cases that one recipient may see, as a list without content: numbers, kinds, statuses and days. What the reader was left
// out of is not there, is not counted, and leaves no gap. It does not ask for the sealed bodies.
import type { Clock } from '../../clock.js'
import { type Day, dayInBangkok, type Month, monthOfDay } from '../../i18n/thai-calendar.js'
import type { Complaint } from '../complaints/complaint.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../complaints/complaint-kinds.js'
import { isOpen } from '../complaints/complaint-status.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { CaseWork } from './case.js'
import type { CaseWorkModel } from './case-work-model.js'
import type { CasesModel } from './cases-model.js'

export interface ListedCase {
  readonly caseId: string
  readonly registryNumber?: string
  readonly complaint: Complaint
  readonly work: CaseWork
  readonly mine: boolean
  readonly overdue: boolean
  /** The reporter wrote after the agency did. */
  readonly waitsForUs: boolean
}

export interface CaseFilter {
  readonly status?: ComplaintStatus | 'open' | 'all'
  readonly kind?: ComplaintKind
  readonly category?: ComplaintCategory
  readonly month?: Month
  readonly mine?: boolean
  readonly overdue?: boolean
}

export const caseOrders = ['due', 'number'] as const
export type CaseOrder = (typeof caseOrders)[number]

export interface CaseListPage {
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly cases: readonly ListedCase[]
}

export interface CaseListRules {
  /** `page` counts from 1; one that is too high answers the last. */
  list(reader: string, filter: CaseFilter, order: CaseOrder, page: number): Promise<CaseListPage>
  /** For those who see numbers only: every open case by how late it is, without its content or its readers. */
  overdue(): Promise<readonly Pick<ListedCase, 'registryNumber' | 'complaint' | 'work'>[]>
  openCounts(): Promise<Readonly<Partial<Record<ComplaintStatus, number>>>>
}

export const casesOfPage = 50

export function createCaseListRules({
  cases,
  work,
  complaints,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'sealedTo'>
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'allOpen'>
  readonly clock: Clock
}): CaseListRules {
  async function visibleTo(reader: string): Promise<ListedCase[]> {
    const ids = await cases.sealedTo(reader)
    const [works, found] = await Promise.all([work.findAll(ids), complaints.findAll(ids)])
    const byId = new Map(found.map((complaint) => [complaint.id, complaint]))
    const today = dayInBangkok(clock())
    return works.flatMap((one): ListedCase[] => {
      const complaint = byId.get(one.caseId)
      if (!complaint || one.leftOut.includes(reader)) return []
      return [
        {
          caseId: one.caseId,
          ...(one.registryNumber !== undefined && { registryNumber: one.registryNumber }),
          complaint,
          work: one,
          mine: one.assignedTo.includes(reader),
          overdue: isOverdue(complaint, one, today),
          waitsForUs: (one.reporterWroteOn ?? '') > (one.agencyWroteOn ?? ''),
        },
      ]
    })
  }

  return {
    async list(reader, filter, order, page) {
      const chosen = (await visibleTo(reader)).filter((one) => passes(one, filter)).sort(orders[order])
      const pages = Math.max(1, Math.ceil(chosen.length / casesOfPage))
      const at = Math.min(Math.max(1, page), pages)
      const from = (at - 1) * casesOfPage
      return { total: chosen.length, page: at, pages, cases: chosen.slice(from, from + casesOfPage) }
    },
    async overdue() {
      const today = dayInBangkok(clock())
      const open = await complaints.allOpen()
      const byId = new Map(open.map((complaint) => [complaint.id, complaint]))
      return (await work.findAll(open.map(({ id }) => id)))
        .flatMap((one) => {
          const complaint = byId.get(one.caseId)
          if (!complaint || !isOverdue(complaint, one, today)) return []
          const { registryNumber } = one
          return [{ complaint, work: one, ...(registryNumber !== undefined && { registryNumber }) }]
        })
        .sort((one, other) => compare(one.work.answerBy, other.work.answerBy))
    },
    async openCounts() {
      const counts: Partial<Record<ComplaintStatus, number>> = {}
      for (const { status } of await complaints.allOpen()) counts[status] = (counts[status] ?? 0) + 1
      return counts
    },
  }
}

/** Open, not answered, and its day has passed. */
function isOverdue(complaint: Complaint, { answerBy, answeredOn }: CaseWork, today: Day): boolean {
  return isOpen(complaint.status) && answeredOn === undefined && answerBy < today
}

function passes(one: ListedCase, { status = 'open', kind, category, month, mine, overdue }: CaseFilter): boolean {
  const { complaint } = one
  if (status === 'open' ? !isOpen(complaint.status) : status !== 'all' && complaint.status !== status)
    return false
  if (kind !== undefined && complaint.kind !== kind) return false
  if (category !== undefined && complaint.category !== category) return false
  if (month !== undefined && monthOfDay(complaint.receivedOn) !== month) return false
  return (!mine || one.mine) && (!overdue || one.overdue)
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Never by arrival: within one day the random ids decide. What has no number yet comes last. */
const orders: Readonly<Record<CaseOrder, (one: ListedCase, other: ListedCase) => number>> = {
  due: (one, other) =>
    compare(one.work.answerBy, other.work.answerBy) || compare(one.caseId, other.caseId),
  number: (one, other) => numberOf(other) - numberOf(one) || compare(one.caseId, other.caseId),
}

/** Year first, then the number within it: '12/2569' is 256900012. */
function numberOf({ registryNumber = '' }: ListedCase): number {
  const [, number = '0', year = '0'] = /(\d+)\s*\/\s*(\d+)/.exec(registryNumber) ?? []
  return Number(year) * 100_000 + Number(number)
}

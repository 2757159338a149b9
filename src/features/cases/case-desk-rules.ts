// The cases that one recipient may see, as a list without content: numbers, kinds, statuses and days. What the reader was left
// out of is not there, is not counted, and leaves no gap. It does not ask for the sealed bodies.
import type { Clock } from '../../clock.js'
import { dayInBangkok, type Month, monthOfDay } from '../../i18n/thai-calendar.js'
import type { Complaint } from '../complaints/complaint.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../complaints/complaint-kinds.js'
import { isOpen } from '../complaints/complaint-status.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { CaseWork } from './case.js'
import { clockRuns, isOverdue } from './case-deadlines.js'
import type { CaseKnowing, Officer } from './case-knowing-rules.js'
import type { CaseWorkModel } from './case-work-model.js'
import type { CasesModel } from './cases-model.js'

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

export const deskOrders = ['due', 'number'] as const
export type DeskOrder = (typeof deskOrders)[number]

export interface CaseDeskPage {
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly cases: readonly DeskCase[]
}

export interface CaseDeskRules {
  /** `page` counts from 1; one that is too high answers the last. */
  list(reader: string, filter: DeskFilter, order: DeskOrder, page: number): Promise<CaseDeskPage>
  /** For those who see numbers only: every late case but those that may be about whoever asks. */
  overdue(officer: Officer): Promise<readonly Pick<DeskCase, 'registryNumber' | 'complaint' | 'work'>[]>
  openCounts(): Promise<Readonly<Partial<Record<ComplaintStatus, number>>>>
}

export const casesOfPage = 50

export function createCaseDeskRules({
  cases,
  work,
  complaints,
  knowing,
  clock,
}: {
  readonly knowing: CaseKnowing
  readonly cases: Pick<CasesModel, 'sealedTo'>
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'open'>
  readonly clock: Clock
}): CaseDeskRules {
  /** What the register alone can leave out is left out before the work is asked for. */
  async function visibleTo(reader: string, filter: DeskFilter): Promise<DeskCase[]> {
    const onlyOpen = (filter.status ?? 'open') === 'open'
    const [ids, open] = await Promise.all([cases.sealedTo(reader), onlyOpen ? complaints.open() : undefined])
    const sealed = new Set(ids)
    const found = (open?.filter(({ id }) => sealed.has(id)) ?? (await complaints.findAll(ids))).filter(
      (complaint) => isAskedFor(complaint, filter),
    )
    const works = await work.findAll(found.map(({ id }) => id))
    const byId = new Map(found.map((complaint) => [complaint.id, complaint]))
    const today = dayInBangkok(clock())
    return works.flatMap((one): DeskCase[] => {
      const complaint = byId.get(one.caseId)
      if (!complaint || one.destruction || one.leftOut.includes(reader)) return []
      return [
        {
          caseId: one.caseId,
          ...(one.registryNumber !== undefined && { registryNumber: one.registryNumber }),
          complaint,
          work: one,
          mine: one.assignedTo.includes(reader),
          overdue: isOverdue(one, complaint, today),
          clockRuns: clockRuns(one, complaint),
          waitsForUs: (one.reporterWroteOn ?? '') > (one.agencyWroteOn ?? ''),
        },
      ]
    })
  }

  return {
    async list(reader, filter, order, page) {
      const chosen = (await visibleTo(reader, filter))
        .filter((one) => passes(one, filter))
        .sort(orders[order])
      const pages = Math.max(1, Math.ceil(chosen.length / casesOfPage))
      const at = Math.min(Math.max(1, page), pages)
      const from = (at - 1) * casesOfPage
      return { total: chosen.length, page: at, pages, cases: chosen.slice(from, from + casesOfPage) }
    },
    async overdue(officer) {
      const today = dayInBangkok(clock())
      const open = await complaints.open()
      const byId = new Map(open.map((complaint) => [complaint.id, complaint]))
      const works = await knowing.overseen(officer, await work.findAll(open.map(({ id }) => id)))
      return works
        .flatMap((one) => {
          const complaint = byId.get(one.caseId)
          if (!complaint || !isOverdue(one, complaint, today)) return []
          const { registryNumber } = one
          return [{ complaint, work: one, ...(registryNumber !== undefined && { registryNumber }) }]
        })
        .sort((one, other) => compare(one.work.answerBy, other.work.answerBy))
    },
    async openCounts() {
      const counts: Partial<Record<ComplaintStatus, number>> = {}
      for (const { status } of await complaints.open()) counts[status] = (counts[status] ?? 0) + 1
      return counts
    },
  }
}

function isAskedFor(complaint: Complaint, { status = 'open', kind, category, month }: DeskFilter): boolean {
  if (status === 'open' ? !isOpen(complaint.status) : status !== 'all' && complaint.status !== status)
    return false
  if (kind !== undefined && complaint.kind !== kind) return false
  if (category !== undefined && complaint.category !== category) return false
  return month === undefined || monthOfDay(complaint.receivedOn) === month
}

const passes = (one: DeskCase, { mine, overdue }: DeskFilter): boolean =>
  (!mine || one.mine) && (!overdue || one.overdue)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Never by arrival: within one day the random ids decide. What has no number yet comes last. */
const orders: Readonly<Record<DeskOrder, (one: DeskCase, other: DeskCase) => number>> = {
  due: (one, other) => compare(one.work.answerBy, other.work.answerBy) || compare(one.caseId, other.caseId),
  number: (one, other) => numberOf(other) - numberOf(one) || compare(one.caseId, other.caseId),
}

/** Year first, then the number within it: '12/2569' is 256900012. */
function numberOf({ registryNumber = '' }: DeskCase): number {
  const [, number = '0', year = '0'] = /(\d+)\s*\/\s*(\d+)/.exec(registryNumber) ?? []
  return Number(year) * 100_000 + Number(number)
}

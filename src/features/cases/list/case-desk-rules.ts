// The cases that one officer may see, as lists without content: numbers, kinds, statuses and days. What the reader was left out of
// is not there, is not counted, and leaves no gap. A page costs the same with a hundred cases and with ten thousand.

import { type Day, dayInBangkok, type Month } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Complaint } from '../../complaints/complaint.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { CaseWork } from '../case.js'
import { clockRuns, isOverdue } from '../lifecycle/case-deadlines.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { CaseKnowing, Officer } from '../officer/case-knowing-rules.js'
import { type CaseDeskModel, everyCase } from './case-desk-model.js'
import { answerByIn, type DeskOrder } from './case-desk-order.js'
import type { CaseDeskView } from './case-desk-view.js'

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

export interface OverdueFigures {
  readonly count: number
  /** Of these, how many nobody has. */
  readonly unassigned: number
  /** The last day of the answer of the one that waits longest; absent when none is overdue. */
  readonly since?: Day
}

/** What waits longest comes first; at most `mostKnown`. */
export type OverdueCases = readonly Pick<DeskCase, 'registryNumber' | 'complaint' | 'work'>[]

export interface CaseDeskRules {
  /** `page` counts from 1; one that is too high answers the last. */
  list(reader: string, filter: DeskFilter, order: DeskOrder, page: number): Promise<CaseDeskPage>
  /** Those late cases that whoever asks may know of. */
  overdue(officer: Officer): Promise<OverdueCases>
  overdueFigures(today: Day): Promise<OverdueFigures>
  openCounts(): Promise<Readonly<Partial<Record<ComplaintStatus, number>>>>
}

export { type DeskOrder, deskOrders } from './case-desk-order.js'

export const casesOfPage = 50
const mostKnown = 200

export function createCaseDeskRules({
  rows,
  view,
  work,
  complaints,
  knowing,
  clock,
}: {
  readonly knowing: Pick<CaseKnowing, 'known' | 'deskOf'>
  readonly rows: Pick<CaseDeskModel, 'count' | 'page'>
  readonly view: CaseDeskView
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'countOpen'>
  readonly clock: Clock
}): CaseDeskRules {
  /** What is shown is read anew: a row that is behind may show a case on the wrong page, and never to the wrong person. */
  async function read(
    ids: readonly string[],
    may: (works: readonly CaseWork[]) => CaseWork[] | Promise<CaseWork[]>,
  ): Promise<{ readonly work: CaseWork; readonly complaint: Complaint }[]> {
    const [works, registered] = await Promise.all([work.findAll(ids), complaints.findAll(ids)])
    const workOf = new Map((await may(works)).map((one) => [one.caseId, one]))
    const complaintOf = new Map(registered.map((one) => [one.id, one]))
    return ids.flatMap((caseId) => {
      const [one, complaint] = [workOf.get(caseId), complaintOf.get(caseId)]
      return one && complaint && !one.destruction ? [{ work: one, complaint }] : []
    })
  }

  async function overdueFigures(today: Day): Promise<OverdueFigures> {
    const late = { reader: everyCase, status: 'open', lateOn: today } as const
    const [count, unassigned, [first]] = await Promise.all([
      rows.count(late),
      rows.count({ ...late, holder: 'nobody' }),
      rows.page(late, 'due', 0, 1),
    ])
    const since = first && answerByIn(first.urgency)
    return { count, unassigned, ...(since !== undefined && { since }) }
  }

  return {
    async list(reader, { status = 'open', overdue, mine, ...filter }, order, page) {
      const today = dayInBangkok(clock())
      const held = { ...(mine && { holder: 'mine' as const }), ...(overdue && { lateOn: today }) }
      const query = { status, ...filter, ...held }
      const [total = 0] = await view.counts(reader, [query])
      const pages = Math.max(1, Math.ceil(total / casesOfPage))
      const at = Math.min(Math.max(1, page), pages)
      const ids = await view.page({ reader, ...query }, order, (at - 1) * casesOfPage, casesOfPage)
      const shown = await read(ids, (works) => works.filter(({ leftOut }) => !leftOut.includes(reader)))
      const cases = shown.map(({ work: one, complaint }) => deskCase(reader, one, complaint, today))
      return { total, page: at, pages, cases }
    },
    async overdue(officer) {
      const today = dayInBangkok(clock())
      const reader = await knowing.deskOf(officer)
      if (reader === undefined) return []
      const ids = await view.page({ reader, status: 'open', lateOn: today }, 'due', 0, mostKnown)
      const shown = await read(ids, (works) => knowing.known(officer, works))
      return shown
        .filter((one) => isOverdue(one.work, one.complaint, today))
        .map(({ work: one, complaint }) => ({ ...numberIn(one), work: one, complaint }))
    },
    overdueFigures,
    openCounts: complaints.countOpen,
  }
}

function deskCase(reader: string, work: CaseWork, complaint: Complaint, today: Day): DeskCase {
  const { caseId, assignedTo, reporterWroteOn = '', agencyWroteOn = '' } = work
  return {
    caseId,
    ...numberIn(work),
    ...{ complaint, work },
    mine: assignedTo.includes(reader),
    overdue: isOverdue(work, complaint, today),
    clockRuns: clockRuns(work, complaint),
    waitsForUs: reporterWroteOn > agencyWroteOn,
  }
}

const numberIn = ({ registryNumber }: CaseWork) => (registryNumber === undefined ? {} : { registryNumber })

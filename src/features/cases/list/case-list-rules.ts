// What officers see of cases in chat: number, category, status, days. It reads no content, and shows nobody a case that they may
// not know of, nor counts it. A page costs the same with a hundred cases and with ten thousand.

import { type Day, dayInBangkok, fiscalYearOf } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Complaint } from '../../complaints/complaint.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { CaseWork } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { CaseNumbersModel } from '../filing/case-numbers-model.js'
import { hasPrefix, readRegistryNumber } from '../filing/registry-number.js'
import { type KnownCase, knownCase } from '../known-case.js'
import { clockRuns, daysLeft } from '../lifecycle/case-deadlines.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { CaseKnowing, Officer } from '../officer/case-knowing-rules.js'
import type { DeskQuery } from './case-desk-model.js'
import type { CaseDeskView } from './case-desk-view.js'

export const caseFilters = ['all', 'mine', 'unassigned', 'overdue'] as const
export type CaseFilter = (typeof caseFilters)[number]

export interface ListedCase {
  readonly caseId: KnownCase
  readonly complaint: Complaint
  readonly work: CaseWork
  /** Assigned to the officer who asks. */
  readonly mine: boolean
  /** May decide on it: whoever has taken it on, as in the console; while no officer has a key, whoever has the role. */
  readonly handles: boolean
  /** Below zero when overdue; absent when nothing has to be answered now. */
  readonly daysLeft?: number
}

export interface CaseListPage {
  /** Of all open cases, how many fit each filter. */
  readonly counts: Readonly<Record<CaseFilter, number>>
  /** Counted from 0. */
  readonly page: number
  readonly pages: number
  readonly cases: readonly ListedCase[]
}

export interface CaseListRules {
  /**
   * Open cases: what is due first comes first, then by number. `page` counts from 0; one that is too high answers the last.
   * The asking is audited.
   */
  list(officer: Officer, filter: CaseFilter, page: number): Promise<CaseListPage>
  /** Open or closed. `undefined`: there is none, or the officer may not know of it. */
  find(officer: Officer, caseId: string): Promise<ListedCase | undefined>
  /** By a registry number as it is typed; one of each kind at most. Empty: as for `find`. */
  findByNumber(officer: Officer, typed: string): Promise<ListedCase[]>
  /** Writes to the audit chain that it is shown now; `undefined`: that somebody asked for what they may not know of. */
  noteShown(officer: Officer, shown: ListedCase | undefined): Promise<void>
  /** The recipient that this officer is for this case: only who has a key of a case can take it on. */
  recipientFor(officer: Officer, caseId: string): Promise<string | undefined>
}

const casesOfPage = 6

export function createCaseListRules({
  cases,
  view,
  numbers,
  work,
  complaints,
  knowing,
  audit,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'find'>
  readonly view: CaseDeskView
  readonly numbers: Pick<CaseNumbersModel, 'casesWith'>
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll'>
  readonly knowing: Pick<CaseKnowing, 'known' | 'keysOf' | 'deskOf'>
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
}): CaseListRules {
  /** In this order. What is stored now decides who may know of it, and not a row of the list. */
  async function listed(officer: Officer, caseIds: readonly string[]): Promise<ListedCase[]> {
    const [works, registered] = await Promise.all([work.findAll(caseIds), complaints.findAll(caseIds)])
    const workOf = new Map((await knowing.known(officer, works)).map((one) => [one.caseId, one]))
    const complaintOf = new Map(registered.map((complaint) => [complaint.id, complaint]))
    const keys = await knowing.keysOf(officer)
    const today = dayInBangkok(clock())
    return caseIds.flatMap((caseId) => {
      const [one, complaint] = [workOf.get(caseId), complaintOf.get(caseId)]
      return one && complaint && !one.destruction ? [listedCase(complaint, one, keys, today)] : []
    })
  }

  async function countsFor(reader: string, queries: Readonly<Record<CaseFilter, Query>>) {
    const counts = await view.counts(
      reader,
      caseFilters.map((filter) => queries[filter]),
    )
    const of = (filter: CaseFilter) => counts[caseFilters.indexOf(filter)] ?? 0
    return { all: of('all'), mine: of('mine'), unassigned: of('unassigned'), overdue: of('overdue') }
  }

  return {
    async list(officer, filter, page) {
      await audit.record({ who: nameOf(officer), action: 'cases listed', outcome: 'done' })
      const reader = await knowing.deskOf(officer)
      if (reader === undefined) return nothing
      const queries = queriesOn(dayInBangkok(clock()))
      const counts = await countsFor(reader, queries)
      const pages = Math.max(1, Math.ceil(counts[filter] / casesOfPage))
      // What was on the last page may be closed by now.
      const at = Math.min(page, pages - 1)
      const ids = await view.page({ reader, ...queries[filter] }, 'due', at * casesOfPage, casesOfPage)
      return { counts, page: at, pages, cases: await listed(officer, ids) }
    },
    async find(officer, caseId) {
      const [one] = await listed(officer, [caseId])
      return one
    },
    async findByNumber(officer, typed) {
      const read = readRegistryNumber(typed, fiscalYearOf(clock()))
      if (!read) return []
      const ids = await numbers.casesWith(read.fiscalYear, read.number)
      const found = await listed(officer, ids)
      return found
        .filter(({ work: { registryNumber } }) => hasPrefix(registryNumber, read.prefix))
        .sort(byNumber)
    },
    async noteShown(officer, shown) {
      const who = nameOf(officer)
      await audit.record(
        shown
          ? { who, action: 'case shown', about: shown.work.caseId, outcome: 'done' }
          : { who, action: 'case shown', outcome: 'refused' },
      )
    },
    async recipientFor(officer, caseId) {
      const keys: readonly string[] = (await knowing.keysOf(officer)) ?? []
      const recipients = (await cases.find(caseId))?.envelope.recipients ?? []
      return recipients.find(({ recipientId }) => keys.includes(recipientId))?.recipientId
    },
  }
}

/** As the audit chain names whoever acts. */
export const nameOf = ({ staffId, accountKey }: Officer): string => staffId ?? accountKey

function listedCase(
  complaint: Complaint,
  work: CaseWork,
  keys: readonly string[] | undefined,
  today: Day,
): ListedCase {
  const mine = work.assignedTo.some((one) => keys?.includes(one))
  return {
    ...{ caseId: knownCase(work.caseId), complaint, work, mine, handles: mine || keys === undefined },
    ...(clockRuns(work, complaint) && { daysLeft: daysLeft(work, today) }),
  }
}

type Query = Omit<DeskQuery, 'reader'>

const queriesOn = (today: Day): Readonly<Record<CaseFilter, Query>> => ({
  all: { status: 'open' },
  mine: { status: 'open', holder: 'mine' },
  unassigned: { status: 'open', holder: 'nobody' },
  overdue: { status: 'open', lateOn: today },
})

/** For whoever has no key, where others have. */
const nothing: CaseListPage = {
  counts: { all: 0, mine: 0, unassigned: 0, overdue: 0 },
  page: 0,
  pages: 1,
  cases: [],
}

const inOrder = new Intl.Collator('th', { numeric: true })

/** Those that wait for tonight's batch come last. */
function byNumber({ work: one }: ListedCase, { work: other }: ListedCase): number {
  if (one.registryNumber === undefined || other.registryNumber === undefined)
    return Number(one.registryNumber === undefined) - Number(other.registryNumber === undefined)
  return inOrder.compare(one.registryNumber, other.registryNumber)
}

// What officers see of cases in chat: number, category, status, days. It reads no content, and shows nobody a case that they may
// not know of.
import type { Clock } from '../../clock.js'
import { type Day, dayInBangkok, fiscalYearOf } from '../../i18n/thai-calendar.js'
import type { Audit } from '../../security/audit.js'
import type { Complaint } from '../complaints/complaint.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { CaseWork } from './case.js'
import { clockRuns, daysLeft } from './case-deadlines.js'
import type { CaseKnowing, Officer } from './case-knowing-rules.js'
import type { CaseNumbersModel } from './case-numbers-model.js'
import type { CaseWorkModel } from './case-work-model.js'
import type { CasesModel } from './cases-model.js'
import { readRegistryNumber } from './registry-number.js'

export const caseFilters = ['all', 'mine', 'unassigned', 'overdue'] as const
export type CaseFilter = (typeof caseFilters)[number]

export interface ListedCase {
  readonly complaint: Complaint
  readonly work: CaseWork
  /** Assigned to the officer who asks. */
  readonly mine: boolean
  /** May decide on it: whoever has taken it on, as in the console; while no officer has a key, whoever has the role. */
  readonly handles: boolean
  /** Below zero when overdue; absent when nothing has to be answered now. */
  readonly daysLeft?: number
}

export interface CaseListRules {
  /** Open cases: what is due first comes first, then by number. The asking is audited. */
  list(officer: Officer): Promise<ListedCase[]>
  /** Open or closed. `undefined`: there is none, or the officer may not know of it. */
  find(officer: Officer, caseId: string): Promise<ListedCase | undefined>
  /** By a registry number as it is typed; one of each kind at most. Empty: as for `find`. */
  findByNumber(officer: Officer, typed: string): Promise<ListedCase[]>
  /** Writes to the audit chain that it is shown now; `undefined`: that somebody asked for what they may not know of. */
  noteShown(officer: Officer, shown: ListedCase | undefined): Promise<void>
  /** The recipient that this officer is for this case: only who has a key of a case can take it on. */
  recipientFor(officer: Officer, caseId: string): Promise<string | undefined>
}

export function createCaseListRules({
  cases,
  numbers,
  work,
  complaints,
  knowing,
  audit,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'find'>
  readonly numbers: Pick<CaseNumbersModel, 'casesWith'>
  readonly work: Pick<CaseWorkModel, 'findAll'>
  readonly complaints: Pick<ComplaintsRules, 'findAll' | 'open'>
  readonly knowing: CaseKnowing
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
}): CaseListRules {
  async function listed(officer: Officer, some: readonly Complaint[]): Promise<ListedCase[]> {
    const byId = new Map(some.map((complaint) => [complaint.id, complaint]))
    const works = await knowing.known(officer, await work.findAll([...byId.keys()]))
    const keys = await knowing.keysOf(officer)
    const today = dayInBangkok(clock())
    return works.flatMap((one) => {
      const complaint = byId.get(one.caseId)
      return complaint && !one.destruction ? [listedCase(complaint, one, keys, today)] : []
    })
  }

  return {
    async list(officer) {
      await audit.record({ who: nameOf(officer), action: 'cases listed', outcome: 'done' })
      return (await listed(officer, await complaints.open())).sort(byUrgency)
    },
    async find(officer, caseId) {
      const [one] = await listed(officer, await complaints.findAll([caseId]))
      return one
    },
    async findByNumber(officer, typed) {
      const read = readRegistryNumber(typed, fiscalYearOf(clock()))
      if (!read) return []
      const ids = await numbers.casesWith(read.fiscalYear, read.number)
      const found = await listed(officer, await complaints.findAll(ids))
      return found
        .filter(
          ({ work: { registryNumber } }) => !read.prefix || registryNumber?.startsWith(`${read.prefix} `),
        )
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
      const keys = (await knowing.keysOf(officer)) ?? []
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
    ...{ complaint, work, mine, handles: mine || keys === undefined },
    ...(clockRuns(work, complaint) && { daysLeft: daysLeft(work, today) }),
  }
}

/** Whether it belongs in the list under this filter. */
export function caseFits({ mine, work, daysLeft }: ListedCase, filter: CaseFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'mine':
      return mine
    case 'unassigned':
      return work.assignedTo.length === 0
    case 'overdue':
      return daysLeft !== undefined && daysLeft < 0
  }
}

const inOrder = new Intl.Collator('th', { numeric: true })

/** Those that wait for tonight's batch come last. */
function byNumber({ work: one }: ListedCase, { work: other }: ListedCase): number {
  if (one.registryNumber === undefined || other.registryNumber === undefined)
    return Number(one.registryNumber === undefined) - Number(other.registryNumber === undefined)
  return inOrder.compare(one.registryNumber, other.registryNumber)
}

/** The last resort is the random id: never the order in which they came. */
const byUrgency = (one: ListedCase, other: ListedCase): number =>
  (one.daysLeft ?? later) - (other.daysLeft ?? later) ||
  byNumber(one, other) ||
  inOrder.compare(one.work.caseId, other.work.caseId)

const later = 1_000_000

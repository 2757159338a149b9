// What a reporter who came back may see and do: how the case stands, what was said, say more, take it back, rate it. All of
// it goes in and out sealed. It notes days and no visit, and refuses what belongs to another case.

import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../../complaints/complaint-kinds.js'
import { isClosed } from '../../complaints/complaint-status.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import { type CasePart, partsForReporter } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { CaseUploadsRules, UploadSender } from '../filing/case-uploads-rules.js'
import { knownCase } from '../known-case.js'
import type { CaseWorkRules } from '../lifecycle/case-work-rules.js'

/** Who came back: the case, and the public key that the receipt was made with. */
export interface ReporterAccess {
  readonly caseId: string
  readonly publicKey: string
}

export interface CaseForReporter {
  readonly caseId: string
  readonly kind: ComplaintKind
  readonly category: ComplaintCategory
  readonly status: ComplaintStatus
  readonly receivedOn: Day
  readonly answerBy: Day
  /** Whether the answer was put off. */
  readonly extended: boolean
  readonly closedOn?: Day
  readonly withdrawnOn?: Day
  readonly rating?: number
  /** Whether it may be withdrawn, and whether it may be rated. */
  readonly isClosed: boolean
  readonly body: string
  /** The case key, sealed to the reporter. */
  readonly sealedKey: string
  readonly parts: readonly Pick<CasePart, 'id' | 'kind' | 'day' | 'sealed'>[]
}

type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'gone' | 'filesMissing' | 'tooManyMessages' | 'closed' | 'notClosed' }

export interface SealedMessage {
  /** Random, made by the browser: the same message again is kept once. */
  readonly id: string
  readonly sealed: string
  readonly files: readonly string[]
}

export interface CaseReporterRules {
  /** `undefined`: it is not there any more, or the receipt was not made with its key. */
  read(access: ReporterAccess): Promise<CaseForReporter | undefined>
  /** The sealed bytes of a file of this case. */
  file(access: ReporterAccess, id: string): Promise<Uint8Array | undefined>
  say(access: ReporterAccess, message: SealedMessage): Promise<Done>
  /** Asks the agency to stop. What was told stays sealed until its time has come. */
  withdraw(access: ReporterAccess, message: SealedMessage): Promise<Done>
  rate(access: ReporterAccess, rating: number, message: SealedMessage | undefined): Promise<Done>
  owns(access: ReporterAccess): Promise<boolean>
}

/** Enough for years of talk, and an end for a machine. */
const mostMessages = 500

/** A reporter's files are the reporter's alone: the case in a pass is one that the server named or a receipt has opened. */
export const sentByReporter = ({ caseId, publicKey }: ReporterAccess): UploadSender => ({
  caseId: knownCase(caseId),
  by: `reporter ${publicKey}`,
})

export function createCaseReporterRules({
  cases,
  work,
  uploads,
  complaints,
  clock,
}: {
  readonly cases: CasesModel
  readonly work: Pick<CaseWorkRules, 'find' | 'changeByReporter'>
  readonly uploads: Pick<CaseUploadsRules, 'settle'>
  readonly complaints: Pick<ComplaintsRules, 'find'>
  readonly clock: Clock
}): CaseReporterRules {
  async function own({ caseId, publicKey }: ReporterAccess) {
    const found = await cases.find(caseId)
    return found?.reporter?.publicKey === publicKey ? { ...found, reporter: found.reporter } : undefined
  }

  async function keepMessage(access: ReporterAccess, { id, sealed, files }: SealedMessage): Promise<Done> {
    const { caseId } = access
    const said = await cases.parts(caseId, ['message'])
    if (said.length >= mostMessages && !said.some((part) => part.id === id))
      return { ok: false, why: 'tooManyMessages' }
    if (!(await uploads.settle(sentByReporter(access), files))) return { ok: false, why: 'filesMissing' }
    await cases.addPart({ id, caseId, kind: 'message', day: dayInBangkok(clock()), sealed })
    await work.changeByReporter(knownCase(caseId), { kind: 'wrote' })
    return { ok: true }
  }

  return {
    async read(access) {
      const [found, standing, complaint] = await Promise.all([
        own(access),
        work.find(access.caseId),
        complaints.find(access.caseId),
      ])
      if (!found || !standing || !complaint) return undefined
      await work.changeByReporter(knownCase(access.caseId), { kind: 'read' })
      const parts = await cases.parts(access.caseId, partsForReporter)
      return {
        caseId: access.caseId,
        kind: complaint.kind,
        category: complaint.category,
        status: complaint.status,
        receivedOn: complaint.receivedOn,
        answerBy: standing.answerBy,
        extended: standing.extensions > 0,
        ...(complaint.closedOn && { closedOn: complaint.closedOn }),
        ...(standing.withdrawnOn && { withdrawnOn: standing.withdrawnOn }),
        ...(standing.rating !== undefined && { rating: standing.rating }),
        isClosed: isClosed(complaint.status),
        body: found.envelope.body,
        sealedKey: found.reporter.sealedKey,
        parts: parts.map(({ id, kind, day, sealed }) => ({ id, kind, day, sealed })),
      }
    },
    async file(access, id) {
      if (!(await own(access))) return undefined
      return (await cases.findAttachment(access.caseId, id))?.sealed
    },
    async say(access, message) {
      return (await own(access)) ? keepMessage(access, message) : { ok: false, why: 'gone' }
    },
    async withdraw(access, message) {
      if (!(await own(access))) return { ok: false, why: 'gone' }
      const changed = await work.changeByReporter(knownCase(access.caseId), { kind: 'withdrawn' })
      if (!changed.ok) return { ok: false, why: 'closed' }
      return keepMessage(access, message)
    },
    async rate(access, rating, message) {
      if (!(await own(access))) return { ok: false, why: 'gone' }
      const changed = await work.changeByReporter(knownCase(access.caseId), { kind: 'rated', rating })
      if (!changed.ok) return { ok: false, why: 'notClosed' }
      return message ? keepMessage(access, message) : { ok: true }
    },
    owns: async (access) => (await own(access)) !== undefined,
  }
}

// What an officer may do with one case, by their relation to it: read it, decide on it, write in it, let a colleague read it.
// Everything is in the audit chain before it happens. A case that somebody may not see is, for them, not there.

import { type Day, dayInBangkok, fiscalYearOf } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { AuditAction } from '../../../security/audit/audit-actions.js'
import { type Recipients, takesKind } from '../../../security/vault-recipients.js'
import type { ComplaintSort, ComplaintStatus } from '../../complaints/complaint-kinds.js'
import type { OpenStatus } from '../../complaints/complaint-status.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { ConcernedUnits } from '../../complaints/concerned-units-rules.js'
import type { Room } from '../../space/space-rules.js'
import { type PartKind, partKinds, type SealedKeys } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { BlankKeys } from '../filing/case-blank-keys.js'
import type { CaseNumbersModel } from '../filing/case-numbers-model.js'
import type { CaseUploadsRules, SentFile, UploadSender } from '../filing/case-uploads-rules.js'
import { hasPrefix, readRegistryNumber } from '../filing/registry-number.js'
import { type KnownCase, knownCase } from '../known-case.js'
import type { OfficerChange } from '../lifecycle/case-work-changes.js'
import type { CaseWorkRules } from '../lifecycle/case-work-rules.js'
import { type CaseForOfficer, shown, told } from './case-for-officer.js'
import { type CaseStanding, createCaseStanding } from './case-standing-rules.js'

/** Who acts: a recipient of the case, and the name that the audit chain gets. */
export interface CaseOfficer {
  readonly reader: string
  readonly who: string
}

/** A reason or a note, sealed in the officer's browser. */
export interface SealedPart {
  readonly id: string
  readonly sealed: string
}

type Done = { readonly ok: true } | { readonly ok: false; readonly why: string }

export interface CaseOfficerRules extends CaseStanding {
  read(caseId: KnownCase, officer: CaseOfficer): Promise<CaseForOfficer | undefined>
  /** For printing, exporting or a referral letter: it leaves the console on paper. */
  noteExport(caseId: KnownCase, officer: CaseOfficer, what: 'export' | 'letter'): Promise<void>
  /** The sealed bytes of an attachment of this case. */
  attachment(caseId: KnownCase, id: string, officer: CaseOfficer): Promise<Uint8Array | undefined>
  write(
    caseId: KnownCase,
    kind: Exclude<PartKind, 'message'>,
    part: SealedPart,
    officer: CaseOfficer,
  ): Promise<Done>
  /** Who sends files for a reply, and until when they wait for it: an hour. */
  senderOfFile(
    caseId: KnownCase,
    officer: CaseOfficer,
  ): { readonly owner: UploadSender; readonly until: Date }
  /** A sealed file on its way to a reply, into room that was held for it. */
  takeFile(
    caseId: KnownCase,
    file: Omit<SentFile, 'until'>,
    officer: CaseOfficer,
    room: Pick<Room, 'use'>,
  ): ReturnType<CaseUploadsRules['take']>
  /** Files that came before go to the case with it; without one of them nothing is written. */
  reply(
    caseId: KnownCase,
    part: SealedPart & { readonly files: readonly string[] },
    officer: CaseOfficer,
  ): Promise<Done>
  /** `reopen`: a closed or referred case comes back into work. */
  changeStatus(
    caseId: KnownCase,
    change: {
      readonly to: Exclude<ComplaintStatus, 'received'>
      readonly from: ComplaintStatus
      readonly on: Day
      readonly reopen: boolean
    },
    reason: SealedPart,
    officer: CaseOfficer,
  ): Promise<Done>
  correct(caseId: KnownCase, sort: ComplaintSort, reason: SealedPart, officer: CaseOfficer): Promise<Done>
  /** `unit` undefined: not known. Statistics count it under the rules of protected splits only. */
  nameUnit(caseId: KnownCase, unit: string | undefined, officer: CaseOfficer): Promise<Done>
  extend(caseId: KnownCase, to: Day, reason: SealedPart, officer: CaseOfficer): Promise<Done>
  change(caseId: KnownCase, change: OfficerChange, officer: CaseOfficer): Promise<Done>
  /** A case by the number that people write on paper; only among those this officer may see. */
  withNumber(registryNumber: string, officer: CaseOfficer): Promise<KnownCase | undefined>
  /** Cases that the officer can read and this recipient could, but cannot yet: of a kind that it takes, and that names it not. */
  closedTo(recipientId: string, officer: CaseOfficer): Promise<string[]>
  /** The officer has looked whether it names the recipient, where the case is in clear. */
  letIn(caseId: KnownCase, keys: SealedKeys, officer: CaseOfficer): Promise<Done>
  /** It names this recipient, who has no key of it yet: nobody is asked to let that one in again. */
  leaveOut(caseId: KnownCase, recipientId: string, officer: CaseOfficer): Promise<Done>
}

export function createCaseOfficerRules({
  cases,
  work,
  complaints,
  concerned,
  uploads,
  recipients,
  numbers,
  blanks,
  audit,
  clock,
}: {
  readonly cases: CasesModel
  readonly numbers: Pick<CaseNumbersModel, 'casesWith'>
  readonly blanks: Pick<BlankKeys, 'make'>
  readonly recipients: Pick<Recipients, 'find'>
  readonly work: Pick<CaseWorkRules, 'find' | 'findAll' | 'change'>
  readonly complaints: Pick<ComplaintsRules, 'find' | 'findAll' | 'changeStatus' | 'reopen' | 'correct'>
  readonly uploads: Pick<CaseUploadsRules, 'take' | 'settle'>
  readonly concerned: ConcernedUnits
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
}): CaseOfficerRules {
  const record = ({ who }: CaseOfficer, action: AuditAction, about: string) =>
    audit.record({ who, action, about, outcome: 'done' })

  const senderOfFile = (caseId: KnownCase, officer: CaseOfficer) => ({
    owner: sentBy(caseId, officer),
    until: new Date(clock().getTime() + fileLifeMilliseconds),
  })

  async function own(caseId: string, { reader }: CaseOfficer) {
    const found = await cases.find(caseId)
    const keys = found?.envelope.recipients.find(({ recipientId }) => recipientId === reader)
    return found && keys ? { ...found, keys } : undefined
  }

  async function write(
    caseId: KnownCase,
    kind: Exclude<PartKind, 'message'>,
    { id, sealed }: SealedPart,
    officer: CaseOfficer,
  ): Promise<Done> {
    await record(officer, `case ${kind} written`, caseId)
    await cases.addPart({
      ...{ id, caseId, kind, sealed, by: officer.reader },
      day: dayInBangkok(clock()),
    })
    if (kind === 'reply') await work.change(caseId, { kind: 'answered' }, officer.who)
    return { ok: true }
  }

  /** The reason first: a decision that is there has its reason. */
  async function because(
    caseId: KnownCase,
    reason: SealedPart,
    officer: CaseOfficer,
    decide: () => Promise<{ readonly ok: boolean; readonly why?: string }>,
  ): Promise<Done> {
    const kept = await write(caseId, 'decision', reason, officer)
    if (!kept.ok) return kept
    const decided = await decide()
    if (decided.ok) return { ok: true }
    await cases.removePart(caseId, reason.id)
    return { ok: false, why: decided.why ?? 'notNow' }
  }

  return {
    ...createCaseStanding({ cases, work }),
    async read(caseId, officer) {
      await record(officer, 'case read', caseId)
      const [found, now, complaint] = await Promise.all([
        own(caseId, officer),
        work.find(caseId),
        complaints.find(caseId),
      ])
      if (!found || !now || !complaint) return undefined
      const [parts, unit, choices] = await Promise.all([
        cases.parts(caseId, partKinds),
        concerned.unitOf(caseId),
        concerned.choices(),
      ])
      const about = { ...(unit !== undefined && { unit }), choices }
      return { ...shown(found), complaint, work: told(now), parts, concerned: about }
    },
    noteExport: (caseId, officer, what) =>
      record(officer, what === 'letter' ? 'case referral letter made' : 'case exported', caseId),
    async attachment(caseId, id, officer) {
      await record(officer, 'case attachment read', caseId)
      return (await cases.findAttachment(caseId, id))?.sealed
    },
    write,
    senderOfFile,
    takeFile(caseId, file, officer, room) {
      const { owner, until } = senderOfFile(caseId, officer)
      return uploads.take({ ...file, until }, owner, room)
    },
    async reply(caseId, { files, ...part }, officer) {
      if (!(await uploads.settle(sentBy(caseId, officer), files))) return { ok: false, why: 'filesMissing' }
      return write(caseId, 'reply', part, officer)
    },
    changeStatus: (caseId, { to, from, on, reopen }, reason, officer) =>
      because(caseId, reason, officer, async () => {
        const change = { id: caseId, from, on, by: officer.who }
        if (!reopen) return complaints.changeStatus({ ...change, to })
        return isReopening(to)
          ? complaints.reopen({ ...change, to })
          : { ok: false as const, why: 'notAllowed' as const }
      }),
    correct: (caseId, sort, reason, officer) =>
      because(caseId, reason, officer, async () => {
        const complaint = await complaints.find(caseId)
        if (!complaint) return { ok: false, why: 'unknownComplaint' }
        const { receivedOn } = complaint
        return complaints.correct({ id: caseId, ...sort, receivedOn, by: officer.who })
      }),
    nameUnit: (caseId, unit, { who }) => concerned.name(caseId, unit, who),
    extend: (caseId, to, reason, officer) =>
      because(caseId, reason, officer, () =>
        work.change(caseId, { kind: 'extended', to, reason: reason.id }, officer.who),
      ),
    async change(caseId, change, officer) {
      const done = await work.change(caseId, change, officer.who)
      return done.ok ? { ok: true } : done
    },
    async withNumber(typed, { reader }) {
      const read = readRegistryNumber(typed, fiscalYearOf(clock()))
      if (!read) return undefined
      const works = await work.findAll(await numbers.casesWith(read.fiscalYear, read.number))
      const sealed = await cases.recipientsOf(works.map(({ caseId }) => caseId))
      const opens = new Set(
        sealed
          .filter(({ recipients: some }) => some.some(({ recipientId }) => recipientId === reader))
          .map(({ caseId }) => caseId),
      )
      const may = works.filter(
        ({ caseId, leftOut, registryNumber }) =>
          opens.has(caseId) && !leftOut.includes(reader) && hasPrefix(registryNumber, read.prefix),
      )
      // Without its letter a number may stand for one case of each kind: then it has to be typed whole.
      const [one, another] = may
      return one && !another ? knownCase(one.caseId) : undefined
    },
    async closedTo(recipientId, { reader }) {
      const recipient = await recipients.find(recipientId)
      if (!recipient) return []
      const found = await complaints.findAll(await cases.missingFor(recipientId, reader))
      const ids = found.filter(({ kind }) => takesKind(recipient, kind)).map(({ id }) => id)
      const works = await work.findAll(ids)
      const mayBe = works.filter(
        ({ leftOut, destruction }) =>
          !destruction && !leftOut.some((id) => id === recipientId || id === reader),
      )
      return mayBe.map(({ caseId }) => caseId).sort()
    },
    async letIn(caseId, keys, officer) {
      const { recipientId } = keys
      const recipient = await recipients.find(recipientId)
      if (!recipient) return { ok: false, why: 'recipientsChanged' }
      const [now, complaint] = await Promise.all([work.find(caseId), complaints.find(caseId)])
      if (!now || !complaint || now.leftOut.includes(recipientId)) return { ok: false, why: 'unknownCase' }
      if (!takesKind(recipient, complaint.kind)) return { ok: false, why: 'otherKind' }
      await record(officer, `case opened to ${recipientId}`, caseId)
      await cases.addRecipients(caseId, [keys])
      return { ok: true }
    },
    async leaveOut(caseId, recipientId, officer) {
      if (!(await recipients.find(recipientId))) return { ok: false, why: 'recipientsChanged' }
      const done = await work.change(caseId, { kind: 'leftOut', recipientId }, officer.who)
      if (!done.ok) return done
      await cases.addRecipients(caseId, await blanks.make(caseId, [recipientId]))
      return { ok: true }
    },
  }
}

/** Ten files, and the words that go with them. */
const fileLifeMilliseconds = 3_600_000

const sentBy = (caseId: KnownCase, { reader }: CaseOfficer): UploadSender => ({
  caseId,
  by: `officer ${reader}`,
})

const reopenings: readonly ComplaintStatus[] = ['moreInformationNeeded', 'factFinding', 'inProgress']
const isReopening = (to: ComplaintStatus): to is Exclude<OpenStatus, 'received'> => reopenings.includes(to)

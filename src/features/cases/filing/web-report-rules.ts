// Takes in a report that was sealed in the reporter's own browser: for whom it must be sealed, whether it was, and then
// files it with its way back. It never sees a word of it. Without anybody to seal to, nothing begins.

import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { ReceiptLock } from '../../../sealing/receipt-keys.js'
import { vaultVersion } from '../../../sealing/vault.js'
import { vaultIdOf } from '../../../sealing/vault-encoding.js'
import type { Keyring } from '../../../security/keyring.js'
import { type ComplaintKind, type ComplaintSort, complaintKinds } from '../../complaints/complaint-kinds.js'
import type { ReporterKeys, SealedKeys } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { OfficerMarks } from '../names/named-officers.js'
import { sentByReporter } from '../reporter/case-reporter-rules.js'
import type { ReceiptRules } from '../reporter/receipt-rules.js'
import type { CaseFilingRules } from './case-filing-rules.js'
import type { CaseRecipientsRules, Reader } from './case-recipients-rules.js'
import type { CaseUploadsRules } from './case-uploads-rules.js'

export interface WebReport {
  readonly caseId: string
  readonly sort: ComplaintSort
  readonly recipients: readonly SealedKeys[]
  /** Recipients whom the case names; it is not sealed to them. */
  readonly leftOut: readonly string[]
  readonly body: string
  /** Sealed files that were sent before. */
  readonly files: readonly string[]
  readonly reporter: ReporterKeys
  readonly lock: ReceiptLock
}

type Filed =
  | { readonly ok: true }
  | {
      readonly ok: false
      /**
       * `recipientsChanged`: seal it again, to those who read now. `filesMissing`: send the files again.
       */
      readonly why: 'noRecipient' | 'recipientsChanged' | 'filesMissing' | 'otherCase'
    }

export interface WebReportRules {
  /** To whom a report of this kind must be sealed now; empty: nobody may read it, and nothing may be asked. */
  recipients(kind: ComplaintKind): Promise<readonly Reader[]>
  /** What can be reported at all, and the fingerprints of the keys of everybody who may read any of it. */
  openKinds(): Promise<{ readonly kinds: readonly ComplaintKind[]; readonly fingerprints: readonly string[] }>
  /** How a case that begins is called: as random as what it is made from, and the same again for the same. */
  nameFor(begun: string): string
  /** By what the browser sees that a report names one of them. */
  marks(): Promise<OfficerMarks>
  /** The same report again changes nothing. */
  file(report: WebReport): Promise<Filed>
}

export function createWebReportRules({
  readers,
  cases,
  receipts,
  uploads,
  filing,
  keyring,
  clock,
}: {
  readonly keyring: Pick<Keyring, 'pseudonym'>
  readonly readers: Pick<CaseRecipientsRules, 'readersOf' | 'marks'>
  readonly cases: Pick<CasesModel, 'find'>
  readonly receipts: Pick<ReceiptRules, 'keep'>
  readonly uploads: Pick<CaseUploadsRules, 'settle'>
  readonly filing: Pick<CaseFilingRules, 'file'>
  readonly clock: Clock
}): WebReportRules {
  return {
    recipients: readers.readersOf,
    async openKinds() {
      const open = await Promise.all(
        complaintKinds.map(async (kind) => ({ kind, all: await readers.readersOf(kind) })),
      )
      const ids = open.flatMap(({ all }) => all.map(({ id }) => id))
      return {
        kinds: open.filter(({ all }) => all.length > 0).map(({ kind }) => kind),
        fingerprints: [...new Set(ids)].sort(),
      }
    },
    nameFor: (begun) =>
      vaultIdOf(Buffer.from(keyring.pseudonym('web case name', begun), 'base64url').subarray(0, 16)),
    marks: readers.marks,
    async file({ caseId, sort, recipients: sealedTo, leftOut, body, files, reporter, lock }) {
      const now = await readers.readersOf(sort.kind)
      if (now.length === 0) return { ok: false, why: 'noRecipient' }
      const meant = [...sealedTo.map(({ recipientId }) => recipientId), ...leftOut].sort()
      const same = JSON.stringify(meant) === JSON.stringify(now.map(({ id }) => id).sort())
      if (!same || sealedTo.length === 0) return { ok: false, why: 'recipientsChanged' }
      // An officer knows the ids of cases: none may put a way back of their own to somebody else's.
      const before = await cases.find(caseId)
      if (before && before.reporter?.publicKey !== reporter.publicKey) return { ok: false, why: 'otherCase' }
      if (!(await uploads.settle(sentByReporter({ caseId, publicKey: reporter.publicKey }), files)))
        return { ok: false, why: 'filesMissing' }
      // The lock before the case: a case that is there has its way back.
      await receipts.keep(caseId, lock)
      await filing.file({
        caseId,
        envelope: { version: vaultVersion, recipients: sealedTo, body },
        reporter,
        sort,
        channel: 'web',
        receivedOn: dayInBangkok(clock()),
        leftOut,
        by: 'system',
      })
      return { ok: true }
    },
  }
}

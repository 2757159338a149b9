// Takes in a report that was sealed in the reporter's own browser: for whom it must be sealed, whether it was, and then
// files it with its way back. It never sees a word of it. Without anybody to seal to, nothing begins.
import type { Clock } from '../../clock.js'
import { dayInBangkok } from '../../i18n/bangkok-time.js'
import type { ReceiptLock } from '../../security/receipt-keys.js'
import { vaultVersion } from '../../security/vault.js'
import type { Recipients } from '../../security/vault-recipients.js'
import type { ComplaintSort } from '../complaints/complaint-kinds.js'
import type { ReporterKeys, SealedKeys } from './case.js'
import type { CaseFilingRules } from './case-filing-rules.js'
import type { CaseUploadsRules } from './case-uploads-rules.js'
import type { CasesModel } from './cases-model.js'
import { marksOf, type OfficerMarks } from './named-officers.js'
import type { ReceiptRules } from './receipt-rules.js'

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
       * `recipientsChanged`: seal it again, to those who read now. `selectorTaken`: make another receipt. `filesMissing`:
       * send the files again.
       */
      readonly why: 'noRecipient' | 'recipientsChanged' | 'selectorTaken' | 'filesMissing' | 'otherCase'
    }

export interface PublicRecipient {
  /** The fingerprint of the key. */
  readonly id: string
  readonly publicKey: string
}

export interface WebReportRules {
  /** To whom a report must be sealed now; empty: nobody may read, and nothing may be asked. */
  recipients(): Promise<PublicRecipient[]>
  /** By what the browser sees that a report names one of them. */
  marks(): Promise<OfficerMarks>
  /** The same report again changes nothing. */
  file(report: WebReport): Promise<Filed>
}

export function createWebReportRules({
  recipients,
  cases,
  receipts,
  uploads,
  filing,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'find'>
  readonly recipients: Pick<Recipients, 'list'>
  readonly receipts: Pick<ReceiptRules, 'keep'>
  readonly uploads: Pick<CaseUploadsRules, 'settle'>
  readonly filing: Pick<CaseFilingRules, 'file'>
  readonly clock: Clock
}): WebReportRules {
  const readers = async () => (await recipients.list()).map(({ id, publicKey }) => ({ id, publicKey }))

  return {
    recipients: readers,
    async marks() {
      const known = (await recipients.list()).map(({ id, name }) => ({
        recipientId: id,
        names: [name],
        positions: [name],
      }))
      return marksOf(known)
    },
    async file({ caseId, sort, recipients: sealedTo, leftOut, body, files, reporter, lock }) {
      const now = await readers()
      if (now.length === 0) return { ok: false, why: 'noRecipient' }
      const meant = [...sealedTo.map(({ recipientId }) => recipientId), ...leftOut].sort()
      const same = JSON.stringify(meant) === JSON.stringify(now.map(({ id }) => id).sort())
      if (!same || sealedTo.length === 0) return { ok: false, why: 'recipientsChanged' }
      // An officer knows the ids of cases: none may put a way back of their own to somebody else's.
      const before = await cases.find(caseId)
      if (before && before.reporter?.publicKey !== reporter.publicKey) return { ok: false, why: 'otherCase' }
      if (!(await uploads.settle(caseId, files))) return { ok: false, why: 'filesMissing' }
      // The lock before the case: a case that is there has its way back.
      const kept = await receipts.keep(caseId, lock)
      if (!kept.ok) return kept
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

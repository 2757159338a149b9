// A case as the browser of an officer who reads it gets it: sealed, with that officer's own keys alone, and without a word of who
// was left out.
import type { Complaint } from '../../complaints/complaint.js'
import type { CasePart, CaseWork, SealedCase, SealedKeys } from '../case.js'

export interface CaseForOfficer {
  readonly caseId: string
  readonly version: number
  readonly body: string
  /** The officer's own keys of it; nobody else's. */
  readonly keys: SealedKeys
  /** Ids of those who can read it. */
  readonly readers: readonly string[]
  readonly hasReporter: boolean
  readonly complaint: Complaint
  readonly work: Omit<CaseWork, 'leftOut'>
  readonly parts: readonly CasePart[]
  /** The unit that it is about, where somebody has said so, and the units to choose from. */
  readonly concerned: { readonly unit?: string; readonly choices: readonly string[] }
}

/** Who was left out is told to nobody. */
export function told({ leftOut: _leftOut, ...work }: CaseWork): Omit<CaseWork, 'leftOut'> {
  return work
}

export function shown({ caseId, envelope, reporter, keys }: SealedCase & { readonly keys: SealedKeys }) {
  return {
    caseId,
    version: envelope.version,
    body: envelope.body,
    keys,
    readers: envelope.recipients.map(({ recipientId }) => recipientId),
    hasReporter: reporter !== undefined,
  }
}

// A case: what was told, sealed, and what has been said and decided since. The register (features/complaints) has its kind,
// status and days; here is everything that only its officers and its reporter may open, and how the work on it stands.
import type { Day } from '../../i18n/calendar/thai-calendar.js'

/** The keys of a case, sealed to one officer. */
export interface SealedKeys {
  /** The fingerprint of the officer's public key (security/vault-recipients). */
  readonly recipientId: string
  /** The case key: body, messages, what officers look at of each file. The reporter has it too. */
  readonly sealedKey: string
  /** The officers' own key: originals of what was cleaned, internal notes, reasons. The reporter never gets it. */
  readonly sealedOriginalsKey: string
}

/** The way back for the reporter: the case key, sealed to a public key whose private half the receipt unlocks. */
export interface ReporterKeys {
  readonly publicKey: string
  readonly sealedKey: string
}

export interface SealedCase {
  /** The same as in the register of complaints; random. */
  readonly caseId: string
  readonly envelope: {
    readonly version: number
    readonly recipients: readonly SealedKeys[]
    /** base64url; opens with the case key at `bodyPlace`. */
    readonly body: string
  }
  /** Absent until a receipt was made. */
  readonly reporter?: ReporterKeys
}

export interface SealedAttachment {
  /** Random; the sealed body or part that names it tells what it is. */
  readonly id: string
  readonly caseId: string
  readonly sealed: Uint8Array
}

/**
 * `message`: from the reporter. `reply`: from the agency to the reporter. Both under the case key.
 * `note`: between officers. `decision`: the reason of a status, an extension, a redaction. Both under the officers' key.
 */
export const partKinds = ['message', 'reply', 'note', 'decision'] as const
export type PartKind = (typeof partKinds)[number]

/** What the reporter's page may be given. */
export const partsForReporter: readonly PartKind[] = ['message', 'reply']

export interface CasePart {
  /** Random, made by whoever sealed it. */
  readonly id: string
  readonly caseId: string
  readonly kind: PartKind
  /** Counted from 1 within the case: the order, without a time. */
  readonly number: number
  readonly day: Day
  /** base64url; opens at `partPlace`. Its attachments are named inside. */
  readonly sealed: string
  /** The officer who wrote it (a recipient's id); never for what the reporter sends. */
  readonly by?: string
}

/** Why a case may be destroyed, and when: domain of settings.retentionDays. */
export const retentionClasses = ['undecided', 'spam', 'unfounded', 'founded', 'referredCopy'] as const
export type RetentionClass = (typeof retentionClasses)[number]

/** How the work on a case stands; nothing of its content. */
export interface CaseWork {
  readonly caseId: string
  /** The registry number, 'ป 12/2569'-like, issued by the day's batch and never with the case itself; absent until then. */
  readonly registryNumber?: string
  /** Recipients' ids; empty: nobody yet. */
  readonly assignedTo: readonly string[]
  /** Recipients' ids that were left out when it was sealed, because the case names them. Told to nobody. */
  readonly leftOut: readonly string[]
  /** The last day of the answer, by the agency's setting, later after an extension. */
  readonly answerBy: Day
  /** How often the answer was put off; each has its reason as a `decision`. */
  readonly extensions: number
  /** The day of the last of them: what the agency wrote before does not keep the new promise. */
  readonly extendedOn?: Day
  /** The first day on which the agency told the reporter anything. */
  readonly answeredOn?: Day
  readonly retention: RetentionClass
  /** Stops every deletion. */
  readonly hold: boolean
  readonly withdrawnOn?: Day
  /** 1 to 5, by the reporter, after the end. The word that goes with it is a `message`. */
  readonly rating?: number
  /** The last days on which either side wrote, and on which the reporter's page was opened. */
  readonly reporterWroteOn?: Day
  readonly agencyWroteOn?: Day
  readonly reporterReadOn?: Day
  readonly duplicateOf?: string
  /** Its keys are being destroyed, or everything of it is gone; then only days and counts are left here. */
  readonly destruction?: 'begun' | 'done'
  readonly destroyedOn?: Day
  /** How often it was changed: a change is written only over the state that it was decided on. */
  readonly changes: number
}

export const bodyPlace = (caseId: string) => ({ caseId, part: 'body', purpose: 'tip body' })
export const cleanPlace = (caseId: string, part: string) => ({ caseId, part, purpose: 'tip picture' })
export const originalPlace = (caseId: string, part: string) => ({ caseId, part, purpose: 'tip original' })
export const partPlace = (caseId: string, part: string, kind: PartKind) => ({
  caseId,
  part,
  purpose: `case ${kind}`,
})

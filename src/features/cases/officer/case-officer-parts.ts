// What is inside the sealed parts that officers write for each other: a note, and a decision with its reason. Under the
// officers' key, so that the reporter never reads it. Runs in the officer's browser; later versions only add.
import { z } from 'zod'

const caseNote = z.object({ version: z.literal(1), words: z.string() })
export type CaseNote = z.infer<typeof caseNote>

/** What was decided; the register and the work have the result, and only this has the reason. */
export const decisionSorts = [
  'status',
  'reopened',
  'extension',
  'correction',
  'redaction',
  'referral',
] as const

const caseDecision = z.object({
  version: z.literal(1),
  sort: z.enum(decisionSorts),
  /** Why, in the officer's words. */
  words: z.string(),
  /** The status, day or category that it led to. */
  to: z.string().optional(),
  /** Of a redaction: 'body' or the part's id. The original stays sealed where it is. */
  of: z.string().optional(),
  /** Of a redaction: the texts with names and signs blotted out, in their order. */
  redacted: z.array(z.string()).optional(),
})
export type CaseDecision = z.infer<typeof caseDecision>

export const writeCaseNote = (words: string): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ version: 1, words } satisfies CaseNote))
export const writeCaseDecision = (decision: Omit<CaseDecision, 'version'>): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ version: 1, ...decision } satisfies CaseDecision))

/** Both throw for what no version of this product wrote. */
export const readCaseNote = (bytes: Uint8Array): CaseNote =>
  caseNote.parse(JSON.parse(new TextDecoder().decode(bytes)))
export const readCaseDecision = (bytes: Uint8Array): CaseDecision =>
  caseDecision.parse(JSON.parse(new TextDecoder().decode(bytes)))

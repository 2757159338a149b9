// Opens a case in the officer's browser: the case key with the officer's own, then everything under it. What cannot be opened
// is said so, one by one, and hides nothing else. Nothing that is opened here is sent anywhere.
import { z } from 'zod'
import { type CaseBody, readCaseBody } from '../../../../features/cases/case-body.js'
import { type CaseMessage, readCaseMessage } from '../../../../features/cases/case-message.js'
import {
  type CaseDecision,
  type CaseNote,
  readCaseDecision,
  readCaseNote,
} from '../../../../features/cases/officer/case-officer-parts.js'
import { openKey, openPart, type RecipientKeys } from '../../../../sealing/vault.js'
import { fromStored } from '../../../../sealing/vault-encoding.js'
import { bodyPlace, caseStatusSchema, partPlace } from './case-places.js'

const answeredCase = z.object({
  caseId: z.string(),
  version: z.number(),
  body: z.string(),
  keys: z.object({ recipientId: z.string(), sealedKey: z.string(), sealedOriginalsKey: z.string() }),
  readers: z.array(z.string()),
  hasReporter: z.boolean(),
  relation: z.enum(['assigned', 'recipient']),
  names: z.array(z.object({ id: z.string(), name: z.string() })),
  ways: z.object({ forward: z.array(caseStatusSchema), reopened: z.array(caseStatusSchema) }),
  complaint: z.object({
    kind: z.enum(['corruption', 'general']),
    category: z.string(),
    channel: z.string(),
    receivedOn: z.string(),
    status: caseStatusSchema,
    referredOn: z.string().optional(),
    closedOn: z.string().optional(),
  }),
  work: z.object({
    registryNumber: z.string().optional(),
    assignedTo: z.array(z.string()),
    answerBy: z.string(),
    extensions: z.number(),
    answeredOn: z.string().optional(),
    retention: z.string(),
    hold: z.boolean(),
    withdrawnOn: z.string().optional(),
    rating: z.number().optional(),
    reporterReadOn: z.string().optional(),
    duplicateOf: z.string().optional(),
  }),
  concerned: z.object({ unit: z.string().optional(), choices: z.array(z.string()) }),
  parts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['message', 'reply', 'note', 'decision']),
      day: z.string(),
      sealed: z.string(),
      by: z.string().optional(),
    }),
  ),
})
export type AnsweredCase = z.infer<typeof answeredCase>
export const answeredCaseSchema = answeredCase

interface Said {
  readonly id: string
  readonly day: string
  /** The recipient who wrote it; absent: the reporter. */
  readonly by?: string
}
/** `undefined` content: it could not be opened. */
export interface OpenedCase {
  readonly answered: AnsweredCase
  readonly caseKey: Uint8Array
  readonly originalsKey: Uint8Array
  readonly body: CaseBody | undefined
  readonly talk: readonly (Said & { readonly message: CaseMessage | undefined })[]
  readonly notes: readonly (Said & { readonly note: CaseNote | undefined })[]
  readonly decisions: readonly (Said & { readonly decision: CaseDecision | undefined })[]
}

/** Throws VaultBroken when the case was not sealed to this key. */
export async function openCase(answered: AnsweredCase, own: RecipientKeys): Promise<OpenedCase> {
  const { caseId, keys, parts } = answered
  const caseKey = await openKey(own, keys.sealedKey)
  const originalsKey = await openKey(own, keys.sealedOriginalsKey)

  async function read<T>(
    part: AnsweredCase['parts'][number],
    key: Uint8Array,
    reader: (bytes: Uint8Array) => T,
  ): Promise<T | undefined> {
    return attempt(async () =>
      reader(await openPart(key, partPlace(caseId, part.id, part.kind), bytesOf(part.sealed))),
    )
  }

  const talk: OpenedCase['talk'][number][] = []
  const notes: OpenedCase['notes'][number][] = []
  const decisions: OpenedCase['decisions'][number][] = []
  for (const part of parts) {
    const said = { id: part.id, day: part.day, ...(part.by !== undefined && { by: part.by }) }
    if (part.kind === 'note') notes.push({ ...said, note: await read(part, originalsKey, readCaseNote) })
    else if (part.kind === 'decision')
      decisions.push({ ...said, decision: await read(part, originalsKey, readCaseDecision) })
    else talk.push({ ...said, message: await read(part, caseKey, readCaseMessage) })
  }
  const body = await attempt(async () =>
    readCaseBody(await openPart(caseKey, bodyPlace(caseId), bytesOf(answered.body))),
  )
  return { answered, caseKey, originalsKey, body, talk, notes, decisions }
}

/** The last blotted-out copy of the body or of a message, if there is one. */
export function redactionOf({ decisions }: OpenedCase, of: string): readonly string[] | undefined {
  return decisions.findLast(({ decision }) => decision?.sort === 'redaction' && decision.of === of)?.decision
    ?.redacted
}

const bytesOf = (stored: string): Uint8Array => fromStored(stored) ?? new Uint8Array()

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch {
    // Changed, or written by a later version: shown as closed, and the rest goes on.
    return undefined
  }
}

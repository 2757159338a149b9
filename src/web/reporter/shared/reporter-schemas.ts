// What the reporter's pages send to the server and read from it, for both sides of the wire. Everything secret in it is
// sealed or derived; there is no field for a word of what was told.
import { z } from 'zod'
import {
  complaintKinds,
  complaintStatuses,
  corruptionCategories,
  generalCategories,
} from '../../../features/complaints/complaint-kinds.js'
import { puzzle, solvedPuzzle } from '../../../sealing/puzzle.js'

const stored = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .regex(/^[\w-]+$/)
/** 32 bytes in base64url. */
const key = stored(43, 43)
const salts = { authenticatorSalt: stored(22, 22), wrappingSalt: stored(22, 22) }
/** A sealed box with a key in it. */
const sealedKey = stored(100, 120)
export const vaultId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/)
const selector = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/)
/** Up to the step of 256 KiB: more than 20,000 characters can be. */
const sealedText = stored(40, 360_000)

/** Strict: with salts of its own, as an earlier page drew them, nobody would come back by it. */
const lock = z.strictObject({
  selector,
  authenticator: key,
  publicKey: key,
  wrappedKey: stored(40, 4000),
})
const reporter = z.object({ publicKey: key, sealedKey })
const wayBack = { reporter, lock }
const sameKey = (one: { reporter: { publicKey: string }; lock: { publicKey: string } }) =>
  one.reporter.publicKey === one.lock.publicKey

export const nothing = z.object({})
/** Strict: a case's name is given by the server alone. */
export const beginAsked = z.strictObject({
  kind: z.enum(complaintKinds),
  publicKey: key,
  solved: solvedPuzzle,
  /** The pass of a report that was begun, may it have ended: it goes on under its name. */
  goesOn: stored(100, 1000).optional(),
})
export const sendAsked = z
  .object({
    sort: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('corruption'), category: z.enum([...corruptionCategories, 'unspecified']) }),
      z.object({ kind: z.literal('general'), category: z.enum(generalCategories) }),
    ]),
    recipients: z
      .array(z.object({ recipientId: stored(10, 40), sealedKey, sealedOriginalsKey: sealedKey }))
      .max(200),
    leftOut: z.array(stored(10, 40)).max(200),
    body: sealedText,
    files: z.array(vaultId).max(20),
    ...wayBack,
  })
  .refine(sameKey)
export const offerAsked = z.object({ offerId: key })
export const claimAsked = z.object({ offerId: key, ...wayBack }).refine(sameKey)
export const saltsAsked = z.object({ selector })
export const openAsked = z.object({ selector, authenticator: key, solved: solvedPuzzle })
export const messageAsked = z.object({ id: vaultId, sealed: sealedText, files: z.array(vaultId).max(10) })
export const ratingAsked = z.object({ rating: z.int().min(1).max(5), message: messageAsked.optional() })
export const attachmentAsked = z.object({ id: vaultId })

export const puzzleGiven = puzzle
export const begun = z.object({
  pass: z.string(),
  caseId: vaultId,
  recipients: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  marks: z.object({
    salt: z.string(),
    officers: z.array(z.object({ recipientId: z.string(), marks: z.array(z.string()) })),
  }),
})
export const offerGiven = z.object({ caseId: z.string(), sealedKey: z.string() })
export const saltsGiven = z.object(salts)
export const termsGiven = saltsGiven.extend({ puzzle })
export const opened = z.object({ pass: z.string(), publicKey: z.string(), wrappedKey: z.string() })
export const caseGiven = z.object({
  pass: z.string(),
  caseId: z.string(),
  kind: z.enum(complaintKinds),
  category: z.enum([...corruptionCategories, ...generalCategories, 'unspecified']),
  status: z.enum(complaintStatuses),
  receivedOn: z.string(),
  answerBy: z.string(),
  extended: z.boolean(),
  closedOn: z.string().optional(),
  withdrawnOn: z.string().optional(),
  rating: z.number().optional(),
  isClosed: z.boolean(),
  /** Until the day of the answer; below zero when it has passed. */
  daysLeft: z.number(),
  body: z.string(),
  sealedKey: z.string(),
  parts: z.array(
    z.object({ id: z.string(), kind: z.enum(['message', 'reply']), day: z.string(), sealed: z.string() }),
  ),
})
export type CaseGiven = z.infer<typeof caseGiven>
export type Begun = z.infer<typeof begun>

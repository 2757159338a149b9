// Keeps one-time codes by their HMAC, never the codes. A code is claimed by one event in one atomic step; the same event
// may claim it again after a crash, and finds what it had decided.

import { type Connection, type Model, Schema } from 'mongoose'
import { z } from 'zod'
import { clustered } from '../../../database/clustered.js'
import { roles } from '../../../security/roles.js'

const grantSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), role: z.enum(roles) }),
  z.object({ kind: z.literal('group'), unit: z.string() }),
  z.object({ kind: z.literal('personal'), staffId: z.string() }),
])
/** What a code gives to whoever types it. */
export type Grant = z.infer<typeof grantSchema>

const addressSchema = z.object({ channel: z.string(), key: z.string(), sealed: z.string() })
const decisionSchema = z.object({
  /** The account had it before. */
  already: z.boolean(),
  /** The account that the staff row was linked with. */
  movedFrom: addressSchema.optional(),
})
/** What the claiming event decided before it changed anything, so that a re-run decides the same. */
export type Decision = z.infer<typeof decisionSchema>

export interface IssuedCode {
  /** HMAC of the code. */
  readonly id: string
  readonly grant: Grant
  readonly decision?: Decision
  /** Everything that was decided is done. */
  readonly settled: boolean
}

interface NewCode {
  readonly id: string
  readonly grant: Grant
  readonly expiresAt: Date
}

export interface CodeModel {
  /** `batch` names the run that made them, so that `revokePersonal` can spare them. */
  issue(codes: readonly NewCode[], batch: string): Promise<void>
  claimedBy(eventKey: string, id: string): Promise<IssuedCode | undefined>
  /** Neither claimed nor expired. */
  unused(id: string, now: Date): Promise<IssuedCode | undefined>
  /** False when another event was first, or time is over. */
  claim(id: string, claim: { eventKey: string; decision: Decision; now: Date }): Promise<boolean>
  settle(id: string): Promise<void>
  /** Removes an unused code that was seen by others; group codes are meant to be seen. Whether there was one. */
  revokeExposed(id: string): Promise<boolean>
  revokePersonal(staffIds: readonly string[], exceptBatch?: string): Promise<void>
  /** Codes for a role or a group that nobody has used and that are not over, by when they end. */
  open(now: Date): Promise<OpenCode[]>
  /** False when it was used in the meantime, or is over. */
  withdraw(id: string): Promise<boolean>
}

/** A code that still gives something to whoever types it first. */
export interface OpenCode {
  readonly id: string
  readonly grant: Exclude<Grant, { kind: 'personal' }>
  readonly expiresAt: Date
}

interface StoredCode {
  _id: string
  grant: unknown
  /** Of a personal code, to revoke it. */
  staffId?: string
  batch: string
  expiresAt: Date
  purgeAt: Date
  claimedBy?: string
  decision?: unknown
  settled?: boolean
}

/** How long a claimed code is remembered: longer than any event is tried again. */
const rememberMs = 7 * 24 * 3600 * 1000
const chunk = 1000

export function createCodeModel(connection: Connection): CodeModel {
  const Rows: Model<StoredCode> =
    connection.models.RegistrationCode ?? connection.model<StoredCode>('RegistrationCode', codeSchema())
  const isUnused = { claimedBy: { $exists: false } }

  return {
    async issue(codes, batch) {
      const rows = codes.map(
        ({ id, grant, expiresAt }): StoredCode => ({
          _id: id,
          grant,
          ...(grant.kind === 'personal' && { staffId: grant.staffId }),
          batch,
          expiresAt,
          purgeAt: expiresAt,
        }),
      )
      for (let at = 0; at < rows.length; at += chunk)
        await Rows.insertMany(rows.slice(at, at + chunk), { lean: true })
    },
    async claimedBy(eventKey, id) {
      const row = await Rows.findOne({ _id: id, claimedBy: eventKey }).lean()
      return row ? codeFrom(row) : undefined
    },
    async unused(id, now) {
      const row = await Rows.findOne({ _id: id, ...isUnused, expiresAt: { $gt: now } }).lean()
      return row ? codeFrom(row) : undefined
    },
    async claim(id, { eventKey, decision, now }) {
      const claimed = await Rows.updateOne(
        { _id: id, ...isUnused, expiresAt: { $gt: now } },
        { $set: { claimedBy: eventKey, decision, purgeAt: new Date(now.getTime() + rememberMs) } },
      )
      return claimed.matchedCount === 1
    },
    async settle(id) {
      await Rows.updateOne({ _id: id }, { $set: { settled: true } })
    },
    async revokeExposed(id) {
      const gone = await Rows.deleteOne({ _id: id, ...isUnused, 'grant.kind': { $ne: 'group' } })
      return gone.deletedCount === 1
    },
    async revokePersonal(staffIds, exceptBatch) {
      for (let at = 0; at < staffIds.length; at += chunk)
        await Rows.deleteMany({
          staffId: { $in: staffIds.slice(at, at + chunk) },
          ...isUnused,
          ...(exceptBatch !== undefined && { batch: { $ne: exceptBatch } }),
        })
    },
    async open(now) {
      const shown = { 'grant.kind': { $in: ['role', 'group'] }, ...isUnused, expiresAt: { $gt: now } }
      const rows = await Rows.find(shown).sort({ expiresAt: 1 }).lean()
      return rows.flatMap(({ _id, grant: stored, expiresAt }) => {
        const grant = grantSchema.parse(stored)
        return grant.kind === 'personal' ? [] : [{ id: _id, grant, expiresAt }]
      })
    },
    async withdraw(id) {
      return (await Rows.deleteOne({ _id: id, ...isUnused })).deletedCount === 1
    },
  }
}

function codeSchema(): Schema<StoredCode> {
  const schema = new Schema<StoredCode>(
    {
      _id: { type: String, required: true },
      grant: { type: Schema.Types.Mixed, required: true },
      staffId: String,
      batch: { type: String, required: true },
      expiresAt: { type: Date, required: true },
      purgeAt: { type: Date, required: true },
      claimedBy: String,
      decision: Schema.Types.Mixed,
      settled: Boolean,
    },
    { ...clustered, collection: 'registration-codes' },
  )
  schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  schema.index({ staffId: 1 }, { sparse: true })
  return schema
}

function codeFrom({ _id, grant, decision, settled = false }: StoredCode): IssuedCode {
  return {
    id: _id,
    grant: grantSchema.parse(grant),
    ...(decision !== undefined && { decision: decisionSchema.parse(decision) }),
    settled,
  }
}

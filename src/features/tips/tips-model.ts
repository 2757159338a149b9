// Keeps the pictures of drafts, sealed, for as long as a draft may live. Every name is random; there is no time but the one
// at which a draft dies, no person, no LINE id. It refuses nothing and opens nothing.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'

interface SealedDraftPart {
  readonly id: string
  readonly draftId: string
  readonly sealed: Uint8Array
  readonly expiresAt: Date
}

export interface TipsModel {
  addDraftPart(part: SealedDraftPart): Promise<void>
  findDraftPart(id: string): Promise<SealedDraftPart | undefined>
  hasDraftPart(id: string): Promise<boolean>
  dropDraftParts(ids: readonly string[]): Promise<void>
  dropDraft(draftId: string): Promise<void>
  /** How many there were. */
  dropExpiredDraftParts(now: Date): Promise<number>
}

interface StoredDraftPart {
  _id: string
  draftId: string
  sealed: Buffer
  expiresAt: Date
}

export function createTipsModel(connection: Connection): TipsModel {
  const DraftParts: Model<StoredDraftPart> =
    connection.models.TipDraftPart ??
    connection.model<StoredDraftPart>('TipDraftPart', draftPartSchema(), 'tip_draft_parts')

  return {
    async addDraftPart({ id, draftId, sealed, expiresAt }) {
      await DraftParts.updateOne(
        { _id: id },
        { $setOnInsert: { draftId, sealed: Buffer.from(sealed), expiresAt } },
        { upsert: true },
      )
    },
    async findDraftPart(id) {
      const row = await DraftParts.findById(id).lean()
      return row
        ? { id: row._id, draftId: row.draftId, sealed: bytesOf(row.sealed), expiresAt: row.expiresAt }
        : undefined
    },
    async hasDraftPart(id) {
      return (await DraftParts.exists({ _id: id })) !== null
    },
    async dropDraftParts(ids) {
      await DraftParts.deleteMany({ _id: { $in: [...ids] } })
    },
    async dropDraft(draftId) {
      await DraftParts.deleteMany({ draftId })
    },
    async dropExpiredDraftParts(now) {
      return (await DraftParts.deleteMany({ expiresAt: { $lte: now } })).deletedCount
    },
  }
}

function draftPartSchema(): Schema<StoredDraftPart> {
  const schema = new Schema<StoredDraftPart>(
    { _id: String, draftId: String, sealed: Buffer, expiresAt: Date },
    { ...clustered },
  )
  schema.index({ draftId: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

/** Lean rows carry BSON's own Binary. */
function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Uint8Array {
  return Buffer.isBuffer(stored) ? stored : stored.buffer
}

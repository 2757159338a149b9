// Keeps tips as sealed envelopes, and pictures of drafts for as long as a draft may live. Every name is random; there is
// no time but the one at which a draft dies, no person, no LINE id. It refuses nothing and opens nothing.
import { type Connection, type Model, Schema } from 'mongoose'

export interface SealedKeys {
  readonly recipientId: string
  /** The case key, sealed to this recipient. */
  readonly sealedKey: string
  /** The key of the untouched originals, sealed apart. */
  readonly sealedOriginalsKey: string
}

export interface SealedTip {
  /** The same as in the register of complaints. */
  readonly caseId: string
  readonly envelope: {
    readonly version: number
    readonly recipients: readonly SealedKeys[]
    /** base64url */
    readonly body: string
  }
}

interface SealedAttachment {
  /** Random; the sealed body tells what it is. */
  readonly id: string
  readonly caseId: string
  readonly sealed: Uint8Array
}

interface SealedDraftPart {
  readonly id: string
  readonly draftId: string
  readonly sealed: Uint8Array
  readonly expiresAt: Date
}

export interface TipsModel {
  /** A tip that is there already stays as it is. */
  insertTip(tip: SealedTip): Promise<void>
  findTip(caseId: string): Promise<SealedTip | undefined>
  /** An attachment that is there already stays as it is. */
  insertAttachment(attachment: SealedAttachment): Promise<void>
  hasAttachment(id: string): Promise<boolean>
  /** One at a time: the sealed body names them, and each can be 12 MB. */
  findAttachment(id: string): Promise<SealedAttachment | undefined>
  addDraftPart(part: SealedDraftPart): Promise<void>
  findDraftPart(id: string): Promise<SealedDraftPart | undefined>
  hasDraftPart(id: string): Promise<boolean>
  dropDraftParts(ids: readonly string[]): Promise<void>
  dropDraft(draftId: string): Promise<void>
  /** How many there were. */
  dropExpiredDraftParts(now: Date): Promise<number>
}

interface StoredTip {
  _id: string
  envelope: { version: number; recipients: SealedKeys[]; body: string }
}

interface StoredAttachment {
  _id: string
  caseId: string
  sealed: Buffer
}

interface StoredDraftPart {
  _id: string
  draftId: string
  sealed: Buffer
  expiresAt: Date
}

export function createTipsModel(connection: Connection): TipsModel {
  const Tips: Model<StoredTip> =
    connection.models.Tip ?? connection.model<StoredTip>('Tip', tipSchema(), 'tips')
  const Attachments: Model<StoredAttachment> =
    connection.models.TipAttachment ??
    connection.model<StoredAttachment>('TipAttachment', attachmentSchema(), 'tip_attachments')
  const DraftParts: Model<StoredDraftPart> =
    connection.models.TipDraftPart ??
    connection.model<StoredDraftPart>('TipDraftPart', draftPartSchema(), 'tip_draft_parts')

  return {
    async insertTip({ caseId, envelope }) {
      await Tips.updateOne({ _id: caseId }, { $setOnInsert: { envelope } }, { upsert: true })
    },
    async findTip(caseId) {
      const row = await Tips.findById(caseId).lean()
      return row ? { caseId: row._id, envelope: row.envelope } : undefined
    },
    async insertAttachment({ id, caseId, sealed }) {
      await Attachments.updateOne(
        { _id: id },
        { $setOnInsert: { caseId, sealed: Buffer.from(sealed) } },
        { upsert: true },
      )
    },
    async hasAttachment(id) {
      return (await Attachments.exists({ _id: id })) !== null
    },
    async findAttachment(id) {
      const row = await Attachments.findById(id).lean()
      return row ? { id: row._id, caseId: row.caseId, sealed: bytesOf(row.sealed) } : undefined
    },
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

function tipSchema(): Schema<StoredTip> {
  const keys = new Schema(
    { recipientId: String, sealedKey: String, sealedOriginalsKey: String },
    { _id: false, versionKey: false },
  )
  return new Schema<StoredTip>(
    { _id: String, envelope: { version: Number, recipients: [keys], body: String } },
    { versionKey: false },
  )
}

function attachmentSchema(): Schema<StoredAttachment> {
  const schema = new Schema<StoredAttachment>(
    { _id: String, caseId: String, sealed: Buffer },
    { versionKey: false },
  )
  schema.index({ caseId: 1 })
  return schema
}

function draftPartSchema(): Schema<StoredDraftPart> {
  const schema = new Schema<StoredDraftPart>(
    { _id: String, draftId: String, sealed: Buffer, expiresAt: Date },
    { versionKey: false },
  )
  schema.index({ draftId: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

/** Lean rows carry BSON's own Binary. */
function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Uint8Array {
  return Buffer.isBuffer(stored) ? stored : stored.buffer
}

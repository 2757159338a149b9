// Keeps cases as sealed envelopes, their attachments and what was said since. Every name is random and no time is finer
// than a day; there is no person and no LINE id. It opens nothing, and does not know a blank key (case-blank-keys) from another.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import type { CasePart, PartKind, ReporterKeys, SealedAttachment, SealedCase, SealedKeys } from './case.js'

export interface CasesModel {
  /** A case that is there already stays as it is. */
  insert(sealed: SealedCase): Promise<void>
  find(caseId: string): Promise<SealedCase | undefined>
  /** Gives the case its way back. `false` when there is no such case, or it has another one already. */
  setReporter(caseId: string, reporter: ReporterKeys): Promise<boolean>
  /** Adds sealed keys for recipients who have none yet; those who have keep theirs. */
  addRecipients(caseId: string, keys: readonly SealedKeys[]): Promise<void>
  removeRecipient(caseId: string, recipientId: string): Promise<void>
  /** Ids of the cases that this recipient can read and another one cannot. */
  missingFor(recipientId: string, reader: string): Promise<string[]>
  /** In the order of the random ids, those that come after this one; at most `count`. */
  idsAfter(after: string, count: number): Promise<string[]>
  /** Those of these cases that are there. */
  idsAmong(caseIds: readonly string[]): Promise<string[]>
  /** The keys of each of these cases, without its content. */
  recipientsOf(
    caseIds: readonly string[],
  ): Promise<readonly { readonly caseId: string; readonly recipients: readonly SealedKeys[] }[]>
  /** An attachment that is there already stays as it is. */
  insertAttachment(attachment: SealedAttachment): Promise<void>
  hasAttachment(caseId: string, id: string): Promise<boolean>
  /** One at a time: what is sealed names them, and each can be 12 MB. */
  findAttachment(caseId: string, id: string): Promise<SealedAttachment | undefined>
  /** How many bytes each file of the case has, sealed. */
  attachmentBytes(caseId: string): Promise<number[]>
  /** Puts it at the end. The same id twice is kept once. */
  addPart(part: Omit<CasePart, 'number'>): Promise<CasePart>
  parts(caseId: string, kinds: readonly PartKind[]): Promise<CasePart[]>
  removePart(caseId: string, id: string): Promise<void>
  /** First of all: without a key nothing of the case can be opened again, wherever a copy lies. */
  destroyKeys(caseId: string): Promise<void>
  /** What is left of a case whose keys are gone. */
  destroyContent(caseId: string): Promise<void>
  /** Cases without a key whose content is still there: a destruction that was cut off. */
  keyless(): Promise<string[]>
}

type StoredCase = {
  _id: string
  envelope: { version: number; recipients: SealedKeys[]; body: string }
  reporter?: ReporterKeys
}
type StoredAttachment = { _id: string; caseId: string; sealed: Buffer }
type StoredPart = Omit<CasePart, 'id'> & { _id: string }

export function createCasesModel(connection: Connection): CasesModel {
  const Cases: Model<StoredCase> =
    connection.models.Case ?? connection.model<StoredCase>('Case', caseSchema(), 'cases')
  const Attachments: Model<StoredAttachment> =
    connection.models.CaseAttachment ??
    connection.model<StoredAttachment>('CaseAttachment', attachmentSchema(), 'case_attachments')
  const Parts: Model<StoredPart> =
    connection.models.CasePart ?? connection.model<StoredPart>('CasePart', partSchema(), 'case_parts')

  return {
    async insert({ caseId, envelope, reporter }) {
      const recipients = [...envelope.recipients].sort(byFingerprint)
      const row = { envelope: { ...envelope, recipients }, ...(reporter && { reporter }) }
      await Cases.updateOne({ _id: caseId }, { $setOnInsert: row }, { upsert: true })
    },
    async find(caseId) {
      const row = await Cases.findById(caseId).lean()
      return row
        ? { caseId: row._id, envelope: row.envelope, ...(row.reporter && { reporter: row.reporter }) }
        : undefined
    },
    async setReporter(caseId, reporter) {
      const { publicKey } = reporter
      const free = { $or: [{ reporter: { $exists: false } }, { 'reporter.publicKey': publicKey }] }
      return (await Cases.updateOne({ _id: caseId, ...free }, { $set: { reporter } })).matchedCount === 1
    },
    async addRecipients(caseId, keys) {
      for (const key of keys)
        await Cases.updateOne(
          { _id: caseId, 'envelope.recipients.recipientId': { $ne: key.recipientId } },
          // In the order of the fingerprints: not of who was let in, or left out, when.
          { $push: { 'envelope.recipients': { $each: [key], $sort: { recipientId: 1 } } } },
        )
    },
    async removeRecipient(caseId, recipientId) {
      await Cases.updateOne({ _id: caseId }, { $pull: { 'envelope.recipients': { recipientId } } })
    },
    async missingFor(recipientId, reader) {
      const ids = { $in: [reader], $nin: [recipientId] }
      return idsOf(await Cases.find({ 'envelope.recipients.recipientId': ids }, { _id: 1 }).lean())
    },
    async idsAfter(after, count) {
      const rows = await Cases.find({ _id: { $gt: after } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(count)
        .lean()
      return idsOf(rows)
    },
    async idsAmong(caseIds) {
      return idsOf(await Cases.find({ _id: { $in: [...caseIds] } }, { _id: 1 }).lean())
    },
    async recipientsOf(caseIds) {
      const rows = await Cases.find({ _id: { $in: [...caseIds] } })
        .select({ 'envelope.recipients': 1 })
        .lean()
      return rows.map(({ _id, envelope }) => ({ caseId: _id, recipients: envelope.recipients }))
    },
    async insertAttachment({ id, caseId, sealed }) {
      const row = { caseId, sealed: Buffer.from(sealed) }
      await Attachments.updateOne({ _id: nameIn(caseId, id) }, { $setOnInsert: row }, { upsert: true })
    },
    async hasAttachment(caseId, id) {
      return (await Attachments.exists({ _id: { $in: namesIn(caseId, id) }, caseId })) !== null
    },
    async findAttachment(caseId, id) {
      const row = await Attachments.findOne({ _id: { $in: namesIn(caseId, id) }, caseId }).lean()
      return row ? { id, caseId, sealed: bytesOf(row.sealed) } : undefined
    },
    async attachmentBytes(caseId) {
      const sizes: number[] = []
      for await (const { sealed } of Attachments.find({ caseId }).lean().cursor())
        sizes.push(bytesOf(sealed).length)
      return sizes
    },
    async addPart({ id, ...part }) {
      for (;;) {
        const known = await Parts.findOne({
          _id: { $in: namesIn(part.caseId, id) },
          caseId: part.caseId,
        }).lean()
        if (known) return partFrom(known)
        const last = await Parts.findOne({ caseId: part.caseId }).sort({ number: -1 }).lean()
        const number = (last?.number ?? 0) + 1
        try {
          await Parts.create({ _id: nameIn(part.caseId, id), ...part, number })
          return { id, ...part, number }
        } catch (error) {
          // Another replica took this place: look at the end again.
          if (!isDuplicateKey(error)) throw error
        }
      }
    },
    async parts(caseId, kinds) {
      const rows = await Parts.find({ caseId, kind: { $in: [...kinds] } })
        .sort({ number: 1 })
        .lean()
      return rows.map(partFrom)
    },
    async removePart(caseId, id) {
      await Parts.deleteOne({ _id: { $in: namesIn(caseId, id) }, caseId })
    },
    async destroyKeys(caseId) {
      await Cases.updateOne(
        { _id: caseId },
        { $set: { 'envelope.recipients': [] }, $unset: { reporter: '' } },
      )
    },
    async destroyContent(caseId) {
      await Attachments.deleteMany({ caseId })
      await Parts.deleteMany({ caseId })
      await Cases.deleteOne({ _id: caseId })
    },
    async keyless() {
      return idsOf(await Cases.find({ 'envelope.recipients': { $size: 0 } }, { _id: 1 }).lean())
    },
  }
}

/**
 * A name that a browser has chosen counts within its case alone: one that another case has already is as free as any, so that
 * nobody finds out by trying what there is elsewhere.
 */
const nameIn = (caseId: string, id: string): string => `${caseId}/${id}`
/** Earlier versions kept it by itself. */
const namesIn = (caseId: string, id: string): string[] => [nameIn(caseId, id), id]

const byFingerprint = (one: SealedKeys, other: SealedKeys): number =>
  one.recipientId < other.recipientId ? -1 : 1

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id).sort()

const partFrom = ({ _id, caseId, kind, number, day, sealed, by }: StoredPart): CasePart => ({
  id: _id.slice(_id.indexOf('/') + 1),
  caseId,
  kind,
  number,
  day,
  sealed,
  ...(by !== undefined && { by }),
})

function caseSchema(): Schema<StoredCase> {
  const keys = new Schema(
    { recipientId: String, sealedKey: String, sealedOriginalsKey: String },
    { _id: false, versionKey: false },
  )
  const reporter = new Schema({ publicKey: String, sealedKey: String }, { _id: false, versionKey: false })
  const schema = new Schema<StoredCase>(
    { _id: String, envelope: { version: Number, recipients: [keys], body: String }, reporter },
    { ...clustered },
  )
  schema.index({ 'envelope.recipients.recipientId': 1 })
  return schema
}

function attachmentSchema(): Schema<StoredAttachment> {
  const schema = new Schema<StoredAttachment>(
    { _id: String, caseId: String, sealed: Buffer },
    { ...clustered },
  )
  schema.index({ caseId: 1 })
  return schema
}

function partSchema(): Schema<StoredPart> {
  const schema = new Schema<StoredPart>(
    { _id: String, caseId: String, kind: String, number: Number, day: String, sealed: String, by: String },
    { ...clustered },
  )
  schema.index({ caseId: 1, number: 1 }, { unique: true })
  return schema
}

/** Lean rows carry BSON's own Binary. */
function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Uint8Array {
  return Buffer.isBuffer(stored) ? stored : stored.buffer
}

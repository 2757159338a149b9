// Keeps sealed files that wait for the report or message that names them. What nobody names is gone at the end of the next
// day; the end of a day, so that no row tells an hour.
import { type Connection, type Model, Schema } from 'mongoose'
import { bytesOf } from '../../driver-values.js'
import type { SealedAttachment } from './case.js'

export interface CaseUploadsModel {
  /** The same file again changes nothing. */
  insert(upload: SealedAttachment, expiresAt: Date): Promise<void>
  count(caseId: string): Promise<number>
  has(id: string): Promise<boolean>
  find(id: string): Promise<SealedAttachment | undefined>
  remove(id: string): Promise<void>
  dropExpired(now: Date): Promise<number>
}

type Stored = { _id: string; caseId: string; sealed: Buffer; expiresAt: Date }

export function createCaseUploadsModel(connection: Connection): CaseUploadsModel {
  const Rows: Model<Stored> =
    connection.models.CaseUpload ?? connection.model<Stored>('CaseUpload', uploadSchema(), 'case_uploads')
  return {
    async insert({ id, caseId, sealed }, expiresAt) {
      const row = { caseId, sealed: Buffer.from(sealed), expiresAt }
      await Rows.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
    },
    count: (caseId) => Rows.countDocuments({ caseId }),
    async has(id) {
      return (await Rows.exists({ _id: id })) !== null
    },
    async find(id) {
      const row = await Rows.findById(id).lean()
      return row ? { id: row._id, caseId: row.caseId, sealed: bytesOf(row.sealed) } : undefined
    },
    async remove(id) {
      await Rows.deleteOne({ _id: id })
    },
    async dropExpired(now) {
      return (await Rows.deleteMany({ expiresAt: { $lte: now } })).deletedCount
    },
  }
}

function uploadSchema(): Schema<Stored> {
  const schema = new Schema<Stored>(
    { _id: String, caseId: String, sealed: Buffer, expiresAt: Date },
    { versionKey: false },
  )
  schema.index({ caseId: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

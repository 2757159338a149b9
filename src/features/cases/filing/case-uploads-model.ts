// Keeps sealed files that wait for the report or message that names them, each under who sent it: whoever else sends files for
// the same case neither fills this one's place nor meets this one's names. What nobody names is gone when its sender's pass ends.
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { bytesOf } from '../../../database/driver-values.js'

export interface WaitingUpload {
  /** A hash of the sender and the file's own name. */
  readonly name: string
  /** A hash of the sender. */
  readonly sender: string
  readonly sealed: Uint8Array
  readonly expiresAt: Date
}

export interface CaseUploadsModel {
  /** The same file again changes nothing. */
  insert(upload: WaitingUpload): Promise<void>
  count(sender: string): Promise<number>
  has(name: string): Promise<boolean>
  find(name: string): Promise<Uint8Array | undefined>
  remove(name: string): Promise<void>
  dropExpired(now: Date): Promise<number>
}

type Stored = { _id: string; sender: string; sealed: Buffer; expiresAt: Date }

export function createCaseUploadsModel(connection: Connection): CaseUploadsModel {
  const Rows: Model<Stored> =
    connection.models.CaseUpload ?? connection.model<Stored>('CaseUpload', uploadSchema(), 'case_uploads')
  return {
    async insert({ name, sender, sealed, expiresAt }) {
      const row = { sender, sealed: Buffer.from(sealed), expiresAt }
      await Rows.updateOne({ _id: name }, { $setOnInsert: row }, { upsert: true })
    },
    count: (sender) => Rows.countDocuments({ sender }),
    async has(name) {
      return (await Rows.exists({ _id: name })) !== null
    },
    async find(name) {
      const row = await Rows.findById(name).lean()
      return row ? bytesOf(row.sealed) : undefined
    },
    async remove(name) {
      await Rows.deleteOne({ _id: name })
    },
    async dropExpired(now) {
      return (await Rows.deleteMany({ expiresAt: { $lte: now } })).deletedCount
    },
  }
}

function uploadSchema(): Schema<Stored> {
  const schema = new Schema<Stored>(
    { _id: String, sender: String, sealed: Buffer, expiresAt: Date },
    { ...clustered },
  )
  schema.index({ sender: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

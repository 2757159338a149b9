// Keeps what was asked for until it is made: one row for a request, claimed by one replica at a time. A row whose maker died is
// claimed again; after three tries it has failed.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import { type ReportAsked, reportAskedSchema } from './report-asked.js'

export interface ReportRequest {
  /** From the event that asked. */
  readonly id: string
  readonly asked: ReportAsked
  readonly language: Language
  readonly to: ChatAddress
  /** For the audit chain: a staff id or a pseudonym. */
  readonly by: string
  readonly tries: number
}

export interface ReportRequestsModel {
  /** The first one wins. */
  add(request: Omit<ReportRequest, 'tries'>, at: Date): Promise<void>
  claim(now: Date, until: Date): Promise<ReportRequest | undefined>
  end(id: string, state: 'done' | 'failed'): Promise<void>
}

interface StoredRequest {
  _id: string
  asked: unknown
  language: Language
  to: ChatAddress
  by: string
  at: Date
  state: 'waiting' | 'done' | 'failed'
  claimedUntil: Date
  tries: number
}

const keptDays = 30
const never = new Date(0)
const schema = new Schema<StoredRequest>(
  {
    _id: String,
    asked: Schema.Types.Mixed,
    language: String,
    to: { type: { channel: String, key: String, sealed: String }, _id: false },
    by: String,
    at: Date,
    state: String,
    claimedUntil: Date,
    tries: Number,
  },
  { ...clustered, collection: 'report_requests' },
)
schema.index({ state: 1, claimedUntil: 1 })
schema.index({ at: 1 }, { expireAfterSeconds: keptDays * 86_400 })

export function createReportRequestsModel(connection: Connection): ReportRequestsModel {
  const Requests: Model<StoredRequest> =
    connection.models.ReportRequest ?? connection.model<StoredRequest>('ReportRequest', schema)

  return {
    async add({ id, asked, language, to, by }, at) {
      const fresh = { asked, language, to, by, at, state: 'waiting', claimedUntil: never, tries: 0 }
      await Requests.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true })
    },
    async claim(now, until) {
      const row = await Requests.findOneAndUpdate(
        { state: 'waiting', claimedUntil: { $lte: now } },
        { $set: { claimedUntil: until }, $inc: { tries: 1 } },
        { sort: { at: 1 }, returnDocument: 'after' },
      ).lean()
      if (!row) return undefined
      const { _id, asked, language, to, by, tries } = row
      return { id: _id, asked: reportAskedSchema.parse(asked), language, to, by, tries }
    },
    async end(id, state) {
      await Requests.updateOne({ _id: id }, { $set: { state } })
    },
  }
}

// Keeps to whom a notice can be sent, sealed, under a random name that only a sealed case knows. No case, no chat in clear.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'

export interface StoredBinding {
  readonly id: string
  /** By which its own button finds it; another name, so that what LINE sees is not what the case holds. */
  readonly stopName: string
  readonly sealed: string
  readonly expiresOn: Day
  /** It was rung and waits for this window ('YYYY-MM-DD HH:mm'). */
  readonly rungFor?: string
}

export interface NoticesModel {
  /** A binding that is there already stays as it is. */
  insert(binding: StoredBinding): Promise<void>
  find(id: string): Promise<StoredBinding | undefined>
  /** A binding that waits already goes on waiting. */
  ring(id: string, rungFor: string, expiresOn: Day): Promise<void>
  setExpiry(id: string, expiresOn: Day): Promise<void>
  /** Those that wait for this window or an earlier one, in the order of their random names. */
  waitingFor(window: string): Promise<StoredBinding[]>
  rested(id: string, rungFor: string): Promise<void>
  removeByStopName(stopName: string): Promise<boolean>
  dropExpired(today: Day): Promise<number>
}

type Row = Omit<StoredBinding, 'id'> & { _id: string }

export function createNoticesModel(connection: Connection): NoticesModel {
  const Bindings: Model<Row> =
    connection.models.NoticeBinding ??
    connection.model<Row>('NoticeBinding', bindingSchema(), 'notice_bindings')

  return {
    async insert({ id, ...row }) {
      await Bindings.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
    },
    async find(id) {
      const row = await Bindings.findById(id).lean()
      return row ? bindingFrom(row) : undefined
    },
    async ring(id, rungFor, expiresOn) {
      await Bindings.updateOne({ _id: id, rungFor: { $exists: false } }, { $set: { rungFor } })
      await Bindings.updateOne({ _id: id, expiresOn: { $lt: expiresOn } }, { $set: { expiresOn } })
    },
    async setExpiry(id, expiresOn) {
      await Bindings.updateOne({ _id: id }, { $set: { expiresOn } })
    },
    async waitingFor(window) {
      const rows = await Bindings.find({ rungFor: { $lte: window } })
        .sort({ _id: 1 })
        .lean()
      return rows.map(bindingFrom)
    },
    async rested(id, rungFor) {
      await Bindings.updateOne({ _id: id, rungFor }, { $unset: { rungFor: '' } })
    },
    async removeByStopName(stopName) {
      return (await Bindings.deleteOne({ stopName })).deletedCount === 1
    },
    async dropExpired(today) {
      return (await Bindings.deleteMany({ expiresOn: { $lt: today } })).deletedCount
    },
  }
}

const bindingFrom = ({ _id, stopName, sealed, expiresOn, rungFor }: Row): StoredBinding => ({
  id: _id,
  stopName,
  sealed,
  expiresOn,
  ...(rungFor !== undefined && { rungFor }),
})

function bindingSchema(): Schema<Row> {
  const schema = new Schema<Row>(
    { _id: String, stopName: String, sealed: String, expiresOn: String, rungFor: String },
    { ...clustered },
  )
  schema.index({ stopName: 1 })
  schema.index({ rungFor: 1 })
  schema.index({ expiresOn: 1 })
  return schema
}

// Counts wrong codes per account (its HMAC) and forgets them after a day. Keeps no code, right or wrong.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'

interface WrongCodes {
  readonly count: number
  readonly lastAt: Date
  /** The event that typed the last one: its re-run is not counted again. */
  readonly lastEvent: string
}

export interface WrongCodeModel {
  /** `undefined` when there is none, or the last one is to be forgotten by `now`. */
  of(key: string, now: Date): Promise<WrongCodes | undefined>
  keep(key: string, wrong: WrongCodes, forgetAt: Date): Promise<void>
  forget(key: string): Promise<void>
}

type StoredWrongCodes = WrongCodes & { _id: string; forgetAt: Date }

export function createWrongCodeModel(connection: Connection): WrongCodeModel {
  const Rows: Model<StoredWrongCodes> =
    connection.models.WrongCodes ?? connection.model<StoredWrongCodes>('WrongCodes', wrongCodesSchema())

  return {
    async of(key, now) {
      const row = await Rows.findOne({ _id: key, forgetAt: { $gt: now } }).lean()
      return row ? { count: row.count, lastAt: row.lastAt, lastEvent: row.lastEvent } : undefined
    },
    async keep(key, wrong, forgetAt) {
      await Rows.updateOne({ _id: key }, { $set: { ...wrong, forgetAt } }, { upsert: true })
    },
    async forget(key) {
      await Rows.deleteOne({ _id: key })
    },
  }
}

function wrongCodesSchema(): Schema<StoredWrongCodes> {
  const schema = new Schema<StoredWrongCodes>(
    {
      _id: { type: String, required: true },
      count: { type: Number, required: true },
      lastAt: { type: Date, required: true },
      lastEvent: { type: String, required: true },
      forgetAt: { type: Date, required: true },
    },
    { ...clustered, collection: 'wrong-codes' },
  )
  schema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

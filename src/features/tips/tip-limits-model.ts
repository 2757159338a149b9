// Keeps how often one chat has told today, and which are muted, under names that a day's random salt makes: when the salt
// has died, nobody can tell whose they were. No chat, no case, no moment; everything is gone at the end of the next day.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'

export interface TipLimitsModel {
  /** The sealed salt of a day; the first that is offered stays. */
  saltOf(day: string, offered: string, expiresAt: Date): Promise<string>
  /** `false` when the place is another's. The same owner has it as often as it asks. */
  takePlace(name: string, owner: string, expiresAt: Date): Promise<boolean>
  /** How many of these names are there. */
  count(names: readonly string[]): Promise<number>
  keepHandle(id: string, sealed: string, expiresAt: Date): Promise<void>
  findHandle(id: string): Promise<string | undefined>
  dropExpired(now: Date): Promise<number>
}

/** `_id` is a day for a salt, and a name otherwise. */
type Row = { _id: string; value: string; expiresAt: Date }

export function createTipLimitsModel(connection: Connection): TipLimitsModel {
  const kept = (name: string, collection: string): Model<Row> =>
    connection.models[name] ?? connection.model<Row>(name, limitsSchema(), collection)
  const Salts = kept('TipDaySalt', 'tip_day_salts')
  const Places = kept('TipPlace', 'tip_places')
  const Handles = kept('TipHandle', 'tip_handles')

  async function firstValue(Rows: Model<Row>, { _id, ...row }: Row): Promise<string> {
    await Rows.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    return (await Rows.findById(_id).lean())?.value ?? row.value
  }

  return {
    saltOf: (day, value, expiresAt) => firstValue(Salts, { _id: day, value, expiresAt }),
    async takePlace(name, value, expiresAt) {
      return (await firstValue(Places, { _id: name, value, expiresAt })) === value
    },
    count: (names) => Places.countDocuments({ _id: { $in: [...names] } }),
    async keepHandle(id, value, expiresAt) {
      await firstValue(Handles, { _id: id, value, expiresAt })
    },
    async findHandle(id) {
      return (await Handles.findById(id).lean())?.value
    },
    async dropExpired(now) {
      let count = 0
      for (const Rows of [Salts, Places, Handles])
        count += (await Rows.deleteMany({ expiresAt: { $lte: now } })).deletedCount
      return count
    },
  }
}

function limitsSchema(): Schema<Row> {
  const schema = new Schema<Row>({ _id: String, value: String, expiresAt: Date }, { ...clustered })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

// Keeps figures as they stood when a day ended: a row for each figure and day, written once and never changed. Rows of days that
// are over go. There is nothing in them but counts.
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'

export interface KeptFiguresModel {
  /** By name, those that are there; what is in them is checked by who asks. */
  find(day: Day, names: readonly string[]): Promise<ReadonlyMap<string, unknown>>
  /** Those that are there already stay as they are, whoever wrote them. */
  keepFirst(day: Day, values: ReadonlyMap<string, unknown>): Promise<void>
  /** Of days before this one; how many. */
  purge(before: Day): Promise<number>
  clear(): Promise<void>
}

interface StoredFigure {
  _id: string
  day: Day
  name: string
  value: unknown
}

export function createKeptFiguresModel(connection: Connection): KeptFiguresModel {
  const Rows: Model<StoredFigure> =
    connection.models.KeptFigure ?? connection.model<StoredFigure>('KeptFigure', figureSchema())
  const idOf = (day: Day, name: string) => `${day} ${name}`

  return {
    async find(day, names) {
      const rows = await Rows.find({ _id: { $in: names.map((name) => idOf(day, name)) } }).lean()
      return new Map(rows.map(({ name, value }) => [name, value]))
    },
    async keepFirst(day, values) {
      if (values.size === 0) return
      const upserts = [...values].map(([name, value]) => ({
        updateOne: {
          filter: { _id: idOf(day, name) },
          update: { $setOnInsert: { day, name, value } },
          upsert: true,
        },
      }))
      try {
        await Rows.bulkWrite(upserts, { ordered: false })
      } catch (error) {
        // Another replica kept the same figure in the same moment: that one stays.
        if (!isDuplicateKey(error)) throw error
      }
    },
    purge: async (before) => (await Rows.deleteMany({ day: { $lt: before } })).deletedCount,
    async clear() {
      await Rows.deleteMany({})
    },
  }
}

function figureSchema(): Schema<StoredFigure> {
  const schema = new Schema<StoredFigure>(
    { _id: String, day: String, name: String, value: Schema.Types.Mixed },
    { ...clustered, collection: 'kept_figures', minimize: false },
  )
  schema.index({ day: 1 })
  return schema
}

// Keeps one small row per kind and month: how many complaints stand in each status, and how long they took. A row is
// always replaced whole, and only over the revision that the new count began with: a slow count never covers a newer one.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import { isMonth, type Month } from '../../../i18n/calendar/thai-calendar.js'
import type { Cell, CellCount, DaysCounts, StatusCounts } from '../../complaints/complaint.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'

export interface CountedMonth extends Cell, CellCount {
  readonly revision: number
}

export interface StatisticsModel {
  read(kind: ComplaintKind, months: readonly Month[]): Promise<readonly CountedMonth[]>
  all(): Promise<readonly CountedMonth[]>
  /** `over` is the row that was read before counting began. False when it has been replaced since. */
  keep(cell: Cell, count: CellCount, over: CountedMonth | undefined): Promise<boolean>
}

interface StoredMonth {
  _id: string
  kind: ComplaintKind
  month: Month
  counts: StatusCounts
  days?: DaysCounts
  revision: number
}

export function createStatisticsModel(connection: Connection): StatisticsModel {
  const Rows: Model<StoredMonth> =
    connection.models.StatisticsMonth ??
    connection.model<StoredMonth>(
      'StatisticsMonth',
      new Schema<StoredMonth>(
        {
          _id: { type: String, required: true },
          kind: { type: String, required: true },
          month: { type: String, required: true, validate: isMonth },
          counts: { type: Schema.Types.Mixed, required: true },
          days: Schema.Types.Mixed,
          revision: { type: Number, required: true },
        },
        { ...clustered, collection: 'statistics_months', minimize: false },
      ),
    )

  return {
    async read(kind, months) {
      const rows = await Rows.find({ _id: { $in: months.map((month) => keyOf({ kind, month })) } }).lean()
      return rows.map(countedFrom)
    },
    async all() {
      return (await Rows.find().lean()).map(countedFrom)
    },
    async keep(cell, { counts, days }, over) {
      const _id = keyOf(cell)
      if (over) {
        const revision = over.revision + 1
        const result = await Rows.updateOne(
          { _id, revision: over.revision },
          { $set: { counts, days, revision } },
        )
        return result.matchedCount === 1
      }
      try {
        await Rows.create({ _id, ...cell, counts, days, revision: 1 })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
  }
}

const countedFrom = ({ _id, days = {}, ...row }: StoredMonth): CountedMonth => ({ ...row, days })
const keyOf = ({ kind, month }: Cell): string => `${kind}/${month}`

// Keeps what was said already: of each case that it is new, and each stage of its deadline, with the day on which it was said.
// Once a day is written, it stays: whatever runs again, or on another replica, says the same on the same day.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import type { Day } from '../../../i18n/calendar/thai-calendar.js'

export interface TellingRow {
  /** Case and stage; or the week or month of what is told about many. */
  readonly id: string
  readonly caseId?: string
  /** 'new', or as `stageName` writes it. */
  readonly stage: string
  readonly on: Day
}

export interface CaseStagesModel {
  /** Rows that are there keep their day. */
  insertAll(rows: readonly TellingRow[]): Promise<void>
  /** `false` when it was there. */
  insert(row: TellingRow): Promise<boolean>
  toldOn(days: readonly Day[]): Promise<TellingRow[]>
  removeCase(caseId: string): Promise<void>
}

type StoredRow = Omit<TellingRow, 'id'> & { _id: string }

export function createCaseStagesModel(connection: Connection): CaseStagesModel {
  const Rows: Model<StoredRow> =
    connection.models.CaseStage ?? connection.model<StoredRow>('CaseStage', stageSchema(), 'case_stages')

  return {
    async insertAll(rows) {
      if (rows.length === 0) return
      const upserts = rows.map(({ id, ...row }) => ({
        updateOne: { filter: { _id: id }, update: { $setOnInsert: row }, upsert: true },
      }))
      await Rows.bulkWrite(upserts, { ordered: false })
    },
    async insert({ id, ...row }) {
      const done = await Rows.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true })
      return done.upsertedCount === 1
    },
    async toldOn(days) {
      return (await Rows.find({ on: { $in: [...days] } }).lean()).map(({ _id, ...row }) => ({
        id: _id,
        ...row,
      }))
    },
    async removeCase(caseId) {
      await Rows.deleteMany({ caseId })
    },
  }
}

function stageSchema(): Schema<StoredRow> {
  const schema = new Schema<StoredRow>(
    { _id: String, caseId: String, stage: String, on: String },
    { ...clustered },
  )
  schema.index({ on: 1 })
  schema.index({ caseId: 1 })
  return schema
}

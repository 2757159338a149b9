// Keeps the measures of each fiscal year's plan. An import changes what was planned and never what was reported; progress,
// results and evidence carry the event that brought them, so that a second run changes nothing.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { FiscalYear } from '../../i18n/calendar/fiscal-calendar.js'
import type { Attached, Measure, MeasurePlan, MeasureState } from './measure.js'

export interface MeasuresModel {
  /** In the order of the plan. */
  ofYear(fiscalYear: FiscalYear): Promise<Measure[]>
  measure(id: string): Promise<Measure | undefined>
  /** Adds it, or changes what was planned of it; what was reported stays. */
  plan(id: string, fiscalYear: FiscalYear, number: number, plan: MeasurePlan): Promise<void>
  setState(id: string, state: MeasureState, at: Date): Promise<void>
  setResult(
    id: string,
    result: { readonly result: string; readonly outcome: string; readonly problems: string },
    at: Date,
  ): Promise<void>
  attach(id: string, attached: Attached): Promise<void>
  years(): Promise<FiscalYear[]>
}

type StoredMeasure = Omit<Measure, 'id'> & { _id: string }

const schema = new Schema<StoredMeasure>(
  {
    _id: String,
    fiscalYear: Number,
    number: Number,
    issue: String,
    measure: String,
    steps: [String],
    owner: String,
    ownerStaffId: String,
    quarters: [Number],
    indicator: String,
    target: String,
    evidence: [String],
    state: String,
    updatedAt: Date,
    result: String,
    outcome: String,
    problems: String,
    attached: [{ _id: false, eventKey: String, at: Date, by: String, words: String, picture: String }],
  },
  { ...clustered, collection: 'measures' },
)
schema.index({ fiscalYear: 1, number: 1 })

export function createMeasuresModel(connection: Connection): MeasuresModel {
  const Measures: Model<StoredMeasure> =
    connection.models.Measure ?? connection.model<StoredMeasure>('Measure', schema)

  return {
    async ofYear(fiscalYear) {
      const rows = await Measures.find({ fiscalYear }).sort({ number: 1, _id: 1 }).lean()
      return rows.map(measureFrom)
    },
    async measure(id) {
      const row = await Measures.findById(id).lean()
      return row ? measureFrom(row) : undefined
    },
    async plan(id, fiscalYear, number, { ownerStaffId, ...plan }) {
      await Measures.updateOne(
        { _id: id },
        {
          $set: { fiscalYear, number, ...plan, ...(ownerStaffId !== undefined && { ownerStaffId }) },
          ...(ownerStaffId === undefined && { $unset: { ownerStaffId: '' } }),
          $setOnInsert: { state: 'notStarted', result: '', outcome: '', problems: '', attached: [] },
        },
        { upsert: true },
      )
    },
    async setState(id, state, at) {
      await Measures.updateOne({ _id: id }, { $set: { state, updatedAt: at } })
    },
    async setResult(id, result, at) {
      await Measures.updateOne({ _id: id }, { $set: { ...result, updatedAt: at } })
    },
    async attach(id, attached) {
      await Measures.updateOne(
        { _id: id, 'attached.eventKey': { $ne: attached.eventKey } },
        { $push: { attached } },
      )
    },
    years: () => Measures.distinct('fiscalYear'),
  }
}

function measureFrom({ _id, ownerStaffId, updatedAt, attached, ...row }: StoredMeasure): Measure {
  return {
    ...row,
    id: _id,
    ...(ownerStaffId !== undefined && { ownerStaffId }),
    ...(updatedAt && { updatedAt }),
    attached: attached.map(({ eventKey, at, by, words, picture }) => ({
      eventKey,
      at,
      by,
      ...(words !== undefined && { words }),
      ...(picture !== undefined && { picture }),
    })),
  }
}

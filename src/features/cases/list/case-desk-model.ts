// Keeps what officers' lists are made of: one small row for each case and each officer to whom it is sealed, and one for all. No
// content. There is a row for whoever was left out, too: which rows are not shown to their reader is told by case-hidden-rows-model.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { Day, Month } from '../../../i18n/calendar/thai-calendar.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../../complaints/complaint-kinds.js'
import { type DeskOrder, type PlacedRow, sortOf } from './case-desk-order.js'

/** The reader of the rows that stand for every case: figures are counted on them. */
export const everyCase = '*'

export interface DeskRow extends PlacedRow {
  /** A recipient's id, or `everyCase`. */
  readonly reader: string
  readonly status: ComplaintStatus
  /** Neither closed nor referred. */
  readonly open: boolean
  readonly kind: ComplaintKind
  readonly category: ComplaintCategory
  readonly month: Month
  readonly holder: 'mine' | 'other' | 'nobody'
  /** Counts with each change of the work and of the register: an older state is not written over a newer one. */
  readonly changes: number
}

export interface DeskQuery {
  readonly reader: string
  readonly status: ComplaintStatus | 'open' | 'all'
  readonly kind?: ComplaintKind
  readonly category?: ComplaintCategory
  readonly month?: Month
  readonly holder?: DeskRow['holder']
  /** Only what had to be answered before this day, and was not. */
  readonly lateOn?: Day
}

export interface CaseDeskModel {
  put(rows: readonly DeskRow[]): Promise<void>
  /** Takes all other rows of these cases away. */
  keepOnly(caseIds: readonly string[], rows: readonly DeskRow[]): Promise<void>
  /** Whether there is any row, as this version writes them. */
  isThere(): Promise<boolean>
  clear(): Promise<void>
  /** Cases that have a row, in the order of their ids: some of those after this one. */
  caseIdsAfter(after: string, count: number): Promise<string[]>
  count(query: DeskQuery): Promise<number>
  /** From this place on, counted from 0. Never by arrival: within one day and number the random ids decide. */
  page(query: DeskQuery, order: DeskOrder, from: number, count: number): Promise<PlacedRow[]>
  /** The rows of this reader for these cases. */
  those(reader: string, caseIds: readonly string[]): Promise<DeskRow[]>
}

type StoredRow = DeskRow & { _id: string }

export function createCaseDeskModel(connection: Connection): CaseDeskModel {
  const Rows: Model<StoredRow> =
    connection.models.CaseDesk ?? connection.model<StoredRow>('CaseDesk', deskSchema(), 'case_desk')

  return {
    async put(rows) {
      if (rows.length === 0) return
      const upserts = rows.map((row) => ({
        updateOne: {
          filter: { _id: idOf(row), changes: { $lte: row.changes } },
          update: { $set: row },
          upsert: true,
        },
      }))
      try {
        await Rows.bulkWrite(upserts, { ordered: false })
      } catch (error) {
        // The row of a later state is there already.
        if (!isDuplicateKey(error)) throw error
      }
    },
    async keepOnly(caseIds, rows) {
      await Rows.deleteMany({ caseId: { $in: [...caseIds] }, _id: { $nin: rows.map(idOf) } })
    },
    isThere: async () => (await Rows.exists({ reader: everyCase })) !== null,
    async clear() {
      await Rows.deleteMany({})
    },
    async caseIdsAfter(after, count) {
      const rows = await Rows.find({ caseId: { $gt: after } }, { caseId: 1 })
        .sort({ caseId: 1 })
        .limit(count)
        .lean()
      return [...new Set(rows.map(({ caseId }) => caseId))]
    },
    count: (query) => Rows.countDocuments(filterOf(query)),
    async page(query, order, from, count) {
      const rows = await Rows.find(filterOf(query), { caseId: 1, urgency: 1, number: 1 })
        .sort(sortOf(order))
        .skip(from)
        .limit(count)
        .lean()
      return rows.map(({ caseId, urgency, number }) => ({ caseId, urgency, number }))
    },
    async those(reader, caseIds) {
      const ids = caseIds.map((caseId) => idOf({ caseId, reader }))
      return (await Rows.find({ _id: { $in: ids } }).lean()).map(rowFrom)
    },
  }
}

const idOf = ({ caseId, reader }: Pick<DeskRow, 'caseId' | 'reader'>): string => `${caseId}/${reader}`
const rowFrom = ({ _id, ...row }: StoredRow): DeskRow => row

function filterOf({ reader, status, kind, category, month, holder, lateOn }: DeskQuery) {
  return {
    reader,
    // What is late is open: said to the index, too.
    ...((status === 'open' || lateOn !== undefined) && { open: true }),
    ...(status !== 'open' && status !== 'all' && { status }),
    ...(kind && { kind }),
    ...(category && { category }),
    ...(month && { month }),
    ...(holder && { holder }),
    ...(lateOn && { urgency: { $lt: lateOn } }),
  }
}

/** The same as `filterOf`, for a row that is here already. */
export function fits(
  row: DeskRow,
  { reader, status, kind, category, month, holder, lateOn }: DeskQuery,
): boolean {
  return (
    row.reader === reader &&
    (row.open || (status !== 'open' && lateOn === undefined)) &&
    (status === 'open' || status === 'all' || row.status === status) &&
    (kind === undefined || row.kind === kind) &&
    (category === undefined || row.category === category) &&
    (month === undefined || row.month === month) &&
    (holder === undefined || row.holder === holder) &&
    (lateOn === undefined || row.urgency < lateOn)
  )
}

function deskSchema(): Schema<StoredRow> {
  const schema = new Schema<StoredRow>(
    {
      _id: String,
      caseId: String,
      reader: String,
      status: String,
      open: Boolean,
      kind: String,
      category: String,
      month: String,
      urgency: String,
      holder: String,
      number: Number,
      changes: Number,
    },
    { ...clustered },
  )
  schema.index({ caseId: 1 })
  // Each order, with what is open alone and with everything: a page is read without the pages before the wanted ones, and what
  // is counted most is counted by the index alone.
  schema.index({ reader: 1, open: 1, urgency: 1, caseId: 1 })
  schema.index({ reader: 1, open: 1, holder: 1, urgency: 1, caseId: 1 })
  schema.index({ reader: 1, open: 1, number: -1, caseId: 1 })
  schema.index({ reader: 1, urgency: 1, caseId: 1 })
  schema.index({ reader: 1, number: -1, caseId: 1 })
  return schema
}

// Keeps the officers' list as small rows, one for each case and reader: what the list is filtered and ordered by, nothing sealed
// and no content. They are made from the cases, the work and the register, and can be made anew at any time.
import { type Connection, type Model, Schema } from 'mongoose'
import { isDuplicateKey } from '../../driver-values.js'
import type { Day, Month } from '../../i18n/thai-calendar.js'
import type { ComplaintCategory, ComplaintKind, ComplaintStatus } from '../complaints/complaint-kinds.js'

export interface DeskRow {
  readonly caseId: string
  /** A recipient's id: it can open the case and is not left out of it. */
  readonly reader: string
  readonly status: ComplaintStatus
  /** Neither closed nor referred. */
  readonly open: boolean
  readonly kind: ComplaintKind
  readonly category: ComplaintCategory
  readonly month: Month
  readonly answerBy: Day
  /** It has to be answered still. */
  readonly clockRuns: boolean
  readonly mine: boolean
  /** Year first, then the number within it, so that it can be ordered; 0 until the case has one. */
  readonly number: number
  /** Counts with each change of the work and of the register: an older state is not written over a newer one. */
  readonly changes: number
}

export interface DeskQuery {
  readonly reader: string
  readonly status: ComplaintStatus | 'open' | 'all'
  readonly kind?: ComplaintKind
  readonly category?: ComplaintCategory
  readonly month?: Month
  readonly mine?: boolean
  /** Only what had to be answered before this day. */
  readonly lateOn?: Day
}

export const deskOrders = ['due', 'number'] as const
export type DeskOrder = (typeof deskOrders)[number]

export interface CaseDeskModel {
  put(rows: readonly DeskRow[]): Promise<void>
  /** Takes all other rows of these cases away. */
  keepOnly(caseIds: readonly string[], rows: readonly DeskRow[]): Promise<void>
  isEmpty(): Promise<boolean>
  /** Every case that has a row. */
  caseIds(): Promise<string[]>
  count(query: DeskQuery): Promise<number>
  /** Ids of the cases from this place on, counted from 0. Never by arrival: within one day the random ids decide. */
  page(query: DeskQuery, order: DeskOrder, from: number, count: number): Promise<string[]>
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
    isEmpty: async () => (await Rows.exists({})) === null,
    caseIds: () => Rows.distinct('caseId'),
    count: (query) => Rows.countDocuments(filterOf(query)),
    async page(query, order, from, count) {
      const rows = await Rows.find(filterOf(query), { caseId: 1 })
        .sort(order === 'due' ? { answerBy: 1, caseId: 1 } : { number: -1, caseId: 1 })
        .skip(from)
        .limit(count)
        .lean()
      return rows.map(({ caseId }) => caseId)
    },
  }
}

const idOf = ({ caseId, reader }: DeskRow): string => `${caseId}/${reader}`

function filterOf({ reader, status, kind, category, month, mine, lateOn }: DeskQuery) {
  return {
    reader,
    ...(status === 'open' ? { open: true } : status !== 'all' && { status }),
    ...(kind && { kind }),
    ...(category && { category }),
    ...(month && { month }),
    ...(mine && { mine: true }),
    ...(lateOn && { clockRuns: true, answerBy: { $lt: lateOn } }),
  }
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
      answerBy: String,
      clockRuns: Boolean,
      mine: Boolean,
      number: Number,
      changes: Number,
    },
    { versionKey: false },
  )
  schema.index({ caseId: 1 })
  // Each order, with what is open alone and with everything: a page is read without the pages before the wanted ones.
  schema.index({ reader: 1, open: 1, answerBy: 1, caseId: 1 })
  schema.index({ reader: 1, open: 1, number: -1, caseId: 1 })
  schema.index({ reader: 1, answerBy: 1, caseId: 1 })
  schema.index({ reader: 1, number: -1, caseId: 1 })
  return schema
}

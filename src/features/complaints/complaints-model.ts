// Keeps the register: one small row per complaint, tips and letters alike, without content, without a person, and without
// any time finer than a day. A row names the months whose figures it has changed and that are not counted again yet.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import { type Day, daysBetween, isMonth, type Month, monthOfDay } from '../../i18n/calendar/thai-calendar.js'
import type { Cell, CellCount, Complaint, DaysCounts, UncountedChange } from './complaint.js'
import {
  type ComplaintChannel,
  type ComplaintKind,
  type ComplaintSort,
  type ComplaintStatus,
  complaintChannels,
  complaintKinds,
  complaintStatuses,
} from './complaint-kinds.js'

export interface ComplaintsModel {
  /** False when the id is already there; nothing is changed then. */
  insert(complaint: Complaint): Promise<boolean>
  /** Those whose id is not there yet; answers how many. */
  insertAll(complaints: readonly Complaint[]): Promise<number>
  isEmpty(): Promise<boolean>
  find(id: string): Promise<Complaint | undefined>
  findAll(ids: readonly string[]): Promise<Complaint[]>
  standingIn(statuses: readonly ComplaintStatus[]): Promise<Complaint[]>
  /** By the index alone. */
  countStandingIn(status: ComplaintStatus): Promise<number>
  idsReceivedIn(kinds: readonly ComplaintKind[], months: readonly Month[]): Promise<string[]>
  /** False when somebody else changed it after `before` was read. */
  replace(before: Complaint, after: Complaint): Promise<boolean>
  countCell(cell: Cell): Promise<CellCount>
  /** Of a cell, those received by the end of `day` that stand in one of these statuses. */
  countReceivedBy(cell: Cell, day: Day, statuses: readonly ComplaintStatus[]): Promise<number>
  /** How many were received in these months, by category or by channel; a value without any may be missing. */
  countBy(
    field: 'category' | 'channel',
    kind: ComplaintKind,
    months: readonly Month[],
  ): Promise<Readonly<Record<string, number>>>
  /** Per month, what had been received by the end of `asOf`, and how many of those stood in `statuses` by then. */
  countAsOf(
    kind: ComplaintKind,
    months: readonly Month[],
    asOf: Day,
    statuses: readonly ComplaintStatus[],
  ): Promise<readonly { readonly month: Month; readonly total: number; readonly completed: number }[]>
  uncounted(cells: readonly Cell[]): Promise<readonly UncountedChange[]>
  /** Every cell that waits to be counted again. */
  uncountedCells(): Promise<readonly Cell[]>
  /** Takes the cell from those changes that have not been followed by another one meanwhile. */
  counted(cell: Cell, changes: readonly UncountedChange[]): Promise<void>
  /** Every cell in which there is a complaint, counted in one pass over all rows, of which few are in memory at a time. */
  countAll(): Promise<readonly (Cell & CellCount)[]>
}

type StoredComplaint = ComplaintSort & {
  _id: string
  channel: ComplaintChannel
  receivedOn: Day
  month: Month
  status: ComplaintStatus
  referredOn?: Day
  closedOn?: Day
  /** From receipt to `closedOn`, or else to `referredOn`. */
  days?: number
  changes: number
  uncounted: string[]
}

export function createComplaintsModel(connection: Connection): ComplaintsModel {
  const Rows: Model<StoredComplaint> =
    connection.models.Complaint ?? connection.model<StoredComplaint>('Complaint', complaintSchema())

  return {
    async insert(complaint) {
      try {
        await Rows.create({ _id: complaint.id, ...stored(complaint), uncounted: [keyOf(cellOf(complaint))] })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async insertAll(complaints) {
      const rows = complaints.map((one) => ({ _id: one.id, ...stored(one), uncounted: [keyOf(cellOf(one))] }))
      if (rows.length === 0) return 0
      const upserts = rows.map(({ _id, ...row }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: row }, upsert: true },
      }))
      return (await Rows.bulkWrite(upserts, { ordered: false })).upsertedCount
    },
    isEmpty: async () => (await Rows.exists({})) === null,
    async find(id) {
      const row = await Rows.findById(id).lean()
      return row ? complaintFrom(row) : undefined
    },
    async findAll(ids) {
      return (await Rows.find({ _id: { $in: [...ids] } }).lean()).map(complaintFrom)
    },
    async standingIn(statuses) {
      return (await Rows.find({ status: { $in: [...statuses] } }).lean()).map(complaintFrom)
    },
    countStandingIn: (status) => Rows.countDocuments({ status }),
    async idsReceivedIn(kinds, months) {
      const rows = await Rows.find(
        { kind: { $in: [...kinds] }, month: { $in: [...months] } },
        { _id: 1 },
      ).lean()
      return rows.map(({ _id }) => _id)
    },
    async replace(before, after) {
      const { referredOn, closedOn, days, ...always } = stored(after)
      const ends = { referredOn, closedOn, days }
      const gone = Object.entries(ends).filter(([, end]) => end === undefined)
      const result = await Rows.updateOne(
        { _id: before.id, changes: before.changes },
        {
          $set: {
            ...always,
            ...(referredOn && { referredOn }),
            ...(closedOn && { closedOn }),
            ...(days !== undefined && { days }),
          },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(([name]) => [name, ''])) }),
          // In the same write as the change itself: no crash can leave a change that its month does not know of.
          $addToSet: { uncounted: { $each: [keyOf(cellOf(before)), keyOf(cellOf(after))] } },
        },
      )
      return result.matchedCount === 1
    },
    async countCell({ kind, month }) {
      const groups = await Rows.aggregate<{ _id: { status: ComplaintStatus; days?: number }; count: number }>(
        [
          { $match: { kind, month } },
          { $group: { _id: { status: '$status', days: '$days' }, count: { $sum: 1 } } },
        ],
      )
      return cellCountFrom(groups.map(({ _id, count }) => ({ ..._id, count })))
    },
    countReceivedBy: ({ kind, month }, day, statuses) =>
      Rows.countDocuments({ kind, month, status: { $in: [...statuses] }, receivedOn: { $lte: day } }),
    async countBy(field, kind, months) {
      const groups = await Rows.aggregate<{ _id: string; count: number }>([
        { $match: { kind, month: { $in: [...months] } } },
        { $group: { _id: `$${field}`, count: { $sum: 1 } } },
      ])
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]))
    },
    async countAsOf(kind, months, asOf, statuses) {
      const groups = await Rows.aggregate<{ _id: Month; total: number; completed: number }>([
        { $match: { kind, month: { $in: [...months] }, receivedOn: { $lte: asOf } } },
        { $group: { _id: '$month', total: { $sum: 1 }, completed: { $sum: oneIfStoodIn(statuses, asOf) } } },
      ])
      return groups.map(({ _id, total, completed }) => ({ month: _id, total, completed }))
    },
    async uncounted(cells) {
      const rows = await Rows.find({ uncounted: { $in: cells.map(keyOf) } })
        .select({ changes: 1, uncounted: 1 })
        .lean()
      return rows.map((row) => ({ id: row._id, changes: row.changes, cells: row.uncounted.map(cellFrom) }))
    },
    async uncountedCells() {
      return (await Rows.distinct('uncounted')).map(cellFrom)
    },
    async counted(cell, changes) {
      for (const batch of batchesOf(changes))
        await Rows.updateMany(
          { _id: { $in: batch.ids }, changes: batch.changes },
          { $pull: { uncounted: keyOf(cell) } },
        )
    },
    async countAll() {
      const rows = Rows.find({}, { _id: 0, kind: 1, month: 1, status: 1, days: 1 })
        .lean()
        .cursor({ batchSize: 1000 })
      const groups = new Map<string, Map<string, { status: ComplaintStatus; days?: number; count: number }>>()
      for await (const { kind, month, status, days } of rows) {
        const cell = keyOf({ kind, month })
        const inCell = groups.get(cell) ?? new Map()
        const one = inCell.get(`${status} ${days}`)
        if (one) one.count += 1
        else inCell.set(`${status} ${days}`, { status, ...(days !== undefined && { days }), count: 1 })
        if (!groups.has(cell)) groups.set(cell, inCell)
      }
      return [...groups].map(([cell, inCell]) => ({
        ...cellFrom(cell),
        ...cellCountFrom([...inCell.values()]),
      }))
    },
  }
}

function complaintSchema(): Schema<StoredComplaint> {
  const schema = new Schema<StoredComplaint>(
    {
      _id: { type: String, required: true },
      kind: { type: String, enum: complaintKinds, required: true },
      category: { type: String, required: true },
      channel: { type: String, enum: complaintChannels, required: true },
      receivedOn: { type: String, required: true },
      month: { type: String, required: true },
      status: { type: String, enum: complaintStatuses, required: true },
      referredOn: String,
      closedOn: String,
      days: Number,
      changes: { type: Number, required: true },
      uncounted: { type: [String], required: true },
    },
    { ...clustered, collection: 'complaints' },
  )
  // Covers a month's count without touching the rows themselves.
  schema.index({ kind: 1, month: 1, status: 1, days: 1 })
  schema.index({ uncounted: 1 })
  // What is open now, among the closed ones of all years.
  schema.index({ status: 1 })
  return schema
}

function stored(complaint: Complaint) {
  const { id: _id, ...rest } = complaint
  const ended = complaint.closedOn ?? complaint.referredOn
  return {
    ...rest,
    month: cellOf(complaint).month,
    ...(ended !== undefined && { days: daysBetween(complaint.receivedOn, ended) }),
  }
}

function cellCountFrom(
  groups: readonly {
    readonly status: ComplaintStatus
    readonly days?: number | null
    readonly count: number
  }[],
): CellCount {
  const counts: Partial<Record<ComplaintStatus, number>> = {}
  const days: Partial<Record<ComplaintStatus, Record<string, number>>> = {}
  for (const group of groups) {
    counts[group.status] = (counts[group.status] ?? 0) + group.count
    if (typeof group.days === 'number')
      days[group.status] = { ...days[group.status], [group.days]: group.count }
  }
  return { counts, days: days satisfies DaysCounts }
}

function complaintFrom({
  _id,
  month: _month,
  days: _days,
  uncounted: _uncounted,
  ...row
}: StoredComplaint): Complaint {
  return { id: _id, ...row }
}

const cellOf = (complaint: Complaint): Cell => ({
  kind: complaint.kind,
  month: monthOfDay(complaint.receivedOn),
})

const keyOf = ({ kind, month }: Cell): string => `${kind}/${month}`

function cellFrom(key: string): Cell {
  const [written, month = ''] = key.split('/')
  const kind = complaintKinds.find((one) => one === written)
  if (!kind || !isMonth(month))
    throw new Error(`A complaint waits to be counted in no month that exists: ${key}`)
  return { kind, month }
}

/** Ids that stand at the same change, at most a thousand together. */
function batchesOf(changes: readonly UncountedChange[]): { changes: number; ids: string[] }[] {
  const batches: { changes: number; ids: string[] }[] = []
  for (const change of changes) {
    const open = batches.find((batch) => batch.changes === change.changes && batch.ids.length < 1000)
    if (open) open.ids.push(change.id)
    else batches.push({ changes: change.changes, ids: [change.id] })
  }
  return batches
}

/** A referral comes before its result: where referrals count, the complaint counted from the referral on. */
function oneIfStoodIn(statuses: readonly ComplaintStatus[], asOf: Day) {
  const since = statuses.includes('referred') ? { $ifNull: ['$referredOn', '$closedOn'] } : '$closedOn'
  return {
    $cond: [{ $and: [{ $in: ['$status', [...statuses]] }, { $lte: [since, asOf] }] }, 1, 0],
  }
}

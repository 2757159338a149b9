// Keeps the roster: one row per employee code. A row is never removed, because what somebody acknowledged refers to it.
// With each row go its stays: in which unit from when to when, so that the roster of any past day can be told.

import { type AnyBulkWriteOperation, type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { createGroupRead } from '../../../database/group-read.js'
import { readWhole } from '../../../database/whole-read.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'

export interface Staff {
  /** Random: tells nothing, and stays the same when the employee code is corrected. */
  readonly staffId: string
  readonly employeeCode: string
  readonly name: string
  readonly unit: string
  /** Empty when the roster names none. */
  readonly position: string
  readonly active: boolean
}

/** Time in one unit. Counts on its first day and no longer on its last; without a first day: since nobody knows when. */
export interface Stay {
  readonly unit: string
  readonly from?: Day
  readonly until?: Day
}

export interface StaffWithStays extends Staff {
  /** In their order; the last one is open exactly as long as somebody is active. */
  readonly stays: readonly Stay[]
}

export interface StaffModel {
  allWithStays(): Promise<StaffWithStays[]>
  active(which?: { readonly unit?: string; readonly staffIds?: readonly string[] }): Promise<Staff[]>
  byId(staffId: string): Promise<Staff | undefined>
  byEmployeeCode(employeeCode: string): Promise<Staff | undefined>
  countByUnit(): Promise<{ unit: string; count: number }[]>
  /** Each row is written whole or not at all. A second row with the same employee code is refused. */
  write(rows: readonly StaffWithStays[]): Promise<void>
}

type StoredStaff = Omit<Staff, 'staffId'> & { _id: string; stays?: Stay[] }

export function createStaffModel(connection: Connection): StaffModel {
  const Rows: Model<StoredStaff> =
    connection.models.Staff ?? connection.model<StoredStaff>('Staff', staffSchema())

  const byId = createGroupRead(async (staffIds) => {
    const rows = await Rows.find({ _id: { $in: [...staffIds] } })
      .select({ stays: 0 })
      .lean()
    return new Map(rows.map((row) => [row._id, staffFrom(row)]))
  })

  return {
    async allWithStays() {
      return (await readWhole<StoredStaff>(connection, Rows.collection.collectionName)).map(withStays)
    },
    async active({ unit, staffIds } = {}) {
      // Named rows are read by their ids alone: asked for `active` too, a database may walk the whole roster for one page.
      const chosen = staffIds
        ? { _id: { $in: [...staffIds] } }
        : { active: true, ...(unit !== undefined && { unit }) }
      const rows = await Rows.find(chosen).select({ stays: 0 }).lean()
      return rows.filter((row) => row.active && (unit === undefined || row.unit === unit)).map(staffFrom)
    },
    byId,
    async byEmployeeCode(employeeCode) {
      const row = await Rows.findOne({ employeeCode }).lean()
      return row ? staffFrom(row) : undefined
    },
    async countByUnit() {
      const groups = await Rows.aggregate<{ _id: string; count: number }>([
        { $match: { active: true } },
        { $group: { _id: '$unit', count: { $sum: 1 } } },
      ])
      return groups.map(({ _id, count }) => ({ unit: _id, count }))
    },
    async write(rows) {
      if (rows.length > 0) await Rows.bulkWrite(rows.map(upsertOf), { ordered: false })
    },
  }
}

function staffSchema(): Schema<StoredStaff> {
  const schema = new Schema<StoredStaff>(
    {
      _id: { type: String, required: true },
      employeeCode: { type: String, required: true },
      name: { type: String, required: true },
      unit: { type: String, required: true },
      position: String,
      active: { type: Boolean, required: true },
      stays: { type: [{ unit: String, from: String, until: String, _id: false }], default: undefined },
    },
    { ...clustered, collection: 'staff' },
  )
  schema.index({ employeeCode: 1 }, { unique: true })
  schema.index({ active: 1, unit: 1 })
  return schema
}

function upsertOf({ staffId, ...row }: StaffWithStays): AnyBulkWriteOperation<StoredStaff> {
  return {
    updateOne: {
      filter: { _id: staffId },
      update: { $set: { ...row, stays: [...row.stays] } },
      upsert: true,
    },
  }
}

function staffFrom({ _id, employeeCode, name, unit, position, active }: StoredStaff): Staff {
  return { staffId: _id, employeeCode, name, unit, position, active }
}

/** A row of before stays were kept: where somebody is, they have always been; when somebody left is not known. */
function withStays({ _id, employeeCode, name, unit, position, active, stays }: StoredStaff): StaffWithStays {
  // Written out, not spread: this is done for every row of the roster, and a copy for each doubled its time.
  return {
    staffId: _id,
    employeeCode,
    name,
    unit,
    position,
    active,
    stays: stays ?? (active ? [{ unit }] : []),
  }
}

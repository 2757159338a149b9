// Keeps how many bytes each budget has given, and what of it is only held: each change is one conditional update of one row, so that
// two replicas never give the same bytes twice, and the same change again changes nothing. No address, case or moment stands here.
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import type { SpaceState } from './space-figures.js'

/** `until`: when whoever holds it has died, it is given back. */
export interface HeldBytes {
  readonly id: string
  readonly bytes: number
  readonly until: Date
}

export interface SpaceRow {
  readonly name: string
  readonly total: number
  readonly held: readonly HeldBytes[]
  /** A case's, and not one that is shared. */
  readonly owned: boolean
}

interface Terms {
  readonly most: number
  /** How many may be held at once. */
  readonly mostHeld?: number
  /** A name of the case: all its rows go with it. */
  readonly owner?: string
  readonly expiresAt?: Date
}

interface Told {
  readonly state: SpaceState
  readonly on: Day
}

export interface SpaceModel {
  /** `false`: it does not fit, and nothing was changed. */
  hold(name: string, held: HeldBytes, terms: Terms): Promise<boolean>
  /** What was held is given for good, or as another number of bytes: 0 gives it back. `false`: it was not held any more. */
  give(name: string, held: Pick<HeldBytes, 'id' | 'bytes'>, bytes: number): Promise<boolean>
  /** Held on as something else. `false`: it was not held any more, or what it would be is held already. */
  rename(name: string, held: Pick<HeldBytes, 'id' | 'bytes'>, as: HeldBytes): Promise<boolean>
  /** Held no more, and given for good. */
  keep(name: string, ids: readonly string[]): Promise<void>
  find(name: string): Promise<SpaceRow | undefined>
  /** Rows that hold something whose time is over. */
  lapsed(now: Date): Promise<SpaceRow[]>
  /** A row without a byte. */
  dropEmpty(name: string): Promise<void>
  /** All rows of a case; how many bytes they had. */
  dropOwned(owner: string): Promise<number>
  /** Less for good. */
  lower(name: string, bytes: number): Promise<void>
  /** A row that was counted from what is there; the same again changes nothing. */
  note(name: string, owner: string, bytes: number): Promise<void>
  /** The sum of all rows that a case owns. */
  sumOwned(): Promise<number>
  /** What was told of a budget, and on which day. */
  told(about: string): Promise<Told | undefined>
  noteTold(about: string, told: Told): Promise<void>
  /** Sets a total that was counted, unless it has moved meanwhile. A row that is not there is made. */
  recount(name: string, count: () => Promise<number>): Promise<boolean>
}

interface Stored {
  _id: string
  total: number
  held: HeldBytes[]
  changes: number
  owner?: string
  expiresAt?: Date
  told?: Told
}

export function createSpaceModel(connection: Connection): SpaceModel {
  const made = (name: string, collection: string): Model<Stored> =>
    connection.models[name] ?? connection.model<Stored>(name, spaceSchema(), collection)
  const Agency = made('AgencySpace', 'space_agency')
  const Held = made('HeldSpace', 'space_held')
  const rowsOf = (name: string) => (name.startsWith('agency') ? Agency : Held)

  async function tryHold(name: string, held: HeldBytes, { most, mostHeld, owner, expiresAt }: Terms) {
    const fits = {
      _id: name,
      total: { $lte: most - held.bytes },
      ...(mostHeld !== undefined && { [`held.${mostHeld - 1}`]: { $exists: false } }),
    }
    const update = {
      $inc: { total: held.bytes, changes: 1 },
      // In the order of their drawn names, and not of their coming.
      $push: { held: { $each: [held], $sort: { id: 1 as const } } },
      $setOnInsert: { ...(owner !== undefined && { owner }), ...(expiresAt && { expiresAt }) },
    }
    const done = await rowsOf(name).updateOne(fits, update, { upsert: true })
    return done.matchedCount + done.upsertedCount === 1
  }

  return {
    async hold(name, held, terms) {
      if (held.bytes > terms.most) return false
      // Twice: the first refusal may only mean that another has made the row in the same moment.
      for (let tries = 0; tries < 2; tries += 1)
        try {
          if (await tryHold(name, held, terms)) return true
        } catch (error) {
          if (!isDuplicateKey(error)) throw error
        }
      return false
    },
    async give(name, { id, bytes: before }, bytes) {
      const done = await rowsOf(name).updateOne(
        { _id: name, held: { $elemMatch: { id, bytes: before } } },
        { $inc: { total: bytes - before, changes: 1 }, $pull: { held: { id } } },
      )
      return done.modifiedCount === 1
    },
    async rename(name, { id, bytes: before }, as) {
      const done = await rowsOf(name).updateOne(
        { $and: [{ _id: name, held: { $elemMatch: { id, bytes: before } } }, { 'held.id': { $ne: as.id } }] },
        {
          $inc: { total: as.bytes - before, changes: 1 },
          $set: Object.fromEntries(
            Object.entries(as).map(([field, value]) => [`held.$[one].${field}`, value]),
          ),
        },
        { arrayFilters: [{ 'one.id': id }] },
      )
      return done.modifiedCount === 1
    },
    async keep(name, ids) {
      const pull = { $pull: { held: { id: { $in: [...ids] } } }, $inc: { changes: 1 } }
      await rowsOf(name).updateOne({ _id: name, 'held.id': { $in: [...ids] } }, pull)
    },
    async find(name) {
      const row = await rowsOf(name).findById(name).lean()
      return row ? rowFrom(row) : undefined
    },
    async lapsed(now) {
      const over = { 'held.until': { $lte: now } }
      return [...(await Agency.find(over).lean()), ...(await Held.find(over).lean())].map(rowFrom)
    },
    async dropEmpty(name) {
      await rowsOf(name).deleteOne({ _id: name, total: 0, held: { $size: 0 } })
    },
    async dropOwned(owner) {
      let bytes = 0
      for (;;) {
        const row = await Held.findOneAndDelete({ owner }).lean()
        if (!row) return bytes
        bytes += row.total
      }
    },
    async lower(name, bytes) {
      await rowsOf(name).updateOne({ _id: name }, { $inc: { total: -bytes, changes: 1 } })
    },
    async note(name, owner, total) {
      const row = { $setOnInsert: { owner, total, held: [], changes: 0 } }
      await Held.updateOne({ _id: name }, row, { upsert: true })
    },
    async sumOwned() {
      const [sum] = await Held.aggregate<{ total: number }>([
        { $match: { owner: { $exists: true } } },
        { $group: { _id: null, total: { $sum: '$total' } } },
      ])
      return sum?.total ?? 0
    },
    async told(about) {
      return (await Agency.findById(`agency told ${about}`).lean())?.told
    },
    async noteTold(about, told) {
      await Agency.updateOne({ _id: `agency told ${about}` }, { $set: { told } }, { upsert: true })
    },
    async recount(name, count) {
      const before = await rowsOf(name).findById(name).lean()
      const total = await count()
      if (!before) {
        const row = { $setOnInsert: { total, held: [], changes: 0 } }
        return (await rowsOf(name).updateOne({ _id: name }, row, { upsert: true })).upsertedCount === 1
      }
      const done = await rowsOf(name).updateOne(
        { _id: name, changes: before.changes },
        { $set: { total }, $inc: { changes: 1 } },
      )
      return done.matchedCount === 1
    },
  }
}

const rowFrom = ({ _id, total, held, owner }: Stored): SpaceRow => ({
  ...{ name: _id, total, held },
  owned: owner !== undefined,
})

function spaceSchema(): Schema<Stored> {
  const held = new Schema({ id: String, bytes: Number, until: Date }, { _id: false, versionKey: false })
  const told = new Schema({ state: String, on: String }, { _id: false, versionKey: false })
  const schema = new Schema<Stored>(
    { told, _id: String, total: Number, held: [held], changes: Number, owner: String, expiresAt: Date },
    { ...clustered },
  )
  schema.index({ 'held.until': 1 })
  schema.index({ owner: 1 })
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  return schema
}

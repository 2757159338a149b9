// Keeps officers' keys: whose they are, wrapped by what their browser knows, and whether anything may be sealed to them.
// Nothing in here opens a case.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import type { WrappedKey } from '../../sealing/officer-key.js'

export interface OfficerKey {
  /** The fingerprint of the public key: a recipient's id. */
  readonly id: string
  /** The account that it belongs to: one key for each. */
  readonly owner: string
  readonly channel: string
  /** What colleagues read: the name on the roster, or what was typed. */
  readonly name: string
  readonly staffId?: string
  readonly wrapped: WrappedKey
  /** Nothing is sealed to a key that waits; nothing new to one that was removed. */
  readonly state: 'waiting' | 'approved' | 'removed'
  readonly askedOn: Day
  readonly decidedOn?: Day
}

export interface OfficerKeysModel {
  ofOwner(owner: string): Promise<OfficerKey | undefined>
  find(id: string): Promise<OfficerKey | undefined>
  all(): Promise<OfficerKey[]>
  /** Whether anybody has a key that cases are sealed to. */
  anyApproved(): Promise<boolean>
  /** False when this account or this key is there already, and not removed. */
  add(key: OfficerKey): Promise<boolean>
  /** Once for an agency, as long as the one who was first has the key: false for everybody after. */
  claimFirst(id: string): Promise<boolean>
  setWrapped(id: string, wrapped: WrappedKey): Promise<void>
  /** False when it is not in this state. */
  decide(id: string, from: OfficerKey['state'], to: OfficerKey['state'], on: Day): Promise<boolean>
}

type StoredKey = Omit<OfficerKey, 'id'> & { _id: string; first?: true }

export function createOfficerKeysModel(connection: Connection): OfficerKeysModel {
  const Rows: Model<StoredKey> =
    connection.models.OfficerKey ?? connection.model<StoredKey>('OfficerKey', keySchema(), 'officer_keys')
  const living = { state: { $ne: 'removed' } } as const

  return {
    async ofOwner(owner) {
      const row = await Rows.findOne({ owner, ...living }).lean()
      return row ? keyFrom(row) : undefined
    },
    async find(id) {
      const row = await Rows.findById(id).lean()
      return row ? keyFrom(row) : undefined
    },
    async all() {
      return (await Rows.find().sort({ _id: 1 }).lean()).map(keyFrom)
    },
    anyApproved: async () => (await Rows.exists({ state: 'approved' })) !== null,
    async add({ id, ...key }) {
      if (await Rows.exists({ $or: [{ _id: id }, { owner: key.owner, ...living }] })) return false
      const added = await Rows.updateOne({ _id: id }, { $setOnInsert: key }, { upsert: true })
      return added.upsertedCount === 1
    },
    async claimFirst(id) {
      try {
        await Rows.updateOne({ _id: id, state: 'waiting' }, { $set: { first: true } })
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
      return (await Rows.exists({ _id: id, first: true })) !== null
    },
    async setWrapped(id, wrapped) {
      await Rows.updateOne({ _id: id }, { $set: { wrapped } })
    },
    async decide(id, from, to, on) {
      const isOver = to === 'removed' ? ({ $unset: { first: '' } } as const) : {}
      const decided = await Rows.updateOne(
        { _id: id, state: from },
        { $set: { state: to, decidedOn: on }, ...isOver },
      )
      return decided.matchedCount === 1
    },
  }
}

const keyFrom = ({ _id, first: _first, ...key }: StoredKey): OfficerKey => ({ id: _id, ...key })

function keySchema(): Schema<StoredKey> {
  const wrapped = new Schema(
    { publicKey: String, salt: String, byPassphrase: String, byRecoveryKey: String },
    { _id: false, versionKey: false },
  )
  const schema = new Schema<StoredKey>(
    {
      _id: String,
      owner: String,
      channel: String,
      name: String,
      staffId: String,
      wrapped,
      state: String,
      askedOn: String,
      decidedOn: String,
      first: Boolean,
    },
    { ...clustered },
  )
  schema.index({ owner: 1 })
  schema.index({ first: 1 }, { unique: true, partialFilterExpression: { first: true } })
  return schema
}

// Keeps the LINE groups that the agency has registered, each with its unit. A group that was left is removed, not marked.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { RegisteredGroup } from '../../security/person.js'

export interface GroupModel {
  /** One indexed read. */
  byKey(key: string): Promise<RegisteredGroup | undefined>
  onChannel(channel: string): Promise<{ groupId: string; unit: string; address: ChatAddress }[]>
  /** On every channel, by unit. */
  all(): Promise<RegisteredGroup[]>
  /** `by` is a staff id or a pseudonym. A group that is there changes its unit. */
  register(address: ChatAddress, unit: string, by: string): Promise<void>
  /** Whether there was one. */
  remove(key: string): Promise<boolean>
}

interface StoredGroup {
  _id: string
  channel: string
  sealed: string
  unit: string
  registeredBy: string
}

export function createGroupModel(connection: Connection): GroupModel {
  const Rows: Model<StoredGroup> =
    connection.models.RegisteredGroup ?? connection.model<StoredGroup>('RegisteredGroup', groupSchema())

  return {
    async byKey(key) {
      const row = await Rows.findById(key).select({ unit: 1 }).lean()
      return row ? { groupId: row._id, unit: row.unit } : undefined
    },
    async onChannel(channel) {
      const rows = await Rows.find({ channel }).lean()
      return rows.map(({ _id, sealed, unit }) => ({
        groupId: _id,
        unit,
        address: { channel, key: _id, sealed },
      }))
    },
    async all() {
      const rows = await Rows.find().select({ unit: 1 }).sort({ unit: 1, _id: 1 }).lean()
      return rows.map(({ _id, unit }) => ({ groupId: _id, unit }))
    },
    async register({ key, channel, sealed }, unit, by) {
      await Rows.updateOne(
        { _id: key },
        { $set: { channel, sealed, unit, registeredBy: by } },
        { upsert: true },
      )
    },
    async remove(key) {
      return (await Rows.deleteOne({ _id: key })).deletedCount === 1
    },
  }
}

function groupSchema(): Schema<StoredGroup> {
  const text = { type: String, required: true } as const
  const schema = new Schema<StoredGroup>(
    { _id: text, channel: text, sealed: text, unit: text, registeredBy: text },
    { ...clustered, collection: 'groups' },
  )
  schema.index({ channel: 1 })
  return schema
}

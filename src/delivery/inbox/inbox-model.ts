// The inbox on disk: one row per event, its body encrypted and erased when the event is finished. A finished row keeps
// nothing but its id (an HMAC of LINE's event id) so that a redelivery is recognised, and dies after some days.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { nativeCollection } from '../../database/native-collection.js'

export interface InboxRow {
  _id: string
  channel: string
  state: 'waiting' | 'done' | 'dead'
  /** ChatAddress.key of the user, group or room. */
  chat?: string
  at?: Date
  /** Order within the same millisecond. */
  seq?: number
  dueAt?: Date
  attempts: number
  body?: Buffer
  /** HMAC of LINE's message id: an unsend finds the message by it, and the message finds its unsend. */
  message?: string
  unsend?: boolean
  /** The class of the last error. */
  problem?: string
  expiresAt?: Date
}

/** Who works on a chat now. One row per chat in work. */
export interface ChatLease {
  _id: string
  owner: string
  until: Date
}

/**
 * The post room works on the driver's collections: it needs no casting and no documents, and it is the hot path.
 * The mongoose model is made all the same, because it declares and builds the indexes.
 */
export interface InboxModel {
  readonly rows: mongo.Collection<InboxRow>
  readonly leases: mongo.Collection<ChatLease>
}

export function createInboxModel(connection: Connection): InboxModel {
  const row = new Schema<InboxRow>(
    {
      _id: String,
      channel: String,
      state: String,
      chat: String,
      at: Date,
      seq: Number,
      dueAt: Date,
      attempts: Number,
      body: Buffer,
      message: String,
      unsend: Boolean,
      problem: String,
      expiresAt: Date,
    },
    { collection: 'inbox', ...clustered },
  )
  row.index({ state: 1, at: 1, seq: 1 })
  row.index({ state: 1, chat: 1, at: 1, seq: 1 })
  row.index({ message: 1 }, { sparse: true })
  row.index({ expiresAt: 1 }, { expireAfterSeconds: 0, sparse: true })
  const lease = new Schema<ChatLease>(
    { _id: String, owner: String, until: Date },
    { collection: 'inbox_leases', ...clustered },
  )
  return {
    rows: nativeCollection<InboxRow>(connection, 'InboxRow', row),
    leases: nativeCollection<ChatLease>(connection, 'ChatLease', lease),
  }
}

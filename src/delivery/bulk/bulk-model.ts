// The bulk post on disk: a batch is one message to many, cut into chunks of at most 500 addresses. Addresses and words are
// encrypted; they are erased when the chunk has settled, or with the batch.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { nativeCollection } from '../../database/native-collection.js'

export type ChunkState = 'waiting' | 'sent' | 'parked' | 'failed'

export interface BulkChunkRow {
  /** Batch and number. */
  _id: string
  batch: string
  number: number
  channel: string
  way: 'multicast' | 'push'
  /** Addresses in it: one for a push, whatever the size of the group. */
  size: number
  /** Which of the batch's texts. */
  text: string
  state: ChunkState
  dueAt: Date
  attempts: number
  /** UUID, stored before the first try: LINE takes a send with it once only. */
  retryKey: string
  /** The first try with this key, written before it: LINE remembers a key for a day. */
  triedAt?: Date
  settledAt?: Date
  /** It failed, but an attempt may have been accepted: it must not be sent again. */
  maybeSent?: boolean
  problem?: { status?: number; requestId?: string; details: string[] }
}

/** Apart from the chunk, which is counted and changed often and stays small so. */
interface BulkAddressesRow {
  /** The chunk's. */
  _id: string
  batch: string
  /** LINE ids, sealed in one blob. */
  to: Buffer
}

interface BulkTextRow {
  _id: string
  batch: string
  /** Messages, sealed: every try sends the same. */
  messages: Buffer
}

export interface BulkModel {
  readonly chunks: mongo.Collection<BulkChunkRow>
  readonly addresses: mongo.Collection<BulkAddressesRow>
  readonly texts: mongo.Collection<BulkTextRow>
}

export function createBulkModel(connection: Connection): BulkModel {
  const chunk = new Schema<BulkChunkRow>(
    {
      _id: String,
      batch: String,
      number: Number,
      channel: String,
      way: String,
      size: Number,
      text: String,
      state: String,
      dueAt: Date,
      attempts: Number,
      retryKey: String,
      triedAt: Date,
      settledAt: Date,
      maybeSent: Boolean,
      problem: { status: Number, requestId: String, details: [String] },
    },
    { collection: 'bulkChunks', ...clustered },
  )
  chunk.index({ batch: 1, state: 1, number: 1 })
  const addresses = new Schema<BulkAddressesRow>(
    { _id: String, batch: String, to: Buffer },
    { collection: 'bulkAddresses', ...clustered },
  )
  addresses.index({ batch: 1 })
  const text = new Schema<BulkTextRow>(
    { _id: String, batch: String, messages: Buffer },
    { collection: 'bulkTexts', ...clustered },
  )
  text.index({ batch: 1 })
  return {
    chunks: nativeCollection<BulkChunkRow>(connection, 'BulkChunkRow', chunk),
    addresses: nativeCollection<BulkAddressesRow>(connection, 'BulkAddressesRow', addresses),
    texts: nativeCollection<BulkTextRow>(connection, 'BulkTextRow', text),
  }
}

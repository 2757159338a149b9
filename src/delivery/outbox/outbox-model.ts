// The outbox on disk: one row per send of at most five messages. Its body is encrypted and erased when it has settled.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { nativeCollection } from '../../database/native-collection.js'

export interface OutboxRow {
  /** Derived from the event and the place in its answer, so that a re-run makes the same row. */
  _id: string
  channel: string
  /** ChatAddress.key: sends to one chat keep their order. */
  chat: string
  seq: number
  state: 'waiting' | 'sent' | 'parked' | 'dead'
  dueAt: Date
  leaseUntil: Date
  owner: string
  attempts: number
  /** UUID, stored before the first try: LINE takes a push with it once only. */
  retryKey: string
  createdAt: Date
  /** An attempt is under way; found by the next one after the lease, it means that we died in the middle. */
  trying: boolean
  /** An earlier attempt to reply may have been accepted. */
  maybeReplied: boolean
  /** LINE refused the reply token: only a push is left. */
  replySpent: boolean
  body?: Buffer
  receipt?: { feature: string; id: string }
  onlyFor?: string[]
  /** What the operator needs: status, LINE's request id and its own details. */
  problem?: { status?: number; requestId?: string; details: string[] }
  expiresAt?: Date
}

export type OutboxModel = mongo.Collection<OutboxRow>

export function createOutboxModel(connection: Connection): OutboxModel {
  const row = new Schema<OutboxRow>(
    {
      _id: String,
      channel: String,
      chat: String,
      seq: Number,
      state: String,
      dueAt: Date,
      leaseUntil: Date,
      owner: String,
      attempts: Number,
      retryKey: String,
      createdAt: Date,
      trying: Boolean,
      maybeReplied: Boolean,
      replySpent: Boolean,
      body: Buffer,
      receipt: { feature: String, id: String },
      onlyFor: { type: [String], default: undefined },
      problem: { status: Number, requestId: String, details: [String] },
      expiresAt: Date,
    },
    { collection: 'outbox', ...clustered },
  )
  row.index({ state: 1, seq: 1 })
  row.index({ state: 1, chat: 1 })
  row.index({ expiresAt: 1 }, { expireAfterSeconds: 0, sparse: true })
  return nativeCollection<OutboxRow>(connection, 'OutboxRow', row)
}

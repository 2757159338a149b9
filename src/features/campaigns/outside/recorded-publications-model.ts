// Keeps what was published elsewhere, as an officer recorded it: never changed, never removed.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { nativeCollection } from '../../../database/native-collection.js'
import type { Piece } from '../campaigns-model.js'
import type { OutsideChannel } from './outside-channels.js'

export interface RecordedPublication {
  /** From the event that recorded it. */
  readonly _id: string
  readonly piece: Piece
  readonly channel: OutsideChannel
  /** Gregorian, 'YYYY-MM-DD'. */
  readonly on: string
  /** Where the picture that proves it is served, below our public address; its name is its SHA-256. */
  readonly proof?: string
  readonly by: string
  readonly at: Date
}

export interface RecordedPublicationsModel {
  /** The first one wins. */
  add(record: RecordedPublication): Promise<void>
  /** Of one exact version, by day. */
  ofPiece(piece: Pick<Piece, 'from' | 'key' | 'version'>): Promise<RecordedPublication[]>
  /** Of all content, both days included, by day. */
  between(from: string, until: string): Promise<RecordedPublication[]>
}

export function createRecordedPublicationsModel(connection: Connection): RecordedPublicationsModel {
  const schema = new Schema<RecordedPublication>(
    {
      _id: String,
      piece: Schema.Types.Mixed,
      channel: String,
      on: String,
      proof: String,
      by: String,
      at: Date,
    },
    { collection: 'recordedPublications', ...clustered },
  )
  schema.index({ 'piece.key': 1 })
  schema.index({ on: 1 })
  const records: mongo.Collection<RecordedPublication> = nativeCollection<RecordedPublication>(
    connection,
    'RecordedPublication',
    schema,
  )
  return {
    async add({ _id, ...row }) {
      await records.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    },
    ofPiece: ({ from, key, version }) =>
      records
        .find({ 'piece.from': from, 'piece.key': key, 'piece.version': version })
        .sort({ on: 1, _id: 1 })
        .toArray(),
    between: (from, until) =>
      records
        .find({ on: { $gte: from, $lte: until } })
        .sort({ on: 1, _id: 1 })
        .toArray(),
  }
}

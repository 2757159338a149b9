// Keeps each split as it was first shown. It holds no exact count of a small cell, and a row is never written again: two
// publications of the same half-year cannot differ, so there is nothing to subtract.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { Split } from './split.js'

export interface SplitsModel {
  find(id: string): Promise<Split | undefined>
  /** Keeps it unless one is kept under this id; answers what is kept. */
  keepFirst(id: string, split: Split): Promise<Split>
}

interface StoredSplit {
  _id: string
  split: Split
}

export function createSplitsModel(connection: Connection): SplitsModel {
  const Rows: Model<StoredSplit> =
    connection.models.StatisticsSplit ??
    connection.model<StoredSplit>(
      'StatisticsSplit',
      new Schema<StoredSplit>(
        { _id: { type: String, required: true }, split: { type: Schema.Types.Mixed, required: true } },
        { ...clustered, collection: 'statistics_splits' },
      ),
    )
  const find = async (id: string) => (await Rows.findById(id).lean())?.split
  return {
    find,
    async keepFirst(id, split) {
      try {
        await Rows.create({ _id: id, split })
        return split
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        return (await find(id)) ?? split
      }
    },
  }
}

// One run of each job over all replicas: whoever first inserts the row of a scheduled moment runs it.
// Fails closed: without a database nobody runs, and the next moment comes.

import { type Connection, type Model, Schema } from 'mongoose'
import type { RunCoordinator } from 'node-cron'
import { clustered } from '../database/clustered.js'
import { isDuplicateKey } from '../database/driver-values.js'
import type { Clock } from '../operation/clock.js'

interface Election {
  _id: string
  expiresAt: Date
}

export function createJobElections(connection: Connection, clock: Clock): RunCoordinator {
  const schema = new Schema<Election>(
    { _id: String, expiresAt: Date },
    { collection: 'job_runs', ...clustered },
  )
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  const Elections: Model<Election> =
    connection.models.JobElection ?? connection.model<Election>('JobElection', schema)
  return {
    async shouldRun(key) {
      try {
        await Elections.create({ _id: key, expiresAt: new Date(clock().getTime() + 7 * 86_400_000) })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
  }
}

// Keeps the agency's choices as one document that holds only what differs from the defaults.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { createGroupRead } from '../../database/group-read.js'

export interface SettingsModel {
  /** What was chosen, as it was stored; the caller checks it. */
  overrides(): Promise<unknown>
  /** Sets and clears by dotted name, in one step, so that two admins who change different settings both keep theirs. */
  write(set: Readonly<Record<string, unknown>>, clear: readonly string[]): Promise<void>
}

interface StoredSettings {
  _id: string
  overrides?: unknown
}

const id = 'agency'

export function createSettingsModel(connection: Connection): SettingsModel {
  const Rows: Model<StoredSettings> =
    connection.models.Settings ??
    connection.model<StoredSettings>(
      'Settings',
      new Schema<StoredSettings>(
        { _id: String, overrides: Schema.Types.Mixed },
        { ...clustered, collection: 'settings', minimize: false },
      ),
    )

  const overridesOf = createGroupRead<unknown>(async () => {
    return new Map([[id, (await Rows.findById(id).lean())?.overrides]])
  })

  return {
    overrides: () => overridesOf(id),
    async write(set, clear) {
      const at = (name: string) => `overrides.${name}`
      await Rows.updateOne(
        { _id: id },
        {
          ...(Object.keys(set).length > 0 && {
            $set: Object.fromEntries(Object.entries(set).map(([name, value]) => [at(name), value])),
          }),
          ...(clear.length > 0 && { $unset: Object.fromEntries(clear.map((name) => [at(name), ''])) }),
        },
        { upsert: true },
      )
    },
  }
}

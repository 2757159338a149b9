// The features of the product for a script that has a database open: the same rules, without LINE.
import { createFeatures, type Features } from '../src/features/index.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import type { ScriptDeps } from './open-database.js'

/** The indexes are the caller's to wait for. */
export function featuresFor(deps: ScriptDeps): Features {
  const { config, connection, clock } = deps
  const publicUrl = config.publicUrl ?? ''
  return createFeatures({
    ...deps,
    agencyName: config.agencyName,
    media: createMediaStore(connection, clock),
    files: createHandedFiles({ ...deps, publicUrl }),
    // Nothing is sent or published by a script, so nobody asks LINE.
    lineFacts: {
      quota: async () => undefined,
      memberCount: async () => undefined,
      basicId: async () => undefined,
    },
    publicUrl,
  })
}

// The features of the product for scripts that ask or fill many of them: the same rules on the same database, without LINE.
import { createFeatures, type Features } from '../src/features/index.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import { indexesBuilt, type ScriptDeps, withDatabase } from './open-database.js'

export function withFeatures<T>(work: (features: Features, deps: ScriptDeps) => Promise<T>): Promise<T> {
  return withDatabase(async (deps) => {
    const features = featuresFor(deps)
    await indexesBuilt(deps.connection)
    return work(features, deps)
  })
}

/** On an open database; the indexes are the caller's to wait for. */
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

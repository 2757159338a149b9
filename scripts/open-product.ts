// The features of the product for scripts that ask or fill many of them: the same rules on the same database, without LINE.
import { createFeatures, type Features } from '../src/features/index.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import { indexesBuilt, type ScriptDeps, withDatabase } from './open-database.js'

export function withFeatures<T>(work: (features: Features, deps: ScriptDeps) => Promise<T>): Promise<T> {
  return withDatabase(async (deps) => {
    const { connection, keyring, clock, audit, config } = deps
    const features = createFeatures({
      connection,
      keyring,
      clock,
      audit,
      media: createMediaStore(connection, clock),
      files: createHandedFiles({ connection, clock, audit, publicUrl: config.publicUrl ?? '' }),
      // Nothing is sent by a script, so nobody asks LINE.
      lineFacts: {
        quota: async () => undefined,
        memberCount: async () => undefined,
        basicId: async () => undefined,
      },
      publicUrl: config.publicUrl ?? '',
      agencyName: config.agencyName,
    })
    await indexesBuilt(connection)
    return work(features, deps)
  })
}

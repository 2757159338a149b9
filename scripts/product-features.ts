// The features of the product for a script that has a database open: the same rules, without LINE.

import { createOutbox } from '../src/delivery/outbox/outbox.js'
import { createOutboxModel } from '../src/delivery/outbox/outbox-model.js'
import { createFeatures, type Features } from '../src/features/index.js'
import { createHeavyWork } from '../src/heavy-work/heavy-threads.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import type { ScriptDeps } from './open-database.js'

/** The indexes are the caller's to wait for. */
export function featuresFor(deps: ScriptDeps): Features {
  const { config, connection, clock, keyring } = deps
  const publicUrl = config.publicUrl ?? ''
  const outboxModel = createOutboxModel(connection)
  const never = async () => {
    throw new Error('A script only puts letters into the post')
  }
  const outbox = createOutbox({
    ...{ model: outboxModel, keyring, clock },
    ...{ reply: never, push: never, tried: () => undefined, settled: async () => undefined },
  })
  const features = createFeatures({
    ...deps,
    agencyName: config.agencyName,
    media: createMediaStore(connection, clock),
    files: createHandedFiles({ ...deps, publicUrl }),
    heavyWork: createHeavyWork(),
    // Nothing is sent or published by a script, so nobody asks LINE.
    lineFacts: {
      quota: async () => undefined,
      memberCount: async () => undefined,
      basicId: async () => undefined,
    },
    // The product that runs sends them.
    post: (letters) => outbox.post(letters, { sendNow: false }),
    publicUrl,
  })
  features.people.rules.whenRolesEnd(async ({ key, left }) => void (await outbox.withdraw(key, left)))
  return features
}

// What our scripts share: the configured database and what stands on it, opened for one piece of work and closed again.
import type { Connection } from 'mongoose'
import { type Config, readConfig } from '../src/config/config.js'
import { collectionsReady } from '../src/database/clustered-upgrade.js'
import { openDatabase } from '../src/database/database.js'
import { createMenus } from '../src/features/menus/menus-feature.js'
import { createPeopleModel } from '../src/features/people/people-model.js'
import { createPeopleRules, type PeopleRules } from '../src/features/people/people-rules.js'
import type { Clock } from '../src/operation/clock.js'
import { type Audit, createAudit } from '../src/security/audit/audit.js'
import { createChainSeals } from '../src/security/audit/chain-seals.js'
import { sealOldChains } from '../src/security/audit/chain-seals-upgrade.js'
import { createKeyring, type Keyring } from '../src/security/keyring.js'

export interface ScriptDeps {
  readonly config: Config
  readonly connection: Connection
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}

/** Shares the embedded database of a product that runs. Throws ConfigRefused, or what the database says. */
export async function withDatabase<T>(work: (deps: ScriptDeps) => Promise<T>): Promise<T> {
  const config = readConfig()
  const clock: Clock = () => new Date()
  const { connection, close } = await openDatabase(config, { forScript: true })
  try {
    const keyring = createKeyring(config.secretKey)
    const audit = createAudit(connection, clock, keyring)
    await sealOldChains(connection, createChainSeals(connection, keyring), audit)
    return await work({ config, connection, keyring, clock, audit })
  } finally {
    await close()
  }
}

/** Waits for the indexes of every model made so far: nothing may be written before a unique one is there. */
export async function indexesBuilt(connection: Connection): Promise<void> {
  await collectionsReady(connection)
}

/** The features that are switched on for a channel; `undefined`: all. */
export const featuresIn =
  ({ channels }: Pick<Config, 'channels'>) =>
  (channel: string) =>
    channels.find(({ name }) => name === channel)?.features

export function withPeople<T>(work: (people: PeopleRules, deps: ScriptDeps) => Promise<T>): Promise<T> {
  return withDatabase(async (deps) => {
    const people = createPeopleRules({ ...deps, model: createPeopleModel(deps.connection) })
    // Whoever is let go by a script is noted, so that the product that runs takes their menu back within a minute.
    createMenus({ connection: deps.connection, featuresOn: featuresIn(deps.config) }, people)
    await indexesBuilt(deps.connection)
    return work(people, deps)
  })
}

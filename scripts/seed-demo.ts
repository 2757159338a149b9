// npm run seed-demo: the demo agency into the configured database. npm run seed-demo -- --content: the library and the
// policies only, also in production. Both may run again; what is there stays as it is.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type th from '../locales/th/demo.json'
import { officerKeyFile } from '../src/demo/officer-key-file.js'
import { seedContent } from '../src/demo/seed-content.js'
import { type DemoDeps, type SeededDemo, seedDemo } from '../src/demo/seed-demo.js'
import { standInChannel } from '../src/demo/stand-in-channel.js'
import { textsOf } from '../src/i18n/texts.js'
import type { RecipientKeys } from '../src/sealing/vault.js'
import { type ScriptDeps, withDatabase } from './open-database.js'
import { featuresFor } from './product-features.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('demo')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'badArguments')}\n\n${say(language, 'usage')}`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      content: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'usage'))
  if (!isLanguage(values.lang)) return complain(badArguments())
  return withDatabase((deps) => (values.content ? putContentIn(deps) : putEverythingIn(deps)))
}

async function putContentIn(deps: ScriptDeps): Promise<number> {
  const { content, policies } = await seedContent({ ...whatSeedingNeeds(deps), draw: 'now' })
  print(say(language, 'content', { content, policies }))
  return print(say(language, 'templates'))
}

async function putEverythingIn(deps: ScriptDeps): Promise<number> {
  const { config, keyring, clock } = deps
  if (config.production) return complain(say(language, 'production'))
  const onStandIn = config.channels.length === 0
  let keyFile: string | undefined
  const seeded = await seedDemo({
    ...whatSeedingNeeds(deps),
    keyring,
    clock,
    ...(onStandIn && { channel: standInChannel.name }),
    keepOfficerKeys: async (keys) => {
      keyFile = await writeKeys(config.dataDir, keys)
    },
  })
  print(wordsOf(seeded))
  if (keyFile !== undefined) print(say(language, 'keyFile', { file: keyFile }))
  return onStandIn ? 0 : print(say(language, 'noAccounts'))
}

function wordsOf(seeded: SeededDemo): string {
  const { staff, units } = seeded
  if (!seeded.added) return say(language, 'alreadyThere', { staff, units })
  const { content, policies, acknowledgements, complaints } = seeded
  return say(language, 'added', { staff, units, content, policies, acknowledgements, complaints })
}

function whatSeedingNeeds(deps: ScriptDeps): Pick<DemoDeps, 'features' | 'agencyName' | 'clock'> {
  return { features: featuresFor(deps), agencyName: deps.config.agencyName, clock: deps.clock }
}

/** A file that is there may be the only copy of another database's key, so it is never written over. */
async function writeKeys(folder: string, keys: RecipientKeys & { readonly name: string }): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (let number = 1; ; number += 1) {
    const file = join(folder, number === 1 ? officerKeyFile.name : `${number}-${officerKeyFile.name}`)
    try {
      await writeFile(file, officerKeyFile.words(keys), { flag: 'wx', mode: 0o600 })
      return file
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

process.exitCode = await main().catch((error: unknown) =>
  complain(isBadArguments(error) ? badArguments() : say(language, 'failed', { reason: reasonOf(error) })),
)

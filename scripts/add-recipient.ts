// npm run add-recipient -- --name "<label>" --out <key.json> | --public-key <base64url>: names somebody who may open tips, what
// kinds of them and by which other names a tip may name that person. The private half goes to one file that is never
// overwritten; neither the database nor the server keeps it. Every reader but the first waits three days, and colleagues may object.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type th from '../locales/th/tips.json'
import { namingWarnings } from '../src/features/cases/names/naming-words.js'
import { type ReaderScope, readReaderScope } from '../src/features/cases/reader-scope.js'
import { complaintKinds } from '../src/features/complaints/complaint-kinds.js'
import { createReaderAdding, daysToObject } from '../src/features/console/reader-adding-rules.js'
import { dayInBangkok } from '../src/i18n/calendar/thai-calendar.js'
import { composed } from '../src/i18n/letters/composed.js'
import { textsOf } from '../src/i18n/texts.js'
import { isPublicKey, makeRecipientKeys, type RecipientKeys } from '../src/sealing/vault.js'
import { createRecipients } from '../src/security/vault-recipients.js'
import { type ScriptDeps, withDatabase } from './open-database.js'
import {
  complain,
  isBadArguments,
  isLanguage,
  languageAsked,
  print,
  reasonOf,
  withKeysJoined,
} from './script-words.js'

const say = textsOf<typeof th>('tips')
const asked = withKeysJoined(process.argv.slice(2))
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'script.badArguments')}\n\n${say(language, 'script.usage')}`

function readArguments() {
  const { values } = parseArgs({
    args: asked,
    options: {
      name: { type: 'string' },
      out: { type: 'string' },
      'public-key': { type: 'string' },
      kinds: { type: 'string' },
      'known-as': { type: 'string', multiple: true },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return values
}

async function main(): Promise<number> {
  const given = readArguments()
  const { name: givenName, out, 'public-key': publicKey, lang } = given
  if (given.help) return print(say(language, 'script.usage'))
  const name = givenName === undefined ? undefined : composed(givenName).trim()
  if (!isLanguage(lang) || !name) return complain(badArguments())
  const read = readReaderScope({
    kinds: given.kinds?.split(',').map((kind) => kind.trim()) ?? complaintKinds,
    knownAs: given['known-as'] ?? [],
  })
  if (!read.ok)
    return complain(
      read.why === 'notFindable'
        ? say(language, 'script.notFindable', { names: read.names.join(', ') })
        : badArguments(),
    )
  const named = { name, scope: read.scope }
  if (out !== undefined && publicKey === undefined)
    return withDatabase((deps) => makeAndRegister(deps, named, out))
  if (publicKey === undefined || out !== undefined) return complain(badArguments())
  if (!(await isPublicKey(publicKey))) return complain(say(language, 'script.notAPublicKey'))
  return withDatabase((deps) => register(deps, named, publicKey))
}

interface Named {
  readonly name: string
  readonly scope: ReaderScope
}

/** The file first: a key that is registered without its private half would close every tip to that officer. */
async function makeAndRegister(deps: ScriptDeps, named: Named, out: string): Promise<number> {
  const keys = await makeRecipientKeys()
  if (!(await writeKeyFile(out, named.name, keys)))
    return complain(say(language, 'script.fileExists', { file: out }))
  const failed = await register(deps, named, keys.publicKey)
  return failed || print(say(language, 'script.keyWritten', { file: out }))
}

async function writeKeyFile(out: string, name: string, keys: RecipientKeys): Promise<boolean> {
  const content = `${JSON.stringify({ kind: 'sujarit recipient key', version: 1, name, ...keys }, null, 2)}\n`
  try {
    // 'wx': a file that is there may be the only copy of a key.
    await writeFile(out, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function register({ connection, audit, clock }: ScriptDeps, { name, scope }: Named, publicKey: string) {
  const recipients = createRecipients(connection)
  if (
    [...(await recipients.list()), ...(await recipients.waiting())].some((one) => one.publicKey === publicKey)
  )
    return complain(say(language, 'script.alreadyThere'))
  const readers = createReaderAdding({ recipients, clock, audit })
  const added = await readers.add({ name, publicKey, addedOn: dayInBangkok(clock()), ...scope })
  if (!added.ok) return complain(say(language, `script.${added.why}`))
  const { id: fingerprint, state } = added
  const said =
    state === 'listed'
      ? say(language, 'script.added', { name, fingerprint })
      : say(language, 'script.waits', { name, fingerprint, days: daysToObject })
  return print([said, ...namingWarnings(language, [name, ...scope.knownAs])].join('\n'))
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error) ? badArguments() : say(language, 'script.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

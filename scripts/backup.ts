// npm run backup -- --out <folder> --passphrase-file <file> | --public-key <key>: a locked copy of all that lasts, while the
// product runs. Nothing is written over, and no passphrase stands on a command line.
import { parseArgs } from 'node:util'
import type th from '../locales/th/backup.json'
import type { LockWith } from '../src/backup/backup-lock.js'
import { writeBackup } from '../src/backup/backup-writing.js'
import { textsOf } from '../src/i18n/texts.js'
import { judgePassphrase } from '../src/sealing/passphrase-strength.js'
import { isPublicKey } from '../src/sealing/vault.js'
import { passphraseIn } from './backup-secrets.js'
import { withDatabase } from './open-database.js'
import {
  complain,
  isBadArguments,
  isLanguage,
  languageAsked,
  print,
  reasonOf,
  withKeysJoined,
} from './script-words.js'

const say = textsOf<typeof th>('backup')
const asked = withKeysJoined(process.argv.slice(2))
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'badArguments')}\n\n${say(language, 'backup.usage')}`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      out: { type: 'string' },
      'passphrase-file': { type: 'string' },
      'public-key': { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'backup.usage'))
  const { out, 'passphrase-file': file, 'public-key': publicKey } = values
  if (!isLanguage(values.lang) || !out) return complain(badArguments())
  if (file !== undefined && publicKey === undefined) {
    const passphrase = await passphraseIn(file)
    // Here the passphrase is on this machine; what is too easy is refused as in the console.
    if (!judgePassphrase(passphrase).ok) return complain(say(language, 'passphraseTooWeak'))
    return write(out, { kind: 'passphrase', passphrase })
  }
  if (publicKey === undefined || file !== undefined) return complain(badArguments())
  if (!(await isPublicKey(publicKey))) return complain(say(language, 'notAPublicKey'))
  return write(out, { kind: 'publicKey', publicKey })
}

function write(folder: string, lockWith: LockWith): Promise<number> {
  return withDatabase(async ({ connection, audit, clock }) => {
    await audit.record({ who: 'system', action: 'backup made', outcome: 'done' })
    const written = await writeBackup(connection, folder, {
      ...{ lockWith, madeAt: clock() },
      audit: await audit.end(),
    })
    if (!written.ok) return complain(say(language, `backup.${written.why}`, { folder }))
    const { collections, documents } = written
    return print(say(language, 'backup.done', { collections, documents, folder }))
  })
}

process.exitCode = await main().catch((error: unknown) =>
  complain(isBadArguments(error) ? badArguments() : say(language, 'failed', { reason: reasonOf(error) })),
)

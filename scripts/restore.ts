// npm run restore -- --from <folder> --passphrase-file <file> | --key <key.json>: puts a backup into the configured database, after
// all of it was opened and checked. A database that has anything in it is left alone unless --force is given.
import { parseArgs } from 'node:util'
import type th from '../locales/th/backup.json'
import { BackupBroken, type OpenWith } from '../src/backup/backup-lock.js'
import { restoreBackup } from '../src/backup/backup-reading.js'
import { textsOf } from '../src/i18n/texts.js'
import { createAudit } from '../src/security/audit/audit.js'
import { createChainSeals } from '../src/security/audit/chain-seals.js'
import { sealOldChains } from '../src/security/audit/chain-seals-upgrade.js'
import { keysIn, passphraseIn } from './backup-secrets.js'
import { withDatabase } from './open-database.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('backup')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const badArguments = () => `${say(language, 'badArguments')}\n\n${say(language, 'restore.usage')}`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      from: { type: 'string' },
      'passphrase-file': { type: 'string' },
      key: { type: 'string' },
      force: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'restore.usage'))
  const { from, 'passphrase-file': file, key, force } = values
  if (!isLanguage(values.lang) || !from || (file === undefined) === (key === undefined))
    return complain(badArguments())
  if (file !== undefined)
    return putBack(from, { kind: 'passphrase', passphrase: await passphraseIn(file) }, force)
  const keys = await keysIn(key ?? '')
  return keys
    ? putBack(from, { kind: 'key', keys }, force)
    : complain(say(language, 'notAKeyFile', { file: key ?? '' }))
}

function putBack(folder: string, openWith: OpenWith, force: boolean): Promise<number> {
  return withDatabase(async ({ connection, clock, keyring }) => {
    const restored = await restoreBackup(connection, folder, { openWith, force })
    if (!restored.ok) return complain(say(language, `restore.${restored.why}`, { folder }))
    // In the chain that was put back: it goes on from where the copy ends.
    const audit = createAudit(connection, clock, keyring)
    await sealOldChains(connection, createChainSeals(connection, keyring), audit)
    await audit.record({ who: 'system', action: 'backup restored', outcome: 'done' })
    const { collections, documents } = restored
    return print(say(language, 'restore.done', { collections, documents }))
  })
}

function explain(error: unknown): number {
  if (error instanceof BackupBroken) return complain(say(language, 'restore.broken', { file: error.file }))
  return complain(
    isBadArguments(error) ? badArguments() : say(language, 'failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

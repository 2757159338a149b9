// npm run reseal -- --old-key-file <file> | --lost: after SECRET_KEY was changed, and before the product is started with the new
// one. Who was left out of each case is sealed anew; no case is opened, and no case is lost.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type th from '../locales/th/cases.json'
import { textsOf } from '../src/i18n/texts.js'
import { exactBytes } from '../src/sealing/exact-bytes.js'
import { createChainSeals } from '../src/security/audit/chain-seals.js'
import { resealChains } from '../src/security/audit/chain-seals-upgrade.js'
import { createKeyring } from '../src/security/keyring.js'
import { withFeatures } from './open-product.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('cases')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const keyBytes = 32

const usage = () => say(language, 'reseal.usage')

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      'old-key-file': { type: 'string' },
      lost: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const { 'old-key-file': file, lost, lang, help } = values
  if (help) return print(usage())
  if (!isLanguage(lang) || (file !== undefined) === lost) return complain(usage())
  const key = file === undefined ? undefined : exactBytes(readFileSync(file, 'utf8').trim(), 'base64')
  if (file !== undefined && key?.length !== keyBytes) return complain(say(language, 'reseal.badKey'))
  return withFeatures(async ({ cases }, { connection, keyring, audit }) => {
    const done = await cases.reseal(key ? createKeyring(key) : 'lost')
    if (!done.ok) return complain(say(language, 'reseal.wrongKey'))
    const before = key ? createChainSeals(connection, createKeyring(key)) : 'lost'
    await resealChains(connection, { before, now: createChainSeals(connection, keyring) }, audit)
    const { resealed, lost: gone } = done
    return print(
      say(language, gone > 0 ? 'reseal.doneLost' : 'reseal.done', { count: gone > 0 ? gone : resealed }),
    )
  })
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error) ? usage() : say(language, 'reseal.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

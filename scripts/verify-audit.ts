// npm run verify-audit -- [--witness "<number> <code>"] [--backup <folder>] [--json]: checks the audit chain and every other chain of
// the database under SECRET_KEY, and compares codes that were kept outside. It ends with 1 when anything is wrong.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type th from '../locales/th/audit.json'
import { manifestName, manifestSchema } from '../src/backup/backup-contents.js'
import type { Features } from '../src/features/index.js'
import { textsOf } from '../src/i18n/texts.js'
import { declarationsIn, giftChain, snapshotChain } from '../src/security/audit/chain-rows.js'
import { createChainSeals, readWitness, witnessCode } from '../src/security/audit/chain-seals.js'
import { withFeatures } from './open-product.js'
import {
  complain,
  isBadArguments,
  isLanguage,
  jsonIn,
  languageAsked,
  print,
  reasonOf,
} from './script-words.js'

const say = textsOf<typeof th>('audit')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const badArguments = () => `${say(language, 'verify.badArguments')}\n\n${say(language, 'verify.usage')}`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: asked,
    options: {
      witness: { type: 'string', multiple: true, default: [] },
      backup: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'verify.usage'))
  if (!isLanguage(values.lang)) return complain(badArguments())
  const witnesses: NonNullable<ReturnType<typeof readWitness>>[] = []
  for (const words of [...values.witness, ...(await Promise.all(values.backup.map(witnessOf)))]) {
    const read = readWitness(words)
    if (!read) return complain(`${say(language, 'verify.unreadable', { words })}\n\n${badArguments()}`)
    witnesses.push(read)
  }
  return verify(witnesses, values.json)
}

/** What a backup wrote down; a folder without it is no witness. */
async function witnessOf(folder: string): Promise<string> {
  const manifest = manifestSchema.safeParse(jsonIn(await readFile(join(folder, manifestName), 'utf8')))
  return manifest.data?.audit ? witnessCode(manifest.data.audit) : folder
}

function verify(
  witnesses: readonly NonNullable<ReturnType<typeof readWitness>>[],
  json: boolean,
): Promise<number> {
  return withFeatures(async (features, { connection, keyring, audit }) => {
    const checked = await audit.check()
    const compared = await Promise.all(
      witnesses.map(async (one) => ({ number: one.number, found: await audit.compare(one) })),
    )
    const others = []
    for (const chain of await createChainSeals(connection, keyring).chains())
      if (chain !== 'audit') others.push({ chain, wrongFrom: await wrongIn(features, chain) })
    const isRight =
      checked.wrongFrom === undefined &&
      compared.every(({ found }) => found === 'same' || found === 'old') &&
      others.every(({ wrongFrom }) => wrongFrom === undefined)
    const { rows, first, last, wrongFrom } = checked
    if (json) {
      const end = last && { number: last.number, hash: last.hash }
      print(
        JSON.stringify({ isRight, audit: { rows, first: first?.number, end, wrongFrom }, compared, others }),
      )
      return isRight ? 0 : 1
    }
    const lines = [
      wrongFrom !== undefined
        ? say(language, 'verify.wrong', { chain: 'audit', number: wrongFrom })
        : first && last
          ? say(language, 'verify.right', { rows, first: first.number, code: witnessCode(last) })
          : say(language, 'verify.empty'),
      ...compared.map(({ number, found }) => say(language, `verify.compared.${found}`, { number })),
      ...others.map(({ chain, wrongFrom: number }) =>
        number === undefined
          ? say(language, 'verify.otherRight', { chain })
          : say(language, 'verify.wrong', { chain, number }),
      ),
      say(language, 'verify.limits'),
    ]
    print(lines.join('\n'))
    return isRight ? 0 : 1
  })
}

async function wrongIn(features: Features, chain: string): Promise<number | undefined> {
  if (chain === giftChain) return features.gifts.reports.firstBrokenStatement()
  if (chain === snapshotChain) return features.statistics.snapshots.firstBroken()
  const declared = declarationsIn(chain)
  // A chain of which this version knows nothing cannot be called right.
  return declared ? features.acknowledgements.rules.firstBroken(declared.policyKey, declared.version) : 0
}

process.exitCode = await main().catch((error: unknown) =>
  complain(
    isBadArguments(error) ? badArguments() : say(language, 'verify.failed', { reason: reasonOf(error) }),
  ),
)

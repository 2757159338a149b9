// npm run report -- ita --year 2569 [--profile nacc-central] [--out folder]: the assessor's pack as one ZIP, from the running or a
// resting database. What is missing is printed; a profile that is missing writes nothing.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type th from '../locales/th/ita.json'
import { assessorNamed } from '../src/features/ita/ita-pack-rules.js'
import { fiscalYearOf, fromThaiDigits } from '../src/i18n/calendar/thai-calendar.js'
import { textsOf } from '../src/i18n/texts.js'
import { withFeatures } from './open-product.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('ita')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const usage = () => say(language, 'scripts.usage')
const badArguments = () => `${say(language, 'scripts.badArguments')}\n\n${usage()}`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      year: { type: 'string' },
      profile: { type: 'string' },
      out: { type: 'string', default: '.' },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(usage())
  const year = values.year === undefined ? fiscalYearOf(new Date()) : Number(fromThaiDigits(values.year))
  const assessor = values.profile === undefined ? undefined : assessorNamed(values.profile)
  const unknown = values.profile !== undefined && assessor === undefined
  const isYear = Number.isInteger(year) && year >= 2400 && year <= 2999
  if (positionals.join(' ') !== 'ita' || !isYear || unknown || !isLanguage(values.lang))
    return complain(badArguments())
  return withFeatures(async ({ ita }) => {
    const built = await ita.packs.build(year, assessor, language, async (item, place, of) => {
      print(say(language, 'scripts.item', { item, place, of }))
    })
    if (!built.ok)
      return complain(say(language, 'scripts.noProfile', { year, years: built.years.join(', ') }))
    const { name, bytes, items } = built.pack
    for (const { item, missing } of items)
      for (const one of missing) print(say(language, 'scripts.missing', { item: item.number, missing: one }))
    await mkdir(values.out, { recursive: true })
    const file = join(values.out, name)
    await writeFile(file, bytes)
    return print(say(language, 'scripts.written', { file }))
  })
}

process.exitCode = await main().catch((error: unknown) =>
  isBadArguments(error)
    ? complain(badArguments())
    : complain(say(language, 'scripts.failed', { reason: reasonOf(error) })),
)

// npm run verify-assets -- <address> --key "<fingerprint>" [--not-before <day>] [--no-source] [--json]: compares what a running site
// sends with the signed list, with a fingerprint that was published elsewhere, and with this source. Run it on another machine
// than the server's. It ends with 1 when anything differs.
import { parseArgs } from 'node:util'
import type th from '../locales/th/assets.json'
import { addDays, dayInBangkok, isDay } from '../src/i18n/calendar/thai-calendar.js'
import { textsOf } from '../src/i18n/texts.js'
import { checkSite, type Difference, type SiteChecked } from '../src/web/assets-check/site-check.js'
import { assetListOf } from '../src/web/pages/asset-manifest.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('assets')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const badArguments = () => `${say(language, 'verify.badArguments')}\n\n${say(language, 'verify.usage')}`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      'not-before': { type: 'string' },
      'no-source': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(say(language, 'verify.usage'))
  const [address, ...more] = positionals
  const url = URL.canParse(address ?? '') ? new URL(address ?? '') : undefined
  const today = dayInBangkok(new Date())
  const notBefore = values['not-before'] ?? addDays(today, -1)
  const isGood = isLanguage(values.lang) && more.length === 0 && isDay(notBefore)
  if (!isGood || !url || !/^https?:$/.test(url.protocol) || !isFingerprint(values.key))
    return complain(badArguments())
  const checked = await checkSite({
    origin: url.origin,
    fingerprint: values.key,
    notBefore,
    notAfter: addDays(today, 1),
    ...(!values['no-source'] && { source: await assetListOf(today) }),
  })
  const isRight = checked.differences.length === 0
  print(values.json ? JSON.stringify({ isRight, ...checked }) : told(checked))
  return isRight ? 0 : 1
}

const isFingerprint = (text: string | undefined): text is string =>
  /^[0-9a-f]{32}$/i.test((text ?? '').replaceAll(/[\s:·-]/g, ''))

function told({ differences, list, assets, pages, outside }: SiteChecked): string {
  return [
    ...(list ? [say(language, 'verify.list', list)] : []),
    ...(differences.length === 0
      ? [say(language, 'verify.right', { assets, pages: pages.length })]
      : [say(language, 'verify.wrong', { count: differences.length }), ...differences.map(sentenceOf)]),
    ...(outside.length > 0 ? [say(language, 'verify.outside', { places: outside.join(' ') })] : []),
    say(language, 'verify.limits'),
  ].join('\n')
}

const sentenceOf = (difference: Difference): string =>
  `- ${say(language, `verify.differs.${difference.what}`, {
    where: 'where' in difference ? difference.where : '',
    found: 'found' in difference ? difference.found : '',
  })}`

process.exitCode = await main().catch((error: unknown) =>
  complain(
    isBadArguments(error) ? badArguments() : say(language, 'verify.failed', { reason: reasonOf(error) }),
  ),
)

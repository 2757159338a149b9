// npm run reset-sign-in -- --employee <code> | --role <role> [--all]: for somebody who lost the authenticator and has nobody left
// to reset it in the console. Open sessions end, and the next link from the chat enrols anew. Keys and cases stay as they are.
import { parseArgs } from 'node:util'
import type th from '../locales/th/people.json'
import { channelNamesOf } from '../src/config/config-channels.js'
import { consoleRoles } from '../src/features/console/sign-in-rules.js'
import type { Features } from '../src/features/index.js'
import { textsOf } from '../src/i18n/texts.js'
import { withFeatures } from './open-product.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('people')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const usage = () => say(language, 'scripts.resetSignIn.usage', { roles: consoleRoles.join(', ') })
const badArguments = () => `${say(language, 'scripts.badArguments')}\n\n${usage()}`

function readArguments() {
  const { values } = parseArgs({
    args: asked,
    options: {
      employee: { type: 'string' },
      role: { type: 'string' },
      all: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return values
}

async function main(): Promise<number> {
  const { employee, role: wanted, all, lang, help } = readArguments()
  if (help) return print(usage())
  const role = consoleRoles.find((one) => one === wanted)
  const isOne = (employee === undefined) !== (wanted === undefined)
  if (!isLanguage(lang) || !isOne || (wanted !== undefined && !role)) return complain(badArguments())
  return withFeatures(async (features, { config }) => {
    const channels = channelNamesOf(config)
    const accounts = role
      ? await accountsWithRole(features, channels, role)
      : await accountsOf(features, channels, employee ?? '')
    if (!accounts)
      return complain(say(language, 'scripts.resetSignIn.unknownEmployee', { code: employee ?? '' }))
    const { signIn } = features.console
    const enrolled = []
    for (const account of accounts) if (await signIn.hasFactor(account)) enrolled.push(account)
    if (enrolled.length === 0) return complain(say(language, 'scripts.resetSignIn.nothing'))
    if (role && enrolled.length > 1 && !all)
      return complain(say(language, 'scripts.resetSignIn.several', { count: enrolled.length }))
    for (const account of enrolled) await signIn.resetFactor(account, 'system')
    return print(say(language, 'scripts.resetSignIn.done', { count: enrolled.length }))
  })
}

/** Keys of accounts; `undefined`: the roster has no such code. */
async function accountsOf({ people }: Features, channels: readonly string[], code: string) {
  const staff = await people.rules.staffByEmployeeCode(code.trim())
  if (!staff) return undefined
  const { staffId } = staff
  const found = channels.map((channel) => people.rules.linkedStaff({ channel, staffIds: [staffId] }))
  return (await Promise.all(found)).flat().map(({ address }) => address.key)
}

async function accountsWithRole(
  { people }: Features,
  channels: readonly string[],
  role: (typeof consoleRoles)[number],
) {
  const found = await Promise.all(channels.map((channel) => people.rules.peopleWithRole(role, channel)))
  return [...new Set(found.flat().map(({ address }) => address.key))]
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error) ? badArguments() : say(language, 'scripts.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

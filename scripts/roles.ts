// npm run roles [-- --end <mark> --role <role> [--even-if-last] | --withdraw <mark>]: who holds which role, and the way to take one
// back on the server, where nobody is left in the console who could. What ends with it, ends at once.
import { parseArgs } from 'node:util'
import type th from '../locales/th/people.json'
import type { Features } from '../src/features/index.js'
import {
  givenInWords,
  invitationInWords,
  nameAndUnit,
  nobodyReadsInWords,
  roleInWords,
  say,
} from '../src/features/roles/role-words.js'
import { textsOf } from '../src/i18n/texts.js'
import { roles } from '../src/security/roles.js'
import { withFeatures } from './open-product.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const sayPeople = textsOf<typeof th>('people')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

const usage = () => say(language, 'scripts.usage', { roles: roles.join(', ') })
const badArguments = () => `${sayPeople(language, 'scripts.badArguments')}\n\n${usage()}`

function readArguments() {
  const { values } = parseArgs({
    args: asked,
    options: {
      end: { type: 'string' },
      role: { type: 'string' },
      'even-if-last': { type: 'boolean', default: false },
      withdraw: { type: 'string' },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return values
}

async function main(): Promise<number> {
  const { end, role: wanted, 'even-if-last': evenIfLast, withdraw, json, lang, help } = readArguments()
  if (help) return print(usage())
  const role = roles.find((one) => one === wanted)
  const isOne = (end !== undefined) === (role !== undefined) && !(end !== undefined && withdraw !== undefined)
  if (!isLanguage(lang) || !isOne || (wanted !== undefined && !role)) return complain(badArguments())
  return withFeatures(async (features) => {
    if (end !== undefined && role) return takeBack(features, { mark: end, role, evenIfLast })
    if (withdraw !== undefined) return withdrawCode(features, withdraw)
    return json ? print(JSON.stringify(await facts(features))) : list(features)
  })
}

async function takeBack(
  { roles: { rules } }: Features,
  what: { readonly mark: string; readonly role: (typeof roles)[number]; readonly evenIfLast: boolean },
): Promise<number> {
  const taken = await rules.takeBack('script', what)
  if (taken.ok) {
    const name = nameAndUnit(language, taken.holder)
    return print(say(language, 'done', { role: roleInWords(language, what.role), name }))
  }
  if (taken.why === 'nobodyReads')
    return complain(`${nobodyReadsInWords(language, taken.held)}\n${say(language, 'scripts.evenIfLast')}`)
  const { mark } = what
  return complain(
    taken.why === 'lastAdmin'
      ? say(language, 'scripts.lastAdmin')
      : say(language, 'scripts.notThere', { mark }),
  )
}

async function withdrawCode({ roles: { rules } }: Features, mark: string): Promise<number> {
  const done = await rules.withdrawInvitation('script', mark)
  return done
    ? print(say(language, 'scripts.withdrawn'))
    : complain(say(language, 'scripts.noInvitation', { mark }))
}

async function list({ roles: { rules } }: Features): Promise<number> {
  const [holders, invitations] = await Promise.all([rules.holders('script'), rules.openInvitations()])
  const lines = holders.flatMap((holder) =>
    holder.roles.map((held) =>
      [
        `${holder.mark}  ${nameAndUnit(language, holder)}`,
        `${roleInWords(language, held.role)} (${held.role})`,
        givenInWords(language, held),
        say(language, `key.${holder.key}`),
      ].join(' · '),
    ),
  )
  print(lines.length > 0 ? lines.join('\n') : say(language, 'scripts.nobody'))
  for (const one of invitations) print(`${one.mark}  ${invitationInWords(language, one)}`)
  return 0
}

async function facts({ roles: { rules } }: Features) {
  const [holders, invitations] = await Promise.all([rules.holders('script'), rules.openInvitations()])
  return {
    holders: holders.map(({ mark, staff, roles: held, key, hasFactor }) => ({
      ...{ mark, key, hasFactor },
      ...(staff && { name: staff.name, unit: staff.unit }),
      roles: held.map(({ role, on }) => ({ role, ...(on && { on }) })),
    })),
    invitations: invitations.map(({ mark, grant, expiresAt }) => ({ mark, ...grant, expiresAt })),
  }
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error)
      ? badArguments()
      : sayPeople(language, 'scripts.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

// npm run invite -- --role <role> | --group "<unit>" | --staff <employee code>: prints a one-time code.
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type th from '../locales/th/people.json'
import type { PeopleRules } from '../src/features/people/people-rules.js'
import { invitationDays, personalCodeDays } from '../src/features/people/registration/invitation-rules.js'
import { dateTimeTitle } from '../src/i18n/calendar/thai-calendar.js'
import { composed } from '../src/i18n/letters/composed.js'
import { textsOf } from '../src/i18n/texts.js'
import { type Role, roles } from '../src/security/roles.js'
import { withPeople } from './open-database.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('people')
const asked = process.argv.slice(2)
const language = languageAsked(asked)
const daysSchema = z.coerce.number().int().min(1).max(365).optional()

/** What is printed: words for people, or the same facts for machines. */
interface Made {
  readonly words: string
  readonly facts: Readonly<Record<string, string>>
}

function readArguments() {
  const { values } = parseArgs({
    args: asked,
    options: {
      role: { type: 'string' },
      group: { type: 'string' },
      staff: { type: 'string' },
      days: { type: 'string' },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return values
}

const usage = () =>
  say(language, 'scripts.invite.usage', {
    roles: roles.join(', '),
    days: invitationDays,
    personalDays: personalCodeDays,
  })

const badArguments = () => `${say(language, 'scripts.badArguments')}\n\n${usage()}`

async function main(): Promise<number> {
  const given = readArguments()
  if (given.help) return print(usage())
  if (!isLanguage(given.lang)) return complain(badArguments())
  const days = daysSchema.safeParse(given.days)
  if (!days.success) return complain(say(language, 'scripts.invite.badDays'))
  const invite = inviterFor(given, days.data)
  if (typeof invite === 'string') return complain(invite)

  return withPeople(async (rules) => {
    const made = await invite(rules)
    if (typeof made === 'string') return complain(made)
    return print(given.json ? JSON.stringify(made.facts) : made.words)
  })
}

/** A complaint, or what to do; doing it may still end in a complaint. */
function inviterFor(
  { role, group, staff }: ReturnType<typeof readArguments>,
  days: number | undefined,
): string | ((rules: PeopleRules) => Promise<Made | string>) {
  const [wanted, ...others] = [role, group, staff].filter((one) => one !== undefined)
  if (wanted === undefined || others.length > 0 || wanted.trim() === '') return badArguments()
  if (group !== undefined) return (rules) => inviteGroup(rules, composed(group).trim(), days)
  if (staff !== undefined) return (rules) => invitePerson(rules, staff.trim(), days)
  const known = roles.find((one) => one === wanted)
  return known
    ? (rules) => inviteToRole(rules, known, days)
    : say(language, 'scripts.invite.badRole', { role: wanted, roles: roles.join(', ') })
}

async function inviteToRole(rules: PeopleRules, role: Role, days?: number): Promise<Made> {
  const { code, expiresAt } = await rules.inviteToRole(role, days)
  const until = dateTimeTitle(expiresAt, language)
  return {
    words: say(language, 'scripts.invite.role', { role: say(language, `roles.${role}`), code, until }),
    facts: { code, role, expiresAt: expiresAt.toISOString() },
  }
}

async function inviteGroup(rules: PeopleRules, unit: string, days?: number): Promise<Made> {
  const units = await rules.units()
  // Only a warning: a group may be for more than one unit, or come before the roster.
  if (units.length > 0 && !units.includes(unit))
    complain(say(language, 'scripts.invite.unknownUnit', { unit, units: units.join(', ') }))
  const { code, expiresAt } = await rules.inviteGroup(unit, days)
  const until = dateTimeTitle(expiresAt, language)
  return {
    words: say(language, 'scripts.invite.group', { unit, code, until }),
    facts: { code, group: unit, expiresAt: expiresAt.toISOString() },
  }
}

async function invitePerson(rules: PeopleRules, employee: string, days?: number): Promise<Made | string> {
  const made = await rules.invitePerson(employee, days)
  if (!made) return say(language, 'scripts.invite.unknownEmployee', { code: employee })
  const { code, expiresAt, name } = made
  const until = dateTimeTitle(expiresAt, language)
  return {
    words: say(language, 'scripts.invite.staff', { name, employee, code, until }),
    facts: { code, staff: employee, expiresAt: expiresAt.toISOString() },
  }
}

function explain(error: unknown): number {
  return complain(
    isBadArguments(error) ? badArguments() : say(language, 'scripts.failed', { reason: reasonOf(error) }),
  )
}

process.exitCode = await main().catch(explain)

// npm run import-roster -- staff.csv [--codes codes.csv]: brings the staff roster in line with a CSV file.
import { access, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type th from '../locales/th/people.json'
import { namingWarnings } from '../src/features/cases/names/naming-words.js'
import { createOfficerKeysModel } from '../src/features/console/officer-keys-model.js'
import { createRosterNamesRules } from '../src/features/console/roster-names-rules.js'
import { personalCodeDays } from '../src/features/people/registration/invitation-rules.js'
import { readRoster } from '../src/features/people/roster/roster-file.js'
import type { RosterImported } from '../src/features/people/roster/roster-rules.js'
import { dayTitle } from '../src/i18n/calendar/thai-calendar.js'
import { textsOf } from '../src/i18n/texts.js'
import { createRecipients } from '../src/security/vault-recipients.js'
import { CodesFileRefused, writeCodesFile } from './codes-file.js'
import { withPeople } from './open-database.js'
import { rosterComplaint } from './roster-complaint.js'
import { complain, isBadArguments, isLanguage, languageAsked, print, reasonOf } from './script-words.js'

const say = textsOf<typeof th>('people')
const asked = process.argv.slice(2)
const language = languageAsked(asked)

function readArguments() {
  const { values, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: {
      codes: { type: 'string' },
      force: { type: 'boolean', default: false },
      'deactivate-missing': { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  return { ...values, file: more.length === 0 ? file : undefined }
}

const badArguments = () =>
  `${say(language, 'scripts.badArguments')}\n\n${say(language, 'scripts.importRoster.usage')}`

async function main(): Promise<number> {
  const given = readArguments()
  if (given.help) return print(say(language, 'scripts.importRoster.usage'))
  const { file, codes: codesFile } = given
  if (file === undefined || !isLanguage(given.lang)) return complain(badArguments())

  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error.code)
  if (!(bytes instanceof Buffer)) return complain(say(language, 'scripts.importRoster.unreadable', { file }))
  const roster = readRoster(bytes)
  if (!roster.ok)
    return complain(
      `${rosterComplaint(language, roster)}\n${say(language, 'scripts.importRoster.nothingStored')}`,
    )
  if (codesFile !== undefined && !given.force && (await exists(codesFile)))
    return complain(say(language, 'scripts.importRoster.codesExist', { file: codesFile }))

  return withPeople(async (rules, { connection }) => {
    const imported = await rules.importRoster(roster.rows, { deactivateMissing: given['deactivate-missing'] })
    print(summary(imported, roster.ignoredColumns))
    const model = createOfficerKeysModel(connection)
    const recipients = createRecipients(connection)
    for (const names of await createRosterNamesRules({ model, recipients, people: rules }).refresh())
      for (const warning of namingWarnings(language, names)) print(warning)
    if (codesFile === undefined) return 0
    const count = await rules.issuePersonalCodes((codes) =>
      writeCodesFile(codesFile, codes, given.force ? 'overwrite' : 'createOnly'),
    )
    const until = dayTitle(new Date(Date.now() + personalCodeDays * 86_400_000), language)
    return print(say(language, 'scripts.importRoster.codesWritten', { count, file: codesFile, until }))
  })
}

function summary({ missing, deactivated, ...counts }: RosterImported, ignored: readonly string[]): string {
  const lines = [say(language, 'scripts.importRoster.done', counts)]
  if (deactivated > 0) lines.push(say(language, 'scripts.importRoster.deactivated', { count: deactivated }))
  if (missing > 0) lines.push(say(language, 'scripts.importRoster.missing', { count: missing }))
  if (ignored.length > 0)
    lines.push(say(language, 'scripts.importRoster.ignoredColumns', { columns: ignored.join(', ') }))
  return lines.join('\n')
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

function explain(error: unknown): number {
  if (isBadArguments(error)) return complain(badArguments())
  if (error instanceof CodesFileRefused) {
    const key = error.why === 'exists' ? 'codesExist' : 'codesUnwritable'
    return complain(say(language, `scripts.importRoster.${key}`, { file: error.file }))
  }
  return complain(say(language, 'scripts.failed', { reason: reasonOf(error) }))
}

process.exitCode = await main().catch(explain)

// Makes the demo agency: people, LINE accounts and groups, library, policies, acknowledgements, complaints, then the key of the
// officer who reads tips, and cases sealed to it. A restart changes nothing of what visitors have done since; a start that was
// cut off is finished by the next one.
import type { AcknowledgementsRules } from '../features/acknowledgements/acknowledgements-rules.js'
import type { ComplaintsRules } from '../features/complaints/complaints-rules.js'
import type { PeopleRules } from '../features/people/people-rules.js'
import { dayInBangkok } from '../i18n/calendar/thai-calendar.js'
import { makeRecipientKeys, type RecipientKeys } from '../sealing/vault.js'
import { addressOf } from '../security/chat-address.js'
import type { Keyring } from '../security/keyring.js'
import type { Recipients } from '../security/vault-recipients.js'
import { demoGroups, demoPeople } from './agency/demo-accounts.js'
import { demoStaff } from './agency/demo-staff.js'
import { seedAcknowledgements } from './seed-acknowledgements.js'
import { type CasesDeps, seedCases } from './seed-cases.js'
import { demoIdOf, seedComplaints } from './seed-complaints.js'
import { type ContentDeps, DemoRefused, type SeededContent, seedContent } from './seed-content.js'

export interface DemoDeps extends Omit<ContentDeps, 'draw'> {
  readonly features: ContentDeps['features'] & {
    readonly people: { readonly rules: PeopleRules }
    readonly acknowledgements: { readonly rules: AcknowledgementsRules }
    readonly complaints: { readonly rules: ComplaintsRules }
    readonly recipients: Recipients
    readonly cases: CasesDeps['features']['cases']
  }
  readonly keyring: Keyring
  /** `later`: the caller makes them by seedDemoCases. */
  readonly cases?: 'now' | 'later'
  /**
   * The channel on which the demo people have their accounts: the LINE stand-in's. Absent: nobody has one, because the
   * real LINE does not know these people.
   */
  readonly channel?: string
  /** Puts the officer's keys away. Called before anything can be sealed to them; the private half is nowhere else. */
  readonly keepOfficerKeys: (keys: RecipientKeys & { readonly name: string }) => Promise<void>
}

/** The size of the demo agency, and whether it was there before, whole. */
export type SeededDemo = { readonly staff: number; readonly units: number } & (
  | { readonly added: false }
  | ({
      readonly added: true
      readonly acknowledgements: number
      readonly complaints: number
    } & SeededContent)
)

/** By this label the officer's key is known again. */
const demoOfficer = 'เจ้าหน้าที่รับเรื่องร้องเรียน (ข้อมูลตัวอย่าง)'

const size = { staff: demoStaff.length, units: new Set(demoStaff.map(({ unit }) => unit)).size }

/** Throws DemoRefused. May run again at any time. */
export async function seedDemo(deps: DemoDeps): Promise<SeededDemo> {
  const { features, keyring, channel } = deps
  const now = deps.clock()
  const idOf = demoIdOf(keyring)
  if (await isSeeded(features)) {
    // A start that was cut off before them, or a database that is older than they are.
    if (deps.cases !== 'later') await seedDemoCases(deps)
    return { added: false, ...size }
  }

  const [staffIdOf, content, complaints] = await Promise.all([
    seedRoster(features.people.rules),
    seedContent({ ...deps, draw: 'later' }),
    seedComplaints(features.complaints.rules, now, idOf),
  ])
  const [acknowledgements] = await Promise.all([
    seedAcknowledgements(features.acknowledgements.rules, staffIdOf, { now, channel: channel ?? 'demo' }),
    channel === undefined || seedAccounts(features.people.rules, keyring, channel, staffIdOf),
  ])
  await seedOfficerKey(deps, now)
  if (deps.cases !== 'later') await seedDemoCases(deps)
  return { added: true, ...size, ...content, acknowledgements, complaints }
}

const isSeeded = async ({ recipients }: Pick<DemoDeps['features'], 'recipients'>) =>
  [...(await recipients.list()), ...(await recipients.waiting())].some(({ name }) => name === demoOfficer)

const demoOfficerOf = async ({ recipients }: Pick<DemoDeps['features'], 'recipients'>) =>
  (await recipients.list()).find(({ name }) => name === demoOfficer)

/** Cases that are sealed to the demo officer; nothing where that key is gone. May run again at any time. */
export async function seedDemoCases({
  features,
  keyring,
  clock,
}: Pick<DemoDeps, 'keyring' | 'clock'> & {
  readonly features: CasesDeps['features'] & Pick<DemoDeps['features'], 'recipients'>
}): Promise<void> {
  const officer = await demoOfficerOf(features)
  const idOf = demoIdOf(keyring)
  if (officer) await seedCases({ features, now: clock(), idOf, officer })
}

async function seedRoster(
  rules: Pick<PeopleRules, 'importRoster' | 'activeStaff'>,
): Promise<(employeeCode: string) => string> {
  await rules.importRoster(
    demoStaff.map(({ employeeCode, name, unit, position }) => ({ employeeCode, name, unit, position })),
  )
  const ids = new Map((await rules.activeStaff()).map(({ employeeCode, staffId }) => [employeeCode, staffId]))
  return (employeeCode) => {
    const staffId = ids.get(employeeCode)
    if (staffId === undefined) throw new DemoRefused('roster', `${employeeCode} is not on it`)
    return staffId
  }
}

async function seedAccounts(
  rules: Pick<PeopleRules, 'linkStaff' | 'linkGroup'>,
  keyring: Keyring,
  channel: string,
  staffIdOf: (employeeCode: string) => string,
): Promise<void> {
  await Promise.all([
    ...demoPeople.map(async ({ userId, language, staff }) => {
      if (!staff) return
      const address = addressOf(keyring, channel, userId)
      const staffId = staffIdOf(staff.employeeCode)
      if (!(await rules.linkStaff({ address, staffId, roles: staff.roles, language })))
        throw new DemoRefused('account', 'it is linked with somebody else')
    }),
    ...demoGroups.map(({ groupId, unit }) => rules.linkGroup(addressOf(keyring, channel, groupId), unit)),
  ])
}

async function seedOfficerKey({ features, keepOfficerKeys }: DemoDeps, now: Date): Promise<void> {
  const keys = await makeRecipientKeys()
  await keepOfficerKeys({ name: demoOfficer, ...keys })
  const { publicKey } = keys
  // Beside readers that are there already it waits like anybody's.
  const { recipients } = features
  const officer = { name: demoOfficer, publicKey, addedOn: dayInBangkok(now) }
  const isFirst = (await recipients.list()).length === 0
  const added = await (isFirst ? recipients.add(officer) : recipients.propose(officer))
  if (!added.ok) throw new DemoRefused('recipient', added.why)
}

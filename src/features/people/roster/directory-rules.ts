// Who is who: recognises whoever speaks, and answers the other features' questions about staff, accounts and groups.
// Blocking the bot ends no link: LINE sends nothing to an account that blocks, and whoever comes back is still known.
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Person, RegisteredGroup } from '../../../security/person.js'
import type { Role } from '../../../security/roles.js'
import type { PeopleModel } from '../people-model.js'
import type { Staff } from './staff-model.js'
import { rosterOn } from './staff-stays.js'

export interface LinkedStaff {
  readonly staffId: string
  readonly name: string
  readonly unit: string
  readonly language: Language
  readonly address: ChatAddress
}

/** Whoever can be written to: active staff, holders of a role, or both. */
export interface Account {
  readonly address: ChatAddress
  readonly language: Language
  readonly roles: readonly Role[]
  /** Absent for whoever is not on the roster now. */
  readonly staff?: { readonly staffId: string; readonly unit: string }
}

export interface DirectoryRules {
  /** Two indexed reads at most, at the same time: this is done for every event. Unknown: Thai, no roles. */
  recognise(who: {
    readonly channel: string
    readonly senderKey?: string
    readonly groupKey?: string
  }): Promise<{ readonly person: Person; readonly group?: RegisteredGroup }>
  /** Active staff, by unit in Thai order. */
  staffCountByUnit(): Promise<{ readonly unit: string; readonly count: number }[]>
  /** Units that have active staff, in Thai order. */
  units(): Promise<string[]>
  activeStaff(): Promise<Omit<Staff, 'active'>[]>
  /** Whoever was on the roster on this day, in the unit of that day; also who has left or moved since. */
  rosterOn(day: Day): Promise<Omit<Staff, 'active'>[]>
  /** Leavers too: what they did is still theirs. */
  staffById(staffId: string): Promise<Staff | undefined>
  staffByEmployeeCode(employeeCode: string): Promise<Staff | undefined>
  /** Active staff who can be written to on this channel. */
  linkedStaff(filter: {
    readonly channel: string
    readonly unit?: string
    readonly staffIds?: readonly string[]
  }): Promise<LinkedStaff[]>
  /** Every account of a channel once, in pages of at most 500 and in a stable order, so that nobody holds them all. */
  accountPages(channel: string): AsyncIterable<readonly Account[]>
  /** Roles and language of each of these accounts; whoever nothing is kept of has no role and hears Thai. */
  accountsWithKeys(keys: readonly string[]): Promise<ReadonlyMap<string, Pick<Person, 'roles' | 'language'>>>
  registeredGroups(
    channel: string,
  ): Promise<{ readonly groupId: string; readonly unit: string; readonly address: ChatAddress }[]>
  peopleWithRole(
    role: Role,
    channel: string,
  ): Promise<{ readonly address: ChatAddress; readonly language: Language; readonly staffId?: string }[]>
  /** Where an account can be written to, and in which language. */
  reachable(key: string): Promise<{ readonly address: ChatAddress; readonly language: Language } | undefined>
  chooseLanguage(address: ChatAddress, language: Language): Promise<void>
  /** The bot left the group: nothing of it is kept. */
  forgetGroup(address: ChatAddress): Promise<void>
}

const nobody: Person = { language: 'th', roles: [] }
const accountsOfPage = 500
const thaiOrder = new Intl.Collator('th', { numeric: true })

export function createDirectoryRules({
  model,
  audit,
}: {
  readonly model: PeopleModel
  readonly audit: Audit
}): DirectoryRules {
  const staffCountByUnit = async () =>
    (await model.staff.countByUnit()).sort((a, b) => thaiOrder.compare(a.unit, b.unit))

  async function* accountPages(channel: string): AsyncIterable<readonly Account[]> {
    let after = ''
    for (;;) {
      const links = await model.links.pageOnChannel(channel, after, accountsOfPage)
      const staffIds = links.flatMap(({ staffId }) => staffId ?? [])
      const staff = new Map((await model.staff.active({ staffIds })).map((one) => [one.staffId, one]))
      const page = links.map(({ address, language, roles, staffId }): Account => {
        const row = staffId === undefined ? undefined : staff.get(staffId)
        return {
          address,
          language,
          roles,
          ...(row && { staff: { staffId: row.staffId, unit: row.unit } }),
        }
      })
      yield page
      const last = links.at(-1)
      if (!last || links.length < accountsOfPage) return
      after = last.address.key
    }
  }

  return {
    accountPages,
    async recognise({ senderKey, groupKey }) {
      const [known, group] = await Promise.all([
        senderKey === undefined ? undefined : model.links.known(senderKey),
        groupKey === undefined ? undefined : model.groups.byKey(groupKey),
      ])
      return { person: known ?? nobody, ...(group && { group }) }
    },
    staffCountByUnit,
    units: async () => (await staffCountByUnit()).map(({ unit }) => unit),
    async activeStaff() {
      return (await model.staff.active()).map(({ active: _active, ...staff }) => staff)
    },
    rosterOn: async (day) => rosterOn(day, await model.staff.allWithStays()),
    staffById: (staffId) => model.staff.byId(staffId),
    staffByEmployeeCode: (employeeCode) => model.staff.byEmployeeCode(employeeCode),
    async linkedStaff({ channel, ...which }) {
      const staff = await model.staff.active(which)
      const narrowed = which.unit !== undefined || which.staffIds !== undefined
      const ids = staff.map(({ staffId }) => staffId)
      const links = await model.links.withStaff(channel, narrowed ? ids : undefined)
      const byStaff = new Map(links.map((link) => [link.staffId, link]))
      return staff.flatMap(({ staffId, name, unit }) => {
        const link = byStaff.get(staffId)
        return link ? [{ staffId, name, unit, language: link.language, address: link.address }] : []
      })
    },
    async accountsWithKeys(keys) {
      const known = new Map((await model.links.knownAll(keys)).map(({ key, ...account }) => [key, account]))
      return new Map(keys.map((key) => [key, known.get(key) ?? nobody]))
    },
    registeredGroups: (channel) => model.groups.onChannel(channel),
    async peopleWithRole(role, channel) {
      const links = await model.links.withRole(role, channel)
      return links.map(({ address, language, staffId }) => ({
        address,
        language,
        ...(staffId !== undefined && { staffId }),
      }))
    },
    reachable: (key) => model.links.reachable(key),
    chooseLanguage: (address, language) => model.links.chooseLanguage(address, language),
    async forgetGroup({ key }) {
      if (!(await model.groups.byKey(key))) return
      await audit.record({ who: 'system', action: 'group forgotten', about: key, outcome: 'done' })
      await model.groups.remove(key)
    },
  }
}

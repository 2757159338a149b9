// Who holds which role, and the way to take one back; which codes still give one. Names an account by a mark that tells no LINE
// account. What may not be taken is decided elsewhere (features/roles).

import { type Day, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import { type Role, roles } from '../../security/roles.js'
import type { PeopleModel } from './people-model.js'
import type { OpenCode } from './registration/code-model.js'

export interface RoleHolder {
  /** Names the account on pages and in commands; only SECRET_KEY can make it. */
  readonly mark: string
  readonly address: ChatAddress
  readonly language: Language
  /** What stands on the roster now; absent for an account that is not linked with it. */
  readonly staff?: {
    readonly staffId: string
    readonly name: string
    readonly unit: string
    readonly position: string
  }
  readonly roles: readonly { readonly role: Role; readonly on?: Day }[]
}

export interface OpenInvitation extends Omit<OpenCode, 'id'> {
  readonly mark: string
}

/** A LINE group that hears what a unit hears. */
export interface MarkedGroup {
  readonly mark: string
  readonly unit: string
}

export interface RoleHoldersRules {
  /** By name. Plain staff are the roster's business: they are not among them, but who was invited as staff without it is. */
  roleHolders(): Promise<RoleHolder[]>
  /** False: the account has not this role (any more). `evenIfLast`: also its key, when nobody else could read then. */
  takeRole(
    holder: RoleHolder,
    role: Role,
    how: { readonly by: string; readonly evenIfLast: boolean },
  ): Promise<boolean>
  /** Taken a moment ago, and not to be taken after all. */
  giveRoleAgain(holder: RoleHolder, role: Role): Promise<void>
  openInvitations(): Promise<OpenInvitation[]>
  /** False: it was used in the meantime, or is over. */
  withdrawInvitation(mark: string, by: string): Promise<boolean>
  /** Those that are registered, by unit. */
  markedGroups(): Promise<MarkedGroup[]>
  /** The group is nobody's of ours any more. False: it was not there. */
  endGroup(mark: string, by: string): Promise<boolean>
}

const thaiOrder = new Intl.Collator('th', { numeric: true })
const markLength = 12

export function createRoleHoldersRules({
  model,
  keyring,
  clock,
  audit,
}: {
  readonly model: PeopleModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}): RoleHoldersRules {
  // In hexadecimal: nobody takes it for an option of a command line.
  const markOf = (purpose: 'role-holder' | 'open-invitation' | 'group', id: string) =>
    Buffer.from(keyring.pseudonym(purpose, id), 'base64url').toString('hex').slice(0, markLength)

  async function openCodes() {
    return (await model.codes.open(clock())).map((code) => ({
      ...code,
      mark: markOf('open-invitation', code.id),
    }))
  }

  const markedGroups = async () =>
    (await model.groups.all()).map(({ groupId, unit }) => ({ groupId, unit, mark: markOf('group', groupId) }))

  return {
    markedGroups: async () => (await markedGroups()).map(({ mark, unit }) => ({ mark, unit })),
    async endGroup(mark, by) {
      const group = (await markedGroups()).find((one) => one.mark === mark)
      if (!group) return false
      await audit.record({ who: by, action: 'group forgotten', about: group.groupId, outcome: 'done' })
      return model.groups.remove(group.groupId)
    },
    async roleHolders() {
      const links = (await model.links.holding(roles)).filter(
        ({ roles: held, staffId }) => staffId === undefined || held.some((role) => role !== 'staff'),
      )
      const staffIds = links.flatMap(({ staffId }) => staffId ?? [])
      const staff = new Map((await model.staff.active({ staffIds })).map((one) => [one.staffId, one]))
      const holders = links.map(({ address, language, staffId, roles: held, givenOn }): RoleHolder => {
        const row = staffId === undefined ? undefined : staff.get(staffId)
        return {
          mark: markOf('role-holder', address.key),
          address,
          language,
          ...(row && {
            staff: { staffId: row.staffId, name: row.name, unit: row.unit, position: row.position },
          }),
          roles: roles
            .filter((role) => held.includes(role) && !(role === 'staff' && row))
            .map((role) => ({ role, ...(givenOn[role] !== undefined && { on: givenOn[role] }) })),
        }
      })
      return holders.sort((a, b) => thaiOrder.compare(a.staff?.name ?? '', b.staff?.name ?? ''))
    },
    async takeRole({ address, staff }, role, how) {
      const about = `${role} ${staff?.staffId ?? address.key}`
      await audit.record({ who: how.by, action: 'role taken back', about, outcome: 'done' })
      return model.links.takeRoles(address.key, [role], how)
    },
    async giveRoleAgain({ address }, role) {
      await audit.record({ who: 'system', action: 'role given', about: role, outcome: 'done' })
      await model.links.link(address, { roles: [role], on: dayInBangkok(clock()) })
    },
    openInvitations: async () => (await openCodes()).map(({ id: _id, ...shown }) => shown),
    async withdrawInvitation(mark, by) {
      const code = (await openCodes()).find((one) => one.mark === mark)
      if (!code) return false
      const about = code.grant.kind === 'role' ? code.grant.role : code.grant.unit
      await audit.record({ who: by, action: 'code revoked', about, outcome: 'done' })
      return model.codes.withdraw(code.id)
    },
  }
}

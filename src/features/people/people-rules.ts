// Everything that is decided about people, in one hand: the roster, invitations, registration, and who is who.

import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { Role } from '../../security/roles.js'
import { createLinkChanges, type LinkListener } from './links/link-changes.js'
import type { PeopleModel } from './people-model.js'
import { createInvitationRules, type InvitationRules } from './registration/invitation-rules.js'
import { createRegistrationRules, type RegistrationRules } from './registration/registration-rules.js'
import { createWrongCodeRules } from './registration/wrong-code-rules.js'
import { createRoleEndings, type RoleEndingListener } from './role-endings.js'
import { createRoleHoldersRules, type RoleHoldersRules } from './role-holders-rules.js'
import { createDirectoryRules, type DirectoryRules } from './roster/directory-rules.js'
import { createRosterRules, type RosterRules } from './roster/roster-rules.js'

export interface PeopleRules
  extends DirectoryRules,
    InvitationRules,
    RegistrationRules,
    RosterRules,
    RoleHoldersRules {
  /** Links an account without a code, as the demo does. False when nobody active has this id, or the account is another's. */
  linkStaff(link: {
    readonly address: ChatAddress
    readonly staffId: string
    readonly roles?: readonly Role[]
    readonly language?: Language
  }): Promise<boolean>
  /** Whenever an account was linked, let go, got a role, chose a language or came back. May tell twice. */
  whenLinkChanged(listener: LinkListener): void
  /** Whenever an account has a role no more, whichever way it was lost. May tell twice, and tells again after a crash. */
  whenRolesEnd(listener: RoleEndingListener): void
  /** What a crash, or a script without listeners, left due; how many accounts. */
  finishEndings(): Promise<number>
  /** Somebody who blocked the account is a friend again: what LINE kept for them may be gone. */
  accountReturned(address: ChatAddress): Promise<void>
  /** Registers a group without a code, as the demo does. */
  linkGroup(address: ChatAddress, unit: string): Promise<void>
}

export interface PeopleRulesDeps {
  readonly model: PeopleModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}

export function createPeopleRules(deps: PeopleRulesDeps): PeopleRules {
  const { clock, audit } = deps
  const changes = createLinkChanges()
  const endings = createRoleEndings(deps.model.links)
  const model = { ...deps.model, links: endings.over(changes.over(deps.model.links)) }
  const telling = { ...deps, model }
  return {
    ...createDirectoryRules(telling),
    ...createInvitationRules(telling),
    ...createRosterRules(telling),
    ...createRegistrationRules({ ...telling, wrongCodes: createWrongCodeRules(model.wrongCodes, clock) }),
    ...createRoleHoldersRules(telling),
    whenLinkChanged: changes.whenLinkChanged,
    whenRolesEnd: endings.whenRolesEnd,
    finishEndings: () => endings.finishEndings(),
    async accountReturned(address) {
      if (await model.links.known(address.key)) await changes.tell([{ key: address.key, address }])
    },
    async linkStaff({ address, staffId, roles = [], language }) {
      const staff = await model.staff.byId(staffId)
      const known = await model.links.known(address.key)
      if (!staff?.active || (known?.staffId !== undefined && known.staffId !== staffId)) return false
      const given = ['staff' as const, ...roles]
      await audit.record({ who: 'system', action: 'staff linked', about: staffId, outcome: 'done' })
      const holder = await model.links.ofStaff(staffId, address.channel)
      if (holder && holder.address.key !== address.key)
        await model.links.release(holder.address.key, 'system')
      await model.links.link(address, {
        staff: { staffId, name: staff.name },
        roles: given,
        ...(language && { language }),
        on: dayInBangkok(clock()),
      })
      return true
    },
    async linkGroup(address, unit) {
      const about = `${address.key} ${unit}`
      await audit.record({ who: 'system', action: 'group registered', about, outcome: 'done' })
      await model.groups.register(address, unit, 'system')
    },
  }
}

// What taking a role back ends, and whether it may be taken: the last administrator keeps theirs but for the script, and nobody is
// made to stop reading the last kind of cases without having been warned. What is ended hangs on people's role endings.
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import { hasAnyRole, type Role } from '../../security/roles.js'
import type { ComplaintKind } from '../complaints/complaint-kinds.js'
import type { OfficerKeysRules } from '../console/officer-keys-rules.js'
import type { PasskeyRules } from '../console/passkey-rules.js'
import { consoleRoles, keyRoles, type SignInRules } from '../console/sign-in-rules.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { MarkedGroup, OpenInvitation, RoleHolder } from '../people/role-holders-rules.js'

export interface HeldRole {
  readonly role: Role
  /** Unknown for what was given by an earlier version. */
  readonly on?: Day
  /** Who comes into the console by no other role loses the second factor with it, and every passkey. */
  readonly endsConsole: boolean
  /** Their key is removed with it. */
  readonly endsKey: boolean
  /** Kinds of cases that nobody would read afterwards. */
  readonly closes: readonly ComplaintKind[]
  /** Nobody else is an administrator. */
  readonly isLastAdmin: boolean
}

export interface Holder {
  readonly mark: string
  readonly staff?: RoleHolder['staff']
  readonly roles: readonly HeldRole[]
  readonly key: 'none' | 'waiting' | 'approved'
  readonly hasFactor: boolean
  readonly passkeys: number
  readonly sessions: number
  readonly isYou: boolean
}

/** Who takes it: a colleague in chat or console, or whoever runs a script on the server. */
export type Taker = { readonly key: string; readonly who: string } | 'script'

export type TakenBack =
  | { readonly ok: true; readonly holder: Holder; readonly held: HeldRole }
  | { readonly ok: false; readonly why: 'notThere' | 'lastAdmin' }
  | { readonly ok: false; readonly why: 'nobodyReads'; readonly holder: Holder; readonly held: HeldRole }

export interface RolesRules {
  /** Sorted by name. */
  holders(taker: Taker): Promise<Holder[]>
  /** One role of one account, as it is now. */
  find(
    taker: Taker,
    mark: string,
    role: string,
  ): Promise<{ readonly holder: Holder; readonly held: HeldRole } | undefined>
  /** `evenIfLast`: the warning was read. */
  takeBack(
    taker: Taker,
    what: { readonly mark: string; readonly role: string; readonly evenIfLast: boolean },
  ): Promise<TakenBack>
  /** The names of keys that cases are sealed to although their owners have no role for one. */
  leftKeys(): Promise<string[]>
  openInvitations(): Promise<OpenInvitation[]>
  withdrawInvitation(taker: Taker, mark: string): Promise<boolean>
  groups(): Promise<MarkedGroup[]>
  endGroup(taker: Taker, mark: string): Promise<boolean>
}

const nameOf = (taker: Taker) => (taker === 'script' ? 'system' : taker.who)

export function createRolesRules({
  people,
  keys,
  signIn,
  passkeys,
}: {
  readonly people: Pick<
    PeopleRules,
    | 'roleHolders'
    | 'takeRole'
    | 'giveRoleAgain'
    | 'openInvitations'
    | 'withdrawInvitation'
    | 'markedGroups'
    | 'endGroup'
  >
  readonly keys: Pick<OfficerKeysRules, 'all' | 'ofAccount' | 'closedWithout'>
  readonly signIn: Pick<SignInRules, 'hasFactor' | 'countSessions'>
  readonly passkeys: Pick<PasskeyRules, 'of'>
}): RolesRules {
  const countAdmins = (all: readonly RoleHolder[]) =>
    all.filter(({ roles }) => roles.some(({ role }) => role === 'admin')).length

  async function holderOf(one: RoleHolder, taker: Taker, admins: number): Promise<Holder> {
    const { mark, staff, address } = one
    const [key, hasFactor, own, sessions, closes] = await Promise.all([
      keys.ofAccount(address.key),
      signIn.hasFactor(address.key),
      passkeys.of(address.key),
      signIn.countSessions(address.key),
      keys.closedWithout(address.key),
    ])
    const roles = one.roles.map(({ role, on }): HeldRole => {
      const left = one.roles.flatMap((other) => (other.role === role ? [] : [other.role]))
      const endsKey = key !== undefined && hasAnyRole([role], keyRoles) && !hasAnyRole(left, keyRoles)
      return {
        role,
        ...(on !== undefined && { on }),
        endsConsole: hasAnyRole([role], consoleRoles) && !hasAnyRole(left, consoleRoles),
        endsKey,
        closes: endsKey && key.state === 'approved' ? closes : [],
        isLastAdmin: role === 'admin' && admins === 1,
      }
    })
    return {
      ...{ mark, roles, hasFactor, passkeys: own.length, sessions },
      ...(staff && { staff }),
      key: key && key.state !== 'removed' ? key.state : 'none',
      isYou: taker !== 'script' && taker.key === address.key,
    }
  }

  async function found(taker: Taker, mark: string, role: string) {
    const all = await people.roleHolders()
    const one = all.find((each) => each.mark === mark)
    const holder = one && (await holderOf(one, taker, countAdmins(all)))
    const held = holder?.roles.find((each) => each.role === role)
    return one && holder && held ? { one, holder, held } : undefined
  }

  /** Two administrators who take each other's role at the same moment both stay. */
  async function isWithoutAdmins(): Promise<boolean> {
    return countAdmins(await people.roleHolders()) === 0
  }

  return {
    async holders(taker) {
      const all = await people.roleHolders()
      return Promise.all(all.map((one) => holderOf(one, taker, countAdmins(all))))
    },
    async find(taker, mark, role) {
      const known = await found(taker, mark, role)
      return known && { holder: known.holder, held: known.held }
    },
    async takeBack(taker, { mark, role, evenIfLast }) {
      const known = await found(taker, mark, role)
      if (!known) return { ok: false, why: 'notThere' }
      const { one, holder, held } = known
      if (held.isLastAdmin && (taker !== 'script' || !evenIfLast)) return { ok: false, why: 'lastAdmin' }
      if (held.closes.length > 0 && !evenIfLast) return { ok: false, why: 'nobodyReads', holder, held }
      const taken = await people.takeRole(one, held.role, { by: nameOf(taker), evenIfLast })
      if (!taken) return { ok: false, why: 'notThere' }
      if (held.role === 'admin' && taker !== 'script' && (await isWithoutAdmins())) {
        await people.giveRoleAgain(one, 'admin')
        return { ok: false, why: 'lastAdmin' }
      }
      return { ok: true, holder, held }
    },
    async leftKeys() {
      const [all, holders] = await Promise.all([keys.all(), people.roleHolders()])
      const mayHold = new Set(
        holders
          .filter(({ roles }) => roles.some(({ role }) => hasAnyRole([role], keyRoles)))
          .map(({ address }) => address.key),
      )
      return all
        .filter(({ state, owner }) => state === 'approved' && !mayHold.has(owner))
        .map(({ name }) => name)
    },
    openInvitations: () => people.openInvitations(),
    groups: () => people.markedGroups(),
    endGroup: (taker, mark) => people.endGroup(mark, nameOf(taker)),
    withdrawInvitation: (taker, mark) => people.withdrawInvitation(mark, nameOf(taker)),
  }
}

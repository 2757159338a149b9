// Turns a one-time code into a link, a role or a registered group. What an event decides is stored with the code before
// anything changes, so that the same event after a crash finishes it and answers the same. A code that is unknown, used,
// expired or made for a leaver is one and the same answer.

import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { AuditAction } from '../../../security/audit/audit-actions.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Keyring } from '../../../security/keyring.js'
import type { Role } from '../../../security/roles.js'
import type { PeopleModel } from '../people-model.js'
import type { Staff } from '../roster/staff-model.js'
import type { Decision, IssuedCode } from './code-model.js'
import { codeId } from './invitation-rules.js'
import { readCode } from './registration-code.js'
import type { WrongCodeRules } from './wrong-code-rules.js'

export type CodeRefused =
  /** `until`: the next code must wait so long, right or wrong. */
  | { readonly ok: false; readonly why: 'mistyped' | 'unknown'; readonly until?: Date }
  | { readonly ok: false; readonly why: 'wait'; readonly until: Date }

export type Registered =
  | {
      readonly ok: true
      readonly as: 'staff'
      readonly staffId: string
      readonly name: string
      readonly unit: string
      /** This account was linked with this person before. */
      readonly already: boolean
      /** The account that the link was taken from; it should be told. */
      readonly movedFrom?: { readonly address: ChatAddress; readonly language: Language }
    }
  | { readonly ok: true; readonly as: 'role'; readonly role: Role; readonly already: boolean }
  | { readonly ok: false; readonly why: 'forGroup' }
  /** The account belongs to somebody else on the roster; the code stays unused. */
  | { readonly ok: false; readonly why: 'otherPerson'; readonly name: string }
  | CodeRefused

type GroupRegistered =
  | { readonly ok: true; readonly unit: string; readonly already: boolean }
  /** A code for a person, now seen by a whole group: it has been revoked. */
  | { readonly ok: false; readonly why: 'exposed' }
  | CodeRefused

interface Typed {
  readonly eventKey: string
  readonly sender: ChatAddress
  /** As it was typed. */
  readonly code: string
}

export interface RegistrationRules {
  /** In a private chat. */
  register(typed: Typed): Promise<Registered>
  /** In a group. Who may is the caller's business. */
  registerGroup(typed: Typed & { readonly group: ChatAddress }): Promise<GroupRegistered>
  /** A code for a person was typed where others read it: it ends, and nobody learns whether there was one. */
  codeSeenByGroup(code: string): Promise<void>
}

export function createRegistrationRules({
  model,
  keyring,
  clock,
  audit,
  wrongCodes,
}: {
  readonly model: PeopleModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
  readonly wrongCodes: WrongCodeRules
}): RegistrationRules {
  async function find({ eventKey, sender, code }: Typed) {
    const read = readCode(code)
    const id = read === undefined ? undefined : codeId(keyring, read)
    const mine = id === undefined ? undefined : await model.codes.claimedBy(eventKey, id)
    if (mine) return { ok: true, code: mine } as const
    const until = await wrongCodes.waitOf(sender.key, eventKey)
    if (until) return { ok: false, why: 'wait', until } as const
    const unused = id === undefined ? undefined : await model.codes.unused(id, clock())
    return unused
      ? ({ ok: true, code: unused } as const)
      : await refuse(id === undefined ? 'mistyped' : 'unknown', sender, eventKey)
  }

  async function refuse(why: 'mistyped' | 'unknown', sender: ChatAddress, eventKey: string) {
    const until = await wrongCodes.count(sender.key, eventKey)
    return { ok: false, why, ...(until && { until }) } as const
  }

  /** Runs `carryOut` once per event, again after a crash. `undefined`: another event was first. */
  async function redeem(
    code: IssuedCode,
    { eventKey, sender }: Typed,
    decide: () => Promise<Decision>,
    carryOut: (decision: Decision) => Promise<void>,
  ): Promise<Decision | undefined> {
    const decision = code.decision ?? (await decide())
    if (!code.decision && !(await model.codes.claim(code.id, { eventKey, decision, now: clock() })))
      return undefined
    if (!code.settled) {
      await carryOut(decision)
      await model.codes.settle(code.id)
      await wrongCodes.forget(sender.key)
    }
    return decision
  }

  async function linkWithStaff(typed: Typed, code: IssuedCode, staffId: string): Promise<Registered> {
    const { sender } = typed
    const staff = await model.staff.byId(staffId)
    if (!staff || (!staff.active && !code.decision)) return refuse('unknown', sender, typed.eventKey)
    const now = await model.links.known(sender.key)
    if (!code.decision && now?.staffId !== undefined && now.staffId !== staffId)
      return { ok: false, why: 'otherPerson', name: now.name ?? '' }

    const decision = await redeem(
      code,
      typed,
      async () => {
        const holder = await model.links.ofStaff(staffId, sender.channel)
        const already = holder?.address.key === sender.key
        return { already, ...(holder && !already && { movedFrom: holder.address }) }
      },
      ({ already }) => takeSeat(sender, staff, already),
    )
    if (!decision) return refuse('unknown', sender, typed.eventKey)
    const from = decision.movedFrom
    const language = from && ((await model.links.known(from.key))?.language ?? 'th')
    return {
      ok: true,
      as: 'staff',
      staffId,
      name: staff.name,
      unit: staff.unit,
      already: decision.already,
      ...(from && language && { movedFrom: { address: from, language } }),
    }
  }

  async function takeSeat(sender: ChatAddress, staff: Staff, already: boolean): Promise<void> {
    const { staffId, name } = staff
    const holder = await model.links.ofStaff(staffId, sender.channel)
    if (holder && holder.address.key !== sender.key) {
      // Roles that were given by invitation end here: a paper code proves a person, not an office.
      await record(holder.address.key, 'link ended', staffId)
      await model.links.release(holder.address.key, staffId)
    }
    if (!already) await record(sender.key, 'staff linked', staffId)
    await model.links.link(sender, {
      staff: { staffId, name },
      roles: ['staff'],
      on: dayInBangkok(clock()),
    })
    await model.codes.revokePersonal([staffId])
  }

  async function giveRole(typed: Typed, code: IssuedCode, role: Role): Promise<Registered> {
    const { sender } = typed
    const decision = await redeem(
      code,
      typed,
      async () => ({ already: (await model.links.known(sender.key))?.roles.includes(role) ?? false }),
      async ({ already }) => {
        if (!already) await record(await whoIs(sender), 'role given', role)
        await model.links.link(sender, { roles: [role], on: dayInBangkok(clock()) })
      },
    )
    if (!decision) return refuse('unknown', sender, typed.eventKey)
    return { ok: true, as: 'role', role, already: decision.already }
  }

  const record = (who: string, action: AuditAction, about: string) =>
    audit.record({ who, action, about, outcome: 'done' })

  const whoIs = async ({ key }: ChatAddress) => (await model.links.known(key))?.staffId ?? key

  async function revokeExposed(id: string): Promise<void> {
    if (await model.codes.revokeExposed(id)) await record('system', 'code revoked', 'seen by a group')
  }

  return {
    async register(typed) {
      const found = await find(typed)
      if (!found.ok) return found
      const { code } = found
      switch (code.grant.kind) {
        case 'group':
          return { ok: false, why: 'forGroup' }
        case 'role':
          return giveRole(typed, code, code.grant.role)
        case 'personal':
          return linkWithStaff(typed, code, code.grant.staffId)
      }
    },
    async registerGroup(typed) {
      const { sender, group, eventKey } = typed
      const found = await find(typed)
      if (!found.ok) return found
      const { grant } = found.code
      if (grant.kind !== 'group') {
        await revokeExposed(found.code.id)
        return { ok: false, why: 'exposed' }
      }
      const decision = await redeem(
        found.code,
        typed,
        async () => ({ already: (await model.groups.byKey(group.key))?.unit === grant.unit }),
        async () => {
          const who = await whoIs(sender)
          await record(who, 'group registered', `${group.key} ${grant.unit}`)
          await model.groups.register(group, grant.unit, who)
        },
      )
      if (!decision) return refuse('unknown', sender, eventKey)
      return { ok: true, unit: grant.unit, already: decision.already }
    },
    async codeSeenByGroup(code) {
      const read = readCode(code)
      if (read !== undefined) await revokeExposed(codeId(keyring, read))
    },
  }
}

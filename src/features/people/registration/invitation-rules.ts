// Makes one-time codes: invitations for a role or a group, and personal codes for people on the roster. The code itself is
// handed out once, here; what is kept can check it but not tell it.
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Keyring } from '../../../security/keyring.js'
import type { Role } from '../../../security/roles.js'
import type { PeopleModel } from '../people-model.js'
import type { Grant } from './code-model.js'
import { newCode, showCode } from './registration-code.js'

export const invitationDays = 7
export const personalCodeDays = 90

interface Invitation {
  /** XXXX-XXXX-XXXX, shown now and never again. */
  readonly code: string
  readonly expiresAt: Date
}

export interface PersonalCode {
  readonly employeeCode: string
  readonly code: string
}

export interface InvitationRules {
  inviteToRole(role: Role, days?: number): Promise<Invitation>
  inviteGroup(unit: string, days?: number): Promise<Invitation>
  /** For somebody on the roster; unused older codes of that person end. `undefined`: nobody active has this employee code. */
  invitePerson(
    employeeCode: string,
    days?: number,
  ): Promise<(Invitation & { readonly name: string }) | undefined>
  /**
   * One code for each active person whose LINE account is not linked. `keep` writes them to a safe place; only when it has
   * succeeded do the older unused codes of these people end. Answers how many.
   */
  issuePersonalCodes(keep: (codes: readonly PersonalCode[]) => Promise<void>): Promise<number>
}

/** What is kept of a code. */
export const codeId = (keyring: Keyring, code: string): string => keyring.pseudonym('registration-code', code)

export function createInvitationRules({
  model,
  keyring,
  clock,
  audit,
}: {
  readonly model: PeopleModel
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}): InvitationRules {
  const afterDays = (days: number) => new Date(clock().getTime() + days * 24 * 3_600_000)

  async function issue(grant: Grant, days: number, about: string, batch: string): Promise<Invitation> {
    const code = newCode()
    const expiresAt = afterDays(days)
    await audit.record({ who: 'system', action: `${grant.kind} code made`, about, outcome: 'done' })
    await model.codes.issue([{ id: codeId(keyring, code), grant, expiresAt }], batch)
    return { code: showCode(code), expiresAt }
  }

  return {
    inviteToRole: (role, days = invitationDays) => issue({ kind: 'role', role }, days, role, randomUUID()),
    inviteGroup: (unit, days = invitationDays) => issue({ kind: 'group', unit }, days, unit, randomUUID()),
    async invitePerson(employeeCode, days = personalCodeDays) {
      const staff = await model.staff.byEmployeeCode(employeeCode)
      if (!staff?.active) return undefined
      const batch = randomUUID()
      const made = await issue({ kind: 'personal', staffId: staff.staffId }, days, staff.staffId, batch)
      await model.codes.revokePersonal([staff.staffId], batch)
      return { ...made, name: staff.name }
    },
    async issuePersonalCodes(keep) {
      const linked = new Set(await model.links.linkedStaffIds())
      const people = (await model.staff.active())
        .filter(({ staffId }) => !linked.has(staffId))
        .map((staff) => ({ ...staff, code: newCode() }))
      const batch = randomUUID()
      const expiresAt = afterDays(personalCodeDays)
      await audit.record({
        who: 'system',
        action: 'personal codes made',
        about: String(people.length),
        outcome: 'done',
      })
      await model.codes.issue(
        people.map(({ staffId, code }) => ({
          id: codeId(keyring, code),
          grant: { kind: 'personal', staffId },
          expiresAt,
        })),
        batch,
      )
      await keep(people.map(({ employeeCode, code }) => ({ employeeCode, code: showCode(code) })))
      await model.codes.revokePersonal(
        people.map(({ staffId }) => staffId),
        batch,
      )
      return people.length
    },
  }
}

// Brings the roster in line with a file: new people are added, changed ones changed, nobody twice and nobody removed.
// Rows are written one by one, whole; a run that was cut off leaves each row old or new, and the same run again finishes.
import { randomUUID } from 'node:crypto'
import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { PeopleModel } from '../people-model.js'
import type { RosterRow } from './roster-file.js'
import type { Staff, StaffWithStays } from './staff-model.js'
import { left, staying } from './staff-stays.js'

export interface RosterImported {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Active before, not in the file, and left as they are. */
  readonly missing: number
  /** Active before, not in the file, now inactive and without a LINE account, roles and codes. */
  readonly deactivated: number
}

export interface RosterRules {
  /** `rows` must have been checked (readRoster). Somebody inactive who is in the file becomes active again. */
  importRoster(
    rows: readonly RosterRow[],
    options?: { readonly deactivateMissing?: boolean },
  ): Promise<RosterImported>
}

export function createRosterRules({
  model,
  audit,
  clock,
}: {
  readonly model: PeopleModel
  readonly audit: Audit
  readonly clock: Clock
}): RosterRules {
  async function endLinksAndCodes(staffIds: readonly string[]): Promise<void> {
    await model.codes.revokePersonal(staffIds)
    await model.links.releaseStaff(staffIds, 'system')
  }

  return {
    async importRoster(rows, { deactivateMissing = false } = {}) {
      const today = dayInBangkok(clock())
      const { added, changed, renamed, missing } = compare(rows, await model.staff.allWithStays(), today)
      const leavers = deactivateMissing ? missing : []
      const counts = {
        added: added.length,
        changed: changed.length,
        unchanged: rows.length - added.length - changed.length,
        missing: missing.length - leavers.length,
        deactivated: leavers.length,
      }
      const about = Object.entries(counts).map(([what, count]) => `${what} ${count}`)
      await audit.record({
        who: 'system',
        action: 'roster imported',
        about: about.join(', '),
        outcome: 'done',
      })
      for (const { staffId } of leavers)
        await audit.record({ who: 'system', action: 'staff deactivated', about: staffId, outcome: 'done' })
      // What hangs on a staff row goes first: until the row itself is written, the next run finds all of it to do again.
      const leaverIds = leavers.map(({ staffId }) => staffId)
      if (leaverIds.length > 0) await endLinksAndCodes(leaverIds)
      await model.links.rename(renamed)
      await model.staff.write([...added, ...changed])
      await model.staff.write(
        leavers.map((staff) => ({ ...staff, active: false, stays: left(staff.stays, today) })),
      )
      return counts
    },
  }
}

function compare(rows: readonly RosterRow[], before: readonly StaffWithStays[], today: Day) {
  const known = new Map(before.map((staff) => [staff.employeeCode, staff]))
  const from = before.length === 0 ? undefined : today
  const added: StaffWithStays[] = []
  const changed: StaffWithStays[] = []
  const renamed: Staff[] = []
  for (const row of rows) {
    const old = known.get(row.employeeCode)
    known.delete(row.employeeCode)
    const stays = staying(row.unit, old?.stays ?? [], from)
    const staff = { ...row, staffId: old?.staffId ?? randomUUID(), active: true, stays }
    if (!old) added.push(staff)
    else if (differs(old, staff)) changed.push(staff)
    if (old && old.name !== staff.name) renamed.push(staff)
  }
  return { added, changed, renamed, missing: [...known.values()].filter(({ active }) => active) }
}

function differs(a: Staff, b: Staff): boolean {
  return a.name !== b.name || a.unit !== b.unit || a.position !== b.position || a.active !== b.active
}

// Which unit of the agency a complaint is about, as an officer who handles it says. Only units of the roster are taken; the audit
// chain has that it was said, and never which one. It is told to that case's officers, and counted for a protected split.
import type { Month } from '../../i18n/calendar/thai-calendar.js'
import type { Audit } from '../../security/audit/audit.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { ComplaintKind } from './complaint-kinds.js'
import type { ComplaintsRules } from './complaints-rules.js'
import type { ConcernedUnitsModel } from './concerned-units-model.js'

export interface UnitCount {
  readonly unit: string
  readonly complaints: number
}

type Named = { readonly ok: true } | { readonly ok: false; readonly why: 'unknownUnit' | 'unknownComplaint' }

export interface ConcernedUnits {
  /** `unit` undefined: nobody knows, or none of ours. Saying the same again changes nothing. `by` is for the audit chain. */
  name(complaintId: string, unit: string | undefined, by: string): Promise<Named>
  /** With a case that is entered, before it is in the register. The unit was chosen among `choices`. */
  nameOfNew(complaintId: string, unit: string, by: string): Promise<void>
  unitOf(complaintId: string): Promise<string | undefined>
  /** What can be chosen: the units that have staff now, in Thai order. */
  choices(): Promise<readonly string[]>
  /** Exact, so for protecting only: how many of the complaints received in these months are about each unit. */
  countReceivedIn(kind: ComplaintKind, months: readonly Month[]): Promise<readonly UnitCount[]>
}

export function createConcernedUnitsRules({
  model,
  complaints,
  people,
  audit,
}: {
  readonly model: ConcernedUnitsModel
  readonly complaints: Pick<ComplaintsRules, 'find' | 'idsReceivedIn'>
  readonly people: Pick<DirectoryRules, 'units'>
  readonly audit: Pick<Audit, 'record'>
}): ConcernedUnits {
  const unitOf = async (complaintId: string) => (await model.unitsOf([complaintId]))[0]

  async function keep(complaintId: string, unit: string, by: string): Promise<void> {
    await audit.record({ who: by, action: 'case unit named', about: complaintId, outcome: 'done' })
    await model.name(complaintId, unit)
  }

  return {
    async name(complaintId, unit, by) {
      if (!(await complaints.find(complaintId))) return { ok: false, why: 'unknownComplaint' }
      const before = await unitOf(complaintId)
      if (before === unit) return { ok: true }
      if (unit !== undefined && !(await people.units()).includes(unit))
        return { ok: false, why: 'unknownUnit' }
      if (unit !== undefined) await keep(complaintId, unit, by)
      else {
        await audit.record({ who: by, action: 'case unit taken back', about: complaintId, outcome: 'done' })
        await model.forget(complaintId)
      }
      return { ok: true }
    },
    nameOfNew: keep,
    unitOf,
    choices: () => people.units(),
    async countReceivedIn(kind, months) {
      const units = await model.unitsOf(await complaints.idsReceivedIn([kind], months))
      const counts = new Map<string, number>()
      for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1)
      return [...counts].map(([unit, complaints]) => ({ unit, complaints }))
    },
  }
}

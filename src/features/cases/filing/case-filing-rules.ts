// Takes a sealed case in, from the chat, the web form or an officer's hand: attachments first, the envelope after them, then
// the work and the register. Each step may run twice; a case that is there is whole. It sees nothing in clear.

import { addDays, type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../../operation/clock.js'
import type { Untold } from '../../../operation/log.js'
import type { ComplaintChannel, ComplaintSort } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { ConcernedUnits } from '../../complaints/concerned-units-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { SealedCase } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'
import type { BlankKeys } from './case-blank-keys.js'

export type FiledCase = SealedCase & {
  readonly sort: ComplaintSort
  readonly channel: ComplaintChannel
  readonly receivedOn: Day
  /** Recipients who were left out because the case names them. */
  readonly leftOut?: readonly string[]
  /** A staff id or pseudonym of the officer who entered it; 'system' for what a reporter sends. */
  readonly by: string
  /** Which unit it is about, where whoever enters it knows: one of the roster's. */
  readonly unit?: string
}

/** A case that the register will not take. Says why, and nothing of the case. */
export class CaseNotRegistered extends Error implements Untold {
  override readonly name = 'CaseNotRegistered'
  readonly untold = true
  constructor(readonly why: string) {
    super(`The register of complaints refused a case: ${why}`)
  }
}

export interface CaseFilingRules {
  keepAttachment: CasesModel['insertAttachment']
  hasAttachment: CasesModel['hasAttachment']
  /** Whether it is in the register: nothing that is still to be filed. */
  isFiled(caseId: string): Promise<boolean>
  /** Its attachments are kept before. Throws CaseNotRegistered. */
  file(filed: FiledCase): Promise<void>
}

export function createCaseFilingRules({
  cases,
  work,
  complaints,
  concerned,
  settings,
  blanks,
  clock,
}: {
  readonly cases: CasesModel
  readonly work: CaseWorkModel
  readonly complaints: Pick<ComplaintsRules, 'register' | 'find'>
  readonly concerned: Pick<ConcernedUnits, 'nameOfNew'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly blanks: Pick<BlankKeys, 'make'>
  readonly clock: Clock
}): CaseFilingRules {
  return {
    keepAttachment: cases.insertAttachment,
    hasAttachment: cases.hasAttachment,
    isFiled: async (caseId) => (await complaints.find(caseId)) !== undefined,
    async file({ sort, channel, leftOut = [], by, receivedOn: on, unit, ...sealed }) {
      // The other side's clock may be a moment ahead of ours at midnight.
      const [receivedOn = on] = [on, dayInBangkok(clock())].sort()
      const { envelope } = sealed
      const recipients = [...envelope.recipients, ...(await blanks.make(sealed.caseId, leftOut))]
      await cases.insert({ ...sealed, envelope: { ...envelope, recipients } })
      await work.insert({
        caseId: sealed.caseId,
        assignedTo: [],
        leftOut,
        answerBy: addDays(receivedOn, (await settings.get()).answerDays),
        extensions: 0,
        retention: 'undecided',
        hold: false,
        changes: 0,
      })
      if (unit !== undefined) await concerned.nameOfNew(sealed.caseId, unit, by)
      const registered = await complaints.register({ id: sealed.caseId, ...sort, channel, receivedOn, by })
      // Another day for the same random id: an earlier run registered it before midnight.
      if (!registered.ok && registered.why !== 'differentComplaintHasThisId')
        throw new CaseNotRegistered(registered.why)
    },
  }
}

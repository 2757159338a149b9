// Destroys cases whose time is over: first the keys, so that no copy opens any more, then the content, then what other rooms keep
// for it. The register's row and the days that statistics need stay. A destruction that was cut off is finished by the next run;
// a hold that came in between stops it as long as the keys are there.

import { addDays, type Day, dayInBangkok, startOfDay } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { CaseWork } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import { keptUntil } from './case-retention.js'
import type { CaseStagesModel } from './case-stages-model.js'
import type { CaseWorkModel } from './case-work-model.js'

/** Removes what a room keeps for a case. May be called again for the same one. */
export type DestroyWith = (caseId: string) => Promise<void>

export interface CaseRetentionRules {
  /** Answers how many cases are gone. */
  destroyDue(): Promise<number>
  /** Cuts the audit chain where its own days are over. Answers how many rows are gone. */
  cutAudit(): Promise<number>
  /** For rooms that keep something of their own by a case's id: receipts, notices. Called after its content is gone. */
  whenDestroyed(destroy: DestroyWith): void
}

export function createCaseRetentionRules({
  cases,
  work,
  stages,
  complaints,
  settings,
  audit,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'find' | 'destroyKeys' | 'destroyContent'>
  readonly work: CaseWorkModel
  readonly stages: Pick<CaseStagesModel, 'removeCase'>
  readonly complaints: Pick<ComplaintsRules, 'find' | 'findAll'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly audit: Pick<Audit, 'record' | 'cutBefore'>
  readonly clock: Clock
}): CaseRetentionRules {
  const others: DestroyWith[] = [stages.removeCase]

  async function isDue(one: CaseWork, today: Day): Promise<boolean> {
    const complaint = await complaints.find(one.caseId)
    const until = complaint && keptUntil(one, complaint, (await settings.get()).retentionDays)
    return until !== undefined && until < today
  }

  async function due(today: Day): Promise<CaseWork[]> {
    const works = await work.mayBeDestroyed()
    const { retentionDays } = await settings.get()
    const byId = new Map(
      (await complaints.findAll(works.map(({ caseId }) => caseId))).map((one) => [one.id, one]),
    )
    return works.filter((one) => {
      const complaint = byId.get(one.caseId)
      const until = complaint && keptUntil(one, complaint, retentionDays)
      return until !== undefined && until < today
    })
  }

  /** `false` when somebody changed it meanwhile, for example by a hold: the next night decides anew. */
  async function begin(one: CaseWork): Promise<boolean> {
    await audit.record({ who: 'system', action: 'case destroyed', about: one.caseId, outcome: 'done' })
    if (await work.replace(one, { ...one, destruction: 'begun' })) return true
    await audit.record({ who: 'system', action: 'case destroyed', about: one.caseId, outcome: 'failed' })
    return false
  }

  async function goOn(caseId: string, today: Day): Promise<boolean> {
    const [one, sealed] = await Promise.all([work.find(caseId), cases.find(caseId)])
    const opens = sealed !== undefined && sealed.envelope.recipients.length > 0
    // Reopened between the decision and the keys: the last moment at which it can be kept.
    if (opens && one && !(await isDue(one, today))) {
      const { destruction: _begun, ...kept } = one
      await work.replace(one, kept)
      return false
    }
    await cases.destroyKeys(caseId)
    await cases.destroyContent(caseId)
    for (const destroy of others) await destroy(caseId)
    await keepOnlyDays(caseId, today)
    return true
  }

  async function keepOnlyDays(caseId: string, today: Day): Promise<void> {
    for (;;) {
      const one = await work.find(caseId)
      if (!one || (await work.replace(one, remainsOf(one, today)))) return
    }
  }

  return {
    async cutAudit() {
      const { retentionDays } = await settings.get()
      return audit.cutBefore(startOfDay(addDays(dayInBangkok(clock()), -retentionDays.audit)))
    },
    whenDestroyed: (destroy) => void others.push(destroy),
    async destroyDue() {
      const today = dayInBangkok(clock())
      for (const one of await due(today)) await begin(one)
      let gone = 0
      // Not by the missing keys alone: whose last officer was removed may still be opened by its reporter.
      for (const caseId of await work.halfDestroyed()) if (await goOn(caseId, today)) gone += 1
      return gone
    },
  }
}

/** The row of the register and what statistics count: no officer's name, no link to another case. */
function remainsOf(one: CaseWork, today: Day): CaseWork {
  const {
    caseId,
    registryNumber,
    answerBy,
    extensions,
    answeredOn,
    retention,
    rating,
    reporterReadOn,
    changes,
  } = one
  return {
    ...{ caseId, answerBy, extensions, retention, changes },
    ...(registryNumber !== undefined && { registryNumber }),
    ...(answeredOn !== undefined && { answeredOn }),
    ...(rating !== undefined && { rating }),
    ...(reporterReadOn !== undefined && { reporterReadOn }),
    ...{ assignedTo: [], leftOut: [], hold: false, destruction: 'done', destroyedOn: today },
  }
}

// Changes how the work on a case stands: who has it, until when, what may become of it. Every act of an officer is in the audit
// chain before it happens; a change is written only over the state that it was decided on. Refuses what case-work-changes refuses.

import { dayInBangkok } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { AuditAction } from '../../../security/audit/audit-actions.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { CaseWork } from '../case.js'
import type { CasesModel } from '../cases-model.js'
import type { KnownCase } from '../known-case.js'
import {
  changed,
  type OfficerChange,
  type ReporterChange,
  sameWork,
  type WhyNotChanged,
} from './case-work-changes.js'
import type { CaseWorkModel } from './case-work-model.js'

export type WorkChanged =
  | { readonly ok: true; readonly work: CaseWork; readonly changed: boolean }
  | {
      readonly ok: false
      readonly why:
        | WhyNotChanged
        | 'unknownCase'
        /** An extension without its sealed reason (a `decision` of this case). */
        | 'noReason'
        /** Somebody who has no key of this case. */
        | 'notARecipient'
        /** Who has a key of it cannot be left out of it any more. */
        | 'canRead'
        /** A duplicate of a case that is not there. */
        | 'unknownOriginal'
    }

export interface CaseWorkRules {
  find(caseId: string): Promise<CaseWork | undefined>
  /** Those that are there, in no order. */
  findAll(caseIds: readonly string[]): Promise<CaseWork[]>
  /** `by` is a recipient's id or a staff id. The same again changes nothing. */
  change(caseId: KnownCase, change: OfficerChange, by: string): Promise<WorkChanged>
  /** From the reporter's page: nobody is named, and nothing is written to the audit chain. */
  changeByReporter(caseId: KnownCase, change: ReporterChange): Promise<WorkChanged>
}

export function createCaseWorkRules({
  cases,
  work,
  complaints,
  audit,
  clock,
}: {
  readonly cases: Pick<CasesModel, 'find' | 'parts'>
  readonly work: CaseWorkModel
  readonly complaints: Pick<ComplaintsRules, 'find'>
  readonly audit: Pick<Audit, 'record'>
  readonly clock: Clock
}): CaseWorkRules {
  async function make(
    caseId: string,
    change: OfficerChange | ReporterChange,
    record: (outcome: 'done' | 'failed') => Promise<void>,
  ): Promise<WorkChanged> {
    for (;;) {
      const [before, complaint] = await Promise.all([work.find(caseId), complaints.find(caseId)])
      if (!before || !complaint) return { ok: false, why: 'unknownCase' }
      const decided = changed(before, change, dayInBangkok(clock()), complaint)
      if (!decided.ok) return decided
      if (sameWork(before, decided.after)) return { ok: true, work: before, changed: false }
      // Before the change: a crash between the two must leave a trace without a change, never a change without a trace.
      await record('done')
      if (await work.replace(before, decided.after))
        return { ok: true, work: { ...decided.after, changes: before.changes + 1 }, changed: true }
      await record('failed')
    }
  }

  /** What has to be looked up beside the work itself. */
  async function whyNot(caseId: string, change: OfficerChange) {
    switch (change.kind) {
      case 'assigned': {
        const sealedTo = (await cases.find(caseId))?.envelope.recipients.map(({ recipientId }) => recipientId)
        return sealedTo && !change.to.every((one) => sealedTo.includes(one)) ? 'notARecipient' : undefined
      }
      case 'extended': {
        const reasons = await cases.parts(caseId, ['decision'])
        return reasons.some(({ id }) => id === change.reason) ? undefined : 'noReason'
      }
      case 'duplicate':
        return (await work.find(change.of)) ? undefined : 'unknownOriginal'
      case 'leftOut': {
        const sealedTo = (await cases.find(caseId))?.envelope.recipients ?? []
        return sealedTo.some(({ recipientId }) => recipientId === change.recipientId) ? 'canRead' : undefined
      }
      case 'held':
      case 'released':
      case 'classified':
      case 'answered':
      case 'notDuplicate':
        return undefined
    }
  }

  return {
    find: work.find,
    findAll: work.findAll,
    async change(caseId, change, by) {
      const why = await whyNot(caseId, change)
      if (why) return { ok: false, why }
      return make(caseId, change, (outcome) =>
        audit.record({ who: by, action: actionOf(change), about: caseId, outcome }),
      )
    },
    changeByReporter: (caseId, change) => make(caseId, change, async () => undefined),
  }
}

function actionOf(change: OfficerChange): AuditAction {
  switch (change.kind) {
    case 'assigned':
      return `case assigned ${change.to.join(' ') || 'nobody'}`
    case 'extended':
      return `case extended ${change.to}`
    case 'classified':
      return `case classified ${change.as}`
    // Not whom, and not which other case: the chain is read by those who may be named.
    case 'duplicate':
    case 'leftOut':
    case 'held':
    case 'released':
    case 'answered':
    case 'notDuplicate':
      return `case ${change.kind}`
  }
}

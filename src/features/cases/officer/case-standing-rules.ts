// How an officer stands to a case, as it is stored at this moment. Who may do nothing with it gets no case to do it with: there is
// none for them, whether it leaves them out, was never theirs, or never was.

import type { CasesModel } from '../cases-model.js'
import { type KnownCase, knownCase } from '../known-case.js'
import type { CaseWorkRules } from '../lifecycle/case-work-rules.js'

export const caseRelations = ['assigned', 'recipient', 'leftOut', 'none'] as const
export type CaseRelation = (typeof caseRelations)[number]

/** `isThere` false: for whoever asks there is no such case, whatever the reason. */
export type Standing =
  | { readonly isThere: false }
  | {
      readonly isThere: true
      readonly caseId: KnownCase
      readonly relation: 'assigned' | 'recipient'
      readonly reader: string
    }

export interface CaseStanding {
  relation(caseId: string, reader: string | undefined): Promise<CaseRelation>
  /** The same for whoever wants to do something with it: the case itself, where there is one for them. */
  standing(caseId: string, reader: string | undefined): Promise<Standing>
}

export function createCaseStanding({
  cases,
  work,
}: {
  readonly cases: Pick<CasesModel, 'find'>
  readonly work: Pick<CaseWorkRules, 'find'>
}): CaseStanding {
  async function relation(caseId: string, reader: string | undefined): Promise<CaseRelation> {
    if (reader === undefined) return 'none'
    const [found, now] = await Promise.all([cases.find(caseId), work.find(caseId)])
    if (!found || !now) return 'none'
    if (now.leftOut.includes(reader)) return 'leftOut'
    if (!found.envelope.recipients.some(({ recipientId }) => recipientId === reader)) return 'none'
    return now.assignedTo.includes(reader) ? 'assigned' : 'recipient'
  }

  return {
    relation,
    async standing(caseId, reader) {
      const stands = await relation(caseId, reader)
      if (reader === undefined || stands === 'none' || stands === 'leftOut') return { isThere: false }
      return { isThere: true, relation: stands, caseId: knownCase(caseId), reader }
    },
  }
}

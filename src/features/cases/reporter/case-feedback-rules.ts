// How content reporters were and how many came back to their receipt page, over the cases received in some months. Numbers only;
// who publishes them suppresses small ones.
import type { Month } from '../../../i18n/calendar/thai-calendar.js'
import { type ComplaintKind, complaintKinds } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { CaseWorkModel } from '../lifecycle/case-work-model.js'

export interface CaseFeedback {
  /** Cases that were rated. */
  readonly rated: number
  /** Of them, those with 4 or 5. */
  readonly satisfied: number
  /** Cases whose reporter has opened the page of the case at least once. */
  readonly returned: number
  /** Cases received in these months, destroyed ones too. */
  readonly total: number
}

/** `kind`: only cases of this kind; absent: of both. */
export type CaseFeedbackOf = (asked: {
  readonly kind?: ComplaintKind
  readonly months: readonly Month[]
}) => Promise<CaseFeedback>

export const createCaseFeedback =
  ({
    work,
    complaints,
  }: {
    readonly work: Pick<CaseWorkModel, 'feedbackOf'>
    readonly complaints: Pick<ComplaintsRules, 'idsReceivedIn'>
  }): CaseFeedbackOf =>
  async ({ kind, months }) => {
    const kinds = kind === undefined ? complaintKinds : [kind]
    const works = await work.feedbackOf(await complaints.idsReceivedIn(kinds, months))
    const ratings = works.flatMap(({ rating }) => rating ?? [])
    return {
      rated: ratings.length,
      satisfied: ratings.filter((rating) => rating >= 4).length,
      returned: works.filter(({ reporterReadOn }) => reporterReadOn !== undefined).length,
      total: works.length,
    }
  }

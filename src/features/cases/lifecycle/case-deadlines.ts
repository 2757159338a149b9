// The clock of a case: how many days are left, and what there is to say about it on a working morning. Deadlines are calendar
// days (Royal Decree on Good Governance B.E. 2546, section 38); what falls on a free day is said on the working day before.
import { addDays, type Day, daysBetween } from '../../../i18n/calendar/thai-calendar.js'
import { workingDayAfter } from '../../../i18n/calendar/working-days.js'
import type { Complaint } from '../../complaints/complaint.js'
import { isOpen } from '../../complaints/complaint-status.js'
import type { Settings } from '../../settings/settings-schema.js'
import type { CaseWork } from '../case.js'

/** Where the clock stands: `day` and the days since receipt at which the agency wants to be reminded. */
export type Stage = { readonly kind: 'day'; readonly days: number } | { readonly kind: 'due' | 'overdue' }

type Timed = Pick<CaseWork, 'answerBy' | 'agencyWroteOn' | 'extendedOn'>

/** Below zero when it is overdue; 0 on the last day itself. */
export const daysLeft = ({ answerBy }: Pick<CaseWork, 'answerBy'>, today: Day): number =>
  daysBetween(today, answerBy)

/** It has to be answered still: it is with the agency, and nothing was said since it came or since it was put off. */
export function clockRuns(
  { agencyWroteOn, extendedOn }: Timed,
  { status }: Pick<Complaint, 'status'>,
): boolean {
  if (!isOpen(status)) return false
  if (agencyWroteOn === undefined) return true
  // What was written on the day of the extension told of the extension itself.
  return extendedOn !== undefined && agencyWroteOn <= extendedOn
}

export const isOverdue = (work: Timed, complaint: Pick<Complaint, 'status'>, today: Day): boolean =>
  clockRuns(work, complaint) && work.answerBy < today

/**
 * The furthest stage that is reached on a working morning, or will be before the next one. An extension moves all of them:
 * they are counted back from the deadline as it is now.
 */
export function stageReached(
  work: Timed,
  complaint: Pick<Complaint, 'status'>,
  today: Day,
  { answerDays, reminderDays, holidays }: Pick<Settings, 'answerDays' | 'reminderDays' | 'holidays'>,
): Stage | undefined {
  if (!clockRuns(work, complaint)) return undefined
  if (work.answerBy < today) return { kind: 'overdue' }
  const last = addDays(workingDayAfter(today, holidays), -1)
  if (work.answerBy <= last) return { kind: 'due' }
  const days = reminderDays.findLast(
    (after) => after < answerDays && addDays(work.answerBy, after - answerDays) <= last,
  )
  return days === undefined ? undefined : { kind: 'day', days }
}

/** The stage of one deadline: after an extension the same stage is another one. */
export const stageName = ({ answerBy }: Pick<CaseWork, 'answerBy'>, stage: Stage): string =>
  `${answerBy}/${stage.kind === 'day' ? `day${stage.days}` : stage.kind}`

// Until when a case is kept: the end of the case and the days of its class, as the agency has set them. Pure.
import { addDays, type Day } from '../../../i18n/calendar/thai-calendar.js'
import type { Complaint } from '../../complaints/complaint.js'
import { isClosed } from '../../complaints/complaint-status.js'
import type { Settings } from '../../settings/settings-schema.js'
import type { CaseWork } from '../case.js'

/**
 * The last day on which it is kept. `undefined`: for ever as things stand, because it is held, nobody has decided on its class,
 * or it has not come to its end. A case that was handed over ends with the handing over; all others when they are closed.
 */
export function keptUntil(
  { retention, hold }: Pick<CaseWork, 'retention' | 'hold'>,
  { status, closedOn, referredOn }: Pick<Complaint, 'status' | 'closedOn' | 'referredOn'>,
  retentionDays: Settings['retentionDays'],
): Day | undefined {
  if (hold || retention === 'undecided') return undefined
  const closed = isClosed(status) ? closedOn : undefined
  const end = retention === 'referredCopy' ? (closed ?? referredOn) : closed
  return end === undefined ? undefined : addDays(end, retentionDays[retention])
}

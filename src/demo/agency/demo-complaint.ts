// How a demo complaint is written down: one line with its day in a fiscal year, what it is, how it came, and how many days
// later it reached which status. Never a word of content.
import {
  type ComplaintChannel,
  type ComplaintSort,
  type ComplaintStatus,
  type CorruptionCategory,
  corruptionCategories,
  type GeneralCategory,
  generalCategories,
} from '../../features/complaints/complaint-kinds.js'
import type { PastComplaint } from '../../features/complaints/past-complaint.js'
import { addDays, type Day, isDay, monthsOfFiscalYear } from '../../i18n/calendar/thai-calendar.js'

const monthNames = [
  'Oct',
  'Nov',
  'Dec',
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
] as const
type LaterStatus = Exclude<ComplaintStatus, 'received'>

/** A step says how many days after receipt: 'completed+12'. */
export type DemoComplaint = readonly [
  month: (typeof monthNames)[number],
  day: number,
  category: CorruptionCategory | GeneralCategory,
  channel: ComplaintChannel,
  ...steps: `${LaterStatus}+${number}`[],
]

/** As the register would have it today; `undefined` while the day of receipt has not come. Throws RangeError for no day. */
export function datedComplaint(
  [monthName, dayOfMonth, category, channel, ...written]: DemoComplaint,
  { id, fiscalYear, today }: { readonly id: string; readonly fiscalYear: number; readonly today: Day },
): PastComplaint | undefined {
  const month = monthsOfFiscalYear(fiscalYear)[monthNames.indexOf(monthName)]
  const receivedOn = `${month}-${String(dayOfMonth).padStart(2, '0')}`
  if (!isDay(receivedOn)) throw new RangeError(`A demo complaint lies on no day: ${monthName} ${dayOfMonth}`)
  if (receivedOn > today) return undefined
  const steps = written.map((step) => datedStep(step, receivedOn)).filter(({ on }) => on <= today)
  // A referral has a day of its own in the register; other steps on the way to the last one leave no trace in a figure.
  const kept = steps.filter(({ to }, index) => to === 'referred' || index === steps.length - 1)
  return { ...sortOf(category), id, channel, receivedOn, steps: kept }
}

function datedStep(step: `${LaterStatus}+${number}`, receivedOn: Day): { to: LaterStatus; on: Day } {
  const [to, days] = step.split('+') as [LaterStatus, string]
  return { to, on: addDays(receivedOn, Number(days)) }
}

function sortOf(category: CorruptionCategory | GeneralCategory): ComplaintSort {
  const corruption = corruptionCategories.find((one) => one === category)
  if (corruption) return { kind: 'corruption', category: corruption }
  const general = generalCategories.find((one) => one === category)
  if (general) return { kind: 'general', category: general }
  throw new RangeError(`A demo complaint is of no category: ${category}`)
}

// Enters the demo agency's complaints into the register: the last whole fiscal year and what the running one has brought.
// Each of them has a fixed id, so that none is there twice.
import type { ComplaintsRules } from '../features/complaints/complaints-rules.js'
import type { PastComplaint } from '../features/complaints/past-complaint.js'
import { dayInBangkok, fiscalYearOf } from '../i18n/calendar/thai-calendar.js'
import type { Keyring } from '../security/keyring.js'
import { datedComplaint } from './agency/demo-complaint.js'
import { lastYearComplaints } from './agency/demo-complaints-last-year.js'
import { runningYearComplaints } from './agency/demo-complaints-running-year.js'
import { DemoRefused } from './seed-content.js'

/** A stable id that tells nothing, from a name that does. */
export const demoIdOf =
  (keyring: Keyring) =>
  (name: string): string =>
    keyring.pseudonym('demo-complaint', name, 26)

/** `idOf` makes a stable id that tells nothing from a name that does. Answers how many there are. */
export async function seedComplaints(
  rules: Pick<ComplaintsRules, 'takeOver'>,
  now: Date,
  idOf: (name: string) => string,
): Promise<number> {
  const complaints = demoComplaints(now, idOf)
  const taken = await rules.takeOver(complaints, 'system')
  if (!taken.ok) throw new DemoRefused('complaint', taken.why)
  return complaints.length
}

/** Of all that have come by now. */
export const demoComplaintIds = (now: Date, idOf: (name: string) => string): string[] =>
  demoComplaints(now, idOf).map(({ id }) => id)

function demoComplaints(now: Date, idOf: (name: string) => string): PastComplaint[] {
  const today = dayInBangkok(now)
  const running = fiscalYearOf(now)
  const years = [
    { fiscalYear: running - 1, written: lastYearComplaints },
    { fiscalYear: running, written: runningYearComplaints },
  ]
  return years.flatMap(({ fiscalYear, written }) =>
    written.flatMap(
      (one, place) => datedComplaint(one, { id: idOf(`${fiscalYear} ${place}`), fiscalYear, today }) ?? [],
    ),
  )
}

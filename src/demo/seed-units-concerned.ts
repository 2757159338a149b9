// Says of the trial's complaints of last year which unit they are about, so that the split by unit has something to show. Its nine
// units are far smaller than those that a real agency should show by themselves: the trial lowers that number for itself alone.
import type { Features } from '../features/index.js'
import { fiscalYearOf, monthOfDay } from '../i18n/calendar/thai-calendar.js'
import { serviceUnit } from './agency/demo-units.js'
import { demoComplaintIds } from './seed-complaints.js'

/** In turn; the third is the one that nobody has named yet. */
const inTurn = [serviceUnit, 'กองคลัง', undefined] as const
const smallestShown = 10

/** Once: whatever visitors chose since stays as it is. */
export async function seedUnitsConcerned(
  { complaints, concerned, settings }: Pick<Features, 'complaints' | 'concerned' | 'settings'>,
  now: Date,
  idOf: (name: string) => string,
): Promise<void> {
  const running = fiscalYearOf(now)
  const lastYear = (await complaints.rules.findAll(demoComplaintIds(now, idOf)))
    .filter(({ kind, receivedOn }) => kind === 'corruption' && fiscalYearOf(monthOfDay(receivedOn)) < running)
    .sort((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1))
  const [first] = lastYear
  if (!first || (await concerned.unitOf(first.id)) !== undefined) return
  await settings.rules.change({ leastUnitStaff: smallestShown }, 'system')
  // The first last: a start that was cut off begins again.
  for (const [place, { id }] of [...lastYear.entries()].reverse())
    await concerned.name(id, inTurn[place % inTurn.length], 'system')
}

// Who of the demo agency has acknowledged what: the No Gift Policy everybody but one, the code of ethics about half.
import type { AcknowledgementsRules } from '../features/acknowledgements/acknowledgements-rules.js'
import { addDays, type Day, dayInBangkok, daysBetween, startOfDay } from '../i18n/calendar/thai-calendar.js'
import { type DemoStaff, demoActors, demoStaff } from './agency/demo-staff.js'
import { DemoRefused } from './seed-content.js'

/** 113 of 114: 99.12 %. */
const whoReadNoGift = demoStaff.filter((staff) => staff !== demoActors.employee)
/** Leaves out the employee on the chat page, and some in every unit. */
const whoReadEthicsCode = demoStaff.filter((_, place) => place % 5 === 1 || place % 3 === 2)

export const demoReaders: readonly { policyKey: string; staff: readonly DemoStaff[] }[] = [
  { policyKey: 'no-gift', staff: whoReadNoGift },
  { policyKey: 'ethics-code', staff: whoReadEthicsCode },
]

/** `staffIdOf`: by employee code. Answers how many there are now, whoever recorded them. */
export async function seedAcknowledgements(
  rules: Pick<AcknowledgementsRules, 'takeOver' | 'newestPolicy'>,
  staffIdOf: (employeeCode: string) => string,
  { now, channel }: { readonly now: Date; readonly channel: string },
): Promise<number> {
  const presses = await Promise.all(
    demoReaders.map(async ({ policyKey, staff }) => {
      const policy = await rules.newestPolicy(policyKey, dayInBangkok(now))
      if (!policy) throw new DemoRefused(`policy ${policyKey}`, 'it is not there')
      return staff.map(({ employeeCode }, place) => ({
        policyKey,
        version: policy.version,
        staffId: staffIdOf(employeeCode),
        at: momentBetween(policy.opens, now, place),
        channel,
        place: place % 3 === 0 ? ('private' as const) : ('group' as const),
        language: 'th' as const,
        eventKey: `demo ${policyKey} ${policy.version} ${employeeCode}`,
      }))
    }),
  )
  const signed = presses.flat()
  const taken = await rules.takeOver(signed)
  if (!taken.ok) throw new DemoRefused('acknowledgement', taken.why)
  return signed.length
}

/** Some moment in office hours since the policy opened, each place another one, none after now. */
function momentBetween(opens: Day, now: Date, place: number): Date {
  const days = daysBetween(opens, dayInBangkok(now))
  const day = addDays(opens, days === 0 ? 0 : (place * 5) % days)
  const minutes = 8 * 60 + 30 + ((place * 37) % (7 * 60))
  return new Date(Math.min(startOfDay(day).getTime() + minutes * 60_000, now.getTime()))
}

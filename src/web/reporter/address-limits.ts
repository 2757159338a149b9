// How much may come from one address in an hour, counted by all replicas together. The numbers are wide enough for a training
// room or a whole ministry behind one address, and are published on the page. The address itself is never stored or logged:
// what is counted has a name that dies with the day (security/shared-counts).
import type { SharedCounts } from '../../security/shared-counts.js'

/** Per address and hour of the clock. */
export const hourlyLimits = {
  /** Reports begun. */
  reports: 200,
  /** Sealed files sent, of reports and messages together: each file of a report is two at most. */
  files: 2000,
  /** Receipts tried, pages of cases opened and everything done on them. */
  visits: 3000,
} as const

export type LimitedThing = keyof typeof hourlyLimits

export interface AddressLimits {
  /** Counts it, and says whether it is still within the limit. */
  allows(thing: LimitedThing, address: string | undefined): Promise<boolean>
}

export function createAddressLimits(counts: Pick<SharedCounts, 'add'>): AddressLimits {
  return {
    async allows(thing, address = '') {
      return (await counts.add(`${thing} ${networkOf(address)}`, 'hour')) <= hourlyLimits[thing]
    },
  }
}

/** One household or office has a whole /64 of IPv6. */
function networkOf(address: string): string {
  if (address.startsWith('::ffff:') || !address.includes(':')) return address.replace('::ffff:', '')
  const [head = ''] = address.split('::')
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':')
}

// How much may come from one address in an hour. The numbers are wide enough for a training room or a whole ministry
// behind one address, and are published on the page. The address itself is never stored or logged: memory holds a keyed
// hash of it, under a key that dies with the process, for an hour.
import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.js'

/** Per address and hour. */
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
  allows(thing: LimitedThing, address: string | undefined): boolean
}

const hour = 3_600_000

export function createAddressLimits(clock: Clock): AddressLimits {
  const key = randomBytes(32)
  let counts = new Map<string, number>()
  let since = clock().getTime()

  return {
    allows(thing, address = '') {
      const now = clock().getTime()
      if (now - since >= hour) {
        counts = new Map()
        since = now
      }
      const name = createHmac('sha256', key)
        .update(`${thing} ${networkOf(address)}`)
        .digest('base64url')
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count <= hourlyLimits[thing]
    },
  }
}

/** One household or office has a whole /64 of IPv6. */
function networkOf(address: string): string {
  if (address.startsWith('::ffff:') || !address.includes(':')) return address.replace('::ffff:', '')
  const [head = ''] = address.split('::')
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':')
}

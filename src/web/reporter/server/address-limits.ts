// How much may come from one address in an hour, counted by all replicas together. The numbers are wide enough for a training
// room or a whole ministry behind one address, and are published on the page. The address itself is never stored or logged:
// what is counted has a name that dies with the day (security/shared-counts).
import type { SharedCounts } from '../../../security/reports/shared-counts.js'
import { onionNetwork } from '../../server/visitor-address.js'

/** Per address and hour of the clock: so much may come in any case. */
export const hourlyLimits = {
  /** Reports begun. */
  reports: 200,
  /** Sealed files sent, of reports and messages together: each file of a report is two at most. */
  files: 2000,
  /** Messages to a case that was opened, withdrawals and ratings: what is written down and no file. */
  messages: 200,
  /** Receipts tried, pages of cases opened and everything done on them. */
  visits: 3000,
} as const

export type LimitedThing = keyof typeof hourlyLimits

export interface AddressLimits {
  /** Counts it, and says whether it is still within the limit. */
  allows(thing: LimitedThing, network: string): Promise<boolean>
}

/**
 * Where it ends is drawn anew each hour: who shares an address with others and knew the number would use all of it but one, and
 * learn from the next refusal in which minute somebody else had reported.
 */
export function createAddressLimits(counts: Pick<SharedCounts, 'add' | 'draw'>): AddressLimits {
  return {
    async allows(thing, network) {
      // They share one name, and one of them could use up what is everybody's. What holds them is the puzzle, which gets dearer for
      // all when many are solved (security/proof-of-work), what a case may hold, and what the agency may.
      if (network === onionNetwork) return true
      const what = `${thing} ${network}`
      const come = await counts.add(what, 'hour')
      if (come <= hourlyLimits[thing]) return true
      return come <= Math.floor(hourlyLimits[thing] * (1 + (await counts.draw(what, 'hour')) / 2))
    },
  }
}

/** No more than this comes through in any hour. */
export const mostInAnHour = (thing: LimitedThing): number => Math.floor(hourlyLimits[thing] * 1.5)

// Makes guessing at a receipt dear and never shuts anybody out: the price is work for whoever tries, not a lock that a
// stranger could put on the reporter's door. All replicas count together, under a name that cannot be turned back.
import type { SharedCounts } from './shared-counts.js'

export interface ReceiptGuesses {
  /** Bits to add to the puzzle of the next try at this receipt. */
  price(name: string): Promise<number>
  /** The same for receipts that exist and that do not. A right one takes nothing back: nobody learns that it was used. */
  wrong(name: string): Promise<void>
}

/** Tries in an hour of the clock that cost nothing more: people mistype. */
export const freeTriesPerHour = 5
/** Wrong tries in an hour at the whole agency, whatever the receipt, from which every try costs more. */
const calmTriesPerHour = 60
/** 64 times the work, as the proof of work allows at most. */
const dearest = 6

export function createReceiptGuesses(counts: Pick<SharedCounts, 'add' | 'read'>): ReceiptGuesses {
  const at = (name: string) => `guess ${name}`
  const anywhere = 'guess anywhere'

  return {
    async price(name) {
      const [own, all] = await Promise.all([counts.read(at(name), 'hour'), counts.read(anywhere, 'hour')])
      // One bit, twice the work, for each try over what is free.
      const overFree = own - freeTriesPerHour + 1
      const overCalm = Math.floor(Math.log2(Math.max(1, all) / calmTriesPerHour)) + 1
      return Math.min(dearest, Math.max(0, overFree, overCalm))
    },
    async wrong(name) {
      await Promise.all([counts.add(at(name), 'hour'), counts.add(anywhere, 'hour')])
    },
  }
}

// Makes guessing at a receipt dear and never shuts anybody out: the price is work for whoever tries, not a lock that a
// stranger could put on the reporter's door. What counts is kept in memory under a name that cannot be turned back.
import type { Clock } from '../clock.js'

export interface ReceiptGuesses {
  /** Bits to add to the puzzle of the next try at this receipt. */
  price(name: string): number
  /** The same for receipts that exist and that do not. A right one takes nothing back: nobody learns that it was used. */
  wrong(name: string): void
}

/** Tries in an hour that cost nothing more: people mistype. */
export const freeTriesPerHour = 5
/** Wrong tries in an hour at the whole instance, whatever the receipt, from which every try costs more. */
const calmTriesPerHour = 60
/** 64 times the work, as the proof of work allows at most. */
const dearest = 6
const hour = 3_600_000
const mostNames = 50_000

export function createReceiptGuesses(clock: Clock): ReceiptGuesses {
  const triesAt = new Map<string, readonly number[]>()
  let all: number[] = []

  const recent = (tries: readonly number[]) => tries.filter((at) => at > clock().getTime() - hour)
  /** One bit, twice the work, for each try over what is free. */
  const overFree = (name: string) => recent(triesAt.get(name) ?? []).length - freeTriesPerHour + 1
  const overCalm = () => Math.floor(Math.log2(Math.max(1, recent(all).length) / calmTriesPerHour)) + 1

  return {
    price: (name) => Math.min(dearest, Math.max(0, overFree(name), overCalm())),
    wrong(name) {
      const now = clock().getTime()
      all = [...recent(all), now].slice(-4096)
      const tries = [...recent(triesAt.get(name) ?? []), now].slice(-freeTriesPerHour - dearest)
      triesAt.delete(name)
      triesAt.set(name, tries)
      const [oldest] = triesAt.keys()
      if (triesAt.size > mostNames && oldest !== undefined) triesAt.delete(oldest)
    },
  }
}

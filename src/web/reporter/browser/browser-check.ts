// Before the first question: can this browser encrypt at all, and how long will it take? It is tried and not guessed from
// the browser's name.
import { hasWorker, measureHeavyWork } from './heavy-work.js'

export interface BrowserFound {
  /** Seconds that a receipt takes, or opening one: two derivations. */
  readonly seconds: number
  /** The page stands still meanwhile: no worker may run here. */
  readonly standsStill: boolean
}

/** `undefined`: it cannot, or what it needs did not come. */
export async function checkBrowser(): Promise<BrowserFound | undefined> {
  try {
    const seconds = 2 * (await measureHeavyWork())
    return { seconds, standsStill: !(await hasWorker()) }
  } catch {
    // Whatever it was, the reader can do the same about it: another browser, or another way.
    return undefined
  }
}

// A reporter's way back: own keys, a receipt, and the lock between them. The lock costs seconds, and minutes in a browser
// without WebAssembly: it is made ahead, while the questions are answered. It lives in this page's memory.
import { newReceipt, type Receipt } from '../../../../sealing/receipt.js'
import type { ReceiptLock } from '../../../../sealing/receipt-keys.js'
import { makeRecipientKeys, type RecipientKeys, sealKeyFor } from '../../../../sealing/vault.js'
import { saltsGiven } from '../../shared/reporter-schemas.js'
import { type Answered, type AskOptions, ask } from '../ask-server.js'
import type { Progress } from '../heavy-tasks.js'
import { makeLock } from '../heavy-work.js'

export interface WayBack {
  readonly receipt: Receipt
  readonly lock: ReceiptLock
}

export interface WaysBack {
  own(): Promise<RecipientKeys>
  /** Begins to make one and waits for nothing. */
  prepare(options: AskOptions): void
  /** The one that was prepared, or a new one after a failure. */
  ready(progress: Progress, options: AskOptions): Promise<Answered<WayBack>>
}

export function createWaysBack(): WaysBack {
  let keys: Promise<RecipientKeys> | undefined
  let made: Promise<Answered<WayBack>> | undefined
  let told: Progress = () => undefined

  const own = () => {
    keys ??= makeRecipientKeys()
    return keys
  }
  function making(options: AskOptions): Promise<Answered<WayBack>> {
    made ??= newWayBack(own(), (share) => told(share), options)
    const mine = made
    const forget = () => {
      if (made === mine) made = undefined
    }
    // Whoever waits for it hears of it; whoever does not tries anew.
    mine.then(({ ok }) => ok || forget(), forget)
    return mine
  }
  return {
    own,
    prepare: (options) => void making(options),
    ready(progress, options) {
      told = progress
      return making(options)
    },
  }
}

async function newWayBack(
  keys: Promise<RecipientKeys>,
  progress: Progress,
  options: AskOptions,
): Promise<Answered<WayBack>> {
  const receipt = newReceipt()
  const salts = await ask('/receipt/api/salts', { selector: receipt.selector }, saltsGiven, options)
  if (!salts.ok) return salts
  return { ok: true, body: { receipt, lock: await makeLock(receipt, await keys, salts.body, progress) } }
}

/** What is stored with the case so that its reporter can come back. */
export async function wayBackOf({ publicKey }: RecipientKeys, caseKey: Uint8Array, lock: ReceiptLock) {
  return { reporter: { publicKey, sealedKey: await sealKeyFor(publicKey, caseKey) }, lock }
}

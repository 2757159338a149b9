// Hands what takes seconds to the worker, so that the page stays alive meanwhile. One worker for a page.

import { z } from 'zod'
import { type Puzzle, type SolvedPuzzle, solvedPuzzle } from '../../security/puzzle.js'
import type { Receipt } from '../../security/receipt.js'
import type { ReceiptLock, ReceiptSalts } from '../../security/receipt-keys.js'
import type { RecipientKeys } from '../../security/vault.js'

export type HeavyTask =
  | { readonly kind: 'solve'; readonly puzzle: Puzzle }
  | { readonly kind: 'lock'; readonly receipt: Receipt; readonly keys: RecipientKeys }
  | { readonly kind: 'authenticate'; readonly receipt: Receipt; readonly salts: ReceiptSalts }
  | {
      readonly kind: 'unlock'
      readonly receipt: Receipt
      readonly lock: Pick<ReceiptLock, 'wrappingSalt' | 'publicKey' | 'wrappedKey'>
    }

export type HeavyAnswer =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false }

/** The worker could not do it: it was refused by the browser, ran out of memory, or a key did not fit. */
export class HeavyWorkFailed extends Error {
  override readonly name = 'HeavyWorkFailed'
}

const keys = z.object({ publicKey: z.string(), privateKey: z.string() })
const lock = z.object({
  selector: z.string(),
  authenticator: z.string(),
  authenticatorSalt: z.string(),
  wrappingSalt: z.string(),
  publicKey: z.string(),
  wrappedKey: z.string(),
})

let worker: Worker | undefined
let count = 0

export const solveInWorker = async (puzzle: Puzzle): Promise<SolvedPuzzle> =>
  solvedPuzzle.parse(await ask({ kind: 'solve', puzzle }))
export const lockInWorker = async (receipt: Receipt, own: RecipientKeys): Promise<ReceiptLock> =>
  lock.parse(await ask({ kind: 'lock', receipt, keys: own }))
export const authenticateInWorker = async (receipt: Receipt, salts: ReceiptSalts): Promise<string> =>
  z.string().parse(await ask({ kind: 'authenticate', receipt, salts }))
export const unlockInWorker = async (
  receipt: Receipt,
  locked: Pick<ReceiptLock, 'wrappingSalt' | 'publicKey' | 'wrappedKey'>,
): Promise<RecipientKeys> => keys.parse(await ask({ kind: 'unlock', receipt, lock: locked }))

function ask(task: HeavyTask): Promise<unknown> {
  worker ??= new Worker('/assets/heavy-work.js', { type: 'module' })
  const working = worker
  count += 1
  const id = count
  return new Promise((done, failed) => {
    const stop = () => {
      working.removeEventListener('message', hear)
      working.removeEventListener('error', fail)
    }
    const fail = () => {
      stop()
      failed(new HeavyWorkFailed('The worker of this page failed'))
    }
    const hear = ({ data }: MessageEvent<HeavyAnswer>) => {
      if (data.id !== id) return
      stop()
      if (data.ok) done(data.result)
      else failed(new HeavyWorkFailed('The worker of this page could not do it'))
    }
    working.addEventListener('message', hear)
    working.addEventListener('error', fail)
    working.postMessage({ id, task })
  })
}

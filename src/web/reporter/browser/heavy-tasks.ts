// What takes seconds or minutes: puzzles, derivations from a receipt, sealing of files. It runs in the worker where there is
// one and in the page itself where there is none; it is given what it needs and asks the server for nothing.
import { type Puzzle, type SolvedPuzzle, solve } from '../../../sealing/puzzle.js'
import type { Receipt } from '../../../sealing/receipt.js'
import {
  deriveAuthenticator,
  type LockShown,
  lockWithReceipt,
  type ReceiptLock,
  type ReceiptSalts,
  secondsToDerive,
  unlockWithReceipt,
} from '../../../sealing/receipt-keys.js'
import { type PartPlace, type RecipientKeys, sealPart } from '../../../sealing/vault.js'

/** Each task, with what it is given and what comes out. */
export interface HeavyTasks {
  /** How many seconds one derivation will take here. */
  readonly measure: { readonly given: object; readonly result: number }
  readonly solve: { readonly given: { readonly puzzle: Puzzle }; readonly result: SolvedPuzzle }
  readonly lock: {
    readonly given: { readonly receipt: Receipt; readonly keys: RecipientKeys; readonly salts: ReceiptSalts }
    readonly result: ReceiptLock
  }
  readonly authenticate: {
    readonly given: { readonly receipt: Receipt; readonly salts: ReceiptSalts }
    readonly result: string
  }
  readonly unlock: {
    readonly given: { readonly receipt: Receipt; readonly lock: LockShown }
    readonly result: RecipientKeys
  }
  readonly seal: {
    readonly given: { readonly key: Uint8Array; readonly place: PartPlace; readonly plain: Uint8Array }
    readonly result: Uint8Array
  }
}

export type HeavyKind = keyof HeavyTasks
export type HeavyTask = {
  [Kind in HeavyKind]: { readonly kind: Kind } & HeavyTasks[Kind]['given']
}[HeavyKind]
/** Told what share of the work is done, from 0 to 1. */
export type Progress = (share: number) => void

export function workOn(task: HeavyTask, progress: Progress): Promise<HeavyTasks[HeavyKind]['result']> {
  switch (task.kind) {
    case 'measure':
      return secondsToDerive()
    case 'solve':
      return solve(task.puzzle, progress)
    case 'lock':
      return derivations(2, progress, () => lockWithReceipt(task.receipt, task.keys, task.salts))
    case 'authenticate':
      return derivations(1, progress, () => deriveAuthenticator(task.receipt, task.salts))
    case 'unlock':
      return derivations(1, progress, () => unlockWithReceipt(task.receipt, task.lock))
    case 'seal':
      return sealPart(task.key, task.place, task.plain)
  }
}

/** Where Argon2id is slow it tells how far it is (sodium-plain-browser.ts); where it is quick there is nothing to tell. */
async function derivations<T>(count: number, progress: Progress, work: () => Promise<T>): Promise<T> {
  let before = 0
  function hear(event: Event): void {
    const share = event instanceof CustomEvent ? Number(event.detail) : 0
    progress((before + share) / count)
    if (share >= 1) before += 1
  }
  addEventListener('slow-hash', hear)
  try {
    return await work()
  } finally {
    removeEventListener('slow-hash', hear)
  }
}

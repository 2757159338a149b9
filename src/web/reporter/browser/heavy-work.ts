// Hands what takes seconds to the worker, so that the page stays alive meanwhile. One worker for a page. Every task ends:
// a worker that dies or falls silent is put away and the task fails; where no worker may run, the page works itself.
import { integrity as workerIntegrity } from 'integrity-of:src/web/reporter/browser/heavy-work-browser.ts'
import { integrity as plainWorkerIntegrity } from 'integrity-of:src/web/reporter/browser/heavy-work-plain-browser.ts'
import { z } from 'zod'
import { type Puzzle, type SolvedPuzzle, solvedPuzzle } from '../../../sealing/puzzle.js'
import type { Receipt } from '../../../sealing/receipt.js'
import type { ReceiptLock, ReceiptSalts } from '../../../sealing/receipt-keys.js'
import type { RecipientKeys } from '../../../sealing/vault.js'
import { checkedWorker } from '../../pages/later-script.js'
import { isWebAssemblyAllowed } from '../../pages/sodium-in-browser.js'
import { type HeavyTask, type HeavyTasks, type Progress, workOn } from './heavy-tasks.js'

export type WorkerSaid =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number }

/** It could not be done here: the worker died, memory ran out, or a key did not fit. */
export class HeavyWorkFailed extends Error {
  override readonly name = 'HeavyWorkFailed'
}

const keys = z.object({ publicKey: z.string(), privateKey: z.string() })
const lock = z.object({
  selector: z.string(),
  authenticator: z.string(),
  publicKey: z.string(),
  wrappedKey: z.string(),
})

/** Milliseconds until a worker whose script is there has to speak: a telephone may be slow. */
const startPatience = 60_000
/** Milliseconds without a word from a worker that has work. Slow work tells how far it is; what tells nothing is quick. */
const mostSilence = 300_000

const quiet: Progress = () => undefined

/** Seconds that one derivation takes here. Starts the worker, so that nothing has to be loaded later. */
export async function measureHeavyWork(): Promise<number> {
  try {
    return z.number().parse(await done({ kind: 'measure' }))
  } catch (error) {
    if (!(error instanceof HeavyWorkFailed)) throw error
    // A worker that cannot load what it needs is none.
    worker = Promise.resolve(undefined)
    return z.number().parse(await done({ kind: 'measure' }))
  }
}
export const solvePuzzle = async (puzzle: Puzzle, progress = quiet): Promise<SolvedPuzzle> =>
  solvedPuzzle.parse(await done({ kind: 'solve', puzzle }, progress))
export const makeLock = async (
  receipt: Receipt,
  own: RecipientKeys,
  salts: ReceiptSalts,
  progress = quiet,
): Promise<ReceiptLock> => lock.parse(await done({ kind: 'lock', receipt, keys: own, salts }, progress))
export const proveReceipt = async (
  receipt: Receipt,
  salts: ReceiptSalts,
  progress = quiet,
): Promise<string> => z.string().parse(await done({ kind: 'authenticate', receipt, salts }, progress))
export const unlockKeys = async (
  receipt: Receipt,
  locked: HeavyTasks['unlock']['given']['lock'],
  progress = quiet,
): Promise<RecipientKeys> => keys.parse(await done({ kind: 'unlock', receipt, lock: locked }, progress))
export const sealFile = async (given: HeavyTasks['seal']['given']): Promise<Uint8Array> =>
  z.instanceof(Uint8Array).parse(await done({ kind: 'seal', ...given }))

let worker: Promise<Worker | undefined> | undefined
let count = 0

/** Whether somebody else works while the page stays alive. */
export const hasWorker = async (): Promise<boolean> => (await worker) !== undefined

async function done(task: HeavyTask, progress = quiet): Promise<unknown> {
  worker ??= startedWorker()
  const mine = worker
  const working = await mine
  if (!working) return doneHere(task, progress)
  return askWorker(working, { task, progress }, () => {
    working.terminate()
    // Another one is started for whoever asks next.
    if (worker === mine) worker = undefined
  })
}

/** `undefined`: none may run here, it did not come, or what came is not what this page expects. */
async function startedWorker(): Promise<Worker | undefined> {
  let starting: Worker
  try {
    starting = (await isWebAssemblyAllowed())
      ? await checkedWorker('/assets/heavy-work.js', workerIntegrity)
      : await checkedWorker('/assets/heavy-work-plain.js', plainWorkerIntegrity)
  } catch {
    // The browser has its own ways to say so; the page can do the work itself, with code of its own that was compared.
    return undefined
  }
  return whenReady(starting)
}

function whenReady(starting: Worker): Promise<Worker | undefined> {
  return new Promise((done) => {
    const end = (started: Worker | undefined) => {
      clearTimeout(late)
      if (!started) starting.terminate()
      done(started)
    }
    const late = setTimeout(() => end(undefined), startPatience)
    starting.addEventListener('message', () => end(starting), { once: true })
    starting.addEventListener('error', () => end(undefined), { once: true })
  })
}

function askWorker(
  working: Worker,
  { task, progress }: { readonly task: HeavyTask; readonly progress: Progress },
  putAway: () => void,
): Promise<unknown> {
  count += 1
  const id = count
  const listening = new AbortController()
  const { signal } = listening
  let silence: ReturnType<typeof setTimeout>
  return new Promise((done, failed) => {
    function giveUp(): void {
      putAway()
      failed(new HeavyWorkFailed('The worker of this page died'))
    }
    function listen(): void {
      clearTimeout(silence)
      silence = setTimeout(giveUp, mostSilence)
    }
    function hear({ data }: MessageEvent<WorkerSaid>): void {
      // A word about another task is a sign of life, too.
      listen()
      if (data.kind === 'ready' || data.id !== id) return
      if (data.kind === 'progress') progress(data.share)
      else if (data.kind === 'done') done(data.result)
      else failed(new HeavyWorkFailed('The worker of this page could not do it'))
    }
    working.addEventListener('message', hear, { signal })
    working.addEventListener('error', giveUp, { signal })
    working.addEventListener('messageerror', giveUp, { signal })
    listen()
    working.postMessage({ id, task })
  }).finally(() => {
    clearTimeout(silence)
    listening.abort()
  })
}

async function doneHere(task: HeavyTask, progress: Progress): Promise<unknown> {
  // What the page says about it has to be drawn before it stands still.
  await new Promise((drawn) => setTimeout(drawn, 50))
  try {
    return await workOn(task, progress)
  } catch {
    throw new HeavyWorkFailed('This page could not do it')
  }
}

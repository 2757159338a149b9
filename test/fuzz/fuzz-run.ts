// Sends what nobody should send, case by case from one seed, and watches the product: no crash, no answer of 5xx, no error in
// the log, no slow answer. A surface is a way in; it makes its case from the seed alone, so a failure can be told by its number.
import fc from 'fast-check'
import type { Log } from '../../src/operation/log.js'
import { keptLog } from '../harness/kept-log.js'

export interface Surface {
  readonly name: string
  /** Of all cases, in proportion to the other surfaces. */
  readonly share: number
  /** What the next case needs to get anywhere; its time counts for nothing. */
  prepare?(): Promise<void>
  /** Does one case. What is answered as a problem of the server's own; nothing when all is well. */
  attack(seed: number): Promise<string | undefined>
}

export interface Failure {
  readonly surface: string
  readonly number: number
  readonly what: string
}

export interface FuzzReport {
  readonly cases: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
  /** The slowest case: milliseconds of processor time. */
  readonly slowest: { readonly surface: string; readonly number: number; readonly milliseconds: number }
}

export interface FuzzOptions {
  readonly seed: number
  readonly cases: number
  readonly surfaces: readonly Surface[]
  readonly watch: ErrorWatch
  /** Of processor time, not of the clock: what else the machine does counts for nothing. */
  readonly slowMilliseconds?: number
  readonly onProgress?: (done: number) => void
  /** Told as soon as it is found: a run of hours that is stopped has said what it knew. */
  readonly onFailure?: (failure: Failure) => void
}

/** A case is a case whoever runs it: one value of an arbitrary, by a number. */
export function oneOf<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 })
  if (value === undefined) throw new Error('Nothing was made')
  return value
}

export interface ErrorWatch {
  readonly log: Log
  /** What was written as an error or thrown past everybody since the last question. */
  taken(): string[]
  stop(): void
}

/** A log that keeps only errors, and an ear for what nobody has caught. */
export function watchErrors(): ErrorWatch {
  const { log, lines } = keptLog('error')
  const heard: string[] = []
  const uncaught = (error: unknown) => void heard.push(`uncaught: ${named(error)}`)
  process.on('uncaughtException', uncaught)
  process.on('unhandledRejection', uncaught)
  return {
    log,
    taken: () => [...lines.splice(0).map((line) => `logged: ${line.trim()}`), ...heard.splice(0)],
    stop() {
      process.off('uncaughtException', uncaught)
      process.off('unhandledRejection', uncaught)
    },
  }
}

/** Where it was thrown, for whoever mends it. */
export const named = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.name) : typeof error

export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { seed, cases, surfaces, watch, slowMilliseconds = 2000, onProgress, onFailure } = options
  const shares = surfaces.reduce((sum, { share }) => sum + share, 0)
  const counted: Record<string, number> = {}
  const failures: Failure[] = []
  let slowest = { surface: '', number: 0, milliseconds: 0 }
  let done = 0
  for (const surface of surfaces) {
    const { name } = surface
    const many = Math.round((cases * surface.share) / shares)
    for (let number = 0; number < many; number += 1) {
      await surface.prepare?.()
      const first = await timed(surface, caseSeed(seed, number))
      const found = [...(first.what === undefined ? [] : [first.what]), ...watch.taken()]
      let { milliseconds } = first
      // What was only loaded for the first time is quick the second time; what has to be gone through in vain is not.
      if (milliseconds > slowMilliseconds) {
        await surface.prepare?.()
        milliseconds = Math.min(milliseconds, (await timed(surface, caseSeed(seed, number))).milliseconds)
        found.push(...watch.taken())
      }
      if (milliseconds > slowest.milliseconds) slowest = { surface: name, number, milliseconds }
      if (milliseconds > slowMilliseconds) found.push(`took ${Math.round(milliseconds)} ms of processor time`)
      for (const what of found) {
        const failure = { surface: name, number, what }
        failures.push(failure)
        onFailure?.(failure)
      }
      counted[name] = number + 1
      done += 1
      onProgress?.(done)
    }
  }
  return { cases: counted, failures, slowest }
}

async function timed(
  surface: Surface,
  seed: number,
): Promise<{ what: string | undefined; milliseconds: number }> {
  const before = process.cpuUsage()
  const what = await surface.attack(seed).catch(thrown)
  const { user, system } = process.cpuUsage(before)
  return { what, milliseconds: (user + system) / 1000 }
}

const caseSeed = (seed: number, number: number): number => (Math.imul(seed, 1_000_003) + number) | 0

const thrown = (error: unknown): string => `thrown: ${named(error)}`

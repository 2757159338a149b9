// Wrong codes slow down whoever types them: the first three are free, then each one makes the next wait twice as long.
import type { Clock } from '../../../operation/clock.js'
import type { WrongCodeModel } from './wrong-code-model.js'

const freeTries = 3
const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
const forgottenAfterMs = 24 * 3_600_000

export interface WrongCodeRules {
  /** Until when this account has to wait, if it has to. `eventKey`: the event that is being answered. */
  waitOf(key: string, eventKey: string): Promise<Date | undefined>
  /** Counts a wrong code, once per event, and says until when the next must wait. */
  count(key: string, eventKey: string): Promise<Date | undefined>
  forget(key: string): Promise<void>
}

/** `count` wrong codes make the next wait so many milliseconds. */
export function waitAfter(count: number): number {
  return count <= freeTries ? 0 : Math.min(firstWaitMs * 2 ** (count - freeTries - 1), longestWaitMs)
}

export function createWrongCodeRules(model: WrongCodeModel, clock: Clock): WrongCodeRules {
  const waitUntil = (count: number, lastAt: Date): Date | undefined =>
    count <= freeTries ? undefined : new Date(lastAt.getTime() + waitAfter(count))

  return {
    async waitOf(key, eventKey) {
      const now = clock()
      const wrong = await model.of(key, now)
      // A re-run of the event that typed the last wrong code must be answered as the first time.
      if (!wrong || wrong.lastEvent === eventKey) return undefined
      const until = waitUntil(wrong.count, wrong.lastAt)
      return until && until > now ? until : undefined
    },
    async count(key, eventKey) {
      const now = clock()
      const before = await model.of(key, now)
      if (before?.lastEvent === eventKey) return waitUntil(before.count, before.lastAt)
      const wrong = { count: (before?.count ?? 0) + 1, lastAt: now, lastEvent: eventKey }
      await model.keep(key, wrong, new Date(now.getTime() + forgottenAfterMs))
      return waitUntil(wrong.count, now)
    },
    forget: (key) => model.forget(key),
  }
}

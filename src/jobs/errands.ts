// Work that comes due by itself and may take long: looked for every second, one look at a time, beside the chats. A
// failure is logged and looked at again; nothing is lost by it, because what is due stands in rows.
import { type Log, problemOf } from '../operation/log.js'

export interface Errands {
  start(): void
  /** What is under way stops at the next safe place. */
  stop(): Promise<void>
  /** Looks now, after a look that is under way; answers how much was brought to an end. */
  run(): Promise<number>
}

const every = 1000

/** Drained when neither a chat nor an errand has anything left that can be done now. */
export const withErrands = <Drained extends { drain(): Promise<void> }>(
  worker: Drained,
  errands: Errands,
): Drained => ({
  ...worker,
  async drain() {
    do await worker.drain()
    while ((await errands.run()) > 0)
    await worker.drain()
  },
})

/** Several kinds of work, each looking by itself, started and stopped together. */
export const jointErrands = (all: readonly Errands[]): Errands => ({
  start() {
    for (const errands of all) errands.start()
  },
  async stop() {
    await Promise.all(all.map((errands) => errands.stop()))
  },
  async run() {
    const counts = await Promise.all(all.map((errands) => errands.run()))
    return counts.reduce((sum, count) => sum + count, 0)
  },
})

export function createErrands(work: (stopping: () => boolean) => Promise<number>, log: Log): Errands {
  let stopped = true
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<number> | undefined

  function look(): Promise<number> {
    underWay ??= work(() => stopped)
      .catch((error: unknown) => {
        log.error('errands failed', problemOf(error))
        return 0
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      timer = setInterval(() => void look(), every)
      void look()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await underWay
    },
    async run() {
      // One that is under way may have looked before what came last.
      await underWay
      return stopped ? 0 : look()
    },
  }
}

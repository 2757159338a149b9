// Threads that work through one queue: each task has a limit of time and of memory, a thread that takes too long is ended and another
// one started. One that does not start is tried again after a pause that grows. Nothing of a task is logged.
import type { Worker } from 'node:worker_threads'
import type { FromThread, TaskKind } from './thread-tasks.js'

/** tooLong: its time was over; tooMany: others waited already; failed: it broke, or there was no thread for it. */
export type FailedBecause = 'tooLong' | 'tooMany' | 'failed'

export interface Task {
  readonly kind: TaskKind
  readonly given: unknown
  readonly done: (result: unknown) => void
  /** `error`: of what kind it was, when it broke. */
  readonly failed: (why: FailedBecause, error?: string) => void
}

interface Thread {
  readonly worker: Worker
  ready: boolean
  task?: Task
  limit?: NodeJS.Timeout
}

export interface LaneOptions {
  /** Threads at the same time; they are started when there is something to do, and stay. */
  readonly most: number
  /** Tasks that may wait for a thread: what is asked beyond them is refused at once, and holds no memory. */
  readonly mostWaiting: number
  readonly start: () => Worker
  /** Milliseconds for one task, counted from when a thread begins with it. */
  readonly patience: (kind: TaskKind) => number
  /** Calls back when so many milliseconds are over. */
  readonly later: (milliseconds: number, back: () => void) => void
}

export interface ThreadLane {
  add(task: Task): void
  /** Ends the threads; what is still asked for fails. */
  stop(): Promise<void>
}

/** To load the program, also on a busy machine. */
const patienceForStart = 60_000
const firstPause = 250
const longestPause = 30_000

export function createThreadLane({ most, mostWaiting, start, patience, later }: LaneOptions): ThreadLane {
  const waiting: Task[] = []
  const threads = new Set<Thread>()
  let failedStarts = 0
  let pausing = false
  let stopped = false

  function begin(): void {
    const worker = start()
    const thread: Thread = { worker, ready: false }
    threads.add(thread)
    thread.limit = setTimeout(() => lose(thread, 'tooLong'), patienceForStart)
    worker.on('message', (message: FromThread) => heard(thread, message))
    worker.on('error', () => lose(thread, 'failed'))
    worker.on('exit', () => lose(thread, 'failed'))
  }

  function heard(thread: Thread, message: FromThread): void {
    // Its last word may come after it was given up.
    if (!threads.has(thread)) return
    clearTimeout(thread.limit)
    const { task } = thread
    delete thread.task
    thread.ready = true
    failedStarts = 0
    // One that has nothing to do holds no process back that wants to end.
    thread.worker.unref()
    if (message.kind === 'done') task?.done(message.result)
    if (message.kind === 'failed') task?.failed('failed', message.error)
    next()
  }

  function lose(thread: Thread, why: FailedBecause): void {
    if (!threads.delete(thread)) return
    clearTimeout(thread.limit)
    void thread.worker.terminate()
    if (thread.ready) thread.task?.failed(why)
    else startFailed(why)
    next()
  }

  /** What hinders one thread hinders the next one too: a thread after the other would take the processor from whoever works. */
  function startFailed(why: FailedBecause): void {
    // Whoever waits for a thread that does not start would wait for ever; another one that works will come to them.
    if (threads.size === 0) for (const task of waiting.splice(0)) task.failed(why)
    pausing = true
    later(Math.min(longestPause, firstPause * 2 ** failedStarts), () => {
      pausing = false
      next()
    })
    failedStarts += 1
  }

  function give(thread: Thread, task: Task): void {
    thread.task = task
    thread.worker.ref()
    thread.limit = setTimeout(() => lose(thread, 'tooLong'), patience(task.kind))
    thread.worker.postMessage({ kind: task.kind, given: task.given })
  }

  function next(): void {
    for (const thread of threads) {
      const task = thread.ready && !thread.task ? waiting.shift() : undefined
      if (task) give(thread, task)
    }
    const starting = [...threads].filter(({ ready }) => !ready).length
    if (!stopped && !pausing && waiting.length > starting && threads.size < most) begin()
  }

  return {
    add(task) {
      if (stopped) return task.failed('failed')
      if (waiting.length >= mostWaiting) return task.failed('tooMany')
      waiting.push(task)
      next()
    },
    async stop() {
      stopped = true
      const all = [...threads]
      threads.clear()
      for (const { limit, task } of all) {
        clearTimeout(limit)
        task?.failed('failed')
      }
      for (const task of waiting.splice(0)) task.failed('failed')
      await Promise.all(all.map(({ worker }) => worker.terminate()))
    },
  }
}

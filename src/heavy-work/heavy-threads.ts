// Work of unknown length, done in threads beside the main one: what people send is read in one lane, pictures and papers are drawn in
// another, so that no reporter waits for a paper. Each task has its limit of time; whoever asks hears when it is over.
import { Worker } from 'node:worker_threads'
import { drawingTasks } from './drawing-tasks.js'
import { threadFile } from './thread-file.js'
import { createThreadLane, type FailedBecause, type LaneOptions } from './thread-lane.js'
import type { GivenTo, ResultOf, TaskKind } from './thread-tasks.js'

export type { FailedBecause }

/** The task has no result, whatever it would have been: whoever asked must not go on as if nothing had been found. */
export class HeavyWorkFailed extends Error {
  /** For whoever reads the log: 'tooLong', or the kind of error. */
  readonly code: string

  constructor(
    readonly why: FailedBecause,
    error: string = why,
  ) {
    super('A task beside the main thread did not come to its end')
    this.code = error
  }
}

/** For whoever says so to a person and goes no further. Other errors stay errors. */
export async function orTooHeavy<Result>(work: Promise<Result>): Promise<Result | 'tooHeavy'> {
  try {
    return await work
  } catch (error) {
    if (error instanceof HeavyWorkFailed) return 'tooHeavy'
    throw error
  }
}

export interface HeavyWork {
  /** Rejects with HeavyWorkFailed, and with nothing else. */
  run<Kind extends TaskKind>(kind: Kind, given: GivenTo<Kind>): Promise<ResultOf<Kind>>
  /** Ends the threads; what is still asked for fails. */
  stop(): Promise<void>
}

interface Options extends Partial<Pick<LaneOptions, 'patience' | 'start' | 'later' | 'mostWaiting'>> {
  readonly counted?: (why: FailedBecause) => void
}

/** One reads while another is started anew. */
const mostReading = 2
/** It holds the libraries that draw, about 200 MB. */
const mostDrawing = 1
/** A room full of people who report at once, many times over; each waits with what it was given. */
const mostWaitingToRead = 500
/** Nobody looks at a picture that comes after so many others. */
const mostWaitingToBeDrawn = 60
const patienceForReading = 15_000
/** A paper of five thousand rows takes seven seconds on a small machine; the libraries are loaded with the first one. */
const patienceForDrawing = 60_000
const resourceLimits = { maxOldGenerationSizeMb: 512 }

const isDrawing = (kind: TaskKind): boolean => Object.hasOwn(drawingTasks, kind)

export function createHeavyWork({
  patience = (kind) => (isDrawing(kind) ? patienceForDrawing : patienceForReading),
  start = () =>
    new Worker(threadFile(import.meta.url, 'heavy-thread'), { name: 'heavy-work', resourceLimits }),
  later = (milliseconds, back) => void setTimeout(back, milliseconds).unref(),
  counted = () => undefined,
  mostWaiting,
}: Options = {}): HeavyWork {
  const reading = createThreadLane({
    most: mostReading,
    mostWaiting: mostWaiting ?? mostWaitingToRead,
    ...{ start, patience, later },
  })
  const drawing = createThreadLane({
    most: mostDrawing,
    mostWaiting: mostWaiting ?? mostWaitingToBeDrawn,
    ...{ start, patience, later },
  })

  return {
    run: (kind, given) =>
      new Promise((done, failed) => {
        const lane = isDrawing(kind) ? drawing : reading
        lane.add({
          ...{ kind, given },
          // What a thread answers to a kind is what thread-tasks.ts says of it.
          done: (result) => done(result as ResultOf<typeof kind>),
          failed: (why, error) => {
            counted(why)
            failed(new HeavyWorkFailed(why, error))
          },
        })
      }),
    async stop() {
      await Promise.all([reading.stop(), drawing.stop()])
    },
  }
}

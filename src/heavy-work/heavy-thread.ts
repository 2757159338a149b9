// The thread that works out what thread-tasks.ts lists, one task after the other. Of why a task failed only the kind of error is told:
// its words may hold words of whoever wrote.
import { parentPort } from 'node:worker_threads'
import { type FromThread, type TaskKind, threadTasks } from './thread-tasks.js'

interface Wanted {
  readonly kind: TaskKind
  readonly given: never
}

const tell = (message: FromThread): void => parentPort?.postMessage(message)

parentPort?.on('message', ({ kind, given }: Wanted) => {
  Promise.resolve()
    .then((): Promise<unknown> => threadTasks[kind](given))
    .then(
      (result) => tell({ kind: 'done', result }),
      (error: unknown) => tell({ kind: 'failed', error: kindOf(error) }),
    )
})
tell({ kind: 'ready' })

/** 'TypeError', or a code as Node and its libraries write them: 'MODULE_NOT_FOUND'. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? String(error.code) : ''
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : error.constructor.name
}

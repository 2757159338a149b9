// The worker of the reporter's pages: it does what would freeze them, answers and forgets.
import { type HeavyTask, workOn } from './heavy-tasks.js'
import type { WorkerSaid } from './heavy-work.js'

const tell = (said: WorkerSaid) => self.postMessage(said)

self.addEventListener('message', ({ data: { id, task } }: MessageEvent<{ id: number; task: HeavyTask }>) => {
  workOn(task, (share) => tell({ kind: 'progress', id, share })).then(
    (result) => tell({ kind: 'done', id, result }),
    () => tell({ kind: 'failed', id }),
  )
})
tell({ kind: 'ready' })

// The worker of the reporter's pages: derivations and puzzles that take seconds and would freeze the page. It is given what
// it needs, answers and forgets; it asks the server for nothing.
import { solve } from '../../security/puzzle.js'
import { deriveAuthenticator, lockWithReceipt, unlockWithReceipt } from '../../security/receipt-keys.js'
import type { HeavyAnswer, HeavyTask } from './heavy-work.js'

const work = async (task: HeavyTask) => {
  switch (task.kind) {
    case 'solve':
      return solve(task.puzzle)
    case 'lock':
      return lockWithReceipt(task.receipt, task.keys)
    case 'authenticate':
      return deriveAuthenticator(task.receipt, task.salts)
    case 'unlock':
      return unlockWithReceipt(task.receipt, task.lock)
  }
}

self.addEventListener('message', ({ data: { id, task } }: MessageEvent<{ id: number; task: HeavyTask }>) => {
  const tell = (answer: HeavyAnswer) => self.postMessage(answer)
  work(task).then(
    (result) => tell({ id, ok: true, result }),
    () => tell({ id, ok: false }),
  )
})

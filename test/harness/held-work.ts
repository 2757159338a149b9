// Heavy work that a test holds back: what is asked for begins when the test lets it. Whoever does such work without asking for it goes
// on meanwhile, and is found out.
import { type HeavyWork, HeavyWorkFailed } from '../../src/heavy-work/heavy-threads.js'
import type { TaskKind } from '../../src/heavy-work/thread-tasks.js'
import { sharedHeavyWork } from './shared-heavy-work.js'

export interface HeldWork {
  readonly heavyWork: HeavyWork
  /** From now on these wait. */
  hold(...kinds: readonly TaskKind[]): void
  /** What waits, in the order in which it was asked for; resolves when there are so many. */
  held(count: number): Promise<readonly TaskKind[]>
  release(): void
  /** What waits now has had its time. */
  timeIsOver(): void
}

export function heldWork(): HeldWork {
  let kinds: readonly TaskKind[] = []
  let waiting: { readonly kind: TaskKind; readonly go: (timeIsOver: boolean) => void }[] = []
  let arrived: () => void = () => undefined

  function letGo(timeIsOver: boolean): void {
    if (!timeIsOver) kinds = []
    const all = waiting
    waiting = []
    for (const { go } of all) go(timeIsOver)
  }

  async function turnOf(kind: TaskKind): Promise<void> {
    if (!kinds.includes(kind)) return
    const timeIsOver = await new Promise<boolean>((go) => {
      waiting.push({ kind, go })
      arrived()
    })
    if (timeIsOver) throw new HeavyWorkFailed('tooLong')
  }

  return {
    heavyWork: {
      run: (kind, given) => turnOf(kind).then(() => sharedHeavyWork.run(kind, given)),
      stop: async () => undefined,
    },
    hold(...all) {
      kinds = all
    },
    async held(count) {
      while (waiting.length < count)
        await new Promise<void>((done) => {
          arrived = done
        })
      return waiting.map(({ kind }) => kind)
    },
    release: () => letGo(false),
    timeIsOver: () => letGo(true),
  }
}

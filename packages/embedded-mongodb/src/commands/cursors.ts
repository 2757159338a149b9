// Open cursors: the rest of an answer that did not fit into the first batch. A cursor belongs to the server, not to a
// connection, and dies after ten idle minutes.
import { randomInt } from 'node:crypto'
import { MongoError } from './mongo-errors.js'

const LARGEST_BATCH_BYTES = 16 * 1024 * 1024
const IDLE_MS = 10 * 60_000
const DEFAULT_FIRST_BATCH = 101

interface OpenCursor {
  readonly namespace: string
  readonly documents: Iterator<Buffer>
  waiting: Buffer | undefined
  lastUsed: number
}

export interface Batch {
  readonly namespace: string
  readonly cursor: bigint
  readonly documents: readonly Buffer[]
}

export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>()

  constructor(private readonly now: () => number) {}

  get count(): number {
    return this.open.size
  }

  /** @param batchSize number of documents in the first batch; undefined: the usual 101 */
  start(
    namespace: string,
    documents: Iterable<Buffer>,
    {
      batchSize = DEFAULT_FIRST_BATCH,
      single = false,
    }: { batchSize?: number | undefined; single?: boolean } = {},
  ): Batch {
    const cursor: OpenCursor = {
      namespace,
      documents: documents[Symbol.iterator](),
      waiting: undefined,
      lastUsed: this.now(),
    }
    const { batch, isDone } = fill(cursor, batchSize)
    if (isDone || single) {
      cursor.documents.return?.()
      return { namespace, cursor: 0n, documents: batch }
    }
    const id = BigInt(randomInt(1, 2 ** 47))
    this.open.set(id, cursor)
    return { namespace, cursor: id, documents: batch }
  }

  more(id: bigint, namespace: string, batchSize: number | undefined): Batch {
    const cursor = this.open.get(id)
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    cursor.lastUsed = this.now()
    const { batch, isDone } = fill(cursor, batchSize || Number.POSITIVE_INFINITY)
    if (isDone) this.open.delete(id)
    return { namespace, cursor: isDone ? 0n : id, documents: batch }
  }

  /** False when there was none. */
  kill(id: bigint): boolean {
    this.open.get(id)?.documents.return?.()
    return this.open.delete(id)
  }

  forgetIdle(): void {
    for (const [id, { lastUsed }] of this.open) if (this.now() - lastUsed > IDLE_MS) this.kill(id)
  }
}

function fill(cursor: OpenCursor, batchSize: number): { batch: Buffer[]; isDone: boolean } {
  const batch: Buffer[] = []
  let bytes = 0
  for (;;) {
    const next = cursor.waiting ?? nextOf(cursor.documents)
    cursor.waiting = undefined
    if (!next) return { batch, isDone: true }
    if (batch.length >= batchSize || (batch.length > 0 && bytes + next.length > LARGEST_BATCH_BYTES)) {
      cursor.waiting = next
      return { batch, isDone: false }
    }
    batch.push(next)
    bytes += next.length
  }
}

function nextOf(documents: Iterator<Buffer>): Buffer | undefined {
  const { done, value } = documents.next()
  return done ? undefined : value
}

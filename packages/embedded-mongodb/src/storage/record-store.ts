// LMDB: ordered bytes to bytes, one file, one writer. Writes of several connections that wait at the same moment share one
// transaction; each is answered after the commit. An unexpected error undoes the whole transaction, and the writes in it are
// tried again one by one, so that only the guilty one fails. Durability: see checkpoint.ts.
import { mkdirSync } from 'node:fs'
import { type Database, open, type RootDatabase } from 'lmdb'
import { MongoError } from '../commands/mongo-errors.js'
import { type Boot, CheckpointFile, goBackAfterReboot, thisBoot } from './checkpoint.js'

interface Job {
  readonly work: () => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
  outcome: { readonly result: unknown } | { readonly error: unknown } | undefined
}

export interface RangeOptions {
  readonly start: Uint8Array
  readonly end: Uint8Array
  readonly reverse?: boolean
  readonly limit?: number
  /** The range starts after `start`, which was the last key seen. */
  readonly afterStart?: boolean
}

export interface StoreOptions {
  readonly directory: string
  readonly boot?: Boot
  /** Time between a commit and its flush to disk. */
  readonly flushEveryMs?: number
}

interface PageCounts {
  readonly treeBranchPageCount: number
  readonly treeLeafPageCount: number
  readonly overflowPages: number
}

type PageStats = PageCounts & { readonly lastPageNumber: number; readonly free: PageCounts }

const ROOT_PAGES = 2
const pagesOf = ({ treeBranchPageCount, treeLeafPageCount, overflowPages }: PageCounts): number =>
  treeBranchPageCount + treeLeafPageCount + overflowPages

const MAP_BYTES = 16 * 1024 ** 3

export class RecordStore {
  /** True when the machine was restarted since and the store went back to the last flush. */
  readonly wentBack: boolean
  private readonly database: RootDatabase<Buffer, Uint8Array>
  private readonly checkpoints: CheckpointFile
  private readonly flushEveryMs: number
  private queue: Job[] = []
  private commitScheduled = false
  private commits = 0
  private flushedCommits = 0
  private flushing: Promise<void> | undefined
  private flushTimer: NodeJS.Timeout | undefined
  private heldState: { done(): void } | undefined
  private closed = false
  private afterUndo: () => void = () => undefined

  constructor({ directory, boot = thisBoot(), flushEveryMs = 100 }: StoreOptions) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.wentBack = goBackAfterReboot(directory, boot)
    this.flushEveryMs = flushEveryMs
    this.database = open<Buffer, Uint8Array>({
      path: directory,
      keyEncoding: 'binary',
      encoding: 'binary',
      overlappingSync: false,
      noSync: true,
      mapSize: MAP_BYTES,
    })
    const { pageSize = 4096 } = (this.database as Database).getStats() as { pageSize?: number }
    this.checkpoints = CheckpointFile.open(directory, pageSize, boot)
    this.holdAndSaveNow()
  }

  /** Told after a transaction was undone: what is remembered of it must be forgotten. */
  onUndo(forget: () => void): void {
    this.afterUndo = forget
  }

  /** Grows with every commit. */
  get version(): number {
    return this.commits
  }

  get(key: Uint8Array): Buffer | undefined {
    return this.database.getBinary(key)
  }

  /** Only inside a write. */
  put(key: Uint8Array, value: Uint8Array): void {
    this.database.put(key, value as Buffer)
  }

  /** Only inside a write. */
  remove(key: Uint8Array): void {
    this.database.remove(key)
  }

  keys(options: RangeOptions): Buffer[] {
    return [...this.database.getKeys(rangeOf(options))] as Buffer[]
  }

  entries(options: RangeOptions): { key: Buffer; value: Buffer }[] {
    return [...this.database.getRange(rangeOf(options))] as { key: Buffer; value: Buffer }[]
  }

  count(start: Uint8Array, end: Uint8Array): number {
    return this.database.getKeysCount({ start, end })
  }

  /**
   * Runs `work` inside a write transaction, together with other waiting work. A MongoError of its own must come before its
   * first write to the document in question: it answers with that error and the transaction goes on.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.closed) {
        reject(new MongoError(11600, 'interrupted at shutdown'))
        return
      }
      this.queue.push({ work, resolve: resolve as (result: unknown) => void, reject, outcome: undefined })
      if (!this.commitScheduled) {
        this.commitScheduled = true
        setImmediate(() => this.commitWaiting())
      }
    })
  }

  /** Like `write`, in a transaction of its own that is undone by any error (for work of many steps). */
  async writeAlone<T>(work: () => T): Promise<T> {
    if (this.queue.length > 0) this.commitWaiting()
    if (this.closed) throw new MongoError(11600, 'interrupted at shutdown')
    try {
      const result = this.database.transactionSync(work)
      this.committed()
      return result
    } catch (error) {
      this.afterUndo()
      throw error
    }
  }

  /** How many pages the file has, and how many of them hold nothing that is still there. */
  pages(): { readonly inFile: number; readonly freed: number } {
    const { lastPageNumber, free, ...rows } = this.database.getStats() as PageStats
    const inFile = lastPageNumber + 1
    return { inFile, freed: inFile - ROOT_PAGES - pagesOf(rows) - pagesOf(free) }
  }

  /** Resolves when everything committed so far is on the disk (write concern j). */
  async flushed(): Promise<void> {
    const wanted = this.commits
    while (this.flushedCommits < wanted) await this.flush()
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.commitWaiting()
    this.closed = true
    clearTimeout(this.flushTimer)
    await this.flushing
    this.holdAndSaveNow()
    this.heldState?.done()
    this.checkpoints.close()
    await this.database.close()
  }

  private commitWaiting(): void {
    this.commitScheduled = false
    const jobs = this.queue
    if (jobs.length === 0) return
    this.queue = []
    try {
      this.database.transactionSync(() => jobs.forEach(runJob))
    } catch {
      this.afterUndo()
      for (const job of jobs) this.commitOne(job)
    }
    this.committed()
    for (const { outcome, resolve, reject } of jobs) {
      if (outcome && 'result' in outcome) resolve(outcome.result)
      else reject(outcome?.error)
    }
  }

  private commitOne(job: Job): void {
    try {
      this.database.transactionSync(() => runJob(job))
    } catch (error) {
      this.afterUndo()
      job.outcome = { error }
    }
  }

  private committed(): void {
    this.commits += 1
    if (this.flushTimer === undefined && !this.closed) {
      this.flushTimer = setTimeout(() => {
        this.flushTimer = undefined
        // A disk that cannot be written ends the process (an unhandled rejection): going on would promise what is not so.
        void this.flush()
      }, this.flushEveryMs)
    }
  }

  private flush(): Promise<void> {
    this.flushing ??= this.flushOnce().finally(() => {
      this.flushing = undefined
    })
    return this.flushing
  }

  private async flushOnce(): Promise<void> {
    const commits = this.commits
    const state = this.database.useReadTransaction()
    await this.checkpoints.save(this.checkpoints.rootPages())
    this.heldState?.done()
    this.heldState = state
    this.flushedCommits = commits
  }

  private holdAndSaveNow(): void {
    const state = this.database.useReadTransaction()
    this.checkpoints.saveNow(this.checkpoints.rootPages())
    this.heldState?.done()
    this.heldState = state
    this.flushedCommits = this.commits
  }
}

function runJob(job: Job): void {
  try {
    job.outcome = { result: job.work() }
  } catch (error) {
    if (!(error instanceof MongoError)) throw error
    job.outcome = { error }
  }
}

/** As LMDB is asked. */
const rangeOf = ({ start, end, reverse = false, limit, afterStart = false }: RangeOptions) => ({
  start,
  end,
  reverse,
  exclusiveStart: afterStart,
  inclusiveEnd: reverse,
  ...(limit === undefined ? {} : { limit }),
})

// An embedded MongoDB-compatible server: for trying out, tests and a small pilot. Everything mongoose needs for this product;
// what it does not do (transactions, change streams, JavaScript, text and geo indexes, collations) it refuses with MongoDB's
// codes. A write is answered after it is committed: a kill -9 loses none. One server for a directory, on loopback only.
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { runningServer } from './server-file.js'
import { serverProgram } from './server-program.js'
import { DirectoryInUse } from './storage/directory-lock.js'

export { DirectoryInUse }

export interface EmbeddedMongo {
  readonly uri: string
  readonly port: number
  /** False: found running, and not stopped by `stop`. */
  readonly ours: boolean
  stop(): Promise<void>
}

export interface StartOptions {
  readonly dataDir: string
  readonly port?: number
  /** The database that `uri` names; default 'test', as MongoDB's own shell has it. */
  readonly database?: string
  /** 'same' keeps it in this thread (tests). */
  readonly thread?: 'worker' | 'same'
  /** How long to wait for another server (a script's) to leave the directory. Default 5000 ms. */
  readonly waitMs?: number
  /** How often rows are looked for whose time is over, by the real clock; only in this thread. */
  readonly sweepEveryMs?: number
}

export interface WorkerStart {
  readonly dataDir: string
  readonly port: number | undefined
}

export type FromWorker =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'in use'; readonly directory: string; readonly pid: number | undefined }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stopped' }

const WAIT_MS = 5000
const RETRY_MS = 100
/** Whoever has the directory may still be starting, on a busy machine for long: a script can wait for that. */
const FIND_WAIT_MS = 30_000
const LOOKS_BEFORE_RETRY = 10

/**
 * Starts the server for this data directory; writes DATA_DIR/mongodb.json ({port, pid}), keeps its data in DATA_DIR/mongodb.
 * Throws DirectoryInUse, naming the process, when another server has the directory and does not leave it in time.
 */
export async function startEmbeddedMongo(options: StartOptions): Promise<EmbeddedMongo> {
  const deadline = Date.now() + (options.waitMs ?? WAIT_MS)
  for (;;) {
    try {
      return await startOnce(options)
    } catch (error) {
      if (!isInUse(error) || Date.now() >= deadline) throw error
      await pause(RETRY_MS)
    }
  }
}

/** For scripts: the running server of this directory, or one of their own (then `ours`, and to be stopped). */
export async function findOrStartEmbeddedMongo({
  dataDir,
  database,
}: Pick<StartOptions, 'dataDir' | 'database'>): Promise<EmbeddedMongo> {
  const deadline = Date.now() + FIND_WAIT_MS
  for (let look = 0; ; look += 1) {
    const running = await runningServer(dataDir)
    if (running) return { ...addressOf(running.port, database), ours: false, stop: async () => undefined }
    try {
      // A try costs a thread: the one who is starting needs the processor more.
      if (look % LOOKS_BEFORE_RETRY === 0)
        return await startOnce({ dataDir, ...(database !== undefined && { database }) })
    } catch (error) {
      if (!isInUse(error) || Date.now() >= deadline) throw error
    }
    await pause(RETRY_MS)
  }
}

/** By its name: what is loaded on demand may carry a class of its own under a test's loader. */
const isInUse = (error: unknown): boolean => error instanceof Error && error.name === DirectoryInUse.name

function addressOf(port: number, database = 'test'): { uri: string; port: number } {
  return { uri: `mongodb://127.0.0.1:${port}/${database}?directConnection=true`, port }
}

async function startOnce({
  dataDir,
  port,
  database,
  thread = 'worker',
  sweepEveryMs,
}: StartOptions): Promise<EmbeddedMongo> {
  if (thread === 'worker') return startWorker({ dataDir, port }, database)
  const { openMongoServer } = await import('./wire/mongo-server.js')
  const server = await openMongoServer({ dataDir, port, ...(sweepEveryMs !== undefined && { sweepEveryMs }) })
  return { ...addressOf(server.port, database), ours: true, stop: () => server.stop() }
}

function startWorker(start: WorkerStart, database: string | undefined): Promise<EmbeddedMongo> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(serverProgram(import.meta.url), {
      workerData: start,
      name: 'embedded-mongodb',
    })
    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => {
      stopping ??= new Promise((stopped) => {
        worker.once('exit', () => stopped())
        worker.postMessage('stop')
      })
      return stopping
    }
    worker.once('error', reject)
    worker.once('message', (message: FromWorker) => {
      // From here on a failure of the thread is a failure of the process: without its database it cannot go on.
      worker.off('error', reject)
      switch (message.kind) {
        case 'ready':
          resolve({ ...addressOf(message.port, database), ours: true, stop })
          return
        case 'in use':
          reject(new DirectoryInUse(message.directory, message.pid))
          return
        case 'failed':
          reject(new Error(`The embedded database did not start: ${message.message}`))
          return
        case 'stopped':
          reject(new Error('The embedded database stopped before it was ready'))
          return
      }
    })
  })
}

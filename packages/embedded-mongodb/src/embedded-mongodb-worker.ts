// The thread in which the embedded database runs, so that the product's own work and the database do not wait for each other.
import { parentPort, workerData } from 'node:worker_threads'
import type { FromWorker, WorkerStart } from './embedded-mongodb.js'
import { DirectoryInUse } from './storage/directory-lock.js'
import { openMongoServer } from './wire/mongo-server.js'

const tell = (message: FromWorker): void => parentPort?.postMessage(message)

async function run({ dataDir, port }: WorkerStart): Promise<void> {
  const server = await openMongoServer({ dataDir, port })
  parentPort?.once('message', () => {
    void server.stop().then(() => {
      tell({ kind: 'stopped' })
      parentPort?.close()
    })
  })
  tell({ kind: 'ready', port: server.port })
}

run(workerData as WorkerStart).catch((error: unknown) => {
  if (error instanceof DirectoryInUse) tell({ kind: 'in use', directory: error.directory, pid: error.pid })
  else tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  parentPort?.close()
})

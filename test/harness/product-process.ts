// The product with its embedded database in a process of its own, so that a test can kill it without a warning, or let it die by
// itself at one place: just before a command leaves for the database. A message is the name of a job to run, or 'settle'.
// Its one argument is a ProductProcess as JSON; test/harness/program.ts starts it.
import { createServer } from 'node:http'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose from 'mongoose'
import { createProduct } from '../../src/app/app.js'
import { createLog } from '../../src/operation/log.js'
import type { ProductProcess } from './program.js'

/** Reply tokens live for seconds: here a busy machine has ten times as long, so that only what the test does uses them up. */
const slowness = 10

const asked: ProductProcess = JSON.parse(process.argv[2] ?? '{}')
const { dataDir, port, lineApiBaseUrl, lineDataApiBaseUrl, now, diesBefore } = asked
const began = performance.now()
const mongo = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
const connection = await mongoose.createConnection(mongo.uri, { monitorCommands: true }).asPromise()
const product = createProduct({
  connection,
  channels: [{ name: 'main', secrets: ['secret-of-main'], accessToken: 'token-of-main' }],
  secretKey: Buffer.alloc(32, 9),
  publicUrl: `http://127.0.0.1:${port}`,
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  lineApiBaseUrl,
  lineDataApiBaseUrl,
  clock: () => new Date(now + (performance.now() - began) / slowness),
  log: createLog('silent'),
})
await product.start()
process.on('message', async (job) => {
  if (job === 'settle') await product.worker.drain()
  else await product.runJob(String(job))
  process.send?.('done')
})
if (diesBefore !== undefined) dieBefore(diesBefore)

function dieBefore(place: string): void {
  const [name, collection, time] = place.split(' ')
  let seen = 0
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName !== name || command[commandName] !== collection) return
    seen += 1
    // No handler, no finally: as when the power goes.
    if (seen === Number(time)) process.kill(process.pid, 'SIGKILL')
  })
}

createServer(product.web).listen(port, '127.0.0.1', () => process.send?.('ready'))

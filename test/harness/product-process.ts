// The product with its embedded database in a process of its own, so that a test can kill it without a warning, or let it die by
// itself at one place: just before a command leaves for the database. A message is the name of a job to run.
// Arguments: data directory, port, the two API addresses of the LINE stand-in (one is enough without files), and the place
// ('update cases 1': the first update of cases).
import { createServer } from 'node:http'
import mongoose from 'mongoose'
import { createProduct } from '../../src/app.js'
import { startEmbeddedMongo } from '../../src/local/mongodb/embedded-mongodb.js'
import { createLog } from '../../src/log.js'

const [dataDir = '', port = '0', lineApiBaseUrl = '', lineDataApiBaseUrl = lineApiBaseUrl, place = ''] =
  process.argv.slice(2)
const mongo = await startEmbeddedMongo({ dataDir })
const connection = await mongoose.createConnection(mongo.uri, { monitorCommands: true }).asPromise()
const product = createProduct({
  connection,
  channels: [{ name: 'main', secrets: ['secret-of-main'], accessToken: 'token-of-main' }],
  secretKey: Buffer.alloc(32, 9),
  publicUrl: `http://127.0.0.1:${port}`,
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  lineApiBaseUrl,
  lineDataApiBaseUrl,
  clock: () => new Date(),
  log: createLog('silent'),
})
await product.start()
process.on('message', async (job) => {
  await product.runJob(String(job))
  process.send?.('job done')
})
dieAt(place)

function dieAt(asked: string): void {
  const [name, collection, time] = asked.split(' ')
  let seen = 0
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName !== name || command[commandName] !== collection) return
    seen += 1
    // No handler, no finally: as when the power goes.
    if (seen === Number(time)) process.kill(process.pid, 'SIGKILL')
  })
}

createServer(product.web).listen(Number(port), '127.0.0.1', () => process.send?.('ready'))

// Our door with the embedded database behind it, in a process of its own. With "worker" the events are also worked on.
import { createServer } from 'node:http'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose from 'mongoose'
import { createProduct } from '../src/app/app.js'
import { createLog } from '../src/operation/log.js'

const [secret = '', apiBaseUrl = '', dataDir = '', withWorker = ''] = process.argv.slice(2)
const mongo = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
const connection = await mongoose.createConnection(mongo.uri, { maxPoolSize: 20 }).asPromise()
const product = createProduct({
  connection,
  channels: [{ name: 'main', secrets: [secret], accessToken: 'token' }],
  secretKey: Buffer.alloc(32, 1),
  publicUrl: 'http://127.0.0.1',
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  lineApiBaseUrl: apiBaseUrl,
  lineDataApiBaseUrl: apiBaseUrl,
  clock: () => new Date(),
  log: createLog('silent'),
})
await product.start()
if (withWorker !== 'worker') await product.worker.stop()
const server = createServer(product.web)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})

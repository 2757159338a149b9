// The product with its embedded database in a process of its own, so that a test can kill it without a warning.
// Arguments: data directory, port, API address of the LINE stand-in.
import { createServer } from 'node:http'
import mongoose from 'mongoose'
import { createProduct } from '../../src/app.js'
import { startEmbeddedMongo } from '../../src/local/mongodb/embedded-mongodb.js'
import { createLog } from '../../src/log.js'

const [dataDir = '', port = '0', lineApiBaseUrl = ''] = process.argv.slice(2)
const mongo = await startEmbeddedMongo({ dataDir })
const connection = await mongoose.createConnection(mongo.uri).asPromise()
const product = createProduct({
  connection,
  channels: [{ name: 'main', secrets: ['secret-of-main'], accessToken: 'token-of-main' }],
  secretKey: Buffer.alloc(32, 9),
  publicUrl: `http://127.0.0.1:${port}`,
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  lineApiBaseUrl,
  lineDataApiBaseUrl: lineApiBaseUrl,
  clock: () => new Date(),
  log: createLog('silent'),
})
await product.start()
createServer(product.web).listen(Number(port), '127.0.0.1', () => process.send?.('ready'))

// A server in a process of its own, to be killed.
import { startEmbeddedMongo } from '../src/embedded-mongodb.js'

const server = await startEmbeddedMongo({ dataDir: process.argv[2] ?? '', waitMs: 10_000 })
process.send?.(server.port)

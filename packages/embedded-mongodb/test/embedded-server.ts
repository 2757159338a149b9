// A server of its own for a test file, in this thread, in a directory that goes away.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { type MongoServer, type MongoServerOptions, openMongoServer } from '../src/wire/mongo-server.js'

export interface TestServer {
  readonly server: MongoServer
  readonly client: MongoClient
  readonly dataDir: string
  readonly uri: string
  /** An empty collection of its own. */
  collection(): Collection<Document>
  close(): Promise<void>
}

let nextCollection = 1

export async function startTestServer(options: Partial<MongoServerOptions> = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-test-'))
  const server = await openMongoServer({ dataDir, ...options })
  const uri = `mongodb://127.0.0.1:${server.port}/test?directConnection=true`
  const client = await MongoClient.connect(uri)
  return {
    server,
    client,
    dataDir,
    uri,
    collection: () => client.db().collection(`collection${nextCollection++}`),
    close: async () => {
      await client.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

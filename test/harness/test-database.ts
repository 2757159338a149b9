// A database for one test file: the embedded server in a directory of its own, or, when TEST_MONGODB_URI is set, a fresh
// database on a real MongoDB, so that the whole suite runs against either.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose, { type Connection } from 'mongoose'

export interface TestDatabase {
  readonly connection: Connection
  readonly uri: string
  /** Where the embedded server keeps its files; absent on a real MongoDB. */
  readonly dataDir?: string
  close(): Promise<void>
}

/** As many connections as the product has (src/database/database.ts): a hundred, the driver's own number, are dear to open. */
const options = { maxPoolSize: 20 }

/**
 * Milliseconds. Expired rows are swept by the real clock, whatever clock a story was handed: one of last week that took longer
 * than a minute, on a busy machine, lost its sessions and passes in the middle.
 */
const neverInATest = 2 ** 31 - 1

export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `sujarit-test-${randomBytes(6).toString('hex')}`
  const real = process.env.TEST_MONGODB_URI
  if (real !== undefined) {
    const uri = new URL(real)
    uri.pathname = `/${name}`
    const connection = await mongoose.createConnection(uri.href, options).asPromise()
    return {
      connection,
      uri: uri.href,
      async close() {
        await connection.dropDatabase()
        await connection.close()
      },
    }
  }
  const { startEmbeddedMongo } = await import('embedded-mongodb')
  const dataDir = await mkdtemp(join(tmpdir(), `${name}-`))
  const server = await startEmbeddedMongo({
    dataDir,
    database: 'sujarit',
    thread: 'same',
    sweepEveryMs: neverInATest,
  })
  const connection = await mongoose.createConnection(server.uri, options).asPromise()
  return {
    connection,
    uri: server.uri,
    dataDir,
    async close() {
      await connection.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * The embedded database of a program that is not running any more, opened in this thread: a thread of its own would have to
 * translate the server anew.
 */
export async function inDatabaseOf<T>(
  dataDir: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { startEmbeddedMongo } = await import('embedded-mongodb')
  const server = await startEmbeddedMongo({ dataDir, database: 'sujarit', thread: 'same', waitMs: 120_000 })
  const connection = await mongoose.createConnection(server.uri, options).asPromise()
  try {
    return await work(connection)
  } finally {
    await connection.close()
    await server.stop()
  }
}

/** Inside a `describe`: one database for its tests, emptied before each of them. */
export function withDatabase(): () => Connection {
  let database: TestDatabase | undefined
  before(async () => {
    database = await openTestDatabase()
  })
  beforeEach(async () => {
    const collections = (await database?.connection.db?.collections()) ?? []
    await Promise.all(collections.map((collection) => collection.deleteMany({})))
  })
  after(async () => {
    await database?.close()
  })
  return () => {
    if (!database) throw new Error('The test database is open only inside tests')
    return database.connection
  }
}

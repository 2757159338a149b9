// Opens the database that the configuration names: a MongoDB, or the embedded stand-in in DATA_DIR.
// The stand-in is loaded only when it is needed, so that production never carries it.
import type { Connection } from 'mongoose'

export interface Database {
  readonly connection: Connection
  readonly embedded: boolean
  close(): Promise<void>
}

/** `forScript`: a script shares the embedded server of a product that runs, and starts one for itself when none does. */
export async function openDatabase(
  config: { readonly mongodbUri?: string | undefined; readonly dataDir: string },
  { forScript = false }: { forScript?: boolean } = {},
): Promise<Database> {
  const [server, { default: mongoose }] = await Promise.all([
    config.mongodbUri === undefined ? startEmbedded(config.dataDir, forScript) : undefined,
    import('mongoose'),
  ])
  const connection = mongoose.createConnection(server?.uri ?? config.mongodbUri ?? '', {
    serverSelectionTimeoutMS: 3000,
    socketTimeoutMS: 30_000,
    maxPoolSize: 20,
  })
  try {
    await connection.asPromise()
  } catch (error) {
    await server?.stop()
    throw error
  }
  return {
    connection,
    embedded: server !== undefined,
    async close() {
      await connection.close()
      await server?.stop()
    },
  }
}

async function startEmbedded(dataDir: string, forScript: boolean) {
  const { findOrStartEmbeddedMongo, startEmbeddedMongo } = await import('embedded-mongodb')
  const start = { dataDir, database: 'sujarit' }
  return forScript ? findOrStartEmbeddedMongo(start) : startEmbeddedMongo(start)
}

/** Whether it answers within a second. */
export async function answers(connection: Connection): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 1000)
  })
  const asked = Promise.resolve(connection.db?.command({ ping: 1 })).then(
    (answer) => answer !== undefined,
    () => false,
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

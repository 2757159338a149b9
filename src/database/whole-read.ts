// Reads a whole roster or chain: tens of thousands of small rows, every one of which is needed. The driver's cursors take each
// row apart on its own, in two steps; a plain command takes a batch apart at once, in two thirds of the time. A read whose
// connection breaks, or whose server hands its place to another, is begun again from its first row, once.
import { type Connection, mongo } from 'mongoose'
import { z } from 'zod'

interface Wanted {
  readonly filter?: mongo.Document
  readonly projection?: Readonly<Record<string, 0 | 1>>
  readonly sort?: Readonly<Record<string, 1 | -1>>
}

/** In batches the memory is given back soon, and others are answered between them. */
const rowsAtATime = 500

const firstAnswer = z.object({ cursor: z.object({ id: z.unknown(), firstBatch: z.array(z.unknown()) }) })
const nextAnswer = z.object({ cursor: z.object({ id: z.unknown(), nextBatch: z.array(z.unknown()) }) })

/** All rows that match. The caller says their type, as for the driver's own collections. */
export async function readWhole<Row>(
  connection: Connection,
  collection: string,
  wanted: Wanted = {},
): Promise<Row[]> {
  const read = () => readFromTheFirst(connection, collection, wanted)
  const rows = await read().catch((error: unknown) => {
    if (!isWorthAnother(error)) throw error
    return read()
  })
  return rows as Row[]
}

/** What another server, or the same one a moment later, may answer. */
const isWorthAnother = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError ||
  (error instanceof mongo.MongoServerError && handedOver.has(Number(error.code)))

/**
 * What the driver repeats its own reads for, and CursorNotFound (43): after a change of primary the new one does not know the
 * old one's cursor.
 */
const handedOver: ReadonlySet<number> = new Set([
  6, 7, 43, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
])

async function readFromTheFirst(
  connection: Connection,
  collection: string,
  { filter = {}, projection = {}, sort = {} }: Wanted,
): Promise<unknown[]> {
  const { db } = connection
  if (!db) throw new Error('The database is not connected')
  const rows: unknown[] = []
  // A cursor belongs to the session that has opened it.
  await connection.withSession(async (session) => {
    const ask = (command: mongo.Document) => db.command({ ...command, batchSize: rowsAtATime }, { session })
    const first = firstAnswer.parse(await ask({ find: collection, filter, projection, sort }))
    rows.push(...first.cursor.firstBatch)
    let id = first.cursor.id
    while (!isOver(id)) {
      const next = nextAnswer.parse(await ask({ getMore: longOf(id), collection }))
      rows.push(...next.cursor.nextBatch)
      id = next.cursor.id
    }
  })
  return rows
}

/** The driver makes a number of a Long that fits into one; MongoDB takes a cursor's name back as a Long only. */
const longOf = (id: unknown): mongo.Long => mongo.Long.fromString(String(id))

/** An exhausted cursor is named 0. */
const isOver = (id: unknown): boolean => longOf(id).isZero()

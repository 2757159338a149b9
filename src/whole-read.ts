// Reads a whole roster or chain: tens of thousands of small rows, every one of which is needed. The driver's cursors take each
// row apart on its own, in two steps; a plain command takes a batch apart at once, in two thirds of the time. It refuses to
// hide a broken connection: unlike a cursor's, this read is not begun again by itself.
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
  { filter = {}, projection = {}, sort = {} }: Wanted = {},
): Promise<Row[]> {
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
  return rows as Row[]
}

/** The driver makes a number of a Long that fits into one; MongoDB takes a cursor's name back as a Long only. */
const longOf = (id: unknown): mongo.Long => mongo.Long.fromString(String(id))

/** An exhausted cursor is named 0. */
const isOver = (id: unknown): boolean => longOf(id).isZero()

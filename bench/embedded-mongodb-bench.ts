// What the embedded database gives through mongoose: small operations of 32 callers at once, the server in its own thread.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose from 'mongoose'

const CALLERS = 32
const SECONDS = 3
const BATCH = 50

/** Runs `work` from 32 callers for three seconds; operations per second. */
async function perSecond(work: (n: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + SECONDS * 1000
  let operations = 0
  const caller = async (): Promise<void> => {
    while (performance.now() < end) await work(operations++)
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return Math.round(operations / SECONDS)
}

const eventSchema = new mongoose.Schema({
  eventId: { type: String, unique: true },
  chat: { type: String },
  status: String,
  at: Date,
  body: String,
})
eventSchema.index({ status: 1, at: 1 })
eventSchema.index({ chat: 1, at: 1 })

/** Operations per second by name; documents are about 400 bytes with three indexes besides `_id`. */
export async function benchEmbeddedMongo(): Promise<Record<string, number>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-bench-'))
  const server = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
  const connection = await mongoose.createConnection(server.uri, { maxPoolSize: CALLERS }).asPromise()
  try {
    const Event = connection.model('Event', eventSchema)
    await Event.init()
    const body = 'ข้อความทดลอง '.repeat(10)
    const event = (n: number) => ({
      eventId: `event-${n}`,
      chat: `chat-${n % 1000}`,
      status: 'waiting',
      at: new Date(n),
      body,
    })
    const figures: Record<string, number> = {}
    figures['create/s'] = await perSecond((n) => Event.create(event(n)))
    const created = await Event.estimatedDocumentCount()
    figures['findOne/s'] = await perSecond((n) => Event.findOne({ eventId: `event-${n % created}` }).lean())
    figures['findOneAndUpdate/s'] = await perSecond(() =>
      Event.findOneAndUpdate({ status: 'waiting' }, { $set: { status: 'done' } }, { sort: { at: 1 } }).lean(),
    )
    figures['updateOne/s'] = await perSecond((n) =>
      Event.updateOne({ eventId: `event-${n % created}` }, { $set: { chat: `chat-${n % 7}` } }),
    )
    let inserted = 1_000_000
    figures['insertMany of 50, documents/s'] =
      BATCH *
      (await perSecond(() => {
        const documents = Array.from({ length: BATCH }, () => event(inserted++))
        return Event.collection.insertMany(documents, { ordered: false })
      }))
    return figures
  } finally {
    await connection.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

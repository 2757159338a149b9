// Collections that an earlier version made keep the order in which rows came in. Each is copied into one that does not, and takes
// its place in one step; whatever dies in the middle leaves the old one whole. One replica does it, others wait for it.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, mongo } from 'mongoose'
import { clusteredIndex } from './clustered.js'
import { isDuplicateKey } from './driver-values.js'

type Row = mongo.Document & { readonly _id: mongo.BSON.ObjectId | string }
type Lease = { _id: string; owner: string; until: Date }

const leases = 'upgrade_leases'
const leaseMilliseconds = 30_000
const askAgainAfter = 200
const rowsAtOnce = 100
const mostTries = 5
const copyName = (name: string) => `${name}.clustering`

/** Indexes are built and no collection keeps an order of its own. Before that nothing may be written. */
export async function collectionsReady(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  await clusterOldCollections(connection)
}

/**
 * Every collection of these models is clustered when it resolves; the answer names those that were rebuilt. No older version may
 * be running meanwhile: what it writes into a collection while that is being replaced can be lost.
 */
export async function clusterOldCollections(connection: Connection): Promise<string[]> {
  if ((await oldCollections(connection)).length === 0) return []
  const db = databaseOf(connection)
  const owner = randomUUID()
  while (!(await takeLease(db, owner))) {
    await pause(askAgainAfter)
    if ((await oldCollections(connection)).length === 0) return []
  }
  const renewing = setInterval(() => {
    // A lease that cannot be renewed runs out, and the next one to ask begins where this one ended.
    takeLease(db, owner).catch(() => undefined)
  }, leaseMilliseconds / 3)
  try {
    const rebuilt = await oldCollections(connection)
    for (const name of rebuilt) await rebuild(db, name)
    return rebuilt
  } finally {
    clearInterval(renewing)
    await db.collection<Lease>(leases).deleteOne({ _id: 'clustered', owner })
  }
}

async function oldCollections(connection: Connection): Promise<string[]> {
  const ours = new Set(Object.values(connection.models).map((model) => model.collection.collectionName))
  const there = await databaseOf(connection).listCollections({}, { nameOnly: false }).toArray()
  return there
    .filter(({ name, type, options }) => ours.has(name) && type === 'collection' && !options?.clusteredIndex)
    .map(({ name }) => name)
    .sort()
}

/** Ours already, free, or run out. */
async function takeLease(db: mongo.Db, owner: string): Promise<boolean> {
  const now = Date.now()
  const free = { _id: 'clustered', $or: [{ owner }, { until: { $lte: new Date(now) } }] }
  const ours = { owner, until: new Date(now + leaseMilliseconds) }
  try {
    await db.collection<Lease>(leases).updateOne(free, { $set: ours }, { upsert: true })
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return false
  }
}

/** Rows that die by themselves are swept while it is copied: once more, then. */
async function rebuild(db: mongo.Db, name: string): Promise<void> {
  for (let tries = 1; !(await replaced(db, name)); tries += 1)
    if (tries === mostTries) throw new CollectionChanged(name)
}

async function replaced(db: mongo.Db, name: string): Promise<boolean> {
  const old = db.collection<Row>(name)
  // Half a copy of a run that died tells nothing that is sure: begin anew.
  await db.dropCollection(copyName(name)).catch(onlyIfMissing)
  const copy = await db.createCollection<Row>(copyName(name), { clusteredIndex })
  for (const { v: _v, key, name: index, ns: _ns, background: _b, ...options } of await old.indexes())
    if (index !== '_id_') await copy.createIndex(key, { name: index, ...options })
  await copyRows(old, copy)
  const [before, after] = await Promise.all([old.countDocuments(), copy.countDocuments()])
  if (before !== after) return false
  await copy.rename(name, { dropTarget: true })
  return true
}

/** In the order of the ids. Numbers and bytes keep their BSON type. */
async function copyRows(old: mongo.Collection<Row>, copy: mongo.Collection<Row>): Promise<void> {
  const exactly = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const
  let rows: Row[] = []
  const write = async () => {
    if (rows.length > 0) await copy.insertMany(rows as mongo.OptionalUnlessRequiredId<Row>[])
    rows = []
  }
  for await (const row of old.find({}, exactly).sort({ _id: 1 })) {
    rows.push(row as Row)
    if (rows.length === rowsAtOnce) await write()
  }
  await write()
}

/** Somebody wrote into it meanwhile: an older version is still running. The start fails, nothing is lost, and it is tried again. */
class CollectionChanged extends Error {
  constructor(collection: string) {
    super(`${collection} changed while it was copied: stop every older version before this one is started`)
    this.name = 'CollectionChanged'
  }
}

const namespaceNotFound = 26

function onlyIfMissing(error: unknown): void {
  if (!(error instanceof mongo.MongoServerError) || error.code !== namespaceNotFound) throw error
}

function databaseOf({ db }: Connection): mongo.Db {
  if (!db) throw new Error('The connection is not open')
  return db
}

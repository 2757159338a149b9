// A measured process of statistics-bench: fills a register through bulk inserts, counts or asks one that is filled, or only serves
// it. With an address the database is in another process, as a MongoDB is, so that each one's growth of memory is told apart.

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose, { type Connection } from 'mongoose'
import type { Turn } from '../src/conversation/turn.js'
import { createFeatures } from '../src/features/index.js'
import { createHeavyWork } from '../src/heavy-work/heavy-threads.js'
import { createMediaStore } from '../src/media/media-store.js'
import { createAudit } from '../src/security/audit/audit.js'
import { createHandedFiles } from '../src/security/handed-files.js'
import { createKeyring } from '../src/security/keyring.js'

const [work, dataDir = '', size = '0', uri] = process.argv.slice(2)
const clock = () => new Date('2026-11-20T05:00:00Z')
const months = Array.from({ length: 120 }, (_, index) => {
  const from = new Date(Date.UTC(2016, 11 + index, 1))
  return from.toISOString().slice(0, 7)
})
const statuses = ['completed', 'completed', 'completed', 'notAccepted', 'referred', 'inProgress', 'received']
const categories = ['corruptionInOffice', 'procurement', 'bribery', 'misconduct', 'unspecified']
const channels = ['line', 'web', 'letter', 'telephone']

function complaint(index: number) {
  const month = months[index % months.length]
  const status = statuses[index % statuses.length]
  const ended = status === 'completed' || status === 'notAccepted'
  return {
    _id: `c${index}`,
    kind: index % 10 === 0 ? 'general' : 'corruption',
    category: index % 10 === 0 ? 'suggestion' : categories[index % categories.length],
    channel: channels[index % channels.length],
    receivedOn: `${month}-05`,
    month,
    status,
    ...(ended && {
      closedOn: `${month}-${String(6 + (index % 20)).padStart(2, '0')}`,
      days: 1 + (index % 20),
    }),
    ...(status === 'referred' && { referredOn: `${month}-09`, days: 4 }),
    changes: 1,
    uncounted: [],
  }
}

function open(connection: Connection) {
  const keyring = createKeyring(randomBytes(32))
  const audit = createAudit(connection, clock, keyring)
  const publicUrl = 'http://127.0.0.1'
  const deps = {
    connection,
    clock,
    audit,
    publicUrl,
    keyring,
    media: createMediaStore(connection, clock),
    files: createHandedFiles({ connection, clock, audit, publicUrl }),
    agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
    post: async () => undefined,
    heavyWork: createHeavyWork(),
    lineFacts: {
      quota: async () => undefined,
      memberCount: async () => undefined,
      basicId: async () => undefined,
    },
  }
  return createFeatures(deps).statistics
}

async function fill(connection: Connection) {
  open(connection)
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  const began = performance.now()
  const batch = 5000
  for (let from = 0; from < Number(size); from += batch) {
    const count = Math.min(batch, Number(size) - from)
    const rows = Array.from({ length: count }, (_, index) => complaint(from + index))
    await connection.collection<{ _id: string }>('complaints').insertMany(rows, { ordered: false })
  }
  return { fillSeconds: Math.round((performance.now() - began) / 1000) }
}

/** The months of a register that was filled by hand are counted for the first time. */
async function build(connection: Connection) {
  const began = performance.now()
  const differences = await open(connection).rules.reconcile()
  return { monthsCountedFirst: differences.length, firstReconcileSeconds: secondsSince(began) }
}

/** What happens each night: everything is counted, and agrees. */
async function reconcile(connection: Connection) {
  const { rules } = open(connection)
  const stopWatching = watchMemory()
  const [began, busy] = [performance.now(), process.cpuUsage()]
  const differences = await rules.reconcile()
  const { user, system } = process.cpuUsage(busy)
  return {
    differences: differences.length,
    reconcileSeconds: secondsSince(began),
    reconcileProcessorSeconds: Math.round((user + system) / 100_000) / 10,
    productGrowthMegabytes: stopWatching(),
  }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10

/** Answers each message of the bench by asking once, with the milliseconds that it took; ends with the connection to it. */
async function ask(connection: Connection): Promise<void> {
  const { feature } = open(connection)
  const [command] = feature.commands ?? []
  if (!command) throw new Error('Statistics offers no command')
  const chat = { channel: 'main', key: 'key', sealed: 'sealed' }
  const turn: Turn = {
    eventKey: 'event',
    at: clock(),
    channel: 'main',
    place: 'private',
    chat,
    sender: chat,
    person: { language: 'th', roles: ['officer'] },
  }
  process.on('message', async () => {
    const [start, busy] = [performance.now(), process.cpuUsage()]
    await command.run(turn, 'ปีงบ 2569')
    const { user, system } = process.cpuUsage(busy)
    process.send?.({ milliseconds: performance.now() - start, processor: (user + system) / 1000 })
  })
  process.send?.({ ready: true })
  await new Promise((ended) => process.once('disconnect', ended))
}

/**
 * How far the memory of the process rises above where it stood, looked at ten times a second. `ofFiles` are pages of the
 * database file that the system keeps near and takes back when it needs them (LMDB maps the file); `own` is the rest.
 */
function watchMemory(): () => { readonly own: number; readonly ofFiles: number } {
  globalThis.gc?.()
  const before = memory()
  const most = { ...before }
  const look = () => {
    const now = memory()
    most.own = Math.max(most.own, now.own)
    most.ofFiles = Math.max(most.ofFiles, now.ofFiles)
  }
  const timer = setInterval(look, 100)
  return () => {
    clearInterval(timer)
    look()
    const inMegabytes = (kilobytes: number) => Math.round(kilobytes / 1024)
    return { own: inMegabytes(most.own - before.own), ofFiles: inMegabytes(most.ofFiles - before.ofFiles) }
  }
}

/** In kilobytes, as Linux counts them. */
function memory() {
  const status = readFileSync('/proc/self/status', 'utf8')
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return { own: of('RssAnon'), ofFiles: of('RssFile') + of('RssShmem') }
}

/** The database alone; told to stop watching it answers how far it grew, and goes on until nobody is connected. */
async function serve(address: string): Promise<void> {
  const stopWatching = watchMemory()
  process.on('message', () => process.send?.({ databaseGrowthMegabytes: stopWatching() }))
  process.send?.({ uri: address })
  await new Promise((ended) => process.once('disconnect', ended))
}

const server = uri === undefined ? await startEmbeddedMongo({ dataDir, database: 'sujarit' }) : undefined
const address = uri ?? server?.uri ?? ''
if (work === 'serve') await serve(address)
else {
  // A busy machine is slow to answer the driver's monitor, and that is no failure here.
  const connection = await mongoose.createConnection(address, { connectTimeoutMS: 120_000 }).asPromise()
  if (work === 'ask') await ask(connection)
  else if (work === 'fill') process.send?.(await fill(connection))
  else if (work === 'build') process.send?.(await build(connection))
  else process.send?.(await reconcile(connection))
  await connection.close()
}
await server?.stop()
if (process.connected) process.disconnect()

// The measured process of statistics-bench: fills a register through bulk inserts, or asks one that is filled. The embedded
// server runs in its own thread, so the growth of memory that is measured here holds the server's too.
import mongoose, { type Connection } from 'mongoose'
import type { Turn } from '../src/conversation/turn.js'
import { createComplaints } from '../src/features/complaints/complaints-feature.js'
import { createSettings } from '../src/features/settings/settings-feature.js'
import { createStatistics } from '../src/features/statistics/statistics-feature.js'
import { startEmbeddedMongo } from '../src/local/mongodb/embedded-mongodb.js'
import { createAudit } from '../src/security/audit.js'

const [work, dataDir = '', size = '0'] = process.argv.slice(2)
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
  const audit = createAudit(connection, clock)
  const settings = createSettings({ connection, audit }).rules
  const complaints = createComplaints({ connection, clock, audit }).rules
  return createStatistics({ connection, clock }, { complaints, settings })
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

async function ask(connection: Connection) {
  const { feature, rules } = open(connection)
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  const stopWatching = watchMemory()
  const began = performance.now()
  const differences = await rules.reconcile()
  const reconcileSeconds = Math.round((performance.now() - began) / 100) / 10
  const growth = stopWatching()
  const again = (await rules.reconcile()).length
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
  const times: number[] = []
  for (let run = 0; run < 300; run += 1) {
    const start = performance.now()
    await command.run(turn, 'ปีงบ 2569')
    times.push(performance.now() - start)
  }
  const sorted = times.slice(100).toSorted((a, b) => a - b)
  return {
    askMilliseconds: Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100,
    monthsCountedFirst: differences.length,
    differencesAgain: again,
    reconcileSeconds,
    reconcileGrowthMegabytes: growth,
  }
}

/** How far the resident memory rises above where it stood, looked at ten times a second. */
function watchMemory(): () => number {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 100)
  return () => {
    clearInterval(timer)
    return Math.round((Math.max(most, process.memoryUsage.rss()) - before) / 1_048_576)
  }
}

const server = await startEmbeddedMongo({ dataDir })
const connection = await mongoose.createConnection(server.uri).asPromise()
const figures = work === 'fill' ? await fill(connection) : await ask(connection)
process.send?.(figures)
await connection.close()
await server.stop()
process.disconnect?.()

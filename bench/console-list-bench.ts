// What officers are shown of their cases, with one thousand and with ten thousand that one officer may read: pages of the console's
// list, the overview, `เรื่อง` in chat and a case by its number. Processor time of server and embedded database together.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedMongo } from 'embedded-mongodb'
import mongoose from 'mongoose'
import { createProduct } from '../src/app/app.js'
import type { Turn } from '../src/conversation/turn.js'
import { dayInBangkok } from '../src/i18n/calendar/thai-calendar.js'
import { createLog } from '../src/operation/log.js'
import { newVaultId } from '../src/sealing/vault-encoding.js'

const sizes = [1000, 10_000] as const
const rounds = 9
const account = 'account'

type Measured = Readonly<Record<string, { readonly first: number; readonly median: number }>>

export async function benchConsoleList() {
  const measured: [string, Measured][] = []
  for (const count of sizes) measured.push([`${count} cases`, await measure(count)])
  const [[, small] = ['', {}], [, large] = ['', {}]] = measured
  const ratios = Object.entries(large).map(([name, { median }]) => [
    name,
    Number((median / (small[name]?.median ?? Number.NaN)).toFixed(2)),
  ])
  return {
    processorMilliseconds: Object.fromEntries(measured),
    tenTimesTheCasesCost: Object.fromEntries(ratios),
  }
}

async function measure(count: number): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const server = await startEmbeddedMongo({ dataDir, database: 'sujarit' })
  const connection = await mongoose.createConnection(server.uri).asPromise()
  const product = createProduct({
    connection,
    channels: [{ name: 'main', secrets: ['secret'], accessToken: 'token' }],
    secretKey: Buffer.alloc(32, 5),
    publicUrl: 'http://localhost',
    agencyName: { th: 'หน่วยงาน', en: 'Agency' },
    clock: () => new Date(),
    log: createLog('silent'),
  })
  try {
    await Promise.all(Object.values(connection.models).map((model) => model.init()))
    await fill(connection, count)
    const { desk, deskUpkeep, officer, feature } = product.features.cases
    await deskUpkeep.rebuild()
    const inChat = feature.commands?.find(({ id }) => id === 'cases.list')
    if (!inChat) throw new Error('The command that lists cases has another id now')
    const asked = turnOf()
    const questions = {
      'list, first page': () => desk.list('reader', {}, 'due', 1),
      'list, filtered': () => desk.list('reader', { category: 'bribery', overdue: true }, 'due', 1),
      'list, last page': () => desk.list('reader', { status: 'all' }, 'number', count / 50),
      overview: () => Promise.all([desk.openCounts(), desk.overdue({ accountKey: account })]),
      chat: () => inChat.run(asked, ''),
      'chat, by number': () => inChat.run(asked, `${count / 2}/2569`),
      'console, by number': () =>
        officer.withNumber(`ท ${count / 2}/2569`, { reader: 'reader', who: 'officer' }),
    }
    const measured: [string, Measured[string]][] = []
    for (const [name, question] of Object.entries(questions))
      measured.push([name, await processorTimeOf(question)])
    return Object.fromEntries(measured)
  } finally {
    await connection.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** In milliseconds; the database is a thread of this process. */
async function processorTimeOf(question: () => Promise<unknown>) {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = process.cpuUsage()
    await question()
    const { user, system } = process.cpuUsage(began)
    times.push(Math.round((user + system) / 100) / 10)
  }
  const [first = Number.NaN] = times
  return { first, median: times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN }
}

/** An officer in a private chat, as far as the command looks. */
function turnOf(): Turn {
  const turn: Pick<Turn, 'at' | 'eventKey'> & { chat: { key: string }; person: { language: 'th' } } = {
    ...{ at: new Date(), eventKey: 'bench', chat: { key: account }, person: { language: 'th' } },
  }
  return turn as unknown as Turn
}

/** Rows as the product writes them, many at a time: sealed bodies are of the size that a short tip has. */
async function fill(connection: mongoose.Connection, count: number): Promise<void> {
  const today = dayInBangkok(new Date())
  const body = 'A'.repeat(5500)
  await connection
    .collection<{ _id: string }>('officer_keys')
    .insertOne({ _id: 'reader', ...{ owner: account, channel: 'main', name: 'officer', state: 'approved' } })
  for (let from = 0; from < count; from += 500) {
    const ids = Array.from({ length: 500 }, () => newVaultId())
    await connection.collection<{ _id: string }>('cases').insertMany(
      ids.map((_id) => ({
        _id,
        envelope: {
          version: 1,
          recipients: [
            { recipientId: 'reader', sealedKey: 'A'.repeat(107), sealedOriginalsKey: 'A'.repeat(107) },
          ],
          body,
        },
      })),
    )
    await connection.collection<{ _id: string }>('case_work').insertMany(
      ids.map((_id, index) => ({
        _id,
        registryNumber: `ท ${from + index + 1}/2569`,
        ...{ assignedTo: [], leftOut: [], answerBy: index % 3 === 0 ? '2026-01-01' : '2099-01-01' },
        ...{ extensions: 0, retention: 'undecided', hold: false, changes: 0 },
      })),
    )
    await connection.collection<{ _id: string }>('case_numbers').insertMany(
      ids.map((_id, index) => ({
        ...{ _id, kind: 'corruption', fiscalYear: 2569, number: from + index + 1 },
      })),
    )
    await connection.collection<{ _id: string }>('complaints').insertMany(
      ids.map((_id, index) => ({
        _id,
        ...{ kind: 'corruption', category: index % 2 === 0 ? 'bribery' : 'procurement', channel: 'line' },
        ...{ receivedOn: today, month: today.slice(0, 7), status: 'received', changes: 0, uncounted: [] },
      })),
    )
  }
}

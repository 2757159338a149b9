// The officers' list with ten thousand cases that one officer may read: how long the server takes for the first page, for a
// filter and for the last page, on the embedded database.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { createProduct } from '../src/app.js'
import { dayInBangkok } from '../src/i18n/thai-calendar.js'
import { startEmbeddedMongo } from '../src/local/mongodb/embedded-mongodb.js'
import { createLog } from '../src/log.js'
import { newVaultId } from '../src/security/vault-encoding.js'

const count = 10_000

export async function benchConsoleList() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const server = await startEmbeddedMongo({ dataDir })
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
    await fill(connection)
    const { desk, deskUpkeep } = product.features.cases
    await deskUpkeep.rebuild()
    const measured: Record<
      string,
      { readonly milliseconds: number; readonly processorMilliseconds: number }
    > = {}
    const timed = async (
      name: string,
      ...asked: [Parameters<typeof desk.list>[1], 'due' | 'number', number]
    ) => {
      const [began, processor] = [performance.now(), process.cpuUsage()]
      await desk.list('reader', ...asked)
      const { user, system } = process.cpuUsage(processor)
      measured[name] = {
        milliseconds: Math.round(performance.now() - began),
        // Of the server and of its database, which is a thread of this process.
        processorMilliseconds: Math.round((user + system) / 1000),
      }
    }
    await timed('firstTime', {}, 'due', 1)
    await timed('firstPage', {}, 'due', 1)
    await timed('filtered', { category: 'bribery', overdue: true }, 'due', 1)
    await timed('lastPageByNumber', { status: 'all' }, 'number', 200)
    return { cases: count, measured }
  } finally {
    await connection.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Rows as the product writes them, many at a time: sealed bodies are of the size that a short tip has. */
async function fill(connection: mongoose.Connection): Promise<void> {
  const today = dayInBangkok(new Date())
  const body = 'A'.repeat(5500)
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
    await connection.collection<{ _id: string }>('complaints').insertMany(
      ids.map((_id, index) => ({
        _id,
        ...{ kind: 'corruption', category: index % 2 === 0 ? 'bribery' : 'procurement', channel: 'line' },
        ...{ receivedOn: today, month: today.slice(0, 7), status: 'received', changes: 0, uncounted: [] },
      })),
    )
  }
}

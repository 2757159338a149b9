import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, copyFileSync, cpSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Collection, MongoClient } from 'mongodb'
import { documentBytes } from '../src/bson/raw-bson.js'
import { Catalog } from '../src/storage/catalog.js'
import { thisBoot } from '../src/storage/checkpoint.js'
import { DocumentCache } from '../src/storage/document-cache.js'
import { RecordStore } from '../src/storage/record-store.js'
import { openMongoServer } from '../src/wire/mongo-server.js'
import { startDatabaseProcess } from './database-child.js'

interface Counter {
  _id: number
  value: number
  group: number
  tags: number[]
}

const uriOf = (port: number): string => `mongodb://127.0.0.1:${port}/test?directConnection=true`

describe('Embedded MongoDB: durability', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'embedded-mongodb-durability-'))
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  async function startChild(): Promise<{ child: ChildProcess; port: number }> {
    const child = startDatabaseProcess(directory)
    const [port] = (await once(child, 'message')) as [number]
    return { child, port }
  }

  /** Writes until the server dies; keeps what was acknowledged, and what was under way. */
  async function writeUntilDeath(
    counters: Collection<Counter>,
    acknowledged: Map<number, number>,
    pending: Map<number, number>,
    firstId: number,
  ): Promise<void> {
    const writer = async (id: number): Promise<void> => {
      for (let value = acknowledged.get(id) ?? 0; ; value++) {
        pending.set(id, value + 1)
        await counters.updateOne(
          { _id: id },
          { $set: { value: value + 1, group: (value + 1) % 3, tags: [value % 5, 7] } },
          { upsert: true },
        )
        acknowledged.set(id, value + 1)
      }
    }
    await Promise.allSettled(Array.from({ length: 8 }, (_, i) => writer(firstId + i)))
  }

  it('When the server is killed again and again, then every acknowledged write is there and the indexes agree', async () => {
    const acknowledged = new Map<number, number>()
    for (const round of [0, 1, 2, 3, 4]) {
      const pending = new Map<number, number>()
      const { child, port } = await startChild()
      const client = await MongoClient.connect(uriOf(port), { serverSelectionTimeoutMS: 5000 })
      const counters = client.db().collection<Counter>('counters')
      if (round === 0) {
        await counters.createIndex({ group: 1, value: -1 })
        await counters.createIndex({ tags: 1 })
        await counters.createIndex({ value: 1, _id: 1 }, { unique: true })
      }
      const writing = writeUntilDeath(counters, acknowledged, pending, (round % 2) * 8)
      await untilWritten(acknowledged, 200 * (round + 1))
      child.kill('SIGKILL')
      await Promise.all([once(child, 'exit'), writing])
      await client.close()
      await checkAfterwards(acknowledged, pending)
    }
  })

  async function untilWritten(acknowledged: Map<number, number>, wanted: number): Promise<void> {
    const written = (): number => [...acknowledged.values()].reduce((sum, value) => sum + value, 0)
    while (written() < wanted) await new Promise((resolve) => setImmediate(resolve))
  }

  async function checkAfterwards(
    acknowledged: Map<number, number>,
    pending: Map<number, number>,
  ): Promise<void> {
    const server = await openMongoServer({ dataDir: directory })
    const client = await MongoClient.connect(uriOf(server.port))
    try {
      const counters = client.db().collection<Counter>('counters')
      for (const [id, value] of acknowledged) {
        const document = await counters.findOne({ _id: id })
        expect([value, pending.get(id)]).to.include(document?.value)
        acknowledged.set(id, document?.value ?? 0)
      }
      const whole = await counters.find().hint({ $natural: 1 }).sort({ _id: 1 }).toArray()
      expect(whole.length).to.be.at.least(acknowledged.size)
      for (const hint of ['_id_', 'group_1_value_-1', 'tags_1', 'value_1__id_1']) {
        const byIndex = await counters.find().hint(hint).sort({ _id: 1 }).toArray()
        expect(byIndex, hint).to.deep.equal(whole)
      }
    } finally {
      await client.close()
      await server.stop()
    }
  }

  const PAGE = 4096

  /** What a power cut may leave: of the pages changed since the flush, some are on the disk and some are not. */
  function afterPowerCut(flushed: Buffer, latest: Buffer, keepsNew: readonly boolean[]): Buffer {
    const result = Buffer.from(latest)
    for (let page = 0; page * PAGE < result.length; page++) {
      if (keepsNew[page % keepsNew.length]) continue
      const start = page * PAGE
      result.fill(0, start, start + PAGE)
      if (start < flushed.length) flushed.copy(result, start, start, Math.min(start + PAGE, flushed.length))
    }
    return result
  }

  it('When the machine loses power, then the store goes back to the last flush and holds together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 3, maxLength: 40 }), async (keepsNew) => {
        const source = await mkdtemp(join(directory, 'source-'))
        const store = new RecordStore({ directory: source, flushEveryMs: 1_000_000 })
        const catalog = new Catalog(store, new DocumentCache(1_000_000))
        const fill = (from: number, to: number, value: number) =>
          store.write(() => {
            const collection = catalog.findOrCreate('test', 'numbers')
            for (let n = from; n < to; n++) {
              const document = { _id: n, value, text: 'x'.repeat(50) }
              collection.insert(documentBytes(document), document)
            }
          })
        await fill(0, 300, 1)
        await store.flushed()
        const flushed = readFileSync(join(source, 'data.mdb'))
        const checkpoint = readFileSync(join(source, 'checkpoint'))
        for (let round = 1; round <= 5; round++) {
          await fill(300 * round, 300 * (round + 1), 2)
          await store.write(() => {
            const collection = catalog.get('test', 'numbers')
            for (const record of collection.recordsAfter(undefined, { limit: 100, reverse: false })) {
              const stored = collection.read(record)
              if (stored) collection.remove(record, stored)
            }
          })
        }
        const latest = readFileSync(join(source, 'data.mdb'))
        await store.close()

        const target = await mkdtemp(join(directory, 'target-'))
        writeFileSync(join(target, 'data.mdb'), afterPowerCut(flushed, latest, keepsNew))
        writeFileSync(join(target, 'checkpoint'), checkpoint)
        const reopened = new RecordStore({ directory: target, boot: { id: 'another', startedAt: 0 } })
        try {
          expect(reopened.wentBack).to.equal(true)
          const numbers = new Catalog(reopened, new DocumentCache(1_000_000)).get('test', 'numbers')
          const records = numbers.recordsAfter(undefined, { limit: 10_000, reverse: false })
          expect(records.map((record) => numbers.read(record)?.document._id)).to.deep.equal([
            ...Array(300).keys(),
          ])
          const [idIndex] = numbers.indexes
          for (const record of records) {
            const document = numbers.read(record)?.document ?? {}
            const entry = idIndex?.entriesOf(document).entries[0]
            expect(entry && reopened.get(entry.key)?.readUIntBE(0, 6)).to.equal(record)
          }
        } finally {
          await reopened.close()
        }
      }),
      { numRuns: 12 },
    )
  })

  it('When only the process died, then the store does not go back', async () => {
    const store = new RecordStore({ directory, flushEveryMs: 1_000_000 })
    await store.write(() => store.put(Buffer.from('\0\0\0\x20key'), Buffer.from('value')))
    cpSync(directory, `${directory}-copy`, { recursive: true })
    await store.close()
    try {
      const reopened = new RecordStore({ directory: `${directory}-copy`, boot: thisBoot() })
      expect(reopened.wentBack).to.equal(false)
      expect(reopened.get(Buffer.from('\0\0\0\x20key'))?.toString()).to.equal('value')
      await reopened.close()
    } finally {
      await rm(`${directory}-copy`, { recursive: true })
    }
  })

  it('When the newest checkpoint is torn, then the one before it counts', async () => {
    const store = new RecordStore({ directory, flushEveryMs: 1_000_000 })
    await store.write(() => store.put(Buffer.from('\0\0\0\x20a'), Buffer.from('1')))
    await store.flushed()
    copyFileSync(join(directory, 'checkpoint'), join(directory, 'older'))
    await store.close()
    const file = openSync(join(directory, 'checkpoint'), 'r+')
    for (const slot of [0, 1]) {
      const older = readFileSync(join(directory, 'older')).subarray(
        slot * 192 * 1024,
        slot * 192 * 1024 + 100,
      )
      const now = readFileSync(join(directory, 'checkpoint')).subarray(
        slot * 192 * 1024,
        slot * 192 * 1024 + 100,
      )
      if (!older.equals(now)) writeSync(file, Buffer.alloc(40), 0, 40, slot * 192 * 1024 + 60)
    }
    closeSync(file)
    const reopened = new RecordStore({ directory, boot: { id: 'another', startedAt: 0 } })
    expect(reopened.wentBack).to.equal(true)
    expect(reopened.get(Buffer.from('\0\0\0\x20a'))?.toString()).to.equal('1')
    await reopened.close()
  })

  it('When work fails with an unexpected error, then the other work of the same transaction is still done', async () => {
    const store = new RecordStore({ directory })
    const key = (name: string): Buffer => Buffer.from(`\0\0\0\x20${name}`)
    const outcomes = await Promise.allSettled([
      store.write(() => store.put(key('before'), Buffer.from('1'))),
      store.write(() => {
        store.put(key('half'), Buffer.from('1'))
        throw new Error('a defect')
      }),
      store.write(() => store.put(key('after'), Buffer.from('1'))),
    ])
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect(store.get(key('before'))).to.not.equal(undefined)
    expect(store.get(key('half'))).to.equal(undefined)
    expect(store.get(key('after'))).to.not.equal(undefined)
    await store.close()
  })
})

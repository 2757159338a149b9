// The database goes away under a running product, by refusing and by falling silent, and comes back.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import mongoose, { type Connection } from 'mongoose'
import { storingPatience } from '../../src/web/webhook/webhook.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { startTcpGate, type TcpGate } from '../harness/tcp-gate.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

/** Milliseconds after which the driver would say so: whoever answers sooner does not wait for it. */
const givesUpLater = 60_000

describe('When the database is away', () => {
  let database: TestDatabase
  let way: TcpGate
  let connection: Connection
  let running: RunningProduct
  let person: LinePerson

  before(async () => {
    database = await openTestDatabase()
    const { port, name } = database.connection
    way = await startTcpGate(port)
    connection = await mongoose
      .createConnection(`mongodb://127.0.0.1:${way.port}/${name}?directConnection=true`, {
        serverSelectionTimeoutMS: givesUpLater,
        heartbeatFrequencyMS: 500,
      })
      .asPromise()
    // LINE waits two seconds for an answer; here it waits longer, for a busy machine, and delivers again.
    expect(storingPatience).to.be.below(2000)
    running = await startProduct({
      product: { connection, storingPatience },
      platform: { redelivery: Array.from({ length: 100 }, () => 300) },
    })
    person = running.platform.addPerson({ name: 'ก', friend: true })
  })
  afterEach(() => way.open())
  after(async () => {
    await running?.stop()
    await connection?.close()
    await way?.shut()
    await database?.close()
  })

  async function timed(path: string): Promise<{ status: number; milliseconds: number }> {
    const began = performance.now()
    const { status } = await fetch(`${running.url}${path}`)
    return { status, milliseconds: performance.now() - began }
  }

  const ways = { refuses: () => way.shut(), 'falls silent': () => Promise.resolve(way.freeze()) }
  for (const [how, goAway] of Object.entries(ways))
    it(`When it ${how}, then LINE is told 503 in time, and its next delivery is answered once`, async () => {
      expect((await timed('/ready')).status).to.equal(200)
      await goAway()
      const said = person.says('ช่วยเหลือ')
      const ready = await timed('/ready')
      expect(ready.status).to.equal(503)
      expect(ready.milliseconds).to.be.below(givesUpLater)
      expect((await timed('/health')).status).to.equal(200)
      const { delivery } = await said
      expect(delivery.status).to.equal(503)
      expect(delivery.ms).to.be.below(givesUpLater)
      await way.open()
      await person.hears(/พิมพ์คำเหล่านี้ได้/)
      await running.settle()
      expect(person.lastMessages()).to.have.length(1)
      expect((await timed('/ready')).status).to.equal(200)
    })

  it('When it goes away between the 200 and the answer, then the answer comes when it is back', async () => {
    await running.product.worker.stop()
    const { delivery } = await person.says('ช่วยเหลือ')
    expect(delivery.status).to.equal(200)
    await way.shut()
    running.product.worker.start()
    expect((await timed('/ready')).status).to.equal(503)
    await way.open()
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await running.settle()
    expect(person.lastMessages()).to.have.length(1)
  })

  it('When it was away, then the log says so without anybody’s words', () => {
    expect(running.logged()).to.include('webhook not stored')
    expect(running.logged()).to.not.include('ช่วยเหลือ').and.not.include(person.userId)
  })
})

import { expect } from 'chai'
import { startTestServer, type TestServer } from './embedded-server.js'

describe('Embedded MongoDB: TTL indexes', () => {
  let test: TestServer
  let time = new Date('2026-10-01T00:00:00Z')
  before(async () => {
    test = await startTestServer({ now: () => time, sweepEveryMs: 3_600_000 })
  })
  after(() => test.close())
  beforeEach(() => {
    time = new Date('2026-10-01T00:00:00Z')
  })

  it('When time passes, then documents go when they are due and not before', async () => {
    const collection = test.collection()
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 })
    await collection.insertMany([
      { name: 'early', at: new Date('2026-09-30T23:59:30Z') },
      { name: 'late', at: new Date('2026-10-01T00:00:00Z') },
      { name: 'array', at: [new Date('2027-01-01'), new Date('2026-09-30T23:59:30Z')] },
      { name: 'no date', at: 'yesterday' },
      { name: 'none' },
    ])
    const names = async (): Promise<string[]> => (await collection.distinct('name')) as string[]
    expect(await test.server.sweep()).to.equal(0)
    time = new Date('2026-10-01T00:00:30Z')
    expect(await test.server.sweep()).to.equal(2)
    expect(await names()).to.deep.equal(['late', 'no date', 'none'])
    time = new Date('2026-10-01T00:01:00Z')
    expect(await test.server.sweep()).to.equal(1)
    expect(await names()).to.deep.equal(['no date', 'none'])
  })

  it('When the index is partial, then only its documents go', async () => {
    const collection = test.collection()
    const partialFilterExpression = { done: true }
    await collection.createIndex({ at: -1 }, { expireAfterSeconds: 0, partialFilterExpression })
    await collection.insertMany([{ at: new Date(0), done: true }, { at: new Date(0) }])
    expect(await test.server.sweep()).to.equal(1)
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([
      { at: new Date(0) },
    ])
  })

  it('When more are due than one step takes, then all go', async () => {
    const collection = test.collection()
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 0 })
    await collection.insertMany(Array.from({ length: 1200 }, (_, n) => ({ at: new Date(n) })))
    expect(await test.server.sweep()).to.equal(1200)
    expect(await collection.countDocuments()).to.equal(0)
  })
})

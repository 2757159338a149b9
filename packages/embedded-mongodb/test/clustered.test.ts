// Clustered collections, as MongoDB documents them: natural order is that of `_id`, and nothing tells which row came first.
import { expect } from 'chai'
import type { Collection, Document } from 'mongodb'
import { startTestServer, type TestServer } from './embedded-server.js'

const clusteredIndex = { key: { _id: 1 }, unique: true } as const
const ids = Array.from({ length: 300 }, (_, n) => `${(n * 7919) % 300}`.padStart(3, '0'))

describe('Embedded MongoDB: clustered collections', () => {
  let test: TestServer
  let rows: Collection<{ _id: string; n: number }>
  before(async () => {
    test = await startTestServer()
    rows = await test.client.db().createCollection('rows', { clusteredIndex })
    for (const [n, _id] of ids.entries()) await rows.insertOne({ _id, n })
  })
  after(() => test.close())

  it('When rows came in any order, then their natural order is that of their ids, both ways and over many batches', async () => {
    const inOrder = [...ids].sort()
    const found = async (natural: 1 | -1) =>
      (await rows.find().sort({ $natural: natural }).batchSize(7).toArray()).map(({ _id }) => _id)
    expect((await rows.find().batchSize(7).toArray()).map(({ _id }) => _id)).to.deep.equal(inOrder)
    expect(await found(1)).to.deep.equal(inOrder)
    expect(await found(-1)).to.deep.equal(inOrder.toReversed())
    expect(await rows.countDocuments({ n: { $gte: 0 } })).to.equal(300)
  })

  it('When two rows are equal in an index, then it does not keep which came first', async () => {
    const alike = await test.client
      .db()
      .createCollection<{ _id: string; same: number }>('alike', { clusteredIndex })
    await alike.createIndex({ same: 1 })
    for (const _id of ids.slice(0, 40)) await alike.insertOne({ _id, same: 1 })
    const found = (await alike.find({ same: 1 }).hint('same_1').toArray()).map(({ _id }) => _id)
    expect(found).to.have.members(ids.slice(0, 40))
    expect(found).not.to.deep.equal(ids.slice(0, 40))
  })

  it('When a row is changed, removed or put twice, then it is as in any other collection', async () => {
    expect((await rows.updateOne({ _id: '005' }, { $set: { n: -1 } })).modifiedCount).to.equal(1)
    expect(await rows.findOne({ _id: '005' })).to.deep.equal({ _id: '005', n: -1 })
    const twice = await rows.insertOne({ _id: '005', n: 1 }).catch((error) => error)
    expect(twice.code).to.equal(11000)
    expect((await rows.deleteOne({ _id: '005' })).deletedCount).to.equal(1)
    expect(await rows.countDocuments()).to.equal(299)
  })

  it('When it is asked how a collection is kept, then it is said as MongoDB says it, also after it was renamed', async () => {
    const db = test.client.db()
    const kept = await db.createCollection('first', { clusteredIndex })
    await kept.rename('second')
    const [listed] = await db.listCollections({ name: 'second' }).toArray()
    expect(listed).to.deep.include({
      options: { clusteredIndex: { v: 2, key: { _id: 1 }, name: '_id_', unique: true } },
    })
    expect(await db.collection('second').indexes()).to.deep.equal([
      { v: 2, key: { _id: 1 }, name: '_id_', unique: true, clustered: true },
    ])
    const plan = await rows.find({ _id: '007' }).explain('queryPlanner')
    expect(plan.queryPlanner.winningPlan.stage).to.equal('CLUSTERED_IXSCAN')
  })

  it('When something else than `_id` is asked for, then it is refused', async () => {
    const refused = async (index: Document) =>
      (
        await test.client
          .db()
          .command({ create: 'never', clusteredIndex: index })
          .catch((error) => error)
      ).code
    expect(await refused({ key: { at: 1 }, unique: true })).to.equal(197)
    expect(await refused({ key: { _id: 1 } })).to.equal(5979700)
  })
})

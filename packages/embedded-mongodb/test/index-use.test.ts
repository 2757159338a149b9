import { expect } from 'chai'
import type { Collection, Document, Filter, Sort } from 'mongodb'
import { startTestServer, type TestServer } from './embedded-server.js'

interface PlanStage {
  readonly stage: string
  readonly indexName?: string
  readonly direction?: string
  readonly filterIsExact?: boolean
  readonly inputStage?: PlanStage
  readonly inputStages?: PlanStage[]
}

describe('Embedded MongoDB: the use of indexes', () => {
  let test: TestServer
  let collection: Collection<Document>
  before(async () => {
    test = await startTestServer()
    collection = test.collection()
    await collection.createIndex({ status: 1, at: -1 })
    await collection.createIndex({ code: 1 }, { unique: true })
    await collection.createIndex({ open: 1 }, { sparse: true })
    await collection.createIndex({ due: 1 }, { partialFilterExpression: { status: 'waiting' } })
    await collection.createIndex({ tags: 1 })
    await collection.insertMany(
      Array.from({ length: 50 }, (_, n) => ({
        code: `c${n}`,
        status: n % 2 ? 'waiting' : 'done',
        at: new Date(n),
        due: n,
        tags: [n % 3, 10],
        ...(n % 5 ? {} : { open: n }),
      })),
    )
  })
  after(() => test.close())

  async function planOf(filter: Filter<Document>, sort?: Sort): Promise<PlanStage> {
    const cursor = collection.find(filter)
    const explained = await (sort ? cursor.sort(sort) : cursor).explain('queryPlanner')
    return explained.queryPlanner.winningPlan as PlanStage
  }

  /** The stages from outside in, with the index at the end. */
  function shape(plan: PlanStage): string {
    const inner = plan.inputStage ? ` < ${shape(plan.inputStage)}` : ''
    const branches = plan.inputStages ? ` < (${plan.inputStages.map(shape).join(', ')})` : ''
    return plan.stage + (plan.indexName ? ` ${plan.indexName} ${plan.direction}` : '') + inner + branches
  }

  const plans: [Filter<Document>, Sort | undefined, string][] = [
    [{ code: 'c1' }, undefined, 'FETCH < IXSCAN code_1 forward'],
    [{ code: { $in: ['c1', 'c2'] } }, undefined, 'FETCH < IXSCAN code_1 forward'],
    [{ code: /^c1/ }, undefined, 'FETCH < IXSCAN code_1 forward'],
    [{ status: 'waiting' }, { at: -1 }, 'FETCH < IXSCAN status_1_at_-1 forward'],
    [{ status: 'waiting' }, { at: 1 }, 'FETCH < IXSCAN status_1_at_-1 backward'],
    [{ status: 'waiting', at: { $gt: new Date(5) } }, { at: 1 }, 'FETCH < IXSCAN status_1_at_-1 backward'],
    [{ status: { $in: ['waiting', 'done'] } }, { at: 1 }, 'SORT < FETCH < IXSCAN status_1_at_-1 forward'],
    [{}, { status: -1, at: 1 }, 'FETCH < IXSCAN status_1_at_-1 backward'],
    [{}, { status: 1, at: 1 }, 'SORT < COLLSCAN'],
    [{}, { _id: 1 }, 'FETCH < IXSCAN _id_ forward'],
    [{ open: { $gt: 1 } }, undefined, 'FETCH < IXSCAN open_1 forward'],
    [{ open: null }, undefined, 'COLLSCAN'],
    [{}, { open: 1 }, 'SORT < COLLSCAN'],
    [{ status: 'waiting', due: { $lt: 5 } }, undefined, 'FETCH < IXSCAN status_1_at_-1 forward'],
    [{ status: 'waiting', due: 5 }, undefined, 'FETCH < IXSCAN due_1 forward'],
    [{ due: 5 }, undefined, 'COLLSCAN'],
    [{ tags: 10 }, undefined, 'FETCH < IXSCAN tags_1 forward'],
    [{ tags: 10 }, { tags: 1 }, 'SORT < FETCH < IXSCAN tags_1 forward'],
    [
      { $or: [{ code: 'c1' }, { tags: 2 }] },
      undefined,
      'SUBPLAN < OR < (IXSCAN code_1 forward, IXSCAN tags_1 forward)',
    ],
    [{ $or: [{ code: 'c1' }, { unknown: 2 }] }, undefined, 'COLLSCAN'],
    [{ unknown: 1 }, undefined, 'COLLSCAN'],
    [{ code: { $ne: 'c1' } }, undefined, 'COLLSCAN'],
  ]
  for (const [filter, sort, expected] of plans) {
    const asked = JSON.stringify(filter, (_, value) => (value instanceof RegExp ? String(value) : value))
    it(`When asked for ${asked}${sort ? ` by ${JSON.stringify(sort)}` : ''}, then the plan is ${expected}`, async () => {
      const plan = await planOf(filter, sort)
      expect(shape(plan)).to.equal(expected)
      const natural = await collection.find(filter).hint({ $natural: 1 }).sort({ _id: 1 }).toArray()
      const found = await collection.find(filter).toArray()
      expect(found.map(({ code }) => code).sort()).to.deep.equal(natural.map(({ code }) => code).sort())
    })
  }

  it('When bounds prove the filter, then it is not asked again; when they do not, then it is', async () => {
    expect(
      (await planOf({ status: 'waiting', at: { $gt: new Date(5), $lte: new Date(9) } })).filterIsExact,
    ).to.equal(true)
    expect((await planOf({ status: 'waiting', due: { $lt: 5 } })).filterIsExact).to.equal(false)
    expect((await planOf({ tags: 10 })).filterIsExact).to.equal(false)
  })

  it('When a pipeline begins with $match and $sort, then it goes through the index', async () => {
    const explained = await collection
      .aggregate([{ $match: { status: 'done' } }, { $sort: { at: 1 } }, { $group: { _id: '$status' } }])
      .explain()
    expect(shape(explained.queryPlanner.winningPlan)).to.equal('FETCH < IXSCAN status_1_at_-1 backward')
  })

  it('When a key is longer than the store takes, then unique, order and range still hold', async () => {
    const long = test.collection()
    await long.createIndex({ text: 1 }, { unique: true })
    const texts = ['x', 'y', 'z'].map((end) => 'ก'.repeat(2000) + end)
    await long.insertMany([...texts].reverse().map((text) => ({ text })))
    const refused = await long.insertOne({ text: texts[1] }).catch((error: { code: number }) => error.code)
    expect(refused).to.equal(11000)
    const sorted = await long.find().sort({ text: 1 }).toArray()
    expect(sorted.map(({ text }) => text)).to.deep.equal(texts)
    expect(await long.countDocuments({ text: { $gt: texts[0] } })).to.equal(2)
    expect(await long.countDocuments({ text: texts[2] })).to.equal(1)
  })

  it('When an index is made on documents that are there, then it holds them; a duplicate refuses it whole', async () => {
    const late = test.collection()
    await late.insertMany([{ a: 1 }, { a: 2 }, { a: 2 }])
    const refused = await late
      .createIndex({ a: 1 }, { unique: true })
      .catch((error: { code: number }) => error.code)
    expect(refused).to.equal(11000)
    expect(await late.indexes()).to.have.length(1)
    await late.createIndex({ a: 1 })
    expect(await late.find({ a: 2 }).hint('a_1').toArray()).to.have.length(2)
    await late.dropIndex('a_1')
    expect(await late.countDocuments({ a: 2 })).to.equal(2)
  })

  it('When a unique index is walked backwards from a value, then $lt leaves that value out and $lte takes it', async () => {
    const codes = async (filter: Filter<Document>) =>
      (await collection.find(filter).sort({ code: -1 }).limit(2).toArray()).map(({ code }) => code)
    expect(await codes({ code: { $lt: 'c3' } })).to.deep.equal(['c29', 'c28'])
    expect(await codes({ code: { $lte: 'c3' } })).to.deep.equal(['c3', 'c29'])
    expect(await codes({ code: { $gte: 'c0', $lt: 'c1' } })).to.deep.equal(['c0'])
    expect(await codes({ code: { $gt: 'c0', $lte: 'c1' } })).to.deep.equal(['c1'])
  })
})

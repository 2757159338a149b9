import { expect } from 'chai'
import type { Document } from 'mongodb'
import { startTestServer, type TestServer } from './embedded-server.js'

describe('Embedded MongoDB: projections and pipelines', () => {
  let test: TestServer
  before(async () => {
    test = await startTestServer()
  })
  after(() => test.close())

  async function holding(documents: Document[]) {
    const collection = test.collection()
    if (documents.length > 0) await collection.insertMany(structuredClone(documents))
    return collection
  }

  const stored = { _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 5] }
  const projections: [string, Document, Document, Document?][] = [
    ['included fields', { a: 1, 'b.d': 1 }, { _id: 1, a: 1, b: { d: 3 } }],
    ['no _id', { _id: 0, a: 1 }, { a: 1 }],
    ['excluded fields', { list: 0, 'b.c': 0 }, { _id: 1, a: 1, b: { d: 3 } }],
    ['fields inside arrays', { _id: 0, 'list.x': 1 }, { list: [{ x: 1 }, { x: 2 }] }],
    ['$slice', { _id: 0, list: { $slice: [1, 1] }, a: 1 }, { a: 1, list: [{ x: 2, y: 2 }] }],
    ['$elemMatch', { list: { $elemMatch: { x: 2 } } }, { _id: 1, list: [{ x: 2, y: 2 }] }],
    ['the positional $', { 'list.$': 1 }, { _id: 1, list: [{ x: 2, y: 2 }] }, { 'list.x': 2 }],
    ['computed fields', { sum: { $add: ['$a', '$b.c'] } }, { _id: 1, sum: 3 }],
  ]
  for (const [what, projection, expected, filter] of projections) {
    it(`When a find shows ${what}, then it shows just these in stored order`, async () => {
      const collection = await holding([stored])
      const found = await collection.findOne(filter ?? {}, { projection })
      expect(found).to.deep.equal(expected)
      expect(Object.keys(found ?? {})).to.deep.equal(Object.keys(expected))
    })
  }

  const cases = [
    { _id: 1, month: 10, kind: 'corruption', at: new Date('2025-09-30T16:59:59Z'), tags: ['a', 'b'], n: 3 },
    { _id: 2, month: 10, kind: 'general', at: new Date('2025-09-30T17:00:00Z'), tags: ['b'], n: 1 },
    { _id: 3, month: 11, kind: 'general', at: new Date('2025-11-15T03:00:00Z'), tags: [], n: 2 },
    { _id: 4, month: 11, kind: 'general', at: new Date('2025-11-15T03:00:00Z'), n: 5 },
  ]

  const pipelines: [string, Document[], Document[]][] = [
    [
      'dates become days in Asia/Bangkok',
      [
        { $match: { _id: { $lte: 2 } } },
        { $sort: { _id: 1 } },
        {
          $project: {
            _id: 0,
            day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Bangkok' } },
          },
        },
      ],
      [{ day: '2025-09-30' }, { day: '2025-10-01' }],
    ],
    [
      'months begin at midnight in Asia/Bangkok',
      [
        {
          $group: {
            _id: { $dateTrunc: { date: '$at', unit: 'month', timezone: 'Asia/Bangkok' } },
            n: { $sum: 1 },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: new Date('2025-08-31T17:00:00Z'), n: 1 },
        { _id: new Date('2025-09-30T17:00:00Z'), n: 1 },
        { _id: new Date('2025-10-31T17:00:00Z'), n: 2 },
      ],
    ],
    [
      '$group by two fields counts and sums',
      [
        {
          $group: {
            _id: { month: '$month', kind: '$kind' },
            total: { $sum: '$n' },
            ids: { $push: '$_id' },
            most: { $max: '$n' },
          },
        },
        { $sort: { '_id.month': 1, '_id.kind': 1 } },
      ],
      [
        { _id: { month: 10, kind: 'corruption' }, total: 3, ids: [1], most: 3 },
        { _id: { month: 10, kind: 'general' }, total: 1, ids: [2], most: 1 },
        { _id: { month: 11, kind: 'general' }, total: 7, ids: [3, 4], most: 5 },
      ],
    ],
    [
      '$unwind and $sortByCount',
      [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
      [
        { _id: 'b', count: 2 },
        { _id: 'a', count: 1 },
      ],
    ],
    [
      '$unwind keeps what has none when told',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'a', i: 0 },
        { _id: 1, tags: 'b', i: 1 },
        { _id: 2, tags: 'b', i: 0 },
        { _id: 3, i: null },
        { _id: 4, i: null },
      ],
    ],
    [
      '$addFields, $unset and $replaceRoot',
      [
        { $match: { _id: 1 } },
        { $addFields: { 'inner.twice': { $multiply: ['$n', 2] }, n: '$$REMOVE' } },
        { $unset: ['tags', 'at'] },
        { $replaceRoot: { newRoot: { $mergeObjects: [{ kind: '$kind' }, '$inner'] } } },
      ],
      [{ kind: 'corruption', twice: 6 }],
    ],
    [
      '$facet gives several answers',
      [
        {
          $facet: {
            count: [{ $count: 'n' }],
            kinds: [{ $group: { _id: '$kind', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
            first: [{ $sort: { _id: 1 } }, { $limit: 1 }, { $project: { n: 1 } }],
          },
        },
      ],
      [
        {
          count: [{ n: 4 }],
          kinds: [
            { _id: 'corruption', n: 1 },
            { _id: 'general', n: 3 },
          ],
          first: [{ _id: 1, n: 3 }],
        },
      ],
    ],
    [
      '$bucket counts in ranges',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 4], default: 'more', output: { n: { $sum: 1 } } } }],
      [
        { _id: 0, n: 1 },
        { _id: 2, n: 2 },
        { _id: 'more', n: 1 },
      ],
    ],
    [
      '$setWindowFields makes a running sum',
      [
        {
          $setWindowFields: {
            sortBy: { _id: 1 },
            output: { sum: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } },
          },
        },
        { $project: { sum: 1 } },
      ],
      [
        { _id: 1, sum: 3 },
        { _id: 2, sum: 4 },
        { _id: 3, sum: 6 },
        { _id: 4, sum: 11 },
      ],
    ],
    [
      '$sort, $skip and $limit',
      [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1 } }],
      [
        { _id: 1, n: 3 },
        { _id: 3, n: 2 },
      ],
    ],
    ['$limit before $skip', [{ $limit: 3 }, { $skip: 2 }, { $project: { n: 1 } }], [{ _id: 3, n: 2 }]],
    [
      '$match after $group',
      [{ $group: { _id: '$kind', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
      [{ _id: 'general', n: 3 }],
    ],
    ['$count of nothing is no document', [{ $match: { n: 99 } }, { $count: 'n' }], []],
  ]
  for (const [what, pipeline, expected] of pipelines) {
    it(`When a pipeline runs: ${what}`, async () => {
      const collection = await holding(cases)
      expect(await collection.aggregate(pipeline).toArray()).to.deep.equal(expected)
      expect(await collection.find().sort({ _id: 1 }).toArray(), 'the stored documents').to.deep.equal(cases)
    })
  }

  it('When $lookup joins by field, then arrays and missing fields are joined as MongoDB does', async () => {
    const units = await holding([
      { _id: 'u1', name: 'กองคลัง', lead: 1 },
      { _id: 'u2', name: 'กองช่าง' },
    ])
    await units.createIndex({ lead: 1 })
    const people = await holding([{ _id: 1, unit: 'u1' }, { _id: 2, unit: ['u1', 'u2'] }, { _id: 3 }])
    const from = units.collectionName
    const joined = await people
      .aggregate([
        { $lookup: { from, localField: 'unit', foreignField: '_id', as: 'units' } },
        { $lookup: { from, localField: '_id', foreignField: 'lead', as: 'leads' } },
        {
          $lookup: {
            from,
            let: { me: '$_id' },
            pipeline: [{ $match: { $expr: { $eq: ['$lead', '$$me'] } } }, { $project: { name: 1, _id: 0 } }],
            as: 'named',
          },
        },
        { $sort: { _id: 1 } },
        { $project: { units: '$units._id', leads: '$leads._id', named: 1 } },
      ])
      .toArray()
    expect(joined).to.deep.equal([
      { _id: 1, named: [{ name: 'กองคลัง' }], units: ['u1'], leads: ['u1'] },
      { _id: 2, named: [], units: ['u1', 'u2'], leads: [] },
      { _id: 3, named: [], units: [], leads: [] },
    ])
  })

  it('When values are grouped by id objects, then equal ones fall together', async () => {
    const collection = await holding([{ d: new Date(5), n: 1 }, { d: new Date(5), n: 2 }, { n: 4 }])
    const rows = await collection
      .aggregate([{ $group: { _id: '$d', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }])
      .toArray()
    expect(rows).to.deep.equal([
      { _id: null, n: 4 },
      { _id: new Date(5), n: 3 },
    ])
  })
})

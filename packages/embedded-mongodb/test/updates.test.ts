import { expect } from 'chai'
import { Decimal128, Long } from 'mongodb'
import type { BsonDocument } from '../src/bson/bson-values.js'
import { matcherOf } from '../src/query/filter-match.js'
import { parseFilter } from '../src/query/filter-parse.js'
import { compileUpdate } from '../src/update/update-apply.js'

const NOW = new Date('2026-10-01T00:00:00Z')

function applied(
  document: BsonDocument,
  update: unknown,
  { filter = {}, arrayFilters = undefined as unknown } = {},
): BsonDocument {
  expect(matcherOf(filter)(document)).to.equal(true)
  const setting = { filter: parseFilter(filter), inserting: false, now: NOW }
  return compileUpdate(update, { arrayFilters }).apply(document, setting)
}

const examples: [
  string,
  BsonDocument,
  unknown,
  BsonDocument,
  { filter?: BsonDocument; arrayFilters?: unknown }?,
][] = [
  ['$set makes subdocuments', { a: 1 }, { $set: { 'b.c.d': 2 } }, { a: 1, b: { c: { d: 2 } } }],
  ['$set pads arrays', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$set keeps the order of fields', { b: 1, a: 2 }, { $set: { a: 3, c: 4 } }, { b: 1, a: 3, c: 4 }],
  [
    '$unset removes and leaves null in arrays',
    { a: 1, b: [1, 2] },
    { $unset: { a: '', 'b.0': '', 'c.d': '' } },
    { b: [null, 2] },
  ],
  [
    '$inc, $mul, $min and $max count',
    { a: 1, b: 3, c: 5, d: 5 },
    { $inc: { a: 2, z: 1 }, $mul: { b: 2, y: 4 }, $min: { c: 4 }, $max: { d: 4 } },
    { a: 3, b: 6, c: 4, d: 5, y: 0, z: 1 },
  ],
  [
    '$rename moves',
    { a: { b: 1 }, c: 2 },
    { $rename: { 'a.b': 'd.e', x: 'y' } },
    { a: {}, c: 2, d: { e: 1 } },
  ],
  ['$currentDate knows the clock', {}, { $currentDate: { at: true } }, { at: NOW }],
  [
    '$push with modifiers',
    { a: [3, 1] },
    { $push: { a: { $each: [2, 5], $sort: -1, $slice: 3 } } },
    { a: [5, 3, 2] },
  ],
  [
    '$push at a position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push sorts subdocuments',
    { a: [{ n: 2 }] },
    { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  [
    '$addToSet compares by value',
    { a: [{ x: 1 }] },
    { $addToSet: { a: { $each: [{ x: 1 }, { x: 2 }, { x: 2 }] } } },
    { a: [{ x: 1 }, { x: 2 }] },
  ],
  [
    '$pop takes from either end',
    { a: [1, 2, 3], b: [1, 2, 3] },
    { $pop: { a: 1, b: -1 } },
    { a: [1, 2], b: [2, 3] },
  ],
  ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by subdocument', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  [
    '$ changes the element that matched',
    { a: [1, 2, 3] },
    { $set: { 'a.$': 9 } },
    { a: [1, 9, 3] },
    { filter: { a: 2 } },
  ],
  [
    '$ inside subdocuments',
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    },
    { $inc: { 'a.$.y': 5 } },
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 7 },
      ],
    },
    { filter: { 'a.x': 2 } },
  ],
  [
    '$ after $elemMatch',
    {
      a: [
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ],
    },
    { $set: { 'a.$.z': 1 } },
    {
      a: [
        { x: 1, y: 1 },
        { x: 1, y: 2, z: 1 },
      ],
    },
    { filter: { a: { $elemMatch: { x: 1, y: 2 } } } },
  ],
  [
    '$[] changes all',
    { a: [{ x: [1, 2] }, { x: [3] }] },
    { $inc: { 'a.$[].x.$[]': 10 } },
    { a: [{ x: [11, 12] }, { x: [13] }] },
  ],
  [
    '$[name] changes those of a filter',
    { a: [{ g: 80 }, { g: 95 }] },
    { $set: { 'a.$[high].top': true } },
    { a: [{ g: 80 }, { g: 95, top: true }] },
    { arrayFilters: [{ 'high.g': { $gte: 90 } }] },
  ],
  [
    '$[name] on values',
    { a: [1, 5, 9] },
    { $inc: { 'a.$[v]': 1 } },
    { a: [1, 6, 10] },
    { arrayFilters: [{ v: { $gt: 2 } }] },
  ],
  [
    'a pipeline computes',
    { a: 1, b: [1, 2] },
    [{ $set: { sum: { $add: ['$a', { $size: '$b' }] }, 'n.m': '$a' } }, { $unset: 'b' }],
    { a: 1, sum: 3, n: { m: 1 } },
  ],
  ['a pipeline replaces', { _id: 1, a: { b: 2 } }, [{ $replaceWith: '$a' }], { _id: 1, b: 2 }],
  ['a replacement keeps _id', { _id: 1, a: 2 }, { b: 3 }, { _id: 1, b: 3 }],
]

describe('Embedded MongoDB: updates', () => {
  for (const [what, document, update, expected, setting] of examples) {
    it(`When an update runs: ${what}`, () => {
      const result = applied(structuredClone(document), update, setting ?? {})
      expect(result).to.deep.equal(expected)
      expect(Object.keys(result)).to.deep.equal(Object.keys(expected))
    })
  }

  it('When integers grow beyond 32 bits, then they stay exact as 64-bit integers', () => {
    const grown = applied(
      { n: 2 ** 31 - 1, big: Long.fromString('9007199254740993') },
      { $inc: { n: 1, big: 1 } },
    )
    expect(grown.n).to.deep.equal(Long.fromNumber(2 ** 31))
    expect(String(grown.big)).to.equal('9007199254740994')
    expect(() => applied({ big: Long.MAX_VALUE }, { $inc: { big: 1 } })).to.throw('64 bits')
  })

  it('When decimals are added and multiplied, then nothing is rounded away', () => {
    const result = applied(
      { a: Decimal128.fromString('0.1'), b: Decimal128.fromString('1.5') },
      { $inc: { a: 0.2 }, $mul: { b: 3 } },
    )
    expect([String(result.a), String(result.b)]).to.deep.equal(['0.3', '4.5'])
  })

  it('When an operand is stored twice, then the two places are not one', () => {
    const update = compileUpdate({ $set: { a: { list: [1] } } })
    const setting = { filter: parseFilter({}), inserting: false, now: NOW }
    const first = update.apply({}, setting) as { a: { list: number[] } }
    const second = update.apply({}, setting) as { a: { list: number[] } }
    first.a.list.push(2)
    expect(second).to.deep.equal({ a: { list: [1] } })
  })

  for (const [update, code, arrayFilters] of [
    [{ $set: { 'a.b': 1, a: 2 } }, 40],
    [{ $set: { 'a.$[x]': 1 } }, 2],
    [{ $set: { a: 1 } }, 9, [{ x: 1 }]],
    [{ $rename: { a: 'a.b' } }, 40],
    [{ a: 1, $set: { b: 1 } }, 52],
    [[{ $match: {} }], 72],
    [{ $set: 5 }, 9],
  ] as [unknown, number, unknown?][]) {
    it(`When an update is ${JSON.stringify(update)}, then it is refused with ${code}`, () => {
      expect(() => applied({ a: [1] }, update, { arrayFilters }))
        .to.throw()
        .with.property('code', code)
    })
  }
})

import { expect } from 'chai'
import type { BsonDocument } from '../src/bson/bson-values.js'
import { matcherOf } from '../src/query/filter-match.js'

/** Filter, documents that match, documents that do not: as MongoDB 7 answers. */
const examples: [BsonDocument, BsonDocument[], BsonDocument[]][] = [
  [{ a: null }, [{}, { a: null }, { a: [null] }], [{ a: 0 }, { a: [] }]],
  [
    { 'a.b': null },
    [{}, { a: {} }, { a: 5 }, { a: [{ b: 1 }, {}] }],
    [{ a: { b: 1 } }, { a: [] }, { a: [1] }],
  ],
  [
    { 'a.b': 1 },
    [{ a: { b: 1 } }, { a: [{ b: 1 }] }, { a: [{ b: [2, 1] }] }],
    [{ a: [[{ b: 1 }]] }, { a: 1 }],
  ],
  [{ 'a.0': 1 }, [{ a: [1, 2] }, { a: { 0: 1 } }], [{ a: [2, 1] }]],
  [{ 'a.1.b': 2 }, [{ a: [{ b: 1 }, { b: 2 }] }], [{ a: [{ b: 2 }] }]],
  [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: [1, 2, 3] }, { a: 1 }]],
  [{ a: { b: 1, c: 2 } }, [{ a: { b: 1, c: 2 } }], [{ a: { c: 2, b: 1 } }, { a: { b: 1, c: 2, d: 3 } }]],
  [{ a: { $gt: 1, $lt: 3 } }, [{ a: 2 }, { a: [0, 4] }], [{ a: 1 }, { a: '2' }, {}, { a: null }]],
  [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [{ a: [2] }], [{ a: [0, 4] }, { a: 2 }]],
  [{ a: { $elemMatch: { b: 1, c: 2 } } }, [{ a: [{ b: 1, c: 2 }] }], [{ a: [{ b: 1 }, { c: 2 }] }]],
  [{ a: { $gte: null } }, [{}, { a: null }], [{ a: 1 }]],
  [{ a: { $lt: 'b' } }, [{ a: 'a' }], [{ a: 1 }, { a: 'b' }, {}]],
  [{ a: { $lt: 5 } }, [{ a: 4 }, { a: -Infinity }], [{ a: Number.NaN }, { a: null }]],
  [{ a: { $ne: 1 } }, [{ a: 2 }, {}, { a: [2] }], [{ a: 1 }, { a: [1, 2] }]],
  [{ a: { $in: [1, null, /^x/] } }, [{ a: 1 }, {}, { a: 'xy' }, { a: [3, 1] }], [{ a: 2 }, { a: 'yx' }]],
  [{ a: { $nin: [1, 2] } }, [{ a: 3 }, {}], [{ a: [1] }, { a: 2 }]],
  [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  [{ a: { $not: { $gt: 5 } } }, [{ a: 4 }, {}, { a: 'x' }], [{ a: 6 }, { a: [1, 6] }]],
  [{ a: { $not: /x/ } }, [{ a: 'y' }, {}], [{ a: 'axb' }]],
  [{ a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 2 }]],
  [{ a: { $all: [1, 2] } }, [{ a: [2, 3, 1] }], [{ a: [1] }, { a: 1 }]],
  [{ a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{ a: 2 }]],
  [{ a: { $all: [] } }, [], [{ a: [] }, { a: 1 }]],
  [{ a: { $type: 'string' } }, [{ a: 'x' }, { a: [1, 'x'] }], [{ a: 1 }, {}]],
  [{ a: { $type: 'array' } }, [{ a: [] }, { a: [1] }], [{ a: 1 }]],
  [{ a: { $type: ['int', 10] } }, [{ a: 1 }, { a: null }], [{ a: 1.5 }, {}]],
  [{ a: { $mod: [3, 1] } }, [{ a: 4 }, { a: 4.9 }], [{ a: 3 }, { a: 'x' }]],
  [{ a: { $regex: 'สุจ', $options: 'i' } }, [{ a: 'ความสุจริต' }], [{ a: 'x' }, { a: 1 }]],
  [{ a: { $regex: '^ab', $options: 'm' } }, [{ a: 'x\nab' }], [{ a: 'xab' }]],
  [
    { $or: [{ a: 1 }, { b: 2 }], c: 3 },
    [
      { a: 1, c: 3 },
      { b: 2, c: 3 },
    ],
    [{ a: 1 }, { c: 3 }],
  ],
  [{ $nor: [{ a: 1 }, { b: 2 }] }, [{}, { a: 2 }], [{ a: 1 }, { b: 2 }]],
  [{ $and: [{ a: { $gt: 1 } }, { a: { $lt: 3 } }] }, [{ a: 2 }], [{ a: 1 }]],
  [
    { $expr: { $gt: ['$a', '$b'] } },
    [
      { a: 2, b: 1 },
      { a: 'x', b: 1 },
    ],
    [{ a: 1, b: 2 }, {}],
  ],
  [{ a: { $bitsAllSet: [0, 2] } }, [{ a: 5 }, { a: 7 }], [{ a: 1 }]],
  [{ toString: 1 }, [{ toString: 1 }], [{}]],
]

describe('Embedded MongoDB: filters', () => {
  for (const [filter, matching, others] of examples) {
    it(`When the filter is ${JSON.stringify(filter)}, then it takes what MongoDB takes`, () => {
      const matches = matcherOf(filter)
      for (const document of matching) expect(matches(document), JSON.stringify(document)).to.equal(true)
      for (const document of others) expect(matches(document), JSON.stringify(document)).to.equal(false)
    })
  }

  it('When an element made the filter match, then $in with many values finds it too', () => {
    const matches = matcherOf({ a: { $in: Array.from({ length: 40 }, (_, n) => n * 2) } })
    expect(matches({ a: [1, 3, 38] })).to.equal(true)
    expect(matches({ a: [1, 3, 39] })).to.equal(false)
  })
})

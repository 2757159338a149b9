import { expect } from 'chai'
import fc from 'fast-check'
import { compareValues } from '../src/bson/bson-compare.js'
import { encodeKey, encodeValue } from '../src/bson/key-encoding.js'
import { bsonValues } from './bson-arbitraries.js'

describe('Embedded MongoDB: the order of keys', () => {
  it('When two values are compared, then the bytes of their keys are in the same order', () => {
    fc.assert(
      fc.property(bsonValues, bsonValues, (a, b) => {
        const byBytes = Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))
        expect(byBytes).to.equal(Math.sign(compareValues(a, b)))
      }),
      { numRuns: 3000 },
    )
  })

  it('When a compound key has descending fields, then its bytes follow each field in its direction', () => {
    const pair = fc.tuple(bsonValues, bsonValues)
    const directions = fc.tuple(fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(pair, pair, directions, (a, b, descending) => {
        const first = compareValues(a[0], b[0]) * (descending[0] ? -1 : 1)
        const second = compareValues(a[1], b[1]) * (descending[1] ? -1 : 1)
        const byBytes = Buffer.compare(encodeKey(a, descending), encodeKey(b, descending))
        expect(Math.sign(byBytes)).to.equal(Math.sign(first || second))
      }),
      { numRuns: 2000 },
    )
  })

  it('When values are of different types, then they stand in MongoDB’s order of types', () => {
    const inOrder = [null, Number.NaN, -1, 0, 0.5, 'a', 'b', {}, { a: 1 }, [1], false, true, new Date(0), /a/]
    for (const [i, value] of inOrder.entries()) {
      for (const later of inOrder.slice(i + 1)) {
        expect(compareValues(value, later), `${String(value)} before ${String(later)}`).to.be.below(0)
      }
    }
  })
})

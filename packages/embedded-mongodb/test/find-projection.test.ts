import { type Document, serialize } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { MongoError } from '../src/commands/mongo-errors.js'
import { showing } from '../src/query/find-projection.js'
import { StoredDocument } from '../src/storage/document-cache.js'
import { bsonValues } from './bson-arbitraries.js'

const bytes = (document: Document) => Buffer.from(serialize(document))
const stored = (document: Document) => new StoredDocument(bytes(document))
const shown = (document: Document, projection: Document) => showing(projection, {})(stored(document))

// One name is the beginning of another, and one lies within it.
const names = ['_id', 'a', 'ab', 'b', 'สุ'] as const
const anyDocument = fc.dictionary(fc.constantFrom(...names), bsonValues, { maxKeys: 5 })
const anyNames = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 })

describe('Embedded MongoDB: what a find shows', () => {
  it('When whole fields are named, then their bytes come as they are and in their order, whatever they hold', () => {
    fc.assert(
      fc.property(anyDocument, anyNames, fc.boolean(), (document, chosen, keeps) => {
        const projection = Object.fromEntries(chosen.map((name) => [name, keeps ? 1 : 0]))
        const stays = (name: string) =>
          chosen.some((one) => one === name) === keeps || (keeps && name === '_id')
        const expected = Object.fromEntries(Object.entries(document).filter(([name]) => stays(name)))
        expect(shown(document, projection)).to.deep.equal(bytes(expected))
      }),
    )
  })

  it('When fields are chosen and the id is not wanted, or everything but some and the id is, then so it is', () => {
    const document = { _id: 1, a: 2, ab: 3 }
    expect(shown(document, { _id: 0, a: true })).to.deep.equal(bytes({ a: 2 }))
    expect(shown(document, { _id: 1, a: false })).to.deep.equal(bytes({ _id: 1, ab: 3 }))
    expect(shown(document, {})).to.deep.equal(bytes(document))
  })

  it('When it is asked for less than a field, or for something computed, then the document is taken apart for it', () => {
    const document = { _id: 1, a: { x: 1, y: 2 }, ab: [1, 2, 3] }
    expect(shown(document, { _id: 0, 'a.x': 1 })).to.deep.equal(bytes({ a: { x: 1 } }))
    expect(shown(document, { _id: 0, ab: { $slice: 1 }, a: 0 })).to.deep.equal(bytes({ ab: [1] }))
    expect(shown(document, { _id: 0, sum: { $sum: '$ab' } })).to.deep.equal(bytes({ sum: 6 }))
  })

  it('When fields are wanted and others unwanted at once, then MongoDB’s own refusal comes', () => {
    expect(() => shown({ a: 1 }, { a: 1, b: 0 }))
      .to.throw(MongoError)
      .with.property('code', 31254)
  })
})

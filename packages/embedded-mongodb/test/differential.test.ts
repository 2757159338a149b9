import { expect } from 'chai'
import fc from 'fast-check'
import { update as mingoUpdate, Query } from 'mingo'
import {
  Binary,
  type Collection,
  type Document,
  type Filter,
  type IndexSpecification,
  ObjectId,
  type Sort,
  Timestamp,
} from 'mongodb'
import { encodeValue } from '../src/bson/key-encoding.js'
import { bsonValues } from './bson-arbitraries.js'
import { startTestServer, type TestServer } from './embedded-server.js'

// Two models: a plain array evaluated by mingo (values on which mingo and MongoDB agree), and the server itself without
// indexes (every kind of value).

const small = fc.constantFrom<unknown>(0, 1, 2, 3, 'x', 'y', null)
/** Without repetition: mingo's $addToSet would remove the repetition that MongoDB leaves alone. */
const tags = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })

const plainDocument = fc.record(
  {
    a: small,
    b: small,
    n: fc.integer({ min: 0, max: 3 }),
    u: fc.integer({ min: 0, max: 12 }),
    tags,
    s: fc.record({ x: small }),
  },
  { requiredKeys: [] },
)

const comparable = fc.constantFrom<unknown>(0, 1, 2, 3, 'x', 'y')
const condition = fc.oneof(
  small,
  fc.record({ $gt: comparable }),
  fc.record({ $gte: comparable, $lt: comparable }),
  fc.record({ $lte: comparable }),
  fc.record({ $in: fc.array(small, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(small, { maxLength: 3 }) }),
  fc.record({ $ne: small }),
  fc.record({ $exists: fc.boolean() }),
)

const clause = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b', 'n', 's.x', 'tags'), condition)
    .map(([path, test]) => ({ [path]: test })),
  fc
    .tuple(fc.constantFrom('u'), fc.record({ $gte: fc.integer({ min: 0, max: 12 }) }))
    .map(([path, test]) => ({ [path]: test })),
)
const filterOf = (one: fc.Arbitrary<Document>) =>
  fc.oneof(
    fc.constant<Document>({}),
    one,
    fc.tuple(one, one).map(([left, right]) => ({ $and: [left, right] })),
    fc.tuple(one, one).map(([left, right]) => ({ $or: [left, right] })),
    fc.tuple(one, one, one).map(([left, right, other]) => ({ ...other, $or: [left, right] })),
  )
const plainFilter = filterOf(clause)

const plainUpdate = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 's.x'), small).map(([path, value]) => ({ $set: { [path]: value } })),
  fc.constantFrom('a', 'b', 'tags', 'u', 's').map((path) => ({ $unset: { [path]: '' } })),
  fc.integer({ min: -2, max: 2 }).map((by) => ({ $inc: { n: by } })),
  fc.integer({ min: 0, max: 4 }).map((tag) => ({ $push: { list: tag } })),
  fc.integer({ min: 0, max: 4 }).map((tag) => ({ $addToSet: { tags: tag } })),
  fc.integer({ min: 0, max: 4 }).map((tag) => ({ $pull: { tags: tag } })),
  fc.integer({ min: 0, max: 12 }).map((value) => ({ $set: { u: value } })),
)

const directions = fc.constantFrom<1 | -1>(1, -1)
const plainSort = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b', 'n', 'u'), directions)
    .map(([path, way]) => ({ [path]: way, _id: 1 }) as const),
  fc.tuple(directions, directions, directions).map(([a, b, id]) => ({ a, b, _id: id }) as const),
)

type Step =
  | { readonly do: 'insert'; readonly document: Document }
  | { readonly do: 'update'; readonly filter: Document; readonly change: Document; readonly many: boolean }
  | { readonly do: 'delete'; readonly filter: Document }
  | { readonly do: 'modify'; readonly filter: Document; readonly change: Document; readonly sort: Sort }
  | {
      readonly do: 'find'
      readonly filter: Document
      readonly sort: Sort
      readonly skip: number
      readonly limit: number
    }

const stepsOf = (
  documents: fc.Arbitrary<Document>,
  filters: fc.Arbitrary<Document>,
  changes: fc.Arbitrary<Document>,
  sorts: fc.Arbitrary<Sort>,
) =>
  fc.array(
    fc.oneof<fc.Arbitrary<Step>[]>(
      { weight: 5, arbitrary: fc.record({ do: fc.constant('insert'), document: documents }) } as never,
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('update'),
          filter: filters,
          change: changes,
          many: fc.boolean(),
        }),
      } as never,
      { weight: 1, arbitrary: fc.record({ do: fc.constant('delete'), filter: filters }) } as never,
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('modify'), filter: filters, change: changes, sort: sorts }),
      } as never,
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('find'),
          filter: filters,
          sort: sorts,
          skip: fc.integer({ min: 0, max: 2 }),
          limit: fc.integer({ min: 0, max: 4 }),
        }),
      } as never,
    ),
    { minLength: 5, maxLength: 25 },
  ) as fc.Arbitrary<Step[]>

const INDEXES: {
  key: IndexSpecification
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Document
}[] = [
  { key: { a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { n: -1 } },
  { key: { tags: 1, n: 1 } },
  { key: { 's.x': 1 }, sparse: true },
  { key: { b: 1, a: 1 }, partialFilterExpression: { n: { $gte: 1 } } },
]

/** A plain array with one unique sparse field, as simple as it can be. */
class PlainModel {
  documents: Document[] = []

  matching(filter: Document): Document[] {
    const query = new Query(filter)
    return this.documents.filter((document) => query.test(document))
  }

  ordered(filter: Document, sort: Sort): Document[] {
    return new Query(filter)
      .find<Document>(this.documents)
      .sort(sort as never)
      .all()
  }

  isTaken(value: unknown, except?: Document): boolean {
    return (
      value !== undefined && this.documents.some((document) => document !== except && document.u === value)
    )
  }

  /** False when the change breaks the unique field, and then nothing is changed. */
  change(document: Document, change: Document): boolean {
    const copy = structuredClone(document)
    mingoUpdate(copy, change as never)
    if (this.isTaken(copy.u, document)) return false
    this.documents[this.documents.indexOf(document)] = copy
    return true
  }
}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

const normal = (value: unknown): string => encodeValue(value).toString('hex')
const rows = (documents: readonly Document[]): string[] => documents.map(normal)

describe('Embedded MongoDB: compared with models', () => {
  let test: TestServer

  before(async () => {
    test = await startTestServer()
  })
  after(() => test.close())

  async function indexed(): Promise<Collection<Document>> {
    const collection = test.collection()
    for (const { key, ...options } of INDEXES) await collection.createIndex(key, options)
    await collection.createIndex({ u: 1 }, { unique: true, sparse: true })
    return collection
  }

  it('When the lowest value of a type stands in a descending index, then a range finds it', async () => {
    const pairs = [
      [new Binary(Buffer.alloc(0)), new Binary(Buffer.from([0]))],
      [new ObjectId('000000000000000000000000'), new ObjectId('000000000000000000000001')],
      [new Timestamp({ t: 0, i: 0 }), new Timestamp({ t: 0, i: 1 })],
    ]
    for (const [lowest, next] of pairs) {
      const collection = await indexed()
      await collection.insertMany([{ n: lowest }, { n: next }])
      expect(await collection.countDocuments({ n: { $lt: next } })).to.equal(1)
      expect(await collection.countDocuments({ n: { $lte: next } })).to.equal(2)
      await collection.drop()
    }
  })

  it('When random operations run, then it answers as a plain array does', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf(plainDocument, plainFilter, plainUpdate, plainSort), async (steps) => {
        const collection = await indexed()
        const model = new PlainModel()
        let id = 0
        for (const step of steps) {
          if (step.do === 'insert') {
            const document = { _id: id++, ...step.document }
            const expected = !model.isTaken(step.document.u)
            expect(await succeeds(collection.insertOne(document as never))).to.equal(expected)
            if (expected) model.documents.push(document)
          } else if (step.do === 'update') {
            await compareUpdate(collection, model, step)
          } else if (step.do === 'delete') {
            const gone = model.matching(step.filter)
            expect((await collection.deleteMany(step.filter)).deletedCount).to.equal(gone.length)
            model.documents = model.documents.filter((document) => !gone.includes(document))
          } else if (step.do === 'modify') {
            await compareModify(collection, model, step)
          } else {
            await compareFind(collection, model, step)
          }
        }
        const all = await collection.find().sort({ _id: 1 }).toArray()
        expect(rows(all)).to.deep.equal(rows(model.documents))
        await collection.drop()
      }),
      { numRuns: 60 },
    )
  })

  async function compareUpdate(
    collection: Collection,
    model: PlainModel,
    step: Extract<Step, { do: 'update' }>,
  ) {
    const matching = model.matching(step.filter)
    // Which documents are done before one fails is not promised; so the unique field is set in one document at a time.
    const many = step.many && step.change.$set?.u === undefined
    const chosen = many ? matching : matching.slice(0, 1)
    const expected = chosen.every((document) => model.change(document, step.change))
    const work = many
      ? collection.updateMany(step.filter, step.change)
      : collection.updateOne({ $and: [step.filter, { _id: chosen[0]?._id ?? -1 }] }, step.change)
    expect(await succeeds(work)).to.equal(expected)
  }

  async function compareModify(
    collection: Collection,
    model: PlainModel,
    step: Extract<Step, { do: 'modify' }>,
  ) {
    const [first] = model.ordered(step.filter, step.sort)
    const expected = first === undefined || model.change(first, step.change)
    let answer: Document | null = null
    const succeeded = await succeeds(
      collection.findOneAndUpdate(step.filter, step.change, { sort: step.sort }).then((document) => {
        answer = document
      }),
    )
    expect(succeeded).to.equal(expected)
    if (succeeded) expect(normal(answer)).to.equal(normal(first ?? null))
  }

  async function compareFind(collection: Collection, model: PlainModel, step: Extract<Step, { do: 'find' }>) {
    const all = model.ordered(step.filter, step.sort)
    const expected = all.slice(step.skip, step.limit > 0 ? step.skip + step.limit : undefined)
    const found = await collection
      .find(step.filter, { sort: step.sort, skip: step.skip, limit: step.limit, batchSize: 2 })
      .toArray()
    expect(rows(found)).to.deep.equal(rows(expected))
    expect(await collection.countDocuments(step.filter)).to.equal(all.length)
  }

  const anyDocument = fc.dictionary(fc.constantFrom('a', 'b', 'n', 'tags', 's'), bsonValues, {
    maxKeys: 4,
  }) as fc.Arbitrary<Document>
  const anyOperator = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
  const anyClause = fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'b', 'n', 'tags', 's.x', 's', 'tags.0', 'a.b'), anyOperator, bsonValues)
      .filter(([, , value]) => !(value instanceof RegExp))
      .map(([path, operator, value]) => ({ [path]: { [operator]: value } })),
    fc
      .tuple(fc.constantFrom('a', 'n', 'tags', 's.x'), fc.array(bsonValues, { maxLength: 4 }))
      .map(([path, values]) => ({ [path]: { $in: values } })),
    fc
      .tuple(fc.constantFrom('a', 'n', 'tags'), bsonValues, bsonValues)
      .filter(([, from, to]) => !(from instanceof RegExp) && !(to instanceof RegExp))
      .map(([path, from, to]) => ({ [path]: { $gte: from, $lt: to } })),
    fc.constantFrom<Document>(
      { a: /^a/ },
      { a: { $exists: true } },
      { b: { $type: 'number' } },
      { tags: { $size: 1 } },
    ),
    fc.constantFrom<Document>({ tags: { $elemMatch: { $gte: 0, $lt: 3 } } }, { n: { $gte: 1 } }),
  )

  it('When any values are stored, then indexes change no answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyDocument, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(filterOf(anyClause), plainSort), { minLength: 5, maxLength: 10 }),
        async (documents, questions) => {
          const withIndexes = await indexed()
          const without = test.collection()
          for (const [id, document] of documents.entries()) {
            const accepted = await withIndexes.insertOne({ _id: id, ...document } as never).then(
              () => true,
              (error: { code?: number }) => {
                if (error.code !== 171) throw error
                return false
              },
            )
            if (accepted) await without.insertOne({ _id: id, ...document } as never)
          }
          for (const [filter, sort] of questions) {
            const ask = async (collection: Collection<Document>): Promise<string[]> => {
              try {
                return rows(
                  await collection
                    .find(filter as Filter<Document>, { sort: sort as Sort, batchSize: 3 })
                    .toArray(),
                )
              } catch (error) {
                return [`refused with ${(error as { code?: number }).code}`]
              }
            }
            const expected = await ask(without)
            expect(await ask(withIndexes)).to.deep.equal(expected)
            expect(await withIndexes.countDocuments(filter)).to.equal(await without.countDocuments(filter))
          }
          await withIndexes.drop()
          await without.drop().catch(() => undefined)
        },
      ),
      { numRuns: 80 },
    )
  })
})

import { expect } from 'chai'
import { Decimal128, Long, type MongoBulkWriteError, ObjectId } from 'mongodb'
import { startTestServer, type TestServer } from './embedded-server.js'

interface Refusal {
  readonly code?: number
  readonly codeName?: string
  readonly message: string
  readonly keyPattern?: unknown
  readonly keyValue?: unknown
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work
  } catch (error) {
    return error as Refusal
  }
  throw new Error('it was not refused')
}

describe('Embedded MongoDB: with the official driver', () => {
  let test: TestServer
  before(async () => {
    test = await startTestServer()
  })
  after(() => test.close())

  it('When a document is inserted, then it comes back with _id first and its types kept', async () => {
    const collection = test.collection()
    const document = {
      text: 'สุจริต',
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('0.10'),
      when: new Date(0),
      id: new ObjectId(),
      nested: { list: [1, 'two', null, { three: 3 }] },
    }
    await collection.insertOne(document)
    const found = await collection.findOne({}, { promoteValues: false })
    expect(Object.keys(found ?? {})[0]).to.equal('_id')
    expect(found?.long).to.deep.equal(document.long)
    await collection.updateOne({}, { $set: { other: true } })
    expect(await collection.findOne()).to.deep.equal({ ...document, other: true })
  })

  it('When more is found than fits into a batch, then getMore brings the rest in order', async () => {
    const collection = test.collection()
    await collection.insertMany(Array.from({ length: 350 }, (_, n) => ({ n: 349 - n })))
    const rows = await collection
      .find()
      .sort({ n: 1 })
      .skip(5)
      .limit(300)
      .batchSize(40)
      .project({ _id: 0, n: 1 })
      .toArray()
    expect(rows.map(({ n }) => n)).to.deep.equal(Array.from({ length: 300 }, (_, n) => n + 5))
  })

  it('When a cursor is closed early, then the server forgets it, and asking again is refused with 43', async () => {
    const collection = test.collection()
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })))
    const cursor = collection.find().batchSize(2)
    await cursor.next()
    const id = cursor.id
    await cursor.close()
    const getMore = { getMore: id, collection: collection.collectionName }
    const refusal = await refusalOf(test.client.db().command(getMore))
    expect(refusal.code).to.equal(43)
  })

  it('When a cursor is named by a number that is no Long, then it is refused with 14, as MongoDB does', async () => {
    const collection = test.collection()
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })))
    const { cursor } = await test.client.db().command({ find: collection.collectionName, batchSize: 2 })
    const getMore = { getMore: Number(cursor.id), collection: collection.collectionName }
    expect((await refusalOf(test.client.db().command(getMore))).code).to.equal(14)
  })

  it('When a unique key is there already, then 11000 tells the index, the pattern and the value', async () => {
    const collection = test.collection()
    await collection.createIndex({ email: 1, kind: 1 }, { unique: true })
    await collection.insertOne({ email: 'a', kind: 1 })
    const refusal = await refusalOf(collection.insertOne({ email: 'a', kind: 1 }))
    expect(refusal).to.include({ code: 11000 })
    expect(refusal.message).to.equal(
      `E11000 duplicate key error collection: test.${collection.collectionName} index: email_1_kind_1 dup key: { email: "a", kind: 1 }`,
    )
    expect(refusal.keyPattern).to.deep.equal({ email: 1, kind: 1 })
    expect(refusal.keyValue).to.deep.equal({ email: 'a', kind: 1 })
    const modify = await refusalOf(
      collection.findOneAndUpdate({ email: 'b' }, { $set: { email: 'a', kind: 1 } }, { upsert: true }),
    )
    expect(modify).to.deep.include({
      code: 11000,
      codeName: 'DuplicateKey',
      keyValue: { email: 'a', kind: 1 },
    })
  })

  it('When some of many inserts are duplicates, then unordered goes on and ordered stops', async () => {
    const collection = test.collection()
    await collection.insertOne({ _id: 2 as never })
    const documents = [1, 2, 3].map((id) => ({ _id: id as never }))
    const ordered = (await refusalOf(collection.insertMany(documents))) as unknown as MongoBulkWriteError
    expect(ordered.result.insertedCount).to.equal(1)
    const unordered = (await refusalOf(
      collection.insertMany(documents, { ordered: false }),
    )) as unknown as MongoBulkWriteError
    expect(unordered.result.insertedCount).to.equal(1)
    expect(unordered.writeErrors).to.have.length(2)
    expect(await collection.countDocuments()).to.equal(3)
  })

  it('When a sparse or a partial unique index leaves a document out, then that document is free', async () => {
    const collection = test.collection()
    await collection.createIndex({ code: 1 }, { unique: true, sparse: true })
    await collection.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { active: true } })
    await collection.insertMany([{ name: 'a' }, { name: 'a' }, { name: 'a', active: true }])
    expect((await refusalOf(collection.insertOne({ name: 'a', active: true }))).code).to.equal(11000)
    expect((await refusalOf(collection.updateMany({ name: 'a' }, { $set: { active: true } }))).code).to.equal(
      11000,
    )
    expect(await collection.countDocuments({ active: true })).to.equal(1)
  })

  it('When an upsert finds nothing, then it inserts what filter and update say', async () => {
    const collection = test.collection()
    const update = { $set: { 'c.d': 3 }, $setOnInsert: { e: 4 }, $inc: { n: 1 } }
    const result = await collection.updateOne({ a: 1, 'b.x': 2, n: { $gt: 5 } }, update, { upsert: true })
    expect(result.upsertedCount).to.equal(1)
    const expected = { a: 1, b: { x: 2 }, c: { d: 3 }, e: 4, n: 1 }
    expect(
      await collection.findOne({ _id: result.upsertedId as ObjectId }, { projection: { _id: 0 } }),
    ).to.deep.equal(expected)
    const replaced = await collection.replaceOne({ _id: 7 as never }, { only: 1 }, { upsert: true })
    expect(replaced.upsertedId).to.equal(7)
  })

  it('When findOneAndUpdate, Replace and Delete run, then they give the document before or after', async () => {
    const collection = test.collection()
    await collection.insertMany([1, 2, 3].map((n) => ({ _id: n as never, n, state: 'new' })))
    const claim = () =>
      collection.findOneAndUpdate(
        { state: 'new' },
        { $set: { state: 'taken' } },
        { sort: { n: -1 }, returnDocument: 'after' },
      )
    expect(await claim()).to.deep.equal({ _id: 3, n: 3, state: 'taken' })
    expect(await collection.findOneAndReplace({ n: 1 }, { m: 1 })).to.deep.equal({
      _id: 1,
      n: 1,
      state: 'new',
    })
    expect(await collection.findOneAndDelete({ n: 2 }, { projection: { n: 1, _id: 0 } })).to.deep.equal({
      n: 2,
    })
    expect(await claim()).to.equal(null)
  })

  it('When many claim at once, then each document is given once', async () => {
    const collection = test.collection()
    await collection.createIndex({ state: 1, n: 1 })
    await collection.insertMany(Array.from({ length: 60 }, (_, n) => ({ n, state: 'new' })))
    const claims = await Promise.all(
      Array.from({ length: 80 }, () =>
        collection.findOneAndUpdate({ state: 'new' }, { $set: { state: 'taken' } }, { sort: { n: 1 } }),
      ),
    )
    const given = claims.filter((claim) => claim !== null).map((claim) => claim.n)
    expect(given.sort((a, b) => a - b)).to.deep.equal([...Array(60).keys()])
  })

  it('When a bulk write mixes operations, then all are done and counted', async () => {
    const collection = test.collection()
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 1 as never, n: 1 } } },
      { insertOne: { document: { _id: 2 as never, n: 2 } } },
      { updateMany: { filter: {}, update: { $inc: { n: 10 } } } },
      { replaceOne: { filter: { n: 12 }, replacement: { n: 100 } } },
      { updateOne: { filter: { n: 5 }, update: { $set: { n: 6 } }, upsert: true } },
      { deleteOne: { filter: { n: 11 } } },
    ])
    expect(result).to.include({ insertedCount: 2, modifiedCount: 3, upsertedCount: 1, deletedCount: 1 })
    expect((await collection.distinct('n')).sort()).to.deep.equal([100, 6])
  })

  it('When distinct meets arrays, then each element counts once', async () => {
    const collection = test.collection()
    await collection.insertMany([{ t: [2, 1] }, { t: 3 }, { t: [1] }, {}])
    expect(await collection.distinct('t')).to.deep.equal([1, 2, 3])
  })

  it('When something is not modified, then it is matched and not counted as modified', async () => {
    const collection = test.collection()
    await collection.insertOne({ a: 1 })
    expect(await collection.updateOne({ a: 1 }, { $set: { a: 1 } })).to.include({
      matchedCount: 1,
      modifiedCount: 0,
    })
  })

  it('When a write is unacknowledged, then the next read of that connection sees it', async () => {
    const collection = test.collection()
    await collection.insertOne({ n: 1 }, { writeConcern: { w: 0 } })
    for (let tries = 0; (await collection.countDocuments()) === 0; tries++) expect(tries).to.be.below(100)
    expect(await collection.countDocuments()).to.equal(1)
  })

  it('When a write asks for the journal, then it is answered as well', async () => {
    const collection = test.collection()
    await collection.insertOne({ n: 1 }, { writeConcern: { w: 1, journal: true } })
    expect(await collection.countDocuments({ n: 1 })).to.equal(1)
  })

  it('When a session is used, then it is accepted; a transaction is refused', async () => {
    const collection = test.collection()
    await test.client.withSession(async (session) => {
      await collection.insertOne({ n: 1 }, { session })
      session.startTransaction()
      const refusal = await refusalOf(collection.insertOne({ n: 2 }, { session }))
      expect(refusal.message).to.match(
        /does not support retryable writes|Transaction numbers are only allowed/,
      )
      await session.abortTransaction().catch(() => undefined)
    })
    expect(await collection.countDocuments()).to.equal(1)
    const raw = await refusalOf(test.client.db().command({ ping: 1, txnNumber: Long.ONE }))
    expect(raw).to.include({ code: 20, codeName: 'IllegalOperation' })
  })

  const refusals: [string, number, (collection: ReturnType<TestServer['collection']>) => Promise<unknown>][] =
    [
      ['an unknown command', 59, () => test.client.db().command({ fly: 1 })],
      ['$where', 2, (collection) => collection.find({ $where: 'true' }).toArray()],
      ['$text', 27, (collection) => collection.find({ $text: { $search: 'x' } }).toArray()],
      ['an unknown operator', 2, (collection) => collection.find({ a: { $like: 'x' } }).toArray()],
      ['a change stream', 40573, (collection) => collection.watch().next()],
      ['a text index', 67, (collection) => collection.createIndex({ a: 'text' })],
      ['a geo index', 67, (collection) => collection.createIndex({ a: '2dsphere' })],
      ['another _id', 66, (collection) => collection.updateOne({ a: 1 }, { $set: { _id: 9 } } as never)],
      [
        'two operators on one place',
        40,
        (collection) => collection.updateOne({ a: 1 }, { $set: { b: 1 }, $inc: { b: 1 } }),
      ],
      ['a way through a scalar', 28, (collection) => collection.updateOne({ a: 1 }, { $set: { 'a.b': 1 } })],
      ['$inc of a string', 14, (collection) => collection.updateOne({ a: 1 }, { $inc: { s: 1 } })],
      ['$push to a scalar', 2, (collection) => collection.updateOne({ a: 1 }, { $push: { a: 1 } } as never)],
      [
        'an unknown modifier',
        9,
        (collection) => collection.updateOne({ a: 1 }, { $frob: { a: 1 } } as never),
      ],
      ['an unknown stage', 40324, (collection) => collection.aggregate([{ $fly: {} }]).toArray()],
      ['$out', 238, (collection) => collection.aggregate([{ $out: 'x' }]).toArray()],
      ['a wrong hint', 2, (collection) => collection.find().hint('nope').toArray()],
      ['an index that is not there', 27, (collection) => collection.dropIndex('nope')],
      ['the _id index', 72, (collection) => collection.dropIndex('_id_')],
      ['an array as _id', 53, (collection) => collection.insertOne({ _id: [1] as never })],
      [
        'parallel arrays in an index',
        171,
        async (collection) => {
          await collection.createIndex({ x: 1, y: 1 })
          await collection.insertOne({ x: [1], y: [2] })
        },
      ],
      [
        'a projection of both kinds',
        31254,
        (collection) => collection.find({}, { projection: { a: 1, b: 0 } }).toArray(),
      ],
      [
        'an index of the same name',
        86,
        async (collection) => {
          await collection.createIndex({ q: 1 })
          await collection.createIndex({ q: 1 }, { unique: true })
        },
      ],
      [
        'an index with another expiry',
        85,
        async (collection) => {
          await collection.createIndex({ at: 1 }, { expireAfterSeconds: 1 })
          await collection.createIndex({ at: 1 }, { expireAfterSeconds: 2 })
        },
      ],
      ['a collation', 238, (collection) => collection.find().collation({ locale: 'th' }).toArray()],
      [
        'a document beyond 16 MB',
        17419,
        async (collection) => {
          await collection.insertOne({ big: 'x'.repeat(9_000_000), a: 2 })
          await collection.updateOne({ a: 2 }, [{ $set: { more: '$big' } }])
        },
      ],
    ]
  for (const [what, code, ask] of refusals) {
    it(`When asked for ${what}, then it refuses with ${code}`, async () => {
      const collection = test.collection()
      await collection.insertOne({ a: 1, s: 'text' })
      expect((await refusalOf(ask(collection))).code).to.equal(code)
      expect(await collection.findOne({ a: 1 }, { projection: { _id: 0 } })).to.deep.equal({
        a: 1,
        s: 'text',
      })
    })
  }

  it('When user and password are given, then it refuses to sign in', async () => {
    const { MongoClient } = await import('mongodb')
    const uri = test.uri.replace('mongodb://', 'mongodb://user:secret@')
    const refusal = await refusalOf(MongoClient.connect(uri, { serverSelectionTimeoutMS: 2000 }))
    expect(refusal.message).to.match(/not enabled|authentication/i)
  })

  it('When tools ask about the server, then it answers', async () => {
    const collection = test.collection()
    await collection.insertOne({ a: 1 })
    const db = test.client.db()
    expect((await db.stats()).collections).to.be.above(0)
    expect((await db.command({ collStats: collection.collectionName })).count).to.equal(1)
    expect((await db.admin().listDatabases()).databases.map(({ name }) => name)).to.include('test')
    expect((await db.admin().serverInfo()).version).to.equal('7.0.0')
    expect((await db.admin().serverStatus()).process).to.equal('embedded')
    const names = (await db.listCollections({ name: collection.collectionName }).toArray()).map(
      ({ name }) => name,
    )
    expect(names).to.deep.equal([collection.collectionName])
    for (const command of ['hostInfo', 'connectionStatus', 'whatsmyuri', 'getCmdLineOpts', 'buildInfo']) {
      expect((await db.command({ [command]: 1 })).ok).to.equal(1)
    }
  })

  it('When a collection is renamed or dropped, then its documents go with it', async () => {
    const collection = test.collection()
    await collection.insertMany([{ a: 1 }, { a: 2 }])
    const renamed = await collection.rename(`${collection.collectionName}-renamed`)
    expect(await renamed.countDocuments({ a: 2 })).to.equal(1)
    expect(await collection.countDocuments()).to.equal(0)
    await renamed.drop()
    expect(await renamed.find().toArray()).to.deep.equal([])
    await test.server.sweep()
    await renamed.insertOne({ a: 3 })
    expect(await renamed.countDocuments({ a: 1 })).to.equal(0)
  })
})

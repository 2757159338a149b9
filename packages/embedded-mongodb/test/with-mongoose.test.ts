import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import { startTestServer, type TestServer } from './embedded-server.js'

const personSchema = new mongoose.Schema(
  {
    _id: String,
    code: { type: String, required: true, unique: true },
    name: String,
    unit: { type: String, index: true },
    roles: [String],
    gifts: [{ what: String, value: Number }],
    seen: Map,
    amount: mongoose.Schema.Types.Decimal128,
    secret: Buffer,
    serial: BigInt,
    expires: { type: Date, expires: 3600 },
  },
  { timestamps: true },
)
personSchema.index({ unit: 1, name: 1 })

describe('Embedded MongoDB: with mongoose', () => {
  let test: TestServer
  let connection: Connection
  before(async () => {
    test = await startTestServer()
    connection = await mongoose.createConnection(test.uri).asPromise()
  })
  after(async () => {
    await connection.close()
    await test.close()
  })

  function people() {
    connection.deleteModel(/.*/)
    return connection.model('Person', personSchema, `people${Math.random()}`.replace('.', ''))
  }

  it('When a model is used, then its types come back and its timestamps move', async () => {
    const Person = people()
    await Person.init()
    const created = await Person.create({
      _id: 'p1',
      code: 'A1',
      name: 'สมหญิง',
      roles: ['officer'],
      gifts: [{ what: 'กระเช้า', value: 500 }],
      seen: { policy: 1 },
      amount: '10.10',
      secret: Buffer.from([1, 2, 3]),
      serial: 12345678901234567890n % 2n ** 62n,
    })
    const found = await Person.findById('p1').orFail()
    expect(found.toObject()).to.deep.equal(created.toObject())
    expect(found.secret).to.deep.equal(Buffer.from([1, 2, 3]))
    found.roles.push('ethics')
    found.set('gifts.0.value', 600)
    await found.save()
    const after = await Person.findOne({ 'gifts.value': 600, roles: 'ethics' }).orFail()
    expect(after.updatedAt.getTime()).to.be.at.least(created.updatedAt.getTime())
    expect(after.serial).to.equal(created.serial)
  })

  it('When two documents have a unique value, then mongoose reports 11000 with the value', async () => {
    const Person = people()
    await Person.init()
    await Person.create({ _id: 'p1', code: 'A1' })
    const error = await Person.create({ _id: 'p2', code: 'A1' }).catch((refusal: unknown) => refusal)
    expect(error).to.deep.include({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'A1' } })
  })

  it('When two change one document, then the second sees a version error', async () => {
    const Person = people()
    await Person.create({ _id: 'p1', code: 'A1', roles: ['a', 'b'] })
    const [one, two] = await Promise.all([Person.findById('p1').orFail(), Person.findById('p1').orFail()])
    one.set('roles', ['c'])
    await one.save()
    two.set('roles.0', 'd')
    const error = await two.save().catch((refusal: Error) => refusal.name)
    expect(error).to.equal('VersionError')
  })

  it('When bulkSave, bulkWrite, cursors, lean and populate-like lookups run, then they do what they say', async () => {
    const Person = people()
    await Person.bulkWrite([
      { insertOne: { document: { _id: 'p1', code: 'A1', unit: 'u1' } } },
      {
        updateOne: {
          filter: { code: 'A2' },
          update: { $set: { unit: 'u1' }, $setOnInsert: { _id: 'p2' } },
          upsert: true,
        },
      },
    ])
    const documents = await Person.find().sort({ _id: 1 })
    for (const document of documents) document.set('name', `name of ${document._id}`)
    await Person.bulkSave(documents)
    const names: (string | null | undefined)[] = []
    for await (const { name } of Person.find({ unit: 'u1' })
      .sort({ name: -1 })
      .lean()
      .cursor({ batchSize: 1 }))
      names.push(name)
    expect(names).to.deep.equal(['name of p2', 'name of p1'])
    expect(await Person.countDocuments({ unit: 'u1' })).to.equal(2)
    expect(await Person.exists({ name: 'nobody' })).to.equal(null)
    expect(await Person.distinct('unit')).to.deep.equal(['u1'])
  })

  it('When indexes are synchronised, then the server has what the schema says', async () => {
    const Person = people()
    await Person.syncIndexes()
    const names = (await Person.listIndexes()).map(({ name }) => name)
    expect(names).to.have.members(['_id_', 'code_1', 'unit_1', 'expires_1', 'unit_1_name_1'])
    await Person.collection.createIndex({ other: 1 })
    expect(await Person.syncIndexes()).to.deep.equal(['other_1'])
    expect(await Person.diffIndexes()).to.deep.equal({ toDrop: [], toCreate: [] })
  })

  it('When a mongoose session is used, then its work is done', async () => {
    const Person = people()
    const session = await connection.startSession()
    await Person.create([{ _id: 'p1', code: 'A1' }], { session })
    expect(await Person.countDocuments().session(session)).to.equal(1)
    await session.endSession()
  })
})

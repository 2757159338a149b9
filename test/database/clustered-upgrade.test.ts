// Collections as the version before wrote them: in the order in which rows came. The start rebuilds them once.
import { expect } from 'chai'
import { mongo } from 'mongoose'
import { collectionsReady } from '../../src/database/clustered-upgrade.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

describe('Collections that an earlier version made', () => {
  let database: TestDatabase
  const ids = ['m', 'c', 'x', 'a', 'q', 'b']
  const row = (_id: string, number: number) => ({
    _id,
    ...{ caseId: `case ${_id}`, kind: 'reply', number, day: '2026-11-20' },
    // Of another BSON type than a reader would choose.
    count: new mongo.Long(number),
    sealed: new mongo.Binary(Buffer.from(_id), 0),
  })

  beforeEach(async () => {
    database = await openTestDatabase()
    const parts = await database.connection.createCollection<{ _id: string }>('case_parts')
    await parts.createIndex({ caseId: 1, number: 1 }, { unique: true })
    await parts.insertMany(ids.map((id, number) => row(id, number)))
  })
  afterEach(() => database.close())

  async function start() {
    createCasesModel(database.connection)
    await collectionsReady(database.connection)
  }
  const db = () => database.connection.db ?? expect.fail('Not connected')
  const natural = async () =>
    (await db().collection<{ _id: string }>('case_parts').find().toArray()).map(({ _id }) => _id)
  const isClustered = async () =>
    (await db().listCollections({ name: 'case_parts' }, { nameOnly: false }).toArray()).every(
      ({ options }) => options?.clusteredIndex,
    )

  it('When it is started, then no order is left and every row and index is there, byte for byte', async () => {
    const raw = async () =>
      (await db().collection('case_parts').find({}, { raw: true }).sort({ _id: 1 }).toArray()).map((bytes) =>
        Buffer.from(bytes as unknown as Uint8Array).toString('hex'),
      )
    const before = await raw()
    expect(await natural()).to.deep.equal(ids)
    await start()
    expect(await natural()).to.deep.equal(ids.toSorted())
    expect(await raw()).to.deep.equal(before)
    expect(await isClustered()).to.equal(true)
    const indexes = await db().collection('case_parts').indexes()
    expect(indexes.find(({ name }) => name === 'caseId_1_number_1')).to.include({ unique: true })
    expect((await db().listCollections().toArray()).map(({ name }) => name)).not.to.include(
      'case_parts.clustering',
    )
  })

  it('When an earlier try died in the middle, then the next begins anew and loses nothing', async () => {
    await db()
      .collection<{ _id: string }>('case_parts.clustering')
      .insertMany([{ _id: 'a' }, { _id: 'never was' }])
    const dead = { _id: 'clustered', owner: 'dead', until: new Date(Date.now() - 1) }
    await db().collection<typeof dead>('upgrade_leases').insertOne(dead)
    await start()
    expect(await natural()).to.deep.equal(ids.toSorted())
    expect(await db().collection('upgrade_leases').countDocuments()).to.equal(0)
  })

  it('When two replicas start at once, then one rebuilds, the other waits, and both find everything', async () => {
    createCasesModel(database.connection)
    await Promise.all([collectionsReady(database.connection), collectionsReady(database.connection)])
    expect(await natural()).to.deep.equal(ids.toSorted())
    expect(await isClustered()).to.equal(true)
  })

  it('When all is as it should be, then a start changes nothing', async () => {
    await start()
    const uuid = async () =>
      (await db().listCollections({ name: 'case_parts' }, { nameOnly: false }).toArray())[0]
    const first = await uuid()
    await start()
    expect(await uuid()).to.deep.equal(first)
  })
})

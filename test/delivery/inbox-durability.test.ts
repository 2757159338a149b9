// A receipt is given only for what is in the database.
import { BSON } from 'bson'
import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import { startTcpGate, type TcpGate } from '../harness/tcp-gate.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'
import { createSortingRoom, eventOf, type SortingRoom } from './sorting-room.js'

describe('The receipt of events', () => {
  let database: TestDatabase
  let way: TcpGate
  let connection: Connection
  let room: SortingRoom
  before(async () => {
    database = await openTestDatabase()
    way = await startTcpGate(database.connection.port)
    const uri = `mongodb://127.0.0.1:${way.port}/${database.connection.name}?directConnection=true`
    connection = await mongoose
      .createConnection(uri, { serverSelectionTimeoutMS: 5000, heartbeatFrequencyMS: 500 })
      .asPromise()
    room = createSortingRoom(connection)
  })
  afterEach(() => way.open())
  after(async () => {
    await connection?.close()
    await way?.shut()
    await database?.close()
  })

  const taken = (...events: ReturnType<typeof eventOf>[]) =>
    room.receives(...events).then(
      () => true,
      () => false,
    )

  it('When the connection breaks under an insert, then no receipt is given', async () => {
    const event = eventOf('ก', 'one')
    expect(await taken(eventOf('ก', 'before'))).to.equal(true)
    await way.shut()
    expect(await taken(event)).to.equal(false)
    await way.open()
    expect(await taken(event)).to.equal(true)
    expect(await room.row(event)).to.include({ state: 'waiting' })
  })

  it('When some events of a body are known already, then the others are stored and all count as received', async () => {
    const [known, fresh] = [eventOf('ข', 'known'), eventOf('ข', 'fresh')]
    await room.receives(known)
    expect(await taken(known, fresh, fresh)).to.equal(true)
    expect(await room.row(fresh)).to.include({ state: 'waiting' })
  })

  it('When an event was finished before it is delivered again, then it stays finished', async () => {
    const event = eventOf('ค', 'again')
    await room.receives(event)
    const row = await room.row(event)
    if (row) await room.inbox.finish(row)
    expect(await taken(event)).to.equal(true)
    expect(await room.row(event)).to.include({ state: 'done' })
  })

  it('When many bodies arrive together, then each has its receipt when it is stored', async () => {
    const events = Array.from({ length: 50 }, (_, index) => eventOf(`คน ${index}`, 'together'))
    const receipts = await Promise.all(events.map((event) => taken(event)))
    const rows = await Promise.all(events.map((event) => room.row(event)))
    expect(receipts).to.deep.equal(rows.map((row) => row !== null))
    expect(receipts).to.not.include(false)
  })

  it('When a row is stored, then chat, words and sender cannot be read in it', async () => {
    const event = eventOf('Ufedcba9876543210fedcba9876543210', 'นกขมิ้น')
    await room.receives(event)
    const stored = Buffer.from(BSON.serialize((await room.row(event)) ?? {}))
    expect(stored.length).to.be.above(200)
    for (const secret of ['นกขมิ้น', 'Ufedcba', 'message-', 'event-'])
      expect(stored.includes(secret), secret).to.equal(false)
  })
})

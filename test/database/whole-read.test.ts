import { expect } from 'chai'
import mongoose from 'mongoose'
import { readWhole } from '../../src/database/whole-read.js'
import { startTcpGate } from '../harness/tcp-gate.js'
import { withDatabase } from '../harness/test-database.js'

interface Row {
  readonly _id: number
  readonly unit: string
  readonly at: Date
  readonly stays: readonly { readonly from: string }[]
}

describe('Reading a whole collection', () => {
  const database = withDatabase()
  const rowsOf = (count: number): Row[] =>
    Array.from({ length: count }, (_, number) => ({
      _id: number,
      unit: `กองที่ ${number % 3}`,
      at: new Date(number * 1000),
      stays: [{ from: '2026-10-01' }],
    }))

  it('When there are many batches, one that is just full, a few rows or none, then all come, once and in order', async () => {
    for (const count of [1601, 1000, 500, 499, 1]) {
      const name = `rows${count}`
      await database().collection<Row>(name).insertMany(rowsOf(count))
      const read = await readWhole<Row>(database(), name, { sort: { _id: -1 } })
      expect(read.toReversed(), name).to.deep.equal(rowsOf(count))
    }
    expect(await readWhole(database(), 'nowhere')).to.deep.equal([])
  })

  it('When fewer rows and fewer fields are asked for, then only those come, as a cursor brings them', async () => {
    const rows = database().collection<Row>('roster')
    await rows.insertMany(rowsOf(1200))
    const filter = { unit: 'กองที่ 1' }
    const projection = { _id: 0, at: 1, stays: 1 } as const
    const read = await readWhole(database(), 'roster', { filter, projection, sort: { at: 1 } })
    expect(read).to.have.length(400)
    expect(read).to.deep.equal(await rows.find(filter, { projection }).sort({ at: 1 }).toArray())
  })

  it('When the connection breaks between two batches, then the read begins again, and no row comes twice', async () => {
    await database().collection<Row>('broken').insertMany(rowsOf(1200))
    const { host, port, name } = database()
    const gate = await startTcpGate(port)
    const uri = `mongodb://${host}:${gate.port}/${name}?directConnection=true`
    const through = await mongoose.createConnection(uri, { monitorCommands: true }).asPromise()
    try {
      let finds = 0
      through.getClient().on('commandSucceeded', ({ commandName }) => {
        if (commandName !== 'find') return
        finds += 1
        if (finds === 1) void gate.shut().then(gate.open)
      })
      const read = await readWhole<Row>(through, 'broken', { sort: { _id: 1 } })
      expect(read).to.deep.equal(rowsOf(1200))
      expect(finds).to.equal(2)
    } finally {
      await through.close()
      await gate.shut()
    }
  })

  it('When the database refuses, then it says so', async () => {
    const refused = await readWhole(database(), 'roster', { filter: { $nothing: 1 } }).catch((error) => error)
    expect(refused).to.be.instanceOf(Error).and.have.property('codeName', 'BadValue')
  })
})

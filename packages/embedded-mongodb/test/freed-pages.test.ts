// What a thief of the disk finds in the file of the embedded database of what was deleted: everything, until it is overwritten.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { startTestServer, type TestServer } from './embedded-server.js'

const deleted = 'ร่างที่ยกเลิกแล้ว'

describe('Embedded MongoDB: what was deleted', () => {
  let test: TestServer
  before(async () => {
    test = await startTestServer({ sweepEveryMs: 3_600_000 })
  })
  after(() => test.close())

  const file = () => readFile(join(test.dataDir, 'mongodb', 'data.mdb'))
  const inFile = async () =>
    (await file()).toString('latin1').split(Buffer.from(deleted).toString('latin1')).length - 1

  /** Rows of every size, each other one deleted, and some changed. */
  async function lives(rows: number) {
    const collection = test.collection()
    await collection.createIndex({ at: 1 })
    for (let step = 0; step < rows; step += 20)
      await collection.insertMany(
        Array.from({ length: 20 }, (_, place) => ({
          at: new Date(step * 1000 + place),
          words: `${place % 2 === 0 ? deleted : 'stays'} ${'x'.repeat(place % 5 === 0 ? 6000 : 150)}`,
        })),
      )
    await collection.updateMany({ words: /^stays/ }, { $set: { before: deleted } })
    await collection.updateMany({ before: deleted }, { $unset: { before: '' } })
    await collection.deleteMany({ words: new RegExp(`^${deleted}`) })
    return collection
  }

  it('When rows were deleted and changed, then their bytes are in the file until they are overwritten, and not after', async () => {
    const collection = await lives(400)
    const rows = await collection.find().sort({ at: 1 }).toArray()
    expect(rows).to.have.length(200)
    expect(await inFile()).to.be.above(100)
    expect(await test.server.overwriteFreed()).to.be.above(100)
    expect(await inFile()).to.equal(0)
    expect(await collection.find().sort({ at: 1 }).toArray()).to.deep.equal(rows)
    expect(await collection.find({ at: rows[3]?.at }).hint('at_1').toArray()).to.deep.equal([rows[3]])
  })

  it('When it is done again and again, then the file hardly grows', async () => {
    await lives(200)
    await test.server.overwriteFreed()
    const size = (await file()).length
    for (let turn = 0; turn < 4; turn += 1) await test.server.overwriteFreed()
    expect((await file()).length / size).to.be.below(1.1)
  })

  it('When others write meanwhile, then nothing of theirs is lost or comes back', async () => {
    const collection = await lives(200)
    const overwriting = test.server.overwriteFreed()
    await collection.insertMany(Array.from({ length: 50 }, (_, place) => ({ meanwhile: place })))
    await collection.deleteMany({ words: /^stays/, at: { $lt: new Date(100_000) } })
    await overwriting
    expect(await collection.countDocuments({ meanwhile: { $exists: true } })).to.equal(50)
    expect(await collection.countDocuments({ words: /^stays/, at: { $lt: new Date(100_000) } })).to.equal(0)
    expect(await collection.countDocuments({ words: /^stays/ })).to.equal(50)
  })
})

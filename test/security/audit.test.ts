import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import { type Audit, createAudit } from '../../src/security/audit.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

describe('The audit chain', () => {
  let database: TestDatabase
  let second: Connection
  let audit: Audit
  before(async () => {
    database = await openTestDatabase()
    second = await mongoose.createConnection(database.uri).asPromise()
  })
  beforeEach(async () => {
    await rows().deleteMany({})
    audit = createAudit(database.connection, () => new Date('2026-11-20T03:45:12Z'))
  })
  after(async () => {
    await second?.close()
    await database?.close()
  })

  interface Row {
    _id: number
    who: string
  }
  const rows = () => database.connection.collection<Row>('audit')
  async function writes(count: number): Promise<void> {
    for (let number = 1; number <= count; number += 1)
      await audit.record({ who: `staff-${number}`, action: 'command cases.list', outcome: 'done' })
  }

  it('When rows are written, then the chain is whole and times are cut to the hour', async () => {
    expect(await audit.firstBroken()).to.equal(undefined)
    await writes(3)
    expect(await audit.firstBroken()).to.equal(undefined)
    const [first, next] = await audit.rows()
    expect(first).to.include({ number: 1, who: 'staff-1', hour: '2026-11-20T03:00Z' })
    expect(next?.previous).to.equal(first?.hash)
  })

  it('When any field of a row was changed, then that row is named', async () => {
    await audit.record({ who: 'a', action: 'role given', about: 'staff-9', outcome: 'done' })
    await writes(3)
    const whole = await rows().find().toArray()
    const changes = {
      who: 'b',
      action: 'x',
      about: 'staff-1',
      outcome: 'failed',
      hour: '2026-11-20T04:00Z',
      previous: 'f',
    }
    for (const [field, value] of Object.entries(changes)) {
      await rows().updateOne({ _id: 1 }, { $set: { [field]: value } })
      expect(await audit.firstBroken(), field).to.equal(1)
      await rows().deleteMany({})
      await rows().insertMany(whole)
    }
    expect(await audit.firstBroken()).to.equal(undefined)
  })

  for (const [removed, named] of [
    [1, 2],
    [3, 4],
  ] as const)
    it(`When row ${removed} was removed, then the one after it is named`, async () => {
      await writes(5)
      await rows().deleteOne({ _id: removed })
      expect(await audit.firstBroken()).to.equal(named)
    })

  it('When two rows were swapped, then the first of the pair is named', async () => {
    await writes(5)
    const [, two, three] = await rows().find().sort({ _id: 1 }).toArray()
    if (!two || !three) throw new Error('Five rows were written')
    await rows().deleteMany({ _id: { $in: [2, 3] } })
    await rows().insertMany([
      { ...three, _id: 2 },
      { ...two, _id: 3 },
    ])
    expect(await audit.firstBroken()).to.equal(2)
  })

  it('When a row was put in between, then the chain does not take it', async () => {
    await writes(2)
    const [first] = await rows().find().sort({ _id: 1 }).toArray()
    if (first) await rows().insertOne({ ...first, _id: 3, who: 'somebody' })
    expect(await audit.firstBroken()).to.equal(3)
  })

  it('When two replicas write fifty rows at once, then it stays one chain with all of them', async () => {
    const replicas = [audit, createAudit(second, () => new Date('2026-11-20T03:00:00Z'))]
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        replicas[index % 2]?.record({ who: `staff-${index}`, action: 'command x', outcome: 'refused' }),
      ),
    )
    const written = await audit.rows()
    expect(written.map(({ number }) => number)).to.deep.equal(written.map((_, index) => index + 1))
    expect(new Set(written.map(({ who }) => who)).size).to.equal(50)
    expect(await audit.firstBroken()).to.equal(undefined)
  })

  it('When one write fails, then the next one still follows the last', async () => {
    await writes(1)
    const broken = createAudit(second, () => new Date(Number.NaN))
    const failed = await broken.record({ who: 'a', action: 'audit read', outcome: 'done' }).then(
      () => false,
      () => true,
    )
    expect(failed).to.equal(true)
    await writes(1)
    expect((await audit.rows()).map(({ number }) => number)).to.deep.equal([1, 2])
  })

  it('When the chain is cut, then it verifies from its anchor, and an anchor of somebody else shows', async () => {
    let now = new Date('2026-11-20T03:45:12Z')
    const anchors = database.connection.collection<{ _id: string; number: number; hash: string }>(
      'audit_anchor',
    )
    await anchors.deleteMany({})
    audit = createAudit(database.connection, () => now)
    await writes(4)
    now = new Date('2026-11-22T03:00:00Z')
    await writes(3)
    expect(await audit.cutBefore(new Date('2026-11-19T00:00:00Z'))).to.equal(0)
    expect(await audit.cutBefore(new Date('2026-11-21T00:00:00Z'))).to.equal(4)
    expect((await audit.rows()).map(({ number }) => number)).to.deep.equal([5, 6, 7, 8])
    expect(await audit.firstBroken()).to.equal(undefined)
    await writes(1)
    expect(await audit.firstBroken()).to.equal(undefined)
    // A second cut, a long time after the first, and everything may be old by then.
    now = new Date('2031-12-01T03:00:00Z')
    expect(await audit.cutBefore(new Date('2031-01-01T00:00:00Z'))).to.equal(5)
    expect(await audit.firstBroken()).to.equal(undefined)
    expect(await audit.rows()).to.have.length(1)
    await writes(2)
    await anchors.updateOne({ _id: 'anchor' }, { $set: { hash: 'f'.repeat(64) } })
    expect(await audit.firstBroken()).to.equal(10)
    await anchors.deleteMany({})
    expect(await audit.firstBroken()).to.equal(10)
  })

  it('When power fails after the anchor and before the cut, then the chain is whole and the next night cuts', async () => {
    let now = new Date('2026-11-20T03:45:12Z')
    const anchors = database.connection.collection<{ _id: string; number: number; hash: string }>(
      'audit_anchor',
    )
    await anchors.deleteMany({})
    audit = createAudit(database.connection, () => now)
    await writes(3)
    const old = await audit.rows()
    now = new Date('2026-11-25T03:00:00Z')
    await audit.cutBefore(new Date('2026-11-24T00:00:00Z'))
    await rows().insertMany(old.map(({ number, ...row }) => ({ _id: number, ...row })))
    expect(await audit.firstBroken()).to.equal(undefined)
    expect(await audit.cutBefore(new Date('2026-11-24T00:00:00Z'))).to.equal(3)
    expect(await audit.firstBroken()).to.equal(undefined)
    await anchors.deleteMany({})
  })
})

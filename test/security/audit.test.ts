import { createHash } from 'node:crypto'
import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import { type Audit, createAudit } from '../../src/security/audit/audit.js'
import { createChainSeals, readWitness, witnessCode } from '../../src/security/audit/chain-seals.js'
import { resealChains, sealOldChains } from '../../src/security/audit/chain-seals-upgrade.js'
import { createKeyring } from '../../src/security/keyring.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'

const keyring = createKeyring(Buffer.alloc(32, 7))

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
    await notes().deleteMany({})
    audit = createAudit(database.connection, () => new Date('2026-11-20T03:45:12Z'), keyring)
  })
  after(async () => {
    await second?.close()
    await database?.close()
  })

  interface Row {
    _id: number
    who: string
    hour: string
    action: string
    about?: string
    outcome: string
    previous: string
    hash: string
  }
  const rows = () => database.connection.collection<Row>('audit')
  const notes = () =>
    database.connection.collection<{ _id: string; number: number; hash: string }>('chain_notes')
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
    const replicas = [audit, createAudit(second, () => new Date('2026-11-20T03:00:00Z'), keyring)]
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
    const broken = createAudit(second, () => new Date(Number.NaN), keyring)
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
    audit = createAudit(database.connection, () => now, keyring)
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
    audit = createAudit(database.connection, () => now, keyring)
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

  describe('When a thief has the database, but not the key,', () => {
    const restarted = () => createAudit(database.connection, () => new Date('2026-11-20T04:00:00Z'), keyring)

    it('When the last three rows are cut off, then it shows, also after a restart and after more rows', async () => {
      await writes(8)
      await rows().deleteMany({ _id: { $gt: 5 } })
      expect(await audit.firstBroken()).to.equal(6)
      expect(await restarted().firstBroken()).to.equal(6)
      audit = restarted()
      await writes(5)
      expect(await audit.firstBroken()).to.be.a('number')
      expect(await restarted().firstBroken()).to.be.a('number')
    })

    it('When a row is changed and everything after it is hashed anew, then that row is named', async () => {
      await writes(4)
      await hashAnew(2, { who: 'somebody else' })
      expect(await audit.firstBroken()).to.equal(2)
      expect(await restarted().firstBroken()).to.equal(2)
    })

    it('When a row of their own is put at the end, then it is named', async () => {
      await writes(2)
      const last = await rows().findOne({ _id: 2 })
      if (!last) throw new Error('Two rows were written')
      await rows().insertOne({ ...last, _id: 3, previous: last.hash })
      await hashAnew(3, { who: 'somebody else' })
      expect(await restarted().firstBroken()).to.equal(3)
    })

    it('When everything is deleted, then the process that has seen it says so, and so does the note after a restart', async () => {
      await writes(4)
      await rows().deleteMany({})
      expect(await audit.firstBroken()).to.equal(1)
      expect(await restarted().firstBroken()).to.equal(1)
      await writes(1)
      expect(await restarted().firstBroken()).to.be.a('number')
    })

    it('When the note is deleted, set back or written anew, then it shows, and codes are not given out again', async () => {
      await writes(3)
      const [early] = await notes().find().toArray()
      await writes(3)
      await notes().deleteMany({})
      expect(await restarted().firstBroken()).to.equal(1)
      await sealOldChains(database.connection, createChainSeals(database.connection, keyring), audit)
      expect(await restarted().firstBroken()).to.equal(1)
      if (early) await notes().insertOne(early)
      await notes().updateOne({ _id: 'audit' }, { $set: { number: 2 } })
      expect(await restarted().firstBroken()).to.equal(1)
    })

    it('When an older copy of everything is put back, then no check inside shows it, but every witness outside does', async () => {
      await writes(3)
      const [oldRows, oldNotes] = [await rows().find().toArray(), await notes().find().toArray()]
      await writes(4)
      const end = await audit.end()
      if (!end) throw new Error('Seven rows were written')
      const witness = readWitness(witnessCode(end)) ?? expect.fail('The code cannot be read')
      expect(await restarted().compare(witness)).to.equal('same')
      await rows().deleteMany({})
      await notes().deleteMany({})
      await rows().insertMany(oldRows)
      await notes().insertMany(oldNotes)
      expect(await restarted().firstBroken()).to.equal(undefined)
      expect(await audit.firstBroken()).to.equal(4)
      expect(await restarted().compare(witness)).to.equal('later')
      audit = restarted()
      await writes(4)
      expect(await audit.compare(witness)).to.equal('other')
    })

    /** As somebody would who knows how a row is hashed. */
    async function hashAnew(from: number, change: Partial<Row>): Promise<void> {
      await rows().updateOne({ _id: from }, { $set: change })
      let previous: string | undefined
      for (const row of await rows()
        .find({ _id: { $gte: from } })
        .sort({ _id: 1 })
        .toArray()) {
        previous ??= row.previous
        const { _id, hour, who, action, about = '', outcome } = row
        const hash = createHash('sha256')
          .update(JSON.stringify([_id, hour, previous, who, action, about, outcome]))
          .digest('hex')
        await rows().updateOne({ _id }, { $set: { previous, hash } })
        previous = hash
      }
    }
  })

  it('When rows of an earlier version are found, then they are taken once as they are, and a change of them shows after that', async () => {
    await writes(3)
    await notes().deleteMany({})
    await rows().updateMany({}, { $unset: { mac: '' } })
    const seals = createChainSeals(database.connection, keyring)
    const started = createAudit(database.connection, () => new Date('2026-11-20T05:00:00Z'), keyring)
    await sealOldChains(database.connection, seals, started)
    expect((await started.rows()).map(({ action }) => action).at(-1)).to.equal('chains sealed')
    expect(await started.firstBroken()).to.equal(undefined)
    await sealOldChains(database.connection, seals, started)
    expect(await started.rows()).to.have.length(4)
    await rows().updateOne({ _id: 4 }, { $unset: { mac: '' } })
    expect(await started.firstBroken()).to.equal(4)
  })

  for (const before of ['known', 'lost'] as const)
    it(`When SECRET_KEY was changed and the old one is ${before}, then the chain is checked under the new one`, async () => {
      await writes(3)
      if (before === 'known') await rows().updateOne({ _id: 2 }, { $set: { mac: 'forged' } })
      const other = createKeyring(Buffer.alloc(32, 8))
      const started = createAudit(database.connection, () => new Date('2026-11-20T05:00:00Z'), other)
      expect(await started.firstBroken()).to.equal(1)
      const was = createChainSeals(database.connection, keyring)
      const now = createChainSeals(database.connection, other)
      await resealChains(database.connection, { before: before === 'known' ? was : 'lost', now }, started)
      expect(await started.firstBroken()).to.equal(before === 'known' ? 2 : undefined)
    })

  it('When a code is copied with other blanks and dashes, then it is read; what is none is not', () => {
    const hash = '7f3a91c20d4e'.padEnd(64, '0')
    expect(witnessCode({ number: 1234, hash })).to.equal('1234 · 7f3a-91c2-0d4e')
    for (const words of ['1234 · 7f3a-91c2-0d4e', ' 1234 7F3A91C20D4E ', '1234: 7f3a 91c2 0d4e'])
      expect(readWitness(words.trim())).to.deep.equal({ number: 1234, start: '7f3a91c20d4e' })
    for (const words of ['', '1234', '7f3a-91c2-0d4e', '1234 xyz', '1234 7f3a'])
      expect(readWitness(words)).to.equal(undefined)
  })
})

// Whom a case names, in a copy of the database without SECRET_KEY: nowhere, neither by what is there nor by what is missing.
import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import { createCaseWorkModel } from '../../../src/features/cases/lifecycle/case-work-model.js'
import { openKey } from '../../../src/sealing/vault.js'
import { createKeyring, SealBroken } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'
import { type CaseWorld, openCaseWorld } from './case-world.js'

describe('Whoever was left out of a case', () => {
  const database = withDatabase()
  let world: CaseWorld
  let accused: string
  beforeEach(async () => {
    world = await openCaseWorld(database(), '2026-11-20')
    accused = world.recipients[1].id
  })

  const naming = () => world.file('2026-11-19', { sealedTo: [0], leftOut: [accused] })
  const rows = (collection: string) =>
    database().collection<{ _id: string; [field: string]: unknown }>(collection)
  const stored = async (caseId: string) => ({
    cases: await rows('cases').find({ _id: caseId }).toArray(),
    work: await rows('case_work').find({ _id: caseId }).toArray(),
    desk: await rows('case_desk').find({ caseId }).sort({ _id: 1 }).toArray(),
  })
  /** What somebody sees who can open nothing: names, what is in clear, and how long the sealed things are. */
  const looksLike = async (caseId: string) =>
    JSON.stringify(await stored(caseId), (name, value) => {
      if (name === 'body' || /sealed/i.test(name)) return String(value).length
      const isRow = typeof value === 'object' && value !== null && !Array.isArray(value)
      return isRow ? Object.fromEntries(Object.entries(value).sort()) : value
    }).replaceAll(caseId, 'this case')
  const seenBy = async (reader: string) => {
    const { cases, total } = await world.cases.desk.list(reader, { status: 'all' }, 'due', 1)
    expect(total).to.equal(cases.length)
    return cases.map(({ caseId }) => caseId)
  }

  it('When a copy of the database is looked at, then a case that leaves somebody out looks like one that does not', async () => {
    const [all, some] = [await world.file('2026-11-19'), await naming()]
    expect(await looksLike(some)).to.equal(await looksLike(all))
    const lists = await rows('case_desk_hidden').find({}).toArray()
    expect(lists.map(({ _id }) => _id)).to.have.members(['*', ...world.recipients.map(({ id }) => id)])
    expect(new Set(lists.map(({ sealed }) => String(sealed).length)).size).to.equal(1)
  })

  it('When it looks as if it were sealed to them, then it opens for nobody, and for the product they are not there', async () => {
    const caseId = await naming()
    const [other, named] = world.recipients
    const found = (await world.model.find(caseId)) ?? expect.fail('No case')
    const keysFor = (id: string) =>
      found.envelope.recipients.find(({ recipientId }) => recipientId === id) ?? expect.fail('No keys')
    await openKey(other, keysFor(other.id).sealedKey)
    for (const box of [keysFor(named.id).sealedKey, keysFor(named.id).sealedOriginalsKey])
      expect(await openKey(named, box).catch((error: Error) => error.name)).to.equal('VaultBroken')
    const { officer, work } = world.cases
    expect(await officer.relation(caseId, named.id)).to.equal('leftOut')
    expect((await officer.read(knownCase(caseId), { reader: other.id, who: 'x' }))?.readers).to.deep.equal([
      other.id,
    ])
    expect(await officer.read(knownCase(caseId), { reader: named.id, who: 'x' })).to.equal(undefined)
    const assigned = await work.change(knownCase(caseId), { kind: 'assigned', to: [named.id] }, 'x')
    expect(assigned).to.deep.equal({ ok: false, why: 'notARecipient' })
    expect(
      await officer.letIn(knownCase(caseId), keysFor(named.id), { reader: other.id, who: 'x' }),
    ).to.include({
      ok: false,
    })
    expect(await seenBy(named.id)).to.deep.equal([])
    expect(await seenBy(other.id)).to.deep.equal([caseId])
  })

  it('When the number of a case is asked for by whom it names, then there is none', async () => {
    const caseId = await naming()
    world.setNow('2026-11-21')
    await world.cases.numbers.issue()
    const { officer } = world.cases
    const [other, named] = world.recipients
    const number = (await world.cases.work.find(caseId))?.registryNumber ?? ''
    expect(await officer.withNumber(number, { reader: other.id, who: 'x' })).to.equal(caseId)
    expect(await officer.withNumber(number, { reader: named.id, who: 'x' })).to.equal(undefined)
    expect(await officer.withNumber('99/2570', { reader: other.id, who: 'x' })).to.equal(undefined)
  })

  it('When an officer leaves a newcomer out, then it looks like letting in', async () => {
    const [one, another] = [
      await world.file('2026-11-19', { sealedTo: [0] }),
      await world.file('2026-11-19', { sealedTo: [0] }),
    ]
    const reading = { reader: world.recipients[0].id, who: 'officer-1' }
    expect(await world.cases.officer.leaveOut(knownCase(one), accused, reading)).to.deep.equal({ ok: true })
    const box = 'A'.repeat(107)
    const keys = { recipientId: accused, sealedKey: box, sealedOriginalsKey: box }
    expect(await world.cases.officer.letIn(knownCase(another), keys, reading)).to.deep.equal({ ok: true })
    expect((await looksLike(one)).replaceAll('"changes":1', '"changes":0')).to.equal(await looksLike(another))
    expect(await seenBy(accused)).to.deep.equal([another])
    expect(await world.cases.officer.leaveOut(knownCase(one), accused, reading)).to.deep.equal({ ok: true })
  })

  it('When an earlier version kept it in clear, then the start seals it, and nobody sees more or less than before', async () => {
    const [all, some] = [await world.file('2026-11-19'), await naming()]
    const now = await looksLike(some)
    await rows('case_work').updateOne(
      { _id: some },
      { $set: { leftOut: [accused] }, $unset: { leftOutSealed: '' } },
    )
    await rows('case_work').updateOne({ _id: all }, { $set: { leftOut: [] }, $unset: { leftOutSealed: '' } })
    const pulled = { 'envelope.recipients': { recipientId: accused } }
    await rows('cases').updateOne({ _id: some }, { $pull: pulled as never })
    await rows('case_desk').deleteMany({})
    await rows('case_desk_hidden').deleteMany({})
    expect((await world.cases.work.find(some))?.leftOut).to.deep.equal([accused])

    await world.cases.deskUpkeep.buildIfMissing()
    expect(await looksLike(some))
      .to.equal(now)
      .and.to.equal(await looksLike(all))
    expect((await world.cases.work.find(some))?.leftOut).to.deep.equal([accused])
    expect(await seenBy(accused)).to.deep.equal([all])
    expect(new Set(await seenBy(world.recipients[0].id))).to.deep.equal(new Set([all, some]))
  })

  it('When it is read with another SECRET_KEY, then it is refused, and not taken for a case that names nobody', async () => {
    const caseId = await naming()
    const elsewhere = createCaseWorkModel(database(), createKeyring(Buffer.alloc(32, 8)))
    const said = await elsewhere.find(caseId).catch((error: unknown) => error)
    expect(said).to.be.instanceOf(SealBroken)
  })

  it('When SECRET_KEY was changed, then it is sealed anew with the old one, and without it no case is lost', async () => {
    const [caseId, all] = [await naming(), await world.file('2026-11-19')]
    const now = await looksLike(caseId)
    const next = await openCaseWorld(
      database(),
      '2026-11-20',
      undefined,
      Buffer.alloc(32, 8),
      world.recipients,
    )
    const said = await next.cases.deskUpkeep.buildIfMissing().catch((error: unknown) => error)
    expect(said).to.be.instanceOf(SealBroken)
    const wrong = createKeyring(Buffer.alloc(32, 7))
    expect(await next.cases.reseal(wrong)).to.deep.equal({ ok: false, why: 'wrongKey' })
    expect(await next.cases.reseal(world.keyring)).to.deep.equal({ ok: true, resealed: 2, lost: 0 })
    await next.cases.deskUpkeep.buildIfMissing()
    expect(await looksLike(caseId)).to.equal(now)
    const reader = world.recipients[0].id
    expect((await next.cases.officer.read(knownCase(caseId), { reader, who: 'x' }))?.readers).to.deep.equal([
      reader,
    ])
    expect(await next.cases.officer.relation(caseId, accused)).to.equal('leftOut')

    const last = await openCaseWorld(
      database(),
      '2026-11-20',
      undefined,
      Buffer.alloc(32, 7),
      world.recipients,
    )
    expect(await last.cases.reseal('lost')).to.deep.equal({ ok: true, resealed: 0, lost: 2 })
    await last.cases.deskUpkeep.buildIfMissing()
    expect(await last.cases.officer.read(knownCase(caseId), { reader, who: 'x' })).to.include({ caseId })
    expect((await last.cases.desk.list(reader, {}, 'due', 1)).cases.map((one) => one.caseId)).to.have.members(
      [caseId, all],
    )
  })
})

import { expect } from 'chai'
import { createAcknowledgements } from '../../../src/features/acknowledgements/acknowledgements-feature.js'
import {
  chained,
  type Declaration,
} from '../../../src/features/acknowledgements/evidence/declaration-chain.js'
import { withDatabase } from '../../harness/test-database.js'
import { type AgencyWorld, day, noGift, openAgencyWithNoGift, pressOf } from './agency-world.js'

describe('The evidence of a policy', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgencyWithNoGift(database())
  })
  const rules = () => agency.acknowledgements.rules
  const staff = (place: number) => agency.staffIds[place] ?? ''
  const paper = (signer: number, witness: number) => ({
    policyKey: 'no-gift',
    version: 1,
    staffId: staff(signer),
    signedOn: day('2026-11-19'),
    witnessId: staff(witness),
    recordedBy: staff(5),
    at: new Date('2026-11-20T05:00:00Z'),
    language: 'th' as const,
    eventKey: `paper of ${signer}`,
  })

  it('When people acknowledge, sign on paper and refuse, then each state stands with its proof, and the totals fit', async () => {
    await rules().acknowledge(pressOf(staff(0)))
    expect(await rules().recordPaper(paper(1, 2))).to.deep.include({ ok: true, number: 2 })
    await rules().refuse({ ...pressOf(staff(2)), reason: 'ขอหารือก่อน' })
    const evidence = await rules().evidence('no-gift', 1, agency.today())
    expect(evidence?.all).to.deep.equal({
      acknowledged: 2,
      total: 114,
      paper: 1,
      refused: 1,
      pending: 111,
      percent: '1.75',
    })
    expect(evidence?.rows.slice(0, 4).map(({ employeeCode, state }) => [employeeCode, state])).to.deep.equal([
      ['100', 'acknowledged'],
      ['101', 'paper'],
      ['102', 'refused'],
      ['103', 'pending'],
    ])
    expect(evidence?.rows[1]).to.include({ witness: 'บุคลากร 1-2' })
    expect(evidence?.units[0]).to.include({ unit: 'กองที่ 1', acknowledged: 2, paper: 1, total: 13 })
    expect(evidence?.chain).to.deep.include({ length: 3, head: evidence?.rows[2]?.declared?.hash })
    expect(evidence?.chain.firstBroken).to.equal(undefined)
    expect((await rules().progress('no-gift', agency.today()))?.all).to.deep.equal({
      acknowledged: 2,
      total: 114,
      percent: '1.75',
      refused: 1,
    })
  })

  it('When a refusal is stored, then its words are not readable in the database, and ethics officers read them', async () => {
    await rules().refuse({ ...pressOf(staff(2)), reason: 'CANARY เหตุผล' })
    const stored = JSON.stringify(await database().collection('acknowledgements').find().toArray())
    expect(stored).not.to.include('CANARY')
    const [refusal] = await rules().refusals('no-gift', 1)
    expect(refusal).to.include({ name: 'บุคลากร 1-2', unit: 'กองที่ 1', reason: 'CANARY เหตุผล' })
  })

  it('When somebody who refused changes their mind, then they have acknowledged, and both rows stay', async () => {
    await rules().refuse({ ...pressOf(staff(2)), reason: 'ขอหารือก่อน' })
    expect(await rules().pendingFor(staff(2), agency.today())).to.deep.equal([])
    expect(await rules().acknowledge(pressOf(staff(2), { eventKey: 'later' }))).to.include({
      kind: 'recorded',
    })
    const evidence = await rules().evidence('no-gift', 1, agency.today())
    expect(evidence?.all).to.include({ acknowledged: 1, refused: 0 })
    expect(evidence?.chain.length).to.equal(2)
    expect(await rules().refusals('no-gift', 1)).to.deep.equal([])
    expect(await rules().refuse({ ...pressOf(staff(2), { eventKey: 'again' }), reason: 'x' })).to.include({
      kind: 'already',
    })
  })

  it('When a signature on paper cannot be so, then it is refused and nothing is kept', async () => {
    const bad = [
      ['witnessIsSigner', { ...paper(1, 1) }],
      ['notStaff', { ...paper(1, 2), witnessId: 'nobody' }],
      ['notThatDay', { ...paper(1, 2), signedOn: day('2026-11-21') }],
      ['notThatDay', { ...paper(1, 2), signedOn: day('2026-09-30') }],
      ['unknownPolicy', { ...paper(1, 2), version: 7 }],
    ] as const
    for (const [why, one] of bad) expect(await rules().recordPaper(one)).to.deep.equal({ ok: false, why })
    expect(await database().collection('acknowledgements').countDocuments()).to.equal(0)
    await rules().acknowledge(pressOf(staff(1)))
    expect(await rules().recordPaper(paper(1, 2))).to.deep.equal({ ok: false, why: 'already' })
  })

  it('When a row is changed, removed or slipped in, then the chain names the first one that is wrong', async () => {
    const rows = database().collection<{ _id: string }>('acknowledgements')
    for (let place = 0; place < 6; place += 1) await rules().acknowledge(pressOf(staff(place)))
    expect(await rules().firstBroken('no-gift', 1)).to.equal(undefined)
    const third = await rows.findOne({ number: 3 })
    if (!third) throw new Error('There is no third row')
    for (const change of [
      { at: new Date('2026-11-19T05:00:00Z') },
      { staffId: staff(50) },
      { kind: 'paper' },
      { textHash: 'x' },
      { place: 'group' },
    ]) {
      await rows.updateOne({ _id: third._id }, { $set: change })
      expect(await rules().firstBroken('no-gift', 1), JSON.stringify(change)).to.equal(3)
      await rows.replaceOne({ _id: third._id }, third)
    }
    await rows.deleteOne({ _id: third._id })
    expect(await rules().firstBroken('no-gift', 1)).to.equal(4)
    expect((await rules().evidence('no-gift', 1, agency.today()))?.chain.firstBroken).to.equal(4)
  })

  it('When the last rows are cut off or a row is hashed anew, then the chain says so, also after the next press', async () => {
    const rows = database().collection<{ _id: string; number: number; hash: string; mac: string }>(
      'acknowledgements',
    )
    for (let place = 0; place < 4; place += 1) await rules().acknowledge(pressOf(staff(place)))
    const kept = await rows.find().toArray()
    await rows.deleteMany({ number: { $gt: 2 } })
    expect(await rules().firstBroken('no-gift', 1)).to.equal(3)
    await rules().acknowledge(pressOf(staff(5)))
    expect(await rules().firstBroken('no-gift', 1)).to.equal(5)
    await rows.deleteMany({})
    await rows.insertMany(kept)
    await rows.deleteMany({ number: 4 })
    const last = kept.find(({ number }) => number === 3)
    if (!last) throw new Error('There is no third row')
    const { mac: _mac, ...row } = { ...last, number: 4, _id: 'no-gift/1/somebody', staffId: 'somebody' }
    const [slipped] = chained(last, [row as unknown as Declaration])
    await rows.insertOne({ ...row, ...slipped, mac: last.mac })
    expect(await rules().firstBroken('no-gift', 1)).to.equal(4)
  })

  it('When forty people press at the same moment on two replicas, then the chain is whole and has forty rows', async () => {
    const other = openAgencyAgain()
    const presses = agency.staffIds.slice(0, 40).map((staffId, place) => {
      const replica = place % 2 === 0 ? rules() : other
      return replica.acknowledge(pressOf(staffId))
    })
    expect((await Promise.all(presses)).every(({ kind }) => kind === 'recorded')).to.equal(true)
    const evidence = await rules().evidence('no-gift', 1, agency.today())
    expect(evidence?.chain.length).to.equal(40)
    expect(evidence?.chain.firstBroken).to.equal(undefined)
  })

  it('When people come and go, then each version counts the roster of its own last day', async () => {
    for (const staffId of agency.staffIds.slice(0, 3)) await rules().acknowledge(pressOf(staffId))
    const everybody = await agency.people.activeStaff()
    agency.setNow('2026-12-01T09:00:00+07:00')
    await agency.people.importRoster(
      everybody.filter(({ staffId }) => staffId !== staff(0)),
      { deactivateMissing: true },
    )
    const total = async (version: number) => (await rules().evidence('no-gift', version, agency.today()))?.all
    expect(await total(1)).to.include({ acknowledged: 2, total: 113 })
    agency.setNow('2027-01-10T09:00:00+07:00')
    await rules().addPolicy({ ...noGift, th: { ...noGift.th, text: 'ฉบับที่สอง' } })
    agency.setNow('2027-02-01T09:00:00+07:00')
    const newcomer = { employeeCode: '999', name: 'คนใหม่', unit: 'กองที่ 1', position: '' }
    const now = await agency.people.activeStaff()
    await agency.people.importRoster([...now.filter(({ staffId }) => staffId !== staff(1)), newcomer], {
      deactivateMissing: true,
    })
    const first = await rules().evidence('no-gift', 1, agency.today())
    expect([first?.rosterDay, first?.all.total, first?.all.acknowledged]).to.deep.equal([
      '2027-01-09',
      113,
      2,
    ])
    expect(first?.rows.some(({ name }) => name === 'คนใหม่')).to.equal(false)
    const second = await rules().evidence('no-gift', 2, agency.today())
    expect([second?.rosterDay, second?.all.total]).to.deep.equal(['2027-02-01', 113])
    expect(second?.rows.some(({ name }) => name === 'คนใหม่')).to.equal(true)
  })

  it('When somebody leaves and is hired again, then what they acknowledged before counts again and they are not asked twice', async () => {
    const everybody = await agency.people.activeStaff()
    const roster = (without: readonly string[]) =>
      agency.people.importRoster(
        everybody.filter(({ staffId }) => !without.includes(staffId)),
        { deactivateMissing: true },
      )
    await rules().acknowledge(pressOf(staff(0)))
    const all = async () => (await rules().evidence('no-gift', 1, agency.today()))?.all
    agency.setNow('2026-12-01T09:00:00+07:00')
    await roster([staff(0)])
    expect(await all()).to.include({ acknowledged: 0, total: 113 })
    expect(await rules().acknowledge(pressOf(staff(0), { eventKey: 'after leaving' }))).to.deep.equal({
      kind: 'notStaff',
    })
    agency.setNow('2026-12-10T09:00:00+07:00')
    await roster([])
    expect(await all()).to.include({ acknowledged: 1, total: 114 })
    expect(await rules().pendingFor(staff(0), agency.today())).to.deep.equal([])
    expect((await rules().evidence('no-gift', 1, agency.today()))?.chain.length).to.equal(1)
  })

  it('When somebody signs on paper and leaves, then neither number has them, the row stays, and the chain is whole', async () => {
    await rules().recordPaper(paper(1, 2))
    const everybody = await agency.people.activeStaff()
    agency.setNow('2026-12-01T09:00:00+07:00')
    await agency.people.importRoster(
      everybody.filter(({ staffId }) => staffId !== staff(1)),
      { deactivateMissing: true },
    )
    const evidence = await rules().evidence('no-gift', 1, agency.today())
    expect(evidence?.all).to.include({ acknowledged: 0, paper: 0, total: 113 })
    expect([evidence?.chain.length, evidence?.chain.firstBroken]).to.deep.equal([1, undefined])
    const late = { ...paper(1, 2), eventKey: 'a second paper', at: new Date('2026-12-01T02:00:00Z') }
    expect(await rules().recordPaper(late)).to.deep.equal({ ok: false, why: 'notStaff' })
  })

  it('When there is no such version, then there is no evidence', async () => {
    expect(await rules().evidence('no-gift', 2, agency.today())).to.equal(undefined)
  })

  function openAgencyAgain() {
    return createAcknowledgements(agency.deps, agency.people, agency.settings).rules
  }
})

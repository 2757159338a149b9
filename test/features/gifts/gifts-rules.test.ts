import { expect } from 'chai'
import { fiscalYearPeriod, quarterPeriod } from '../../../src/i18n/calendar/period.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './gift-days.js'
import { type GiftWorld, openGiftWorld } from './gift-world.js'

const thisYear = fiscalYearPeriod(2570)
const signing = {
  role: 'ethics',
  period: 'ไตรมาส 1/2570',
  from: day('2026-10-01'),
  until: day('2026-11-20'),
  text: 'ไม่มีการรับของขวัญในรอบนี้',
  at: new Date('2026-11-20T12:00:00+07:00'),
} as const

describe('The gift register', () => {
  const database = withDatabase()
  let world: GiftWorld
  beforeEach(async () => {
    world = await openGiftWorld(database())
  })

  const whyRefused = (taken: { ok: boolean; why?: string }) => (taken.ok ? 'taken' : taken.why)

  it('When the same confirmation runs again, then there is one gift in its first version', async () => {
    const report = world.reportBy(world.staff.kanya)
    await world.gifts.rules.take(report)
    const again = await world.gifts.rules.take(report)
    expect(again.ok && again.gift.version).to.equal(1)
    expect(await database().collection('gifts').countDocuments()).to.equal(1)
  })

  it('When two corrections start from one version, then the second is told that it changed, and neither is lost', async () => {
    const { rules } = world.gifts
    const report = world.reportBy(world.staff.kanya)
    await rules.take(report)
    const dearer = { ...report, from: 1, facts: { ...report.facts, baht: 4000 }, eventKey: 'second' }
    const corrected = await rules.take(dearer)
    expect(corrected.ok && corrected.gift.decision.kind).to.equal('over')
    expect(whyRefused(await rules.take({ ...dearer, eventKey: 'third' }))).to.equal('changed')
    expect(whyRefused(await rules.take(dearer))).to.equal('taken')
    const [kept] = await rules.ofStaff(world.staff.kanya, 10)
    expect(kept?.earlier.map(({ version, baht }) => [version, baht])).to.deep.equal([[1, 500]])
    expect(kept?.words.what).to.equal('ขนม')
  })

  it('When two corrections are confirmed at the same moment, then one is kept and the other is told', async () => {
    const { rules } = world.gifts
    const report = world.reportBy(world.staff.kanya)
    await rules.take(report)
    const corrections = ['x', 'y', 'z'].map((eventKey) => rules.take({ ...report, from: 1, eventKey }))
    const taken = await Promise.all(corrections)
    expect(taken.map(whyRefused).sort()).to.deep.equal(['changed', 'changed', 'taken'])
  })

  it('When somebody else would correct, read or withdraw it, then it is not theirs', async () => {
    const { rules } = world.gifts
    const report = world.reportBy(world.staff.kanya)
    await rules.take(report)
    const { giftId } = report
    const theirs = { giftId, from: 1, staffId: world.staff.somchai, at: report.at, eventKey: 'x' }
    expect(whyRefused(await rules.take({ ...report, ...theirs }))).to.equal('notYours')
    expect(whyRefused(await rules.withdraw({ ...theirs, reason: 'ผิด' }))).to.equal('notYours')
    expect(await rules.mine(giftId, world.staff.somchai)).to.equal(undefined)
  })

  it('When it was withdrawn, then it can be corrected no more, and its reason is readable only opened', async () => {
    const { rules } = world.gifts
    const report = world.reportBy(world.staff.kanya)
    await rules.take(report)
    const { giftId, staffId, at } = report
    await rules.withdraw({ giftId, from: 1, staffId, reason: 'บันทึกซ้ำ', at, eventKey: 'w' })
    expect(whyRefused(await rules.take({ ...report, from: 2, eventKey: 'y' }))).to.equal('changed')
    const [kept] = await rules.ofStaff(staffId, 10)
    expect([kept?.state, kept?.words.reason]).to.deep.equal(['withdrawn', 'บันทึกซ้ำ'])
    expect(JSON.stringify(await database().collection('gifts').find().toArray())).not.to.include('บันทึกซ้ำ')
  })

  it('When the day has not come, the person has left or pictures have died, then nothing is stored', async () => {
    const { rules } = world.gifts
    const tomorrow = world.reportBy(world.staff.kanya, { receivedOn: day('2026-11-21') })
    expect(whyRefused(await rules.take(tomorrow))).to.equal('inFuture')
    const lost = { ...world.reportBy(world.staff.kanya), pictures: ['gone'] }
    expect(whyRefused(await rules.take(lost))).to.equal('picturesLost')
    expect(whyRefused(await rules.take(world.reportBy('nobody')))).to.equal('notStaff')
    expect(await database().collection('gifts').countDocuments()).to.equal(0)
  })

  it('When the agency changes its limit, then new decisions follow it and old ones keep theirs', async () => {
    const { rules } = world.gifts
    await rules.take(world.reportBy(world.staff.kanya, { baht: 2000 }))
    await world.settings.change({ giftLimitBaht: 1000, giftReportDays: 15 }, 'system')
    const taken = await rules.take(world.reportBy(world.staff.malee, { baht: 2000 }))
    expect(taken.ok && taken.gift.decision).to.include({ kind: 'over', limitBaht: 1000, dueOn: '2026-12-05' })
    const [first] = await rules.ofStaff(world.staff.kanya, 1)
    expect(first?.decision).to.include({ kind: 'within', limitBaht: 3000 })
  })

  it('When somebody moves to another unit, then a gift counts for the unit of the day of receipt', async () => {
    world.setNow('2026-12-01T12:00:00+07:00')
    await world.people.importRoster([{ employeeCode: 'A1', name: 'กัญญา', unit: 'กองกลาง', position: '' }])
    const before = world.reportBy(world.staff.kanya, { receivedOn: day('2026-11-30') })
    const after = world.reportBy(world.staff.kanya, { receivedOn: day('2026-12-01') })
    for (const report of [before, after]) await world.gifts.rules.take(report)
    const { units } = await world.gifts.reports.report(thisYear)
    expect(units.map(({ unit, count }) => [unit, count])).to.deep.equal([
      ['กองกลาง', 1],
      ['กองคลัง', 1],
    ])
  })
})

describe('The No Gift report', () => {
  const database = withDatabase()
  let world: GiftWorld
  beforeEach(async () => {
    world = await openGiftWorld(database())
  })

  it('When gifts were received, then every unit has its counts, and they add up', async () => {
    const { rules, reports } = world.gifts
    const { kanya, somchai, malee } = world.staff
    await rules.take(world.reportBy(kanya))
    await rules.take(world.reportBy(somchai, { baht: 9000, outcome: 'handedOver' }))
    await rules.take(world.reportBy(somchai, { baht: undefined, outcome: 'couldNotRefuse' }))
    await rules.take(world.reportBy(malee, { giver: 'relative', outcome: 'notYet' }))
    await rules.take(world.reportBy(malee, { receivedOn: day('2026-09-30') }))
    const { all, units } = await reports.report(thisYear)
    expect(all).to.deep.equal({
      ...{ count: 4, within: 1, over: 2, valueUnknown: 1, exceptions: 1 },
      ...{ returned: 1, handedOver: 1, couldNotRefuse: 1, notYet: 1 },
    })
    expect(units.map(({ unit, count, over }) => [unit, count, over])).to.deep.equal([
      ['กองกลาง', 1, 0],
      ['กองคลัง', 3, 2],
    ])
    const [row] = await reports.rows(thisYear)
    expect(row).to.have.property('pictureCount', 0)
    expect(row).to.not.have.any.keys('sealedWords', 'pictures', 'earlier', 'eventKey')
  })

  it('When a period runs, then it ends today; when it is over, then with its last day', () => {
    const { reports } = world.gifts
    expect(reports.daysOf(quarterPeriod(2570, 1))).to.deep.equal({ from: '2026-10-01', until: '2026-11-20' })
    expect(reports.daysOf(quarterPeriod(2569, 2))).to.deep.equal({ from: '2026-01-01', until: '2026-03-31' })
  })

  it('When many sign at the same moment, then the chain is whole, and the same signing is there once', async () => {
    const { reports } = world.gifts
    const staffId = world.staff.kanya
    const ids = ['a', 'b', 'c', 'a', 'b', 'c']
    await Promise.all(ids.map((statementId) => reports.sign({ ...signing, statementId, staffId })))
    expect(await database().collection('gift_statements').countDocuments()).to.equal(3)
    expect(await reports.firstBrokenStatement()).to.equal(undefined)
    await database().collection<{ _id: number }>('gift_statements').deleteOne({ _id: 2 })
    expect(await reports.firstBrokenStatement()).to.equal(3)
  })

  it('When the last statement is cut off, then it shows, also after the next one is signed', async () => {
    const { reports } = world.gifts
    const staffId = world.staff.kanya
    for (const statementId of ['a', 'b']) await reports.sign({ ...signing, statementId, staffId })
    await database().collection<{ _id: number }>('gift_statements').deleteOne({ _id: 2 })
    expect(await reports.firstBrokenStatement()).to.equal(2)
    await reports.sign({ ...signing, statementId: 'c', staffId })
    expect(await reports.firstBrokenStatement()).to.equal(3)
  })

  it('When the register has a gift, then its unit and the whole agency cannot be signed for, and another unit can', async () => {
    const { rules, reports } = world.gifts
    await rules.take(world.reportBy(world.staff.kanya))
    const staffId = world.staff.malee
    const sign = (statementId: string, unit?: string) =>
      reports.sign({ ...signing, statementId, staffId, ...(unit !== undefined && { unit }) })
    expect(await sign('a', 'กองคลัง')).to.deep.equal({ ok: false, why: 'giftsReceived', count: 1 })
    expect(await sign('b')).to.deep.equal({ ok: false, why: 'giftsReceived', count: 1 })
    expect(await sign('c', 'กองที่ไม่มี')).to.deep.equal({ ok: false, why: 'unknownUnit' })
    expect((await sign('d', 'กองกลาง')).ok).to.equal(true)
  })
})

describe('The letters of the gift desk', () => {
  const database = withDatabase()
  let world: GiftWorld
  beforeEach(async () => {
    world = await openGiftWorld(database())
    await world.link(world.staff.malee, ['ethics', 'executive'])
    await world.link(world.staff.kanya)
  })

  const digests = async (today: string) =>
    (await world.gifts.letters(day(today), 'main')).filter(({ id }) => id.startsWith('gift-digest'))

  it('When somebody keeps the register in two roles, then there is one letter; without new reports there is none', async () => {
    expect(await digests('2026-11-20')).to.deep.equal([])
    await world.gifts.rules.take(world.reportBy(world.staff.kanya))
    expect(await digests('2026-11-20')).to.have.length(1)
  })

  it('When a report comes after four, then it waits for the next digest', async () => {
    world.setNow('2026-11-20T16:30:00+07:00')
    await world.gifts.rules.take(world.reportBy(world.staff.kanya))
    expect(await digests('2026-11-20')).to.deep.equal([])
    expect(await digests('2026-11-21')).to.have.length(1)
  })

  it('When a run ended before its letters were posted, then the next day makes the same letters again', async () => {
    await world.gifts.rules.take(world.reportBy(world.staff.kanya))
    const [lost] = await digests('2026-11-20')
    expect((await digests('2026-11-21')).map(({ id }) => id)).to.deep.equal([lost?.id])
    expect(await digests('2026-11-23')).to.deep.equal([])
  })
})

import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { publishDayOf } from '../../../src/features/statistics/publishing/publish-day.js'
import { hashedText } from '../../../src/features/statistics/publishing/snapshot.js'
import { addMonths, monthOfDay, monthsOfFiscalYear } from '../../../src/i18n/calendar/thai-calendar.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './register-world.js'
import { openStatistics, type StatisticsWorld } from './statistics-world.js'

describe('The day of publication', () => {
  const month = monthOfDay(day('2026-11-01'))
  it('When nothing else is set, then it is the 5th working day; weekends and holidays do not count', () => {
    expect(publishDayOf(month, 5, [])).to.equal('2026-11-06')
    expect(publishDayOf(month, 5, ['2026-11-02'])).to.equal('2026-11-09')
    expect(publishDayOf(month, 1, [])).to.equal('2026-11-02')
  })
  it('When a later day is set, or holidays push it back, then it is never later than the 10th', () => {
    for (let ahead = 0; ahead < 240; ahead += 1) {
      const one = addMonths(month, ahead)
      for (const nth of [1, 5, 10, 20]) expect(publishDayOf(one, nth, []) <= `${one}-10`).to.equal(true)
    }
    expect(publishDayOf(monthOfDay(day('2027-04-01')), 20, [])).to.equal('2027-04-09')
    const all = Array.from({ length: 10 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`)
    expect(publishDayOf(month, 5, all)).to.equal('2026-11-10')
  })
})

describe('A publication', () => {
  const database = withDatabase()
  const months = monthsOfFiscalYear(2570)

  async function published(world: StatisticsWorld, on: string, event = on) {
    world.setToday(on)
    const draft = await world.joined.snapshots.draftDue(day(on))
    if (!draft) throw new Error(`Nothing is due on ${on}`)
    const approved = await world.joined.snapshots.approve(draft.id, 'staff-1', event)
    if (!approved.ok) throw new Error(approved.why)
    return approved.snapshot
  }

  it('When its day has come, then last month is drafted once, as of its last day, and nothing is published by itself', async () => {
    const world = openStatistics(database(), '2026-11-05')
    await world.enter('2026-10', 3, 2)
    await world.enter('2026-11', 1)
    const { snapshots, published: view } = world.joined
    expect(await snapshots.draftDue(day('2026-11-05'))).to.equal(undefined)
    world.setToday('2026-11-06')
    const draft = await snapshots.draftDue(day('2026-11-06'))
    expect(draft).to.include({
      fiscalYear: 2570,
      through: '2026-10',
      asOf: '2026-10-31',
      total: 3,
      completed: 2,
    })
    expect((await snapshots.draftDue(day('2026-11-09')))?.id).to.equal(draft?.id)
    expect((await view.view({ fiscalYear: 2570, months }))?.publication).to.equal(undefined)
  })

  it('When it is approved, then the page shows it whatever happens in the register, and every approval of it is the same', async () => {
    const world = openStatistics(database(), '2026-11-06')
    await world.enter('2026-10', 3, 2)
    const first = await published(world, '2026-11-06')
    await world.enter('2026-10', 4)
    expect(first).to.include({ number: 1, version: 1, total: 3, publishedOn: '2026-11-06' })
    const again = await world.joined.snapshots.approve('month/2026-10', 'staff-2', 'another press')
    expect(again).to.deep.equal({ ok: true, snapshot: first, byThis: false })
    const view = await world.joined.published.view({ fiscalYear: 2570, months })
    expect(view).to.include({ total: 3, asOf: '2026-10-31' })
    expect(view?.months.map(({ month }) => month)).to.deep.equal(['2026-10'])
  })

  it('When something was entered wrongly, then a new version with a reason takes its place and the old one stays', async () => {
    const world = openStatistics(database(), '2026-11-06')
    await world.enter('2026-10', 2)
    const first = await published(world, '2026-11-06')
    const { snapshots } = world.joined
    const correct = (reason: string, id = 'correction/1') =>
      snapshots.correct({ id, fiscalYear: 2570, reason })
    expect(await correct('ไม่มีอะไรต่าง')).to.deep.equal({ ok: false, why: 'noDifference' })
    await world.enter('2026-10', 1)
    expect(await correct('  ')).to.deep.equal({ ok: false, why: 'noReason' })
    expect(await snapshots.correct({ id: 'x', fiscalYear: 2560, reason: 'ผิด' })).to.have.property(
      'why',
      'nothingPublished',
    )
    const corrected = await correct('ลงเดือนผิด')
    if (!corrected.ok) throw new Error(corrected.why)
    const approved = await snapshots.approve(corrected.draft.id, 'staff-1', 'event-2')
    if (!approved.ok) throw new Error(approved.why)
    expect(approved.snapshot).to.include({
      version: 2,
      total: 3,
      reason: 'ลงเดือนผิด',
      previousHash: first.hash,
    })
    const { published: pages } = world.joined
    expect((await pages.view({ fiscalYear: 2570, months, version: 1 }))?.total).to.equal(2)
    expect((await pages.view({ fiscalYear: 2570, months }))?.total).to.equal(3)
    expect(await pages.view({ fiscalYear: 2570, months, version: 9 })).to.equal(undefined)
  })

  it('When an older draft still waits, then the newer one replaces it and the old button publishes nothing', async () => {
    const world = openStatistics(database(), '2026-11-06')
    await world.joined.snapshots.draftDue(day('2026-11-06'))
    const december = await published(world, '2026-12-08')
    expect(december).to.include({ version: 1, through: '2026-11' })
    const late = await world.joined.snapshots.approve('month/2026-10', 'staff-1', 'late')
    expect(late).to.deep.equal({ ok: false, why: 'replaced' })
  })

  it('When a publication is changed in the database, then the chain names it; its hash follows from its own text', async () => {
    const world = openStatistics(database(), '2026-11-06')
    await world.enter('2026-10', 2)
    const first = await published(world, '2026-11-06')
    const second = await published(world, '2026-12-08')
    expect(second).to.include({ number: 2, version: 2, previousHash: first.hash })
    const { hash, ...text } = second
    expect(createHash('sha256').update(hashedText(text)).digest('hex')).to.equal(hash)
    expect(await world.joined.snapshots.firstBroken()).to.equal(undefined)
    await database()
      .db?.collection<{ _id: number }>('statistics_snapshots')
      .updateOne({ _id: 1 }, { $set: { 'snapshot.total': 1, 'snapshot.months.0.total': 1 } })
    expect(await world.joined.snapshots.firstBroken()).to.equal(1)
  })

  it('When the newest publication is deleted from the database, then it shows, also after the next one', async () => {
    const world = openStatistics(database(), '2026-11-06')
    await world.enter('2026-10', 2)
    await published(world, '2026-11-06')
    await published(world, '2026-12-08')
    await database().db?.collection<{ _id: number }>('statistics_snapshots').deleteOne({ _id: 2 })
    expect(await world.joined.snapshots.firstBroken()).to.equal(2)
    await published(world, '2027-01-08')
    expect(await world.joined.snapshots.firstBroken()).to.equal(3)
  })

  it('When a half-year is published again and again, then its split stays as it was first counted', async () => {
    const world = openStatistics(database(), '2027-03-31')
    await world.enter('2026-12', 60)
    const [notYet] = await world.joined.snapshots.waiting()
    expect(notYet).to.equal(undefined)
    const april = await published(world, '2027-04-07')
    expect(april.splits.map(({ by, total }) => [by, total])).to.deep.equal([
      ['category', 60],
      ['channel', 60],
    ])
    await world.enter('2026-12', 1)
    await world.settings.change({ smallCellThreshold: 3 }, 'admin-1')
    const may = await published(world, '2027-05-10')
    expect(may.total).to.equal(61)
    expect(may.splits).to.deep.equal(april.splits)
    const year = await world.joined.published.view({ fiscalYear: 2570, months })
    expect(year?.splits).to.have.length(2)
    const quarter = await world.joined.published.view({ fiscalYear: 2570, months: months.slice(0, 3) })
    expect(quarter?.splits).to.deep.equal([])
  })
})

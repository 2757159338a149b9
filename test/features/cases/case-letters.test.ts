import { expect } from 'chai'
import { knownCase } from '../../../src/features/cases/known-case.js'
import type { Officer } from '../../../src/features/cases/officer/case-knowing-rules.js'
import { witnessCode } from '../../../src/security/audit/chain-seals.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './case-days.js'
import { type CaseWorld, openCaseWorld } from './case-world.js'

describe('What officers hear of cases by themselves', () => {
  const database = withDatabase()
  let world: CaseWorld
  /** Keys by account name, filled by a test. */
  let keys: Map<string, readonly [string]>
  beforeEach(async () => {
    keys = new Map()
    const keysOf = async ({ accountKey }: Officer) => keys.get(accountKey)
    world = await openCaseWorld(database(), '2026-11-20', keysOf)
  })
  async function morning(on: string) {
    world.setNow(on)
    await world.cases.numbers.issue()
    const letters = await world.cases.letters(day(on), 'main')
    return letters.map(({ id, to, messages }) => ({ id, to, words: textsOf(messages).join(' | ') }))
  }

  it('When seven hundred tips come in a night, then each officer gets one letter and not seven hundred', async () => {
    await world.account('one', 'officer')
    await world.account('two', 'officer')
    for (let batch = 0; batch < 14; batch += 1)
      await Promise.all(Array.from({ length: 50 }, () => world.file('2026-11-19')))
    const letters = await morning('2026-11-20')
    expect(letters).to.have.length(2)
    for (const { words } of letters) expect(words).to.match(/เรื่องทุจริตที่รับใหม่ \| 700 เรื่อง/)
    const again = await morning('2026-11-20')
    expect(again.map(({ id }) => id)).to.deep.equal(letters.map(({ id }) => id))
    // A week later they come to day 7 together: still one letter each, with a few numbers and how many more.
    const week = (await morning('2026-11-26')).filter(({ id }) => id.includes('2026-11-26'))
    expect(week).to.have.length(2)
    expect(week[0]?.words).to.match(/ถึงวันที่ 7 ยังไม่ได้แจ้งผล \| 700 เรื่อง \| ท 1\/2570 .* และอีก 692 เรื่อง/)
  })

  it('When nothing is new and nothing comes due, or the agency is closed, then nobody is rung', async () => {
    await world.account('one', 'officer')
    await world.account('chief', 'executive')
    // The code of the audit chain comes to executives once a week, whatever else there is.
    const rung = async (today: string) =>
      (await morning(today)).filter(({ id }) => !id.startsWith('audit-witness/'))
    expect(await rung('2026-11-20')).to.deep.equal([])
    await world.file('2026-11-20')
    expect(await rung('2026-11-21')).to.deep.equal([])
    await world.settings.change({ holidays: ['2026-11-23'] }, 'admin-1')
    expect(await rung('2026-11-23')).to.deep.equal([])
    expect(await rung('2026-11-24')).to.have.length(1)
    expect(await rung('2026-11-25')).to.deep.equal(
      (await rung('2026-11-25')).filter(({ id }) => id.includes('2026-11-24')),
    )
  })

  it('When a case is assigned to somebody who can be reached, then its stages are theirs; the others hear only of new ones', async () => {
    await world.account('one', 'officer')
    await world.account('two', 'officer')
    keys.set(world.keyOf('one'), [world.recipients[0].id])
    keys.set(world.keyOf('two'), [world.recipients[1].id])
    const caseId = await world.file('2026-11-16')
    await world.cases.work.change(knownCase(caseId), { kind: 'assigned', to: [world.recipients[1].id] }, 'x')
    expect(await morning('2026-11-17')).to.have.length(2)
    const letters = (await morning('2026-11-23')).filter(({ id }) => id.includes('2026-11-23'))
    expect(letters.map(({ to }) => to.key)).to.deep.equal([world.keyOf('two')])
  })

  it('When a case leaves an officer out, then no letter to them counts it', async () => {
    await world.account('named', 'officer')
    await world.account('other', 'officer')
    keys.set(world.keyOf('named'), [world.recipients[0].id])
    keys.set(world.keyOf('other'), [world.recipients[1].id])
    await world.file('2026-11-19', { sealedTo: [1], leftOut: [world.recipients[0].id] })
    const letters = await morning('2026-11-20')
    expect(letters.map(({ to }) => to.key)).to.deep.equal([world.keyOf('other')])
  })

  it('When cases are overdue, then executives hear once a week how many there are of all, and no number of any', async () => {
    await world.account('chief', 'executive')
    await world.file('2026-10-20')
    await world.file('2026-10-25')
    await world.file('2026-10-25', { leftOut: ['somebody'] })
    const monday = await morning('2026-11-23')
    expect(monday.map(({ id }) => id)).to.deep.equal([`case-overdue/2026-11-23/${world.keyOf('chief')}`])
    expect(monday[0]?.words)
      .to.match(/เกินกำหนดแจ้งผล \| 3 เรื่อง/)
      .and.to.match(/19 วัน/)
      .and.to.match(/รหัสยืนยัน \| \d+ · [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/)
      .and.not.to.match(/\d\/25\d\d/)
    expect((await morning('2026-11-27')).filter(({ id }) => !id.includes('2026-11-23'))).to.deep.equal([])
    expect((await morning('2026-11-30')).some(({ id }) => id.includes('2026-11-30'))).to.equal(true)
  })

  it('When nothing is overdue, then executives still get the code of the audit chain once a week, and it is right', async () => {
    await world.account('chief', 'executive')
    await world.audit.record({ who: 'x', action: 'role given', about: 'y', outcome: 'done' })
    const [letter, ...others] = await morning('2026-11-23')
    expect(others).to.deep.equal([])
    expect(letter?.id).to.equal(`audit-witness/2026-11-23/${world.keyOf('chief')}`)
    const end = await world.audit.end()
    const [, code = ''] = /รหัสยืนยัน \| (\d+ · [0-9a-f-]{14})/.exec(letter?.words ?? '') ?? []
    expect(code).to.equal(end && witnessCode(end))
    expect((await morning('2026-11-24')).filter(({ id }) => !id.includes('2026-11-23'))).to.deep.equal([])
  })

  it('When a month is over, then admins and executives read how many were destroyed by class, and the chain keeps it', async () => {
    await world.account('admin', 'admin')
    const spam = await world.file('2026-11-01')
    const kept = await world.file('2026-11-01')
    await world.cases.work.change(knownCase(spam), { kind: 'classified', as: 'spam' }, 'x')
    await world.close(spam)
    await world.close(kept)
    world.setNow('2026-12-05')
    await world.cases.retention.destroyDue()
    const letters = await morning('2027-01-04')
    expect(letters).to.have.length(1)
    expect(letters[0]?.words)
      .to.match(/ธันวาคม 2569/)
      .and.to.match(/ก่อกวน[^|]*\| 1 เรื่อง/)
      .and.to.match(/ยังไม่กำหนดอายุการเก็บ \| 1 เรื่อง/)
    await morning('2027-01-05')
    const reports = (await world.audit.rows()).filter(({ action }) => action === 'purge report')
    expect(reports.map(({ about }) => about)).to.deep.equal(['2026-12 spam=1'])
  })

  it('When a month begins on a Monday, then the letters of that morning tell the month before and nothing of its first day', async () => {
    await world.account('chief', 'executive')
    // A week after they were closed: the one on the last day of January, the other on the first of February.
    for (const closed of ['2027-01-20', '2027-01-24']) {
      world.setNow(closed)
      const spam = await world.file(closed)
      await world.cases.work.change(knownCase(spam), { kind: 'classified', as: 'spam' }, 'x')
      await world.close(spam)
    }
    for (const on of ['2027-01-31', '2027-02-01']) {
      world.setNow(on)
      expect(await world.cases.retention.destroyDue(), on).to.equal(1)
    }
    const letters = await morning('2027-02-01')
    expect(letters.map(({ id }) => id.split('/').slice(0, 2).join('/'))).to.have.members([
      'case-purge/2027-01',
      'audit-witness/2027-02-01',
    ])
    expect(letters.map(({ words }) => words).join())
      .to.match(/มกราคม 2570/)
      .and.match(/ก่อกวน[^|]*\| 1 เรื่อง/)
  })

  it('When an officer answers or the case is closed, then its clock says nothing more', async () => {
    await world.account('one', 'officer')
    const answered = await world.file('2026-11-09')
    const closed = await world.file('2026-11-09')
    await morning('2026-11-10')
    await world.cases.work.change(knownCase(answered), { kind: 'answered' }, 'x')
    await world.close(closed)
    for (const on of ['2026-11-16', '2026-11-20', '2026-11-24', '2026-11-25'])
      expect((await morning(on)).filter(({ id }) => id.includes(on))).to.deep.equal([])
  })
})

/** Every text of the cards, in their order. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
  )
}

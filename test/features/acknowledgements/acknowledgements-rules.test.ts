import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { addressOf } from '../../../src/security/chat-address.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  channel,
  day,
  nineUnits,
  noGift,
  openAgencyWithNoGift,
  pressOf,
} from './agency-world.js'

describe('Acknowledgements', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgencyWithNoGift(database())
  })

  const rules = () => agency.acknowledgements.rules
  const staff = (place: number) => agency.staffIds[place] ?? ''

  it('When 113 of 114 have acknowledged, then progress is 99.12 % in all and exact in each of nine units', async () => {
    for (const staffId of agency.staffIds.slice(1)) await rules().acknowledge(pressOf(staffId))
    const progress = await rules().progress('no-gift', agency.today())
    expect(progress?.all).to.deep.equal({ acknowledged: 113, total: 114, percent: '99.12' })
    expect(progress?.units).to.deep.equal(
      nineUnits.map(({ unit, size }, index) =>
        index === 0
          ? { unit, acknowledged: 12, total: 13, percent: '92.31' }
          : { unit, acknowledged: size, total: size, percent: '100.00' },
      ),
    )
  })

  it('When nobody is on the roster, then there is no percentage instead of a wrong one', async () => {
    await agency.people.importRoster([], { deactivateMissing: true })
    const progress = await rules().progress('no-gift', agency.today())
    expect(progress?.all).to.deep.equal({ acknowledged: 0, total: 0 })
    expect(progress?.units).to.deep.equal([])
  })

  it('When somebody has left, then neither number counts them', async () => {
    await rules().acknowledge(pressOf(staff(0)))
    const rest = (await agency.people.activeStaff()).filter(({ staffId }) => staffId !== staff(0))
    await agency.people.importRoster(rest, { deactivateMissing: true })
    const progress = await rules().progress('no-gift', agency.today())
    expect(progress?.all).to.deep.equal({ acknowledged: 0, total: 113, percent: '0.00' })
    expect(await rules().acknowledge(pressOf(staff(0), { eventKey: 'late' }))).to.deep.equal({
      kind: 'notStaff',
    })
  })

  it('When a person acknowledges, then time, channel, place and the hash of the exact bytes are kept, once', async () => {
    const first = await rules().acknowledge(pressOf(staff(0), { place: 'group' }))
    const again = await rules().acknowledge(
      pressOf(staff(0), { eventKey: 'another', at: new Date('2026-11-21T05:00:00Z') }),
    )
    expect(first.kind).to.equal('recorded')
    expect(again).to.deep.include({ kind: 'already', at: new Date('2026-11-20T05:00:00Z') })
    const rows = await database().collection('acknowledgements').find({}).toArray()
    expect(rows.map(({ _id, hash, mac, ...row }) => row)).to.deep.equal([
      {
        kind: 'acknowledged',
        number: 1,
        previous: '0'.repeat(64),
        policyKey: 'no-gift',
        version: 1,
        staffId: staff(0),
        at: new Date('2026-11-20T05:00:00Z'),
        channel,
        place: 'group',
        language: 'th',
        textHash: createHash('sha256').update(Buffer.from(noGift.th.text, 'utf8')).digest('hex'),
        eventKey: `event of ${staff(0)} 1`,
      },
    ])
    expect(rows[0]?.mac).to.match(/^[\w-]{43}$/)
  })

  it('When the same event runs twice after a crash, then it is recorded both times and kept once', async () => {
    const once = await rules().acknowledge(pressOf(staff(0)))
    const again = await rules().acknowledge(pressOf(staff(0)))
    expect(again).to.deep.equal(once)
    expect(await database().collection('acknowledgements').countDocuments()).to.equal(1)
  })

  it('When ten presses of one person arrive at the same moment, then one is recorded', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        rules().acknowledge(pressOf(staff(0), { eventKey: `press ${index}` })),
      ),
    )
    expect(results.filter(({ kind }) => kind === 'recorded')).to.have.length(1)
    expect(await database().collection('acknowledgements').countDocuments()).to.equal(1)
  })

  it('When an English reader acknowledges, then the hash is that of the English text', async () => {
    await rules().acknowledge(pressOf(staff(0), { language: 'en' }))
    const row = await database().collection('acknowledgements').findOne({})
    expect(row?.language).to.equal('en')
    expect(row?.textHash).to.equal(
      createHash('sha256')
        .update(noGift.en?.text ?? '')
        .digest('hex'),
    )
  })

  it('When the text changes, then everybody is asked again, the old version stays, and its button leads to the new', async () => {
    await rules().acknowledge(pressOf(staff(0)))
    const changed = { ...noGift, th: { ...noGift.th, text: `${noGift.th.text}ข้อ ๒ ...\n` } }
    expect(await rules().addPolicy(changed)).to.deep.equal({ ok: true, version: 2, added: true })
    expect(await rules().acknowledge(pressOf(staff(1)))).to.have.nested.property('current.version', 2)
    expect((await rules().pendingFor(staff(0), agency.today())).map(({ version }) => version)).to.deep.equal([
      2,
    ])
    expect((await rules().progress('no-gift', agency.today()))?.all.acknowledged).to.equal(0)
    expect((await rules().policyVersion('no-gift', 1))?.th.text).to.equal(noGift.th.text)
    expect(await rules().acknowledge(pressOf(staff(0), { version: 2, eventKey: 'new' }))).to.deep.include({
      kind: 'recorded',
    })
    expect(await database().collection('acknowledgements').countDocuments()).to.equal(2)
  })

  it('When the same policy is added again, then no version is made and only the words on its card follow', async () => {
    const retouched = { ...noGift, due: '2027-01-15', th: { ...noGift.th, title: 'นโยบาย No Gift' } }
    expect(await rules().addPolicy(retouched)).to.deep.equal({ ok: true, version: 1, added: false })
    const policy = await rules().policyVersion('no-gift', 1)
    expect([policy?.due, policy?.th.title]).to.deep.equal(['2027-01-15', 'นโยบาย No Gift'])
    expect(policy?.th.text).to.equal(noGift.th.text)
  })

  it('When a new fiscal year asks for the same text, then it is a new version', async () => {
    const next = { ...noGift, fiscalYear: 2571, opens: '2027-10-01', due: '2027-12-31' }
    expect(await rules().addPolicy(next)).to.deep.equal({ ok: true, version: 2, added: true })
    expect((await rules().currentPolicies(day('2027-09-30'))).map(({ version }) => version)).to.deep.equal([
      1,
    ])
    expect((await rules().currentPolicies(day('2027-10-01'))).map(({ version }) => version)).to.deep.equal([
      2,
    ])
  })

  it('When the due day is over, then it can still be acknowledged; when the fiscal year is over, then not', async () => {
    const late = await rules().acknowledge(pressOf(staff(0), { at: new Date('2027-09-30T16:59:00Z') }))
    const tooLate = await rules().acknowledge(pressOf(staff(1), { at: new Date('2027-09-30T17:00:00Z') }))
    const early = await rules().acknowledge(pressOf(staff(2), { at: new Date('2026-09-30T16:59:00Z') }))
    expect([late.kind, tooLate.kind, early.kind]).to.deep.equal(['recorded', 'closed', 'notOpen'])
  })

  it('When a policy is not usable, then the fields are named and nothing is kept', async () => {
    const bad = { ...noGift, key: 'Bad Key', due: '2026-02-30', th: { ...noGift.th, text: '' } }
    expect(await rules().addPolicy(bad)).to.deep.equal({
      ok: false,
      why: 'badPolicy',
      fields: ['key', 'th.text', 'due'],
    })
    expect(await rules().acknowledge(pressOf(staff(0), { policyKey: 'nothing' }))).to.deep.equal({
      kind: 'unknownPolicy',
    })
  })

  it('When a version asks somebody for the first time, then they hear of it on the next run, once', async () => {
    await agency.link('U-one', 0)
    const start = await rules().remindersDue(day('2026-11-21'), channel)
    expect(start.map(({ stage }) => stage)).to.deep.equal(['start'])
    await rules().asked(start, day('2026-11-21'))
    expect(await rules().remindersDue(day('2026-11-22'), channel)).to.deep.equal([])
    await agency.link('U-two', 1)
    const next = await rules().remindersDue(day('2026-11-22'), channel)
    expect(next.map(({ staffId, stage }) => [staffId, stage])).to.deep.equal([[staff(1), 'start']])
    expect(await rules().remindersDue(day('2027-01-01'), channel)).to.deep.equal([])
  })

  it('When a policy asks two units only, then nobody else is asked or counted', async () => {
    const units = ['กองที่ 2', 'กองที่ 9']
    await rules().addPolicy({ ...noGift, units })
    expect((await rules().progress('no-gift', agency.today()))?.all.total).to.equal(25)
    expect(await rules().pendingFor(staff(0), agency.today())).to.deep.equal([])
    expect(await rules().pendingFor(staff(13), agency.today())).to.have.length(1)
    await agency.link('U-one', 0)
    await agency.link('U-two', 13)
    const due = await rules().remindersDue(day('2026-12-31'), channel)
    expect(due.map(({ staffId }) => staffId)).to.deep.equal([staff(13)])
    await rules().addPolicy(noGift)
    expect((await rules().progress('no-gift', agency.today()))?.all.total).to.equal(114)
  })

  it('When a new version opens while people are being reminded, then only it is reminded of, from its first day', async () => {
    await agency.link('U-one', 0)
    await rules().asked(await rules().remindersDue(day('2026-11-21'), channel), day('2026-11-21'))
    await rules().addPolicy({ ...noGift, opens: '2026-12-24', th: { ...noGift.th, text: 'ฉบับที่สอง' } })
    const due = async (today: string) =>
      (await rules().remindersDue(day(today), channel)).map(({ policy, stage }) => [policy.version, stage])
    expect(await due('2026-12-23')).to.deep.equal([])
    expect(await due('2026-12-24')).to.deep.equal([[2, 'inSevenDays']])
    expect(await due('2026-12-31')).to.deep.equal([[2, 'today']])
    expect(await due('2027-01-07')).to.deep.equal([[2, 'weeksLate1']])
  })

  it('When somebody comes on the due day itself, then they are counted, pending and reminded on that day', async () => {
    agency.setNow('2026-12-31T08:00:00+07:00')
    const now = await agency.people.activeStaff()
    await agency.people.importRoster([
      ...now,
      { employeeCode: '999', name: 'คนใหม่', unit: 'กองที่ 1', position: '' },
    ])
    const joiner = (await agency.people.staffByEmployeeCode('999'))?.staffId ?? ''
    expect((await rules().progress('no-gift', agency.today()))?.all.total).to.equal(115)
    expect(await rules().pendingFor(joiner, agency.today())).to.have.length(1)
    const address = addressOf(agency.deps.keyring, channel, 'U-new')
    await agency.people.linkStaff({ address, staffId: joiner, roles: [], language: 'th' })
    const due = await rules().remindersDue(agency.today(), channel)
    expect(due.map(({ staffId, stage }) => [staffId, stage])).to.deep.equal([[joiner, 'today']])
    const pressed = pressOf(joiner, { at: new Date('2026-12-31T02:00:00Z') })
    expect(await rules().acknowledge(pressed)).to.include({ kind: 'recorded' })
    expect((await rules().progress('no-gift', agency.today()))?.all).to.include({ acknowledged: 1 })
  })

  it('When the due day comes near and passes, then reminders go on the announced days only, to whoever is left', async () => {
    await agency.link('U-one', 0)
    await agency.link('U-two', 1)
    await rules().acknowledge(pressOf(staff(1)))
    await rules().asked(await rules().remindersDue(day('2026-11-20'), channel), day('2026-11-20'))
    const stages = async (today: string) =>
      (await rules().remindersDue(day(today), channel)).map(({ id }) => id.replace(staff(0), 'one'))
    expect(await stages('2026-12-24')).to.deep.equal(['reminder:no-gift:1:one:inSevenDays'])
    expect(await stages('2026-12-30')).to.deep.equal(['reminder:no-gift:1:one:tomorrow'])
    expect(await stages('2026-12-31')).to.deep.equal(['reminder:no-gift:1:one:today'])
    expect(await stages('2027-01-07')).to.deep.equal(['reminder:no-gift:1:one:weeksLate1'])
    expect(await stages('2027-01-14')).to.deep.equal(['reminder:no-gift:1:one:weeksLate2'])
    for (const quiet of ['2026-12-23', '2026-12-25', '2026-12-29', '2027-01-01', '2027-01-08', '2027-10-07'])
      expect(await stages(quiet), quiet).to.deep.equal([])
    expect(await rules().remindersDue(day('2026-12-24'), 'another channel')).to.deep.equal([])
  })
})

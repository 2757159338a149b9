import { expect } from 'chai'
import { dayInBangkok, isDay } from '../../../src/i18n/calendar/bangkok-time.js'
import { withDatabase } from '../../harness/test-database.js'
import { type People, phoneOf, roster, startPeople } from './people-fixture.js'

describe('The roster', () => {
  const connection = withDatabase()
  let world: People
  beforeEach(async () => {
    world = await startPeople(connection())
  })

  it('When a roster is imported twice, then nobody is there twice and nobody gets a new id', async () => {
    const { people } = world
    expect(await people.importRoster(roster)).to.include({ added: 4, changed: 0, unchanged: 0, missing: 0 })
    const before = await people.activeStaff()
    expect(await people.importRoster(roster)).to.include({ added: 0, changed: 0, unchanged: 4 })
    expect(await people.activeStaff()).to.have.deep.members(before)
    expect(before).to.have.length(4)
  })

  it('When somebody has moved and somebody is new, then one row changes and one is added', async () => {
    const { people } = world
    await people.importRoster(roster.slice(0, 3))
    const id = await world.staffId('1001')
    const moved = roster.map((row) => (row.employeeCode === '1001' ? { ...row, unit: 'กองคลัง' } : row))
    expect(await people.importRoster(moved)).to.deep.equal({
      added: 1,
      changed: 1,
      unchanged: 2,
      missing: 0,
      deactivated: 0,
    })
    expect(await people.staffById(id)).to.include({ unit: 'กองคลัง', name: 'สมชาย ใจดี' })
  })

  it('When somebody is missing, then they are counted and stay, unless leavers are to be deactivated', async () => {
    const { people } = world
    await people.importRoster(roster)
    expect(await people.importRoster(roster.slice(1))).to.include({ missing: 1, deactivated: 0 })
    expect(await people.activeStaff()).to.have.length(4)
    expect(await people.importRoster(roster.slice(1), { deactivateMissing: true })).to.include({
      missing: 0,
      deactivated: 1,
    })
    expect(await people.activeStaff()).to.have.length(3)
  })

  it('When somebody leaves, then their account, roles and codes end, and coming back needs a new code', async () => {
    const { people } = world
    const phone = phoneOf('somchai')
    await people.importRoster(roster)
    await people.linkStaff({ address: phone, staffId: await world.staffId('1001'), roles: ['admin'] })
    const unused = await world.personalCode('1001')

    await people.importRoster(roster.slice(1), { deactivateMissing: true })
    expect(await people.recognise({ channel: 'main', senderKey: phone.key })).to.deep.equal({
      person: { language: 'th', roles: [] },
    })
    await people.importRoster(roster)
    expect(await people.activeStaff()).to.have.length(4)
    const result = await people.register({ eventKey: world.nextEvent(), sender: phone, code: unused })
    expect(result).to.include({ ok: false, why: 'unknown' })
  })

  it('When people come, move and leave, then the roster of every day can still be told', async () => {
    const { people } = world
    const on = async (day: string) => {
      if (!isDay(day)) throw new Error(`There is no day ${day}`)
      return (await people.rosterOn(day)).map(({ employeeCode, unit }) => `${employeeCode} ${unit}`).sort()
    }
    const [somchai, somsri, mana, manee] = roster
    if (!somchai || !somsri || !mana || !manee) throw new Error('The roster is shorter than it was')
    await people.importRoster([somchai, somsri, mana])
    world.passSeconds(86_400)
    await people.importRoster([{ ...somchai, unit: 'กองคลัง' }, mana, manee], { deactivateMissing: true })
    world.passSeconds(86_400)
    await people.importRoster([{ ...somchai, unit: 'กองคลัง' }, somsri, mana, manee])

    const first = ['1001 กองกลาง', '1002 กองกลาง', '1003 กองคลัง']
    expect(await on('2026-10-01')).to.deep.equal(first)
    expect(await on('2026-11-20')).to.deep.equal(first)
    expect(await on('2026-11-21')).to.deep.equal(['1001 กองคลัง', '1003 กองคลัง', '1004 กองคลัง'])
    expect(await on('2026-11-22')).to.deep.equal([
      '1001 กองคลัง',
      '1002 กองกลาง',
      '1003 กองคลัง',
      '1004 กองคลัง',
    ])
  })

  it('When a wrong file is put right on the same day, then nobody has left in between', async () => {
    const { people } = world
    await people.importRoster(roster)
    await people.importRoster(roster.slice(1), { deactivateMissing: true })
    await people.importRoster(roster)
    expect(
      (await people.rosterOn(dayInBangkok(world.clock()))).map(({ employeeCode }) => employeeCode),
    ).to.include('1001')
  })

  it('When a name is corrected, then whoever is linked is greeted by it', async () => {
    const { people } = world
    const phone = phoneOf('somchai')
    await people.importRoster(roster)
    await people.linkStaff({ address: phone, staffId: await world.staffId('1001') })
    await people.importRoster([{ ...roster[0], name: 'สมชาย ใจงาม' } as (typeof roster)[0]])
    const { person } = await people.recognise({ channel: 'main', senderKey: phone.key })
    expect(person.name).to.equal('สมชาย ใจงาม')
  })

  it('When codes are issued, then everybody active without an account has one, and older unused codes end', async () => {
    const { people } = world
    await people.importRoster(roster)
    await people.linkStaff({ address: phoneOf('somchai'), staffId: await world.staffId('1001') })
    const older = await world.personalCode('1002')
    const issued = new Map<string, string>()
    const count = await people.issuePersonalCodes(async (codes) => {
      for (const { employeeCode, code } of codes) issued.set(employeeCode, code)
    })
    expect(count).to.equal(3)
    expect([...issued.keys()].sort()).to.deep.equal(['1002', '1003', '1004'])

    const sender = phoneOf('somsri')
    expect(await people.register({ eventKey: world.nextEvent(), sender, code: older })).to.include({
      ok: false,
      why: 'unknown',
    })
    const code = issued.get('1002') ?? ''
    expect(await people.register({ eventKey: world.nextEvent(), sender, code })).to.include({
      ok: true,
      name: 'สมศรี มีสุข',
    })
  })

  it('When the file of codes cannot be kept, then older codes stay good', async () => {
    const { people } = world
    await people.importRoster(roster)
    const older = await world.personalCode('1002')
    const failure = await people
      .issuePersonalCodes(() => Promise.reject(new Error('disk full')))
      .catch((error: Error) => error.message)
    expect(failure).to.equal('disk full')
    const result = await people.register({ eventKey: world.nextEvent(), sender: phoneOf('s'), code: older })
    expect(result.ok).to.equal(true)
  })
})

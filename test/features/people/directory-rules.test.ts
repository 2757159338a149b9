import { expect } from 'chai'
import { withDatabase } from '../../harness/test-database.js'
import { groupNamed, type People, phoneOf, roster, startPeople } from './people-fixture.js'

describe('The directory', () => {
  const connection = withDatabase()
  const somchai = phoneOf('somchai')
  const mana = phoneOf('mana')
  let world: People
  beforeEach(async () => {
    world = await startPeople(connection())
    await world.people.importRoster(roster)
    await world.people.linkStaff({
      address: somchai,
      staffId: await world.staffId('1001'),
      roles: ['ethics'],
    })
    await world.people.linkStaff({ address: mana, staffId: await world.staffId('1003'), language: 'en' })
  })

  it('When somebody unknown writes, then they are answered in Thai and have no role', async () => {
    const nobody = { person: { language: 'th', roles: [] } }
    expect(await world.people.recognise({ channel: 'main' })).to.deep.equal(nobody)
    expect(await world.people.recognise({ channel: 'main', senderKey: 'x', groupKey: 'y' })).to.deep.equal(
      nobody,
    )
  })

  it('When somebody writes in a registered group, then both are recognised', async () => {
    const group = groupNamed('central')
    await world.people.linkGroup(group, 'กองกลาง')
    const found = await world.people.recognise({
      channel: 'main',
      senderKey: mana.key,
      groupKey: group.key,
    })
    expect(found.group).to.deep.equal({ groupId: group.key, unit: 'กองกลาง' })
    expect(found.person).to.include({ language: 'en', name: 'มานะ อดทน' })
    expect(await world.people.registeredGroups('main')).to.deep.equal([
      { groupId: group.key, unit: 'กองกลาง', address: group },
    ])
  })

  it('When the bot leaves a group, then nothing of it is kept, and leaving another is no matter', async () => {
    const group = groupNamed('central')
    await world.people.linkGroup(group, 'กองกลาง')
    await world.people.forgetGroup(groupNamed('other'))
    expect(await world.people.registeredGroups('main')).to.have.length(1)
    await world.people.forgetGroup(group)
    await world.people.forgetGroup(group)
    expect(await world.people.registeredGroups('main')).to.deep.equal([])
    expect((await world.audited()).filter((action) => action === 'group forgotten')).to.have.length(1)
  })

  it('When units are asked for, then they come in Thai order with their active staff', async () => {
    await world.people.importRoster([
      ...roster,
      { employeeCode: '9', name: 'ก', unit: 'เทศกิจ', position: '' },
      { employeeCode: '10', name: 'ก', unit: 'ธุรการ', position: '' },
    ])
    expect(await world.people.staffCountByUnit()).to.deep.equal([
      { unit: 'กองกลาง', count: 2 },
      { unit: 'กองคลัง', count: 2 },
      { unit: 'เทศกิจ', count: 1 },
      { unit: 'ธุรการ', count: 1 },
    ])
    expect(await world.people.units()).to.deep.equal(['กองกลาง', 'กองคลัง', 'เทศกิจ', 'ธุรการ'])
  })

  it('When staff who can be written to are asked for, then they are found by channel, unit or id', async () => {
    const names = async (filter: Parameters<typeof world.people.linkedStaff>[0]) =>
      (await world.people.linkedStaff(filter)).map(({ name }) => name)
    expect(await names({ channel: 'main' })).to.have.members(['สมชาย ใจดี', 'มานะ อดทน'])
    expect(await names({ channel: 'other' })).to.deep.equal([])
    expect(await names({ channel: 'main', unit: 'กองคลัง' })).to.deep.equal(['มานะ อดทน'])
    const staffIds = [await world.staffId('1001'), await world.staffId('1002')]
    expect(await world.people.linkedStaff({ channel: 'main', staffIds })).to.deep.equal([
      {
        staffId: staffIds[0],
        name: 'สมชาย ใจดี',
        unit: 'กองกลาง',
        language: 'th',
        address: somchai,
      },
    ])
  })

  it('When people with a role are asked for, then they are those of this channel', async () => {
    expect(await world.people.peopleWithRole('ethics', 'main')).to.deep.equal([
      { address: somchai, language: 'th', staffId: await world.staffId('1001') },
    ])
    expect(await world.people.peopleWithRole('ethics', 'other')).to.deep.equal([])
    expect(await world.people.peopleWithRole('admin', 'main')).to.deep.equal([])
  })

  it('When a citizen chooses a language, then only that is kept', async () => {
    const citizen = phoneOf('citizen')
    await world.people.chooseLanguage(citizen, 'en')
    const { person } = await world.people.recognise({ channel: 'main', senderKey: citizen.key })
    expect(person).to.deep.equal({ language: 'en', roles: [] })
    const row = await connection().db?.collection<{ _id: string }>('links').findOne({ _id: citizen.key })
    expect(row).to.have.all.keys('_id', 'channel', 'language', 'roles')
  })

  it('When an account is linked without a code, then another person cannot take it and a leaver cannot have it', async () => {
    const { people } = world
    expect(await people.linkStaff({ address: somchai, staffId: await world.staffId('1002') })).to.equal(false)
    const staffId = await world.staffId('1004')
    await people.importRoster(roster.slice(0, 3), { deactivateMissing: true })
    expect(await people.linkStaff({ address: phoneOf('mani'), staffId })).to.equal(false)
  })
})

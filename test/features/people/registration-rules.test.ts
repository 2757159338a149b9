import { expect } from 'chai'
import type { ChatAddress } from '../../../src/security/chat-address.js'
import { withDatabase } from '../../harness/test-database.js'
import { groupNamed, keyring, type People, phoneOf, roster, startPeople } from './people-fixture.js'

describe('Registration', () => {
  const connection = withDatabase()
  let world: People
  const somchai = phoneOf('somchai')
  const other = phoneOf('other')

  beforeEach(async () => {
    world = await startPeople(connection())
    await world.people.importRoster(roster)
  })

  const register = (sender: ChatAddress, code: string, eventKey = world.nextEvent()) =>
    world.people.register({ eventKey, sender, code })
  const personOn = async (phone: ChatAddress) =>
    (await world.people.recognise({ channel: phone.channel, senderKey: phone.key })).person

  it('When somebody types their personal code, then the account is linked with their staff row', async () => {
    const staffId = await world.staffId('1001')
    expect(await register(somchai, await world.personalCode('1001'))).to.deep.equal({
      ok: true,
      as: 'staff',
      staffId,
      name: 'สมชาย ใจดี',
      unit: 'กองกลาง',
      already: false,
    })
    expect(await personOn(somchai)).to.deep.equal({
      language: 'th',
      roles: ['staff'],
      staffId,
      name: 'สมชาย ใจดี',
    })
    expect(await world.audited()).to.deep.equal(['staff linked'])
  })

  it('When a code was used, then it is as unknown to others as one that never was', async () => {
    const code = await world.personalCode('1001')
    await register(somchai, code)
    expect(await register(other, code)).to.deep.equal({ ok: false, why: 'unknown' })
    expect(await register(other, '0000-0000-0000')).to.deep.equal({ ok: false, why: 'unknown' })
    expect(await personOn(other)).to.deep.equal({ language: 'th', roles: [] })
  })

  it('When a code has expired, then it is unknown', async () => {
    const { code, expiresAt } = await world.people.inviteToRole('officer', 2)
    world.passSeconds((expiresAt.getTime() - world.clock().getTime()) / 1000)
    expect(await register(somchai, code)).to.include({ ok: false, why: 'unknown' })
  })

  it('When the same event is run again, then it answers the same and nothing is done twice', async () => {
    const code = await world.personalCode('1001')
    const first = await register(somchai, code, 'the-event')
    expect(await register(somchai, code, 'the-event')).to.deep.equal(first)
    const invitation = await world.people.inviteToRole('ethics')
    const given = await register(somchai, invitation.code, 'another-event')
    expect(await register(somchai, invitation.code, 'another-event')).to.deep.equal(given)
    expect(await world.audited()).to.deep.equal(['staff linked', 'role given'])
  })

  it('When a crash came between claim and link, then the same event finishes, even after the code has expired', async () => {
    const old = phoneOf('old')
    await register(old, await world.personalCode('1001'))
    const code = await world.personalCode('1001')
    // The model as a crash leaves it: the decision is durable, nothing of it is done.
    const links = Object.assign({}, world.model.links)
    world.model.links.link = () => Promise.reject(new Error('killed'))
    const killed = await register(somchai, code, 'the-event').catch((error: Error) => error.message)
    expect(killed).to.equal('killed')
    world.model.links.link = links.link

    world.passSeconds(100 * 86_400)
    const result = await register(somchai, code, 'the-event')
    expect(result).to.include({ ok: true, as: 'staff', already: false })
    expect(result.ok && result.as === 'staff' && result.movedFrom?.address.key).to.equal(old.key)
    expect((await personOn(somchai)).roles).to.deep.equal(['staff'])
    expect((await personOn(old)).staffId).to.equal(undefined)
  })

  it('When two events race for one code, then one of them wins', async () => {
    const { code } = await world.people.inviteToRole('officer')
    const results = await Promise.all([register(somchai, code), register(other, code)])
    expect(results.filter(({ ok }) => ok)).to.have.length(1)
    const roles = await Promise.all([somchai, other].map(async (phone) => (await personOn(phone)).roles))
    expect(roles.flat()).to.deep.equal(['officer'])
  })

  it('When a fresh code is typed on a new phone, then the link moves there without the roles of the old one', async () => {
    await register(somchai, await world.personalCode('1001'))
    await register(somchai, (await world.people.inviteToRole('admin')).code)
    await world.people.chooseLanguage(somchai, 'en')
    const result = await register(other, await world.personalCode('1001'))
    expect(result).to.deep.include({
      ok: true,
      movedFrom: { address: { ...somchai }, language: 'en' },
    })
    expect((await personOn(other)).roles).to.deep.equal(['staff'])
    expect(await personOn(somchai)).to.deep.equal({ language: 'en', roles: [] })
    expect(await world.audited()).to.deep.equal(['staff linked', 'role given', 'link ended', 'staff linked'])
  })

  it('When the account belongs to somebody else, then it is refused and the code stays good', async () => {
    await register(somchai, await world.personalCode('1001'))
    const code = await world.personalCode('1002')
    expect(await register(somchai, code)).to.deep.equal({ ok: false, why: 'otherPerson', name: 'สมชาย ใจดี' })
    expect(await register(other, code)).to.include({ ok: true, name: 'สมศรี มีสุข' })
  })

  it('When one person registers on two channels, then both accounts are linked', async () => {
    const onTips = phoneOf('somchai', 'tips')
    await register(somchai, await world.personalCode('1001'))
    expect(await register(onTips, await world.personalCode('1001'))).to.include({ ok: true, already: false })
    expect(await personOn(somchai)).to.include({ name: 'สมชาย ใจดี' })
    expect(await personOn(onTips)).to.include({ name: 'สมชาย ใจดี' })
  })

  it('When somebody unknown accepts an invitation, then they have the role without a name, and staff adds to it', async () => {
    const invitation = await world.people.inviteToRole('ethics')
    expect(await register(somchai, invitation.code)).to.deep.equal({
      ok: true,
      as: 'role',
      role: 'ethics',
      already: false,
    })
    expect(await personOn(somchai)).to.deep.equal({ language: 'th', roles: ['ethics'] })
    await register(somchai, await world.personalCode('1001'))
    expect((await personOn(somchai)).roles).to.have.members(['ethics', 'staff'])
  })

  it('When a group code is typed in private, then it is not used up', async () => {
    const { code } = await world.people.inviteGroup('กองคลัง')
    expect(await register(somchai, code)).to.deep.equal({ ok: false, why: 'forGroup' })
    const group = groupNamed('finance')
    const typed = { eventKey: world.nextEvent(), sender: somchai, group, code }
    expect(await world.people.registerGroup(typed)).to.deep.equal({
      ok: true,
      unit: 'กองคลัง',
      already: false,
    })
    expect(await world.people.registerGroup(typed)).to.deep.equal({
      ok: true,
      unit: 'กองคลัง',
      already: false,
    })
    expect(await world.audited()).to.deep.equal(['group registered'])
  })

  it('When a code for a person is typed in a group, then it is revoked', async () => {
    const shown = await world.personalCode('1001')
    await world.people.codeSeenByGroup(shown)
    expect(await register(somchai, shown)).to.include({ ok: false, why: 'unknown' })

    const { code } = await world.people.inviteToRole('admin')
    const typed = { eventKey: world.nextEvent(), sender: other, group: groupNamed('x'), code }
    expect(await world.people.registerGroup(typed)).to.deep.equal({ ok: false, why: 'exposed' })
    expect(await register(other, code)).to.include({ ok: false, why: 'unknown' })
  })

  it('When a group code is typed where a person registers, then it stays good', async () => {
    const { code } = await world.people.inviteGroup('กองคลัง')
    await world.people.codeSeenByGroup(code)
    const typed = { eventKey: world.nextEvent(), sender: somchai, group: groupNamed('f'), code }
    expect(await world.people.registerGroup(typed)).to.include({ ok: true })
  })

  it('When the database is read, then no code and no LINE id is in it', async () => {
    const personal = await world.personalCode('1001')
    const { code } = await world.people.inviteGroup('กองคลัง')
    await register(somchai, personal)
    const collections = (await connection().db?.collections()) ?? []
    const all = JSON.stringify(await Promise.all(collections.map((one) => one.find().toArray())))
    for (const secret of [personal, code])
      for (const form of [secret, secret.replaceAll('-', '')]) expect(all).not.to.include(form)
    expect(all).not.to.include('Usomchai')
    expect(all).to.include(somchai.key)
    expect(keyring.pseudonym('registration-code', code.replaceAll('-', ''))).to.satisfy((id: string) =>
      all.includes(id),
    )
  })
})

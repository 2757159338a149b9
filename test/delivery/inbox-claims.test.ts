import { expect } from 'chai'
import { withDatabase } from '../harness/test-database.js'
import { createSortingRoom, eventOf, type SortingRoom } from './sorting-room.js'

describe('Claiming events', () => {
  const database = withDatabase()
  let room: SortingRoom
  beforeEach(() => {
    room = createSortingRoom(database())
  })
  const claimedBy = async (claims: ReturnType<SortingRoom['openClaims']>, most = 32, busy: string[] = []) =>
    (await claims.claim(most, busy)).map(({ row }) => room.words(row))

  it('When events of one chat were stored in disorder, then the one that happened first is claimed, alone', async () => {
    await room.receives(eventOf('ก', 'third', 30), eventOf('ก', 'first', 10))
    await room.receives(eventOf('ก', 'second', 20))
    expect(await claimedBy(room.openClaims())).to.deep.equal(['first'])
  })

  it('When several happened in the same millisecond, then the order of the body counts', async () => {
    await room.receives(eventOf('ก', 'z', 5), eventOf('ก', 'a', 5))
    expect(await claimedBy(room.openClaims())).to.deep.equal(['z'])
  })

  it('When a replica holds a chat, then another one takes the others only', async () => {
    const [here, there] = [room.openClaims(), room.openClaims()]
    await room.receives(eventOf('ก', 'one'), eventOf('ข', 'two'))
    expect(await claimedBy(here, 1)).to.deep.equal(['one'])
    expect(await claimedBy(there)).to.deep.equal(['two'])
  })

  it('When two replicas claim at the same moment, then each chat goes to one of them', async () => {
    const events = Array.from({ length: 40 }, (_, index) => eventOf(`คน ${index}`, `words ${index}`))
    await room.receives(...events)
    const both = await Promise.all([claimedBy(room.openClaims()), claimedBy(room.openClaims())])
    expect(new Set(both.flat()).size).to.equal(both.flat().length)
    expect(both.flat().length).to.be.at.least(32)
  })

  it('When a replica is dead, then its chats are free as soon as the lease runs out, and not before', async () => {
    await room.receives(eventOf('ก', 'one'))
    await claimedBy(room.openClaims())
    room.passTime(11_999)
    expect(await claimedBy(room.openClaims())).to.deep.equal([])
    room.passTime(2)
    const [again] = await room.openClaims().claim(1, [])
    expect(again?.row.attempts).to.equal(2)
  })

  it('When a process has died, then its leases, which tell when somebody spoke, are gone half a minute later', async () => {
    await room.receives(eventOf('ก', 'one'), eventOf('ข', 'two'))
    await claimedBy(room.openClaims())
    const leases = () => database().collection('inbox_leases').countDocuments()
    const alive = room.openClaims()
    room.passTime(20_000)
    await alive.renew()
    expect(await leases()).to.equal(2)
    room.passTime(5000)
    await alive.renew()
    expect(await leases()).to.equal(0)
  })

  it('When a replica is slow but alive, then renewing keeps its chats', async () => {
    await room.receives(eventOf('ก', 'one'))
    const slow = room.openClaims()
    await slow.claim(1, [])
    room.passTime(8000)
    await slow.renew()
    room.passTime(8000)
    expect(await claimedBy(room.openClaims())).to.deep.equal([])
  })

  it('When the lease was lost meanwhile, then letting go does not free what another holds now', async () => {
    await room.receives(eventOf('ก', 'one'))
    const [stalled, next] = [room.openClaims(), room.openClaims()]
    const [claimed] = await stalled.claim(1, [])
    room.passTime(13_000)
    await next.claim(1, [])
    await stalled.letGo(claimed?.row.chat ?? '')
    expect(await claimedBy(room.openClaims())).to.deep.equal([])
  })

  it('When three hundred events of one chat wait for its first, then another chat is claimed', async () => {
    const flood = Array.from({ length: 300 }, (_, index) => eventOf('ก', `flood ${index}`, index))
    await room.receives(...flood)
    const claims = room.openClaims()
    const [first] = await claims.claim(1, [])
    await room.inbox.retryAt(first?.row._id ?? '', new Date('2026-11-20T04:00:00Z'), 'Error')
    await claims.letGo(first?.row.chat ?? '')
    await room.receives(eventOf('ข', 'calm', 9000))
    expect(await claimedBy(claims, 8)).to.deep.equal(['calm'])
    expect(await claims.due()).to.equal(1)
  })

  it('When another replica is at three hundred events of one chat, then this one finds the rest', async () => {
    await room.receives(...Array.from({ length: 300 }, (_, index) => eventOf('ก', `flood ${index}`, index)))
    await room.openClaims().claim(1, [])
    await room.receives(eventOf('ข', 'calm', 9000))
    expect(await claimedBy(room.openClaims(), 8)).to.deep.equal(['calm'])
  })

  it('When the unsend was stored before its message, then the message is claimed as withdrawn', async () => {
    const message = eventOf('ก', 'secret', 10)
    const unsend = { kind: 'unsend' as const, messageId: 'message-ก-secret' }
    await room.receives({ ...message, id: 'unsend', happening: unsend })
    const claims = room.openClaims()
    const [first] = await claims.claim(1, [])
    if (first) await room.inbox.finish(first.row)
    await claims.letGo(first?.row.chat ?? '')
    await room.receives(message)
    const [second] = await claims.claim(1, [])
    expect(second?.withdrawn).to.equal(true)
  })
})

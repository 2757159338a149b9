// What a crash in the middle of sending leaves, and what is made of it.
import { expect } from 'chai'
import { withDatabase } from '../harness/test-database.js'
import { createPostRoom, type PostRoom, refused, serverError } from './post-room.js'

class PowerCut extends Error {}

describe('After a crash in the middle of sending', () => {
  const database = withDatabase()
  let room: PostRoom
  beforeEach(() => {
    room = createPostRoom(database())
  })
  const now = { sendNow: true }
  const letter = () => room.letter('one', 'ก', { reply: room.freshReply() })

  async function dieWhileSending(): Promise<void> {
    room.onSending(async () => {
      throw new PowerCut()
    })
    const died = await room
      .openOutbox()
      .post([letter()], now)
      .then(
        () => false,
        (error) => error instanceof PowerCut,
      )
    expect(died).to.equal(true)
    room.onSending(async () => undefined)
    room.passTime(16_000)
  }

  it('When LINE had taken the reply, then the refused token says so and nothing is pushed', async () => {
    await dieWhileSending()
    room.lineAnswers(refused('replyToken'))
    expect(await room.openOutbox().sendDue()).to.equal(1)
    expect(room.calls.map(({ way }) => way)).to.deep.equal(['reply', 'reply'])
    expect(await room.row('one')).to.include({ state: 'sent' })
  })

  it('When LINE had not taken it, then the second reply is the answer', async () => {
    await dieWhileSending()
    await room.openOutbox().sendDue()
    expect(room.calls.map(({ way }) => way)).to.deep.equal(['reply', 'reply'])
    expect(await room.row('one')).to.include({ state: 'sent' })
  })

  it('When it dies a second time, in a try of the outbox itself, then a refused token still says that it arrived', async () => {
    const outbox = room.openOutbox()
    await outbox.post([letter()], { sendNow: false })
    room.onSending(async () => {
      throw new PowerCut()
    })
    await outbox.sendDue().catch(() => undefined)
    room.onSending(async () => undefined)
    room.passTime(16_000)
    room.lineAnswers(refused('replyToken'))
    await room.openOutbox().sendDue()
    expect(room.calls.map(({ way }) => way)).to.deep.equal(['reply', 'reply'])
  })

  it('When a push was under way, then it is tried again with the same retry key', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(serverError)
    await outbox.post([room.letter('one', 'ก')], now)
    room.passTime(1000)
    await room.openOutbox().sendDue()
    expect(room.calls.map(({ way }) => way)).to.deep.equal(['push', 'push'])
    expect(room.calls[0]?.retryKey).to.equal(room.calls[1]?.retryKey)
  })

  it('When the feature could not be told what became of its letter, then it is told at the next try', async () => {
    room.onTelling(async () => {
      throw new PowerCut()
    })
    const receipt = { feature: 'campaigns', id: 'delivery-1' }
    const outbox = room.openOutbox()
    await outbox.post([room.letter('one', 'ก', { receipt }), room.letter('two', 'ข')], { sendNow: false })
    await outbox.sendDue().catch(() => undefined)
    expect(room.calls.map(({ words }) => words)).to.have.members(['one', 'two'])
    room.onTelling(async () => undefined)
    room.passTime(16_000)
    await outbox.sendDue()
    expect(room.settled).to.deep.equal([{ id: 'delivery-1', kind: 'sent' }])
    expect(room.calls.filter(({ words }) => words === 'one')).to.have.length(2)
    expect(room.calls[0]?.retryKey).to.equal(room.calls[2]?.retryKey)
  })

  it('When one replica is at a letter, then another leaves it alone until the lease has run out', async () => {
    let tried = -1
    const other = room.openOutbox()
    room.onSending(async () => {
      room.onSending(async () => undefined)
      tried = await other.sendDue()
    })
    await room.openOutbox().post([letter()], now)
    expect(tried).to.equal(0)
    expect(room.calls).to.have.length(1)
  })

  it('When a parked letter is given another chance after weeks, then an unclear answer does not end it', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(refused('quota', 429), serverError)
    await outbox.post([room.letter('one', 'ก')], now)
    expect(await room.row('one')).to.include({ state: 'parked' })
    room.passTime(20 * 86_400_000)
    expect(await outbox.unpark()).to.equal(1)
    await outbox.sendDue()
    expect(await room.row('one')).to.include({ state: 'waiting' })
  })
})

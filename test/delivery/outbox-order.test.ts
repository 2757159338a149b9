// Letters to one chat arrive in the order in which they were posted, whatever LINE answers in between.
import { expect } from 'chai'
import { withDatabase } from '../harness/test-database.js'
import { createPostRoom, lineAway, type PostRoom, refused, serverError } from './post-room.js'

describe('The order of letters', () => {
  const database = withDatabase()
  let room: PostRoom
  beforeEach(() => {
    room = createPostRoom(database())
  })
  const words = () => room.calls.map((call) => call.words)
  const now = { sendNow: true }

  it('When the first of two letters of one answer waits, then the second waits behind it', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(lineAway)
    await outbox.post([room.letter('one', 'ก', { reply: room.freshReply() }), room.letter('two', 'ก')], now)
    expect(words()).to.deep.equal(['one'])
    expect(await outbox.sendDue()).to.equal(0)
    room.passTime(1000)
    expect([await outbox.sendDue(), await outbox.sendDue(), await outbox.sendDue()]).to.deep.equal([1, 1, 0])
    expect(words()).to.deep.equal(['one', 'one', 'two'])
  })

  it('When letters of one chat wait, then neither a later turn nor a settled one lets a new letter overtake', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(lineAway)
    await outbox.post([room.letter('one', 'ก')], now)
    await outbox.post([room.letter('two', 'ก')], now)
    room.passTime(1000)
    expect(await outbox.sendDue()).to.equal(1)
    await outbox.post([room.letter('three', 'ก')], now)
    while ((await outbox.sendDue()) > 0);
    expect(words()).to.deep.equal(['one', 'one', 'two', 'three'])
  })

  it('When a letter waits for one chat, then others are sent at once', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(lineAway)
    await outbox.post([room.letter('one', 'ก')], now)
    await outbox.post([room.letter('two', 'ข')], now)
    expect(words()).to.deep.equal(['one', 'two'])
  })

  it('When another replica sent what waited here, then the next letter goes at once again', async () => {
    const [here, there] = [room.openOutbox(), room.openOutbox()]
    room.lineAnswers(lineAway)
    await here.post([room.letter('one', 'ก')], now)
    room.passTime(1000)
    expect(await there.sendDue()).to.equal(1)
    await here.sendDue()
    await here.post([room.letter('two', 'ก')], now)
    expect(words()).to.deep.equal(['one', 'one', 'two'])
  })

  it('When five hundred letters wait for a channel that LINE refuses, then those of others still go', async () => {
    const outbox = room.openOutbox()
    const many = Array.from({ length: 520 }, (_, index) => room.letter(`old-${index}`, `คน ${index}`))
    await outbox.post(many, { sendNow: false })
    room.lineAnswers(...many.map(() => refused('unauthorized', 401)))
    while ((await outbox.sendDue()) > 0);
    await outbox.post([room.letter('new', 'อีกคน')], { sendNow: false })
    await outbox.sendDue()
    expect(words().at(-1)).to.equal('new')
  })

  it('When a thousand letters wait for one chat and its first is not due, then another chat is served', async () => {
    const outbox = room.openOutbox()
    const flood = Array.from({ length: 1000 }, (_, index) => room.letter(`flood-${index}`, 'ก'))
    await outbox.post(flood, { sendNow: false })
    room.lineAnswers(serverError)
    await outbox.sendDue()
    await outbox.post([room.letter('new', 'ข')], { sendNow: false })
    await outbox.sendDue()
    expect(words()).to.deep.equal(['flood-0', 'new'])
    expect(await outbox.due()).to.equal(0)
  })

  it('When a letter is posted twice, then it is sent once', async () => {
    const outbox = room.openOutbox()
    await outbox.post([room.letter('one', 'ก')], now)
    await outbox.post([room.letter('one', 'ก')], now)
    await outbox.sendDue()
    expect(words()).to.deep.equal(['one'])
  })
})

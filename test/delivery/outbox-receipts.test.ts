// A feature that gave a receipt learns what became of its letter.
import { expect } from 'chai'
import { withDatabase } from '../harness/test-database.js'
import { accepted, createPostRoom, lineAway, type PostRoom, refused } from './post-room.js'

describe('A letter with a receipt', () => {
  const database = withDatabase()
  let room: PostRoom
  beforeEach(() => {
    room = createPostRoom(database())
  })
  const letter = (id: string) =>
    room.letter(id, id, { receipt: { feature: 'campaigns', id: `receipt of ${id}` } })

  it('When it is sent, parked or refused for good, then just that is told', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(accepted, refused('quota', 429), refused('permanent'))
    await outbox.post([letter('one'), letter('two'), letter('three')], { sendNow: true })
    expect(room.settled).to.deep.equal([
      { id: 'receipt of one', kind: 'sent' },
      { id: 'receipt of two', kind: 'parked' },
      { id: 'receipt of three', kind: 'failed' },
    ])
  })

  it('When it waits, then nothing is told until it has settled', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(lineAway)
    await outbox.post([letter('one')], { sendNow: true })
    expect(room.settled).to.deep.equal([])
    room.passTime(1000)
    await outbox.sendDue()
    expect(room.settled).to.deep.equal([{ id: 'receipt of one', kind: 'sent' }])
  })

  it('When a parked one is sent later, then that is told too', async () => {
    const outbox = room.openOutbox()
    room.lineAnswers(refused('quota', 429))
    await outbox.post([letter('one')], { sendNow: true })
    await outbox.unpark()
    await outbox.sendDue()
    expect(room.settled.map(({ kind }) => kind)).to.deep.equal(['parked', 'sent'])
  })
})

// What the worker makes of turns that fail, and of events that cannot even be opened.
import { expect } from 'chai'
import type { Received } from '../../src/delivery/inbox/inbox.js'
import type { Worker } from '../../src/delivery/worker.js'
import { withDatabase } from '../harness/test-database.js'
import { createSortingRoom, eventOf, type SortingRoom, wordsOf } from './sorting-room.js'

class HandlerBroken extends Error {}

describe('The worker', () => {
  const database = withDatabase()
  let room: SortingRoom
  let worker: Worker | undefined
  let turns: string[]
  let broken: Set<string>
  beforeEach(() => {
    room = createSortingRoom(database())
    turns = []
    broken = new Set(['poison'])
  })
  afterEach(() => worker?.stop())

  async function turn(received: Received) {
    turns.push(wordsOf(received))
    if (broken.has(wordsOf(received))) throw new HandlerBroken(`cannot do ${wordsOf(received)}`)
    return [room.post.letter(`${received.eventKey}:0`, wordsOf(received))]
  }
  const apologise = async ({ eventKey }: Received) => [room.post.letter(`${eventKey}/sorry`, 'sorry')]

  function works(more: { apologise?: typeof apologise } = {}): Worker {
    worker = room.worker({ turn, apologise, ...more })
    worker.start()
    return worker
  }

  it('When a turn fails, then it is tried five times with longer and longer waits, buried, and apologised for', async () => {
    const event = eventOf('ก', 'poison')
    await room.receives(event)
    const running = works()
    for (const [attempt, wait] of [500, 2000, 8000, 20_000].entries()) {
      await running.drain()
      expect(turns).to.have.length(attempt + 1)
      room.passTime(wait - 1)
      await running.drain()
      expect(turns, 'before its time').to.have.length(attempt + 1)
      room.passTime(1)
    }
    await running.drain()
    expect(turns).to.have.length(5)
    const row = await room.row(event)
    expect(row).to.include({ state: 'dead', problem: 'HandlerBroken' })
    expect(row).to.not.have.any.keys('body', 'chat', 'at', 'message')
    expect(room.post.calls.map(({ way }) => way)).to.deep.equal(['push'])
    expect(room.logged()).to.include('HandlerBroken').and.not.include('poison')
  })

  it('When a turn fails only once, then the person gets one answer and no apology', async () => {
    await room.receives(eventOf('ก', 'poison'))
    const running = works()
    await running.drain()
    broken.clear()
    room.passTime(500)
    await running.drain()
    expect(room.post.calls).to.have.length(1)
    expect(await room.inbox.dead()).to.equal(0)
  })

  it('When one chat is poisonous, then its later events wait and nobody else does', async () => {
    await room.receives(eventOf('ก', 'poison', 1), eventOf('ก', 'after it', 2), eventOf('ข', 'other', 3))
    const running = works()
    await running.drain()
    expect(turns).to.have.members(['poison', 'other'])
    for (let attempt = 0; attempt < 5; attempt += 1) {
      room.passTime(20_000)
      await running.drain()
    }
    expect(turns.at(-1)).to.equal('after it')
    expect(await room.inbox.waiting()).to.equal(0)
  })

  it('When the apology fails too, then the event is buried all the same and the chat goes on', async () => {
    await room.receives(eventOf('ก', 'poison', 1), eventOf('ก', 'after it', 2))
    const running = works({
      apologise: async () => {
        throw new HandlerBroken()
      },
    })
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await running.drain()
      room.passTime(20_000)
    }
    expect(turns.at(-1)).to.equal('after it')
    expect(await room.inbox.dead()).to.equal(1)
    expect(room.logged()).to.include('apology failed')
  })

  it('When a row cannot be opened, then its chat waits for the operator, and it opens once the key is back', async () => {
    const event = eventOf('ก', 'sealed')
    await room.receives(event)
    const row = await room.row(event)
    const body = row?.body
    await room.model.rows.updateOne({ _id: row?._id ?? '' }, { $set: { body: Buffer.from('not ours') } })
    await room.receives(eventOf('ข', 'other'))
    const running = works()
    await running.drain()
    expect(turns).to.deep.equal(['other'])
    expect(await room.row(event)).to.include({ state: 'waiting', problem: 'unopened', attempts: 1 })
    if (body) await room.model.rows.updateOne({ _id: row?._id ?? '' }, { $set: { body } })
    room.passTime(5 * 60_000)
    await running.drain()
    expect(turns).to.deep.equal(['other', 'sealed'])
  })

  it('When a row never opens, then it is given up after hours and no longer in the way', async () => {
    const event = eventOf('ก', 'sealed')
    await room.receives(event)
    await room.model.rows.updateMany({}, { $set: { body: Buffer.from('not ours'), attempts: 99 } })
    await works().drain()
    expect(await room.row(event)).to.include({ state: 'dead', problem: 'unopened' })
  })

  it('When one chat sends a hundred events at once, then another one is answered among the first', async () => {
    const flood = Array.from({ length: 100 }, (_, index) => eventOf('ก', `flood ${index}`, index))
    await room.receives(...flood, eventOf('ข', 'calm', 5000))
    await works().drain()
    expect(turns.indexOf('calm')).to.be.below(10)
    expect(turns.filter((words) => words.startsWith('flood'))).to.deep.equal(
      flood.map(({ happening }) => (happening.kind === 'text' ? happening.text : '')),
    )
  })

  it('When it is told to stop, then what is in work is finished and nothing new is taken', async () => {
    let finish: () => void = () => undefined
    const started = new Promise<void>((begun) => {
      worker = room.worker({
        turn: async () => {
          begun()
          await new Promise<void>((done) => {
            finish = done
          })
          return []
        },
      })
    })
    const event = eventOf('ก', 'one', 1)
    await room.receives(event, eventOf('ก', 'two', 2))
    worker?.start()
    await started
    const stopped = worker?.stop()
    finish()
    await stopped
    expect(await room.row(event)).to.include({ state: 'done' })
    expect(await room.inbox.waiting()).to.equal(1)
    expect(worker?.running()).to.equal(false)
  })
})

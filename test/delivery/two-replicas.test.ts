// Two replicas on one database work through what twenty people wrote: everything once, each chat in order, one at a time.
import { expect } from 'chai'
import mongoose, { type Connection } from 'mongoose'
import type { Received } from '../../src/delivery/inbox/inbox.js'
import type { Worker } from '../../src/delivery/worker.js'
import { text } from '../../src/line/message-builders.js'
import { openTestDatabase, type TestDatabase } from '../harness/test-database.js'
import { createSortingRoom, eventOf, wordsOf } from './sorting-room.js'

const people = Array.from({ length: 20 }, (_, index) => `คน ${index}`)
const rounds = Array.from({ length: 10 }, (_, index) => index)

describe('Two replicas', () => {
  let database: TestDatabase
  let second: Connection
  const workers: Worker[] = []
  before(async () => {
    database = await openTestDatabase()
    second = await mongoose.createConnection(database.uri).asPromise()
  })
  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    await second?.close()
    await database?.close()
  })

  it('When 200 events of 20 people wait in disorder, then each is answered once, in order and never two at a time', async () => {
    const rooms = [database.connection, second].map((connection) => createSortingRoom(connection))
    const events = rounds.flatMap((round) =>
      people.map((person) => eventOf(person, `${person}, ${round}`, round)),
    )
    const [first] = rooms
    for (const event of events.reverse()) await first?.receives(event)

    const inWork = new Set<string>()
    const turnsOf = [0, 0]
    let together = 0
    const turn = (replica: number) => async (received: Received) => {
      if (inWork.has(received.chat)) together += 1
      inWork.add(received.chat)
      turnsOf[replica] = (turnsOf[replica] ?? 0) + 1
      // Other work gets its turn while this one is under way.
      await new Promise((next) => setImmediate(next))
      inWork.delete(received.chat)
      const words = wordsOf(received)
      const letter = rooms[replica]?.post.letter(`${received.eventKey}:0`, String(words.split(',')[0]), {
        messages: [text(words)],
      })
      return letter ? [letter] : []
    }
    const heard: string[] = []
    for (const { post } of rooms)
      post.onSending(async ({ words }) => {
        heard.push(words)
      })
    for (const [replica, room] of rooms.entries()) {
      const worker = room.worker({ turn: turn(replica) })
      workers.push(worker)
      worker.start()
    }
    await Promise.all(workers.map((worker) => worker.drain()))

    expect(await first?.inbox.waiting()).to.equal(0)
    expect(together).to.equal(0)
    expect(turnsOf[0]).to.be.above(0)
    expect(turnsOf[1]).to.be.above(0)
    expect((turnsOf[0] ?? 0) + (turnsOf[1] ?? 0)).to.equal(200)
    for (const person of people)
      expect(heard.filter((words) => words.startsWith(`${person},`))).to.deep.equal(
        rounds.map((round) => `${person}, ${round}`),
      )
  })
})

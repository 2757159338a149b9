// The bulk post on a real database, with a LINE that answers what the test tells it to.
import { expect } from 'chai'
import { createBulkModel } from '../../src/delivery/bulk/bulk-model.js'
import { createBulkPost } from '../../src/delivery/bulk/bulk-post.js'
import type { SendOutcome } from '../../src/line/line-send-outcome.js'
import { text } from '../../src/line/message-builders.js'
import { addressOf } from '../../src/security/chat-address.js'
import { createKeyring } from '../../src/security/keyring.js'
import { withDatabase } from '../harness/test-database.js'
import { accepted, refused, serverError } from './post-room.js'

class PowerCut extends Error {}

interface Call {
  readonly way: 'multicast' | 'push'
  readonly to: readonly string[]
  readonly words: string
  readonly retryKey: string
}

describe('The bulk post', () => {
  const database = withDatabase()
  const keyring = createKeyring(Buffer.alloc(32, 5))
  const batch = 'campaign/1/1'
  const goOn = async () => true
  let time = new Date('2026-11-20T03:00:00Z').getTime()
  let calls: Call[] = []
  let line: (call: Call) => SendOutcome = () => accepted
  beforeEach(() => {
    calls = []
    line = () => accepted
  })

  /** As after a restart: nothing is remembered but what is in the database. */
  function open() {
    const take = async (call: Call) => {
      calls.push(call)
      return line(call)
    }
    const wordsOf = (messages: readonly unknown[]) => JSON.stringify(messages)
    return createBulkPost({
      model: createBulkModel(database()),
      keyring,
      clock: () => new Date(time),
      multicast: (_channel, to, messages, retryKey) =>
        take({ way: 'multicast', to, words: wordsOf(messages), retryKey }),
      push: (_channel, to, messages, retryKey) =>
        take({ way: 'push', to: [to], words: wordsOf(messages), retryKey }),
      tried: () => undefined,
    })
  }

  const address = (lineId: string) => addressOf(keyring, 'main', lineId)

  /** Ten chunks of three people, and a group. */
  async function posted() {
    const post = open()
    await post.keepText(batch, 'th', [text('ประกาศ')])
    const people = Array.from({ length: 10 }, (_, number) => ({
      number,
      channel: 'main',
      way: 'multicast' as const,
      text: 'th',
      to: [0, 1, 2].map((one) => address(`U-person-${number}-${one}`)),
    }))
    const group = {
      number: 10,
      channel: 'main',
      way: 'push' as const,
      text: 'th',
      to: [address('C-the-group')],
    }
    await post.add(batch, [...people, group])
    return post
  }

  it('When a batch is sent, then every address gets it once, groups by push', async () => {
    expect(await (await posted()).send(batch, goOn)).to.equal('sent')
    expect(calls.filter(({ way }) => way === 'push').map(({ to }) => to)).to.deep.equal([['C-the-group']])
    const reached = calls.flatMap(({ to }) => to)
    expect(reached).to.have.length(31)
    expect(new Set(reached)).to.have.length(31)
    expect(await open().counts(batch)).to.deep.equal({
      waiting: 0,
      sent: 31,
      parked: 0,
      failed: 0,
      unsure: 0,
    })
    expect(await open().send(batch, goOn)).to.equal('sent')
    expect(calls).to.have.length(11)
  })

  it('When it lies in the database, then neither an address nor a word can be read there', async () => {
    await posted()
    const rows = [
      ...(await database().collection('bulkAddresses').find({}).toArray()),
      ...(await database().collection('bulkTexts').find({}).toArray()),
    ]
    for (const { to, messages } of rows)
      expect(Buffer.from((to ?? messages).buffer).toString('latin1')).not.to.match(/U-person-\d|C-the-group/)
    await open().send(batch, goOn)
    expect(
      await database()
        .collection('bulkChunks')
        .countDocuments({ to: { $exists: true } }),
    ).to.equal(0)
  })

  it('When the same chunks are added again after a crash, then they are there once, with their first keys', async () => {
    await posted()
    const before = await database().collection('bulkChunks').find({}).sort({ number: 1 }).toArray()
    await posted()
    const after = await database().collection('bulkChunks').find({}).sort({ number: 1 }).toArray()
    expect(after.map(({ retryKey }) => retryKey)).to.deep.equal(before.map(({ retryKey }) => retryKey))
  })

  it('When the power goes in the middle, then the rest is sent, and what was under way with the same key and the same words', async () => {
    const post = await posted()
    let taken = 0
    line = () => {
      taken += 1
      if (taken > 4) throw new PowerCut()
      return accepted
    }
    const died = await post.send(batch, goOn).then(
      () => false,
      (error) => error instanceof PowerCut,
    )
    expect(died).to.equal(true)
    const before = [...calls]
    line = () => accepted
    expect(await open().send(batch, goOn)).to.equal('sent')
    const keys = new Map<string, Set<string>>()
    for (const { to, retryKey, words } of calls)
      keys.set(to.join(), (keys.get(to.join()) ?? new Set()).add(`${retryKey} ${words}`))
    expect(keys).to.have.length(11)
    for (const [, used] of keys) expect(used).to.have.length(1)
    expect(before.length).to.be.greaterThan(4)
    expect((await open().counts(batch)).sent).to.equal(31)
  })

  it('When LINE does not answer, then it is tried again later with the same key', async () => {
    const post = await posted()
    line = ({ to }) => (to.includes('U-person-0-0') && calls.length < 12 ? serverError : accepted)
    expect(await post.send(batch, goOn)).to.equal('later')
    expect(await post.send(batch, goOn)).to.equal('later')
    time += 1000
    expect(await post.send(batch, goOn)).to.equal('sent')
    const tries = calls.filter(({ to }) => to.includes('U-person-0-0'))
    expect(tries).to.have.length(2)
    expect(new Set(tries.map(({ retryKey }) => retryKey))).to.have.length(1)
  })

  it('When the quota is spent, then the rest is parked at once, and sent when there is quota again', async () => {
    const post = await posted()
    line = ({ to }) =>
      to.includes('U-person-0-0') || to.includes('U-person-1-0') ? accepted : refused('quota', 429)
    expect(await post.send(batch, goOn)).to.equal('parked')
    const { sent, parked, waiting } = await post.counts(batch)
    expect({ sent, parked, waiting }).to.deep.equal({ sent: 6, parked: 25, waiting: 0 })
    line = () => accepted
    await post.unpark(batch)
    expect(await post.send(batch, goOn)).to.equal('sent')
    expect((await post.counts(batch)).sent).to.equal(31)
  })

  it('When LINE refuses some for good, then only these are sent again on demand, under a new key', async () => {
    const post = await posted()
    line = ({ way }) => (way === 'push' ? refused('permanent', 400) : accepted)
    expect(await post.send(batch, goOn)).to.equal('sent')
    expect((await post.counts(batch)).failed).to.equal(1)
    line = () => accepted
    expect(await post.retryFailed(batch)).to.equal(1)
    expect(await post.send(batch, goOn)).to.equal('sent')
    const pushes = calls.filter(({ way }) => way === 'push')
    expect(new Set(pushes.map(({ retryKey }) => retryKey))).to.have.length(2)
    expect(calls).to.have.length(12)
  })

  it('When it may have arrived and a day is over, then it counts as failed and is never sent again', async () => {
    const post = await posted()
    line = ({ way }) => (way === 'push' ? serverError : accepted)
    expect(await post.send(batch, goOn)).to.equal('later')
    time += 24 * 3_600_000
    line = () => accepted
    expect(await post.send(batch, goOn)).to.equal('sent')
    expect(calls.filter(({ way }) => way === 'push')).to.have.length(1)
    const { failed, unsure } = await post.counts(batch)
    expect({ failed, unsure }).to.deep.equal({ failed: 1, unsure: 1 })
    expect(await post.retryFailed(batch)).to.equal(0)
  })

  it('When LINE certainly took nothing for two days, then it is sent all the same', async () => {
    const post = await posted()
    line = () => refused('unauthorized', 401)
    expect(await post.send(batch, goOn)).to.equal('later')
    time += 48 * 3_600_000
    line = () => accepted
    expect(await post.send(batch, goOn)).to.equal('sent')
    expect((await post.counts(batch)).sent).to.equal(31)
  })

  it('When a paused batch goes on after two days, then what had been fetched and not tried is sent', async () => {
    const post = await posted()
    let spent = false
    line = () => {
      spent = true
      return refused('quota', 429)
    }
    expect(await post.send(batch, async () => !spent)).to.equal('parked')
    time += 48 * 3_600_000
    line = () => accepted
    await post.unpark(batch)
    expect(await open().send(batch, goOn)).to.equal('sent')
    expect((await post.counts(batch)).sent).to.equal(31)
  })

  it('When what LINE said cannot be written down, then it is sent again with the same key', async () => {
    const post = await posted()
    const { chunks } = createBulkModel(database())
    const write = chunks.bulkWrite.bind(chunks)
    line = () => {
      chunks.bulkWrite = () => Promise.reject(new PowerCut())
      return accepted
    }
    const died = await post.send(batch, goOn).then(
      () => false,
      (error) => error instanceof PowerCut,
    )
    chunks.bulkWrite = write
    expect(died).to.equal(true)
    const before = new Map(calls.map(({ to, retryKey }) => [to.join(), retryKey]))
    line = () => accepted
    expect(await open().send(batch, goOn)).to.equal('sent')
    expect(before.size).to.be.greaterThan(0)
    for (const { to, retryKey } of calls) expect(before.get(to.join()) ?? retryKey).to.equal(retryKey)
    expect((await post.counts(batch)).sent).to.equal(31)
  })

  it('When somebody has gone, then only a chunk that LINE knows nothing of is written to fewer, and an empty one is gone', async () => {
    const post = await posted()
    line = ({ to }) => (to.includes('U-person-0-0') ? serverError : accepted)
    let asked = 0
    await post.send(batch, async () => ++asked === 0)
    expect(await post.untried(batch)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    await post.readdress(batch, 3, [address('U-person-3-1')])
    await post.readdress(batch, 10, [])
    await post.send(batch, goOn)
    expect(await post.untried(batch)).to.deep.equal([])
    expect(calls.map(({ to }) => to)).to.deep.include(['U-person-3-1'])
    expect(calls.map(({ way }) => way)).to.not.include('push')
    expect(await post.counts(batch)).to.include({ sent: 25, waiting: 3 })
    // LINE may have taken it: the same key must stay with the same addresses.
    await post.readdress(batch, 0, [])
    await post.readdress(batch, 0, [address('U-person-0-1')])
    line = () => accepted
    time += 600_000
    expect(await post.send(batch, goOn)).to.equal('sent')
    expect(calls.at(-1)).to.deep.equal(calls.find(({ to }) => to.includes('U-person-0-0')))
    expect(await post.counts(batch)).to.include({ sent: 28, waiting: 0 })
  })

  it('When it is told to stop, then nothing more is sent until it may go on', async () => {
    const post = await posted()
    expect(await post.send(batch, async () => false)).to.equal('halted')
    expect(calls).to.deep.equal([])
    expect(await post.send(batch, goOn)).to.equal('sent')
  })
})

// Through the door and back: what LINE does wrong on the way out, and that the person still hears the answer once.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { startTcpGate, type TcpGate } from '../harness/tcp-gate.js'

const reply = '/message/reply'
const push = '/message/push'

describe('When LINE fails on the way out', () => {
  let running: RunningProduct
  let way: TcpGate
  let person: LinePerson
  let names = 0

  before(async () => {
    way = await startTcpGate()
    running = await startProduct({
      now: new Date('2026-11-20T03:00:00Z'),
      product: { lineApiBaseUrl: `http://127.0.0.1:${way.port}`, lineTimeout: 250 },
    })
    way.leadTo(Number(new URL(running.platform.apiBaseUrl).port))
  })
  beforeEach(() => {
    running.platform.faults.clear()
    running.platform.accepted.clear()
    names += 1
    person = running.platform.addPerson({ name: `คนที่ ${names}`, friend: true })
  })
  after(async () => {
    await running?.stop()
    await way.shut()
  })

  const kinds = () => running.platform.accepted.all().map(({ kind }) => kind)
  async function asks(): Promise<void> {
    await person.says('ช่วยเหลือ')
    await running.settle()
  }
  async function later(milliseconds = 1000): Promise<void> {
    running.passTime(milliseconds)
    await running.settle()
  }
  function heardOnce(): void {
    expect(person.texts()).to.have.length(1)
    expect(person.texts()[0]).to.match(/พิมพ์คำเหล่านี้ได้/)
  }
  /** The token is too old to be tried: the answer must go by push. */
  async function asksTooLateToReply(): Promise<void> {
    await running.product.worker.stop()
    await person.says('ช่วยเหลือ')
    running.passTime(51_000)
    running.product.worker.start()
    await running.settle()
  }

  it('When nothing fails, then the answer is a reply and costs nothing', async () => {
    await asks()
    heardOnce()
    expect(kinds()).to.deep.equal(['reply'])
    expect(running.platform.quotaUsage()).to.equal(0)
  })

  it('When the answer comes after fifty seconds, then it is a push, though LINE would take the token a while longer', async () => {
    await asksTooLateToReply()
    heardOnce()
    expect(kinds()).to.deep.equal(['push'])
  })

  it('When LINE refuses connections, then the answer waits and comes once when LINE is back', async () => {
    await way.shut()
    await asks()
    await later()
    expect(person.texts()).to.deep.equal([])
    await way.open()
    await later(2000)
    heardOnce()
    expect(kinds()).to.deep.equal(['reply'])
  })

  it('When LINE is away for two minutes, then the answer comes by push', async () => {
    await way.shut()
    await asks()
    await later(120_000)
    await way.open()
    await later(300_000)
    heardOnce()
    expect(kinds()).to.deep.equal(['push'])
  })

  for (const fault of [
    'dropConnectionBefore',
    'error500BeforeAccept',
    'silenceBefore',
    'rateLimit429',
  ] as const)
    it(`When ${fault} strikes a reply, then the reply succeeds at the next try`, async () => {
      running.platform.faults.next(fault, { endpoint: reply })
      await asks()
      expect(person.texts()).to.deep.equal([])
      await later()
      heardOnce()
      expect(kinds()).to.deep.equal(['reply'])
    })

  for (const fault of ['error500AfterAccept', 'dropConnectionAfter', 'silenceAfter'] as const)
    it(`When ${fault} strikes a reply, then the refused token says that it has arrived`, async () => {
      running.platform.faults.next(fault, { endpoint: reply })
      await asks()
      await later()
      await later(300_000)
      heardOnce()
      expect(kinds()).to.deep.equal(['reply'])
    })

  it('When the answer to a reply is damaged on its way, then it counts as taken', async () => {
    running.platform.faults.next('brokenBodyAfterAccept', { endpoint: reply })
    await asks()
    await later()
    heardOnce()
    expect(kinds()).to.deep.equal(['reply'])
  })

  it('When LINE answers later than we wait, then it is still said once', async () => {
    running.platform.faults.next('delay', { endpoint: reply, delayMs: 600 })
    await asks()
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await later()
    await later(300_000)
    heardOnce()
  })

  for (const fault of ['error500AfterAccept', 'dropConnectionAfter', 'silenceAfter'] as const)
    it(`When ${fault} strikes a push, then the same retry key makes it arrive once`, async () => {
      running.platform.faults.next(fault, { endpoint: push })
      const before = running.platform.quotaUsage()
      await asksTooLateToReply()
      await later()
      heardOnce()
      expect(kinds()).to.deep.equal(['push'])
      expect(running.platform.quotaUsage()).to.equal(before + 1)
      const outbox = running.connection.collection('outbox')
      expect(await outbox.countDocuments({ state: { $ne: 'sent' } })).to.equal(0)
    })

  for (const fault of [
    'dropConnectionBefore',
    'error500BeforeAccept',
    'rateLimit429',
    'tooManyToUser429',
  ] as const)
    it(`When ${fault} strikes a push three times, then it waits and succeeds`, async () => {
      running.platform.faults.next(fault, { endpoint: push, times: 3 })
      await asksTooLateToReply()
      for (let round = 0; round < 3; round += 1) {
        expect(person.texts()).to.deep.equal([])
        await later(5000)
      }
      heardOnce()
    })

  it('When two answers wait, then they come in the order of the questions', async () => {
    running.platform.faults.next('error500BeforeAccept', { endpoint: reply })
    await asks()
    await person.says('ยกเลิก')
    await running.settle()
    expect(person.texts()).to.deep.equal([])
    await later()
    expect(person.texts()).to.have.length(2)
    expect(person.texts()[0]).to.match(/พิมพ์คำเหล่านี้ได้/)
  })

  it('When all this is over, then the log holds neither ids nor words', () => {
    expect(running.logged()).to.include('LINE did not take a message')
    expect(running.logged()).to.not.include('ช่วยเหลือ')
    for (const { userId } of running.platform.people()) expect(running.logged()).to.not.include(userId)
  })
})

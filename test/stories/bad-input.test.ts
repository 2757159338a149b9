// What nobody should send and somebody will: each gets a clear answer or a kind sentence, and the next one is served.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('Bad input through the door', () => {
  let running: RunningProduct
  let person: LinePerson
  let numbers = 0
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
  })
  beforeEach(() => {
    numbers += 1
    person = running.platform.addPerson({ name: `คนที่ ${numbers}`, friend: true })
  })
  after(() => running?.stop())

  const event = (more: Record<string, unknown> = {}) => ({
    type: 'message',
    mode: 'active',
    timestamp: running.now().getTime(),
    webhookEventId: `01HBAD${numbers}${Math.random().toString(36).slice(2)}`,
    deliveryContext: { isRedelivery: false },
    source: { type: 'user', userId: person.userId },
    message: { id: String(numbers), type: 'text', text: 'ช่วยเหลือ' },
    ...more,
  })
  const post = async (body: unknown) => {
    const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    return (await running.platform.postRaw('main', raw)).status
  }
  const stored = () => running.connection.collection('inbox').countDocuments({ state: 'waiting' })
  async function stillServes(): Promise<void> {
    await person.says('ช่วยเหลือ')
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await running.settle()
    expect(await stored()).to.equal(0)
    expect(await running.connection.collection('inbox').countDocuments({ state: 'dead' })).to.equal(0)
  }

  const bodies: Record<string, [unknown, number]> = {
    'half a JSON': ['{"events":[', 400],
    'a number': ['7', 400],
    null: ['null', 400],
    'no list of events': [{ destination: 'U' }, 400],
    'events that are no list': [{ events: { 0: {} } }, 400],
    'an event that is a word': [{ events: ['hello', 1, null, []] }, 200],
    'bytes that are no UTF-8': [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
    'a deep nest': [`{"events":[${'['.repeat(5000)}${']'.repeat(5000)}]}`, 200],
  }
  for (const [name, [body, status]] of Object.entries(bodies))
    it(`When the body is ${name}, then ${status} and nothing is stored`, async () => {
      expect(await post(body)).to.equal(status)
      expect(await stored()).to.equal(0)
      await stillServes()
    })

  const strange: Record<string, Record<string, unknown>> = {
    'no source': { source: undefined },
    'a source of an unknown kind': { source: { type: 'planet', planetId: 'P' } },
    'a user without an id': { source: { type: 'user' } },
    'no id of its own': { webhookEventId: undefined },
    'a very long id': { webhookEventId: 'x'.repeat(5000) },
    'a time that is a word': { timestamp: 'yesterday' },
    'a time before time': { timestamp: -1 },
    'a time that no calendar has': { timestamp: 1e17 },
    'half a millisecond': { timestamp: 1.5 },
    'a message without content': { message: undefined },
    'a postback without data': { type: 'postback', postback: {} },
    'an unsend of nothing': { type: 'unsend', unsend: {} },
    'standby mode': { mode: 'standby' },
  }
  for (const [name, fields] of Object.entries(strange))
    it(`When an event has ${name}, then 200, and its neighbour in the same body is answered`, async () => {
      expect(await post({ destination: 'U', events: [event(fields), event(), event(fields)] })).to.equal(200)
      await running.settle()
      expect(person.texts()).to.have.length(1)
      await stillServes()
    })

  const words: Record<string, string> = {
    'only blanks': ' \n\t\u3000 ',
    'only a slash': '/',
    'zero-width signs': '\u200b\u200d\ufeff',
    'half an emoji': 'ช่วย\ud83d',
    'a NUL and control signs': 'a\u0000b\u001b[31m',
    'a thousand blanks before a command': `${' '.repeat(1000)}ช่วยเหลือ${' '.repeat(1000)}x`,
    'five thousand emoji': '👩‍👩‍👧‍👦'.repeat(450),
    'a query in disguise': '{"$gt":""}',
    'a template in disguise': '{{agency}} $t(help.title) <%= x %>',
    'a property of all objects': '__proto__',
    'a constructor': 'constructor',
  }
  for (const [name, said] of Object.entries(words))
    it(`When somebody writes ${name}, then there is one kind answer`, async () => {
      await person.says(said)
      await running.settle()
      expect(person.texts()).to.have.length(1)
      expect(person.texts()[0]).to.match(/ยังไม่เข้าใจ/)
      await stillServes()
    })

  it('When postbacks are foreign, forged or made of nothing, then each gets one sentence', async () => {
    const forged = [
      '',
      'buy=1',
      's1;dialog.choice.1;0;{}',
      's1;dialog.choice.1;0;null',
      's1;a.b.1;0;"x"',
      '\u0000',
    ]
    for (const data of forged) {
      person.listensAnew()
      await person.postback({ data })
      await running.settle()
      expect(person.lastMessages(), JSON.stringify(data)).to.have.length(1)
    }
    await stillServes()
  })

  it('When stickers, places, files and unknown kinds come outside any dialog, then each gets one sentence', async () => {
    await person.sendsSticker()
    await person.sendsLocation({ latitude: 13.7, longitude: 100.5 })
    await person.sendsFile(Buffer.from('%PDF'), 'งบ.pdf')
    await person.sends({ type: 'hologram' })
    await running.settle()
    expect(person.texts()).to.have.length(4)
    expect(person.texts()[2]).to.match(/ไม่ได้เปิดหรือเก็บไว้/)
  })

  it('When all of this is over, then the log and the metrics hold no words', async () => {
    const metrics = await (await fetch(`${running.url}/metrics`)).text()
    for (const secret of ['$gt', 'hologram', '__proto__', person.userId]) {
      expect(running.logged()).to.not.include(secret)
      expect(metrics).to.not.include(secret)
    }
  })
})

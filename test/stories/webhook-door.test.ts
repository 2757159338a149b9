// What the door takes and what it refuses, over real HTTP.
import { expect } from 'chai'
import { type RunningProduct, startProduct } from '../harness/product.js'

const rowsOf = (running: RunningProduct, filter = {}) =>
  running.connection.collection('inbox').countDocuments(filter)

describe('The webhook door', () => {
  let running: RunningProduct
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
  })
  beforeEach(() => running.connection.collection('inbox').deleteMany({}))
  after(() => running?.stop())

  const post = (body: string, headers: Record<string, string> = {}, path = '/webhook') =>
    fetch(`${running.url}${path}`, { method: 'POST', body, headers })

  it('When the signature is missing or wrong, then 401 and nothing is stored', async () => {
    const body = JSON.stringify({ destination: 'U', events: [{ type: 'follow' }] })
    expect((await post(body)).status).to.equal(401)
    expect((await post(body, { 'x-line-signature': 'AAAA' })).status).to.equal(401)
    const { status } = await running.platform.postRaw('main', body, { signature: null })
    expect(status).to.equal(401)
    expect(await rowsOf(running)).to.equal(0)
  })

  it('When the body is over 1 MB, then 413; at 1 MB it is read', async () => {
    const frame = '{"destination":"U","events":[],"x":""}'
    const filled = (size: number) => frame.replace('""', `"${'a'.repeat(size - frame.length)}"`)
    expect((await running.platform.postRaw('main', filled(1024 * 1024 + 1))).status).to.equal(413)
    expect((await running.platform.postRaw('main', filled(1024 * 1024))).status).to.equal(200)
  })

  it('When it is signed but no JSON or no webhook, then 400', async () => {
    expect((await running.platform.postRaw('main', '{')).status).to.equal(400)
    expect((await running.platform.postRaw('main', '[]')).status).to.equal(400)
    expect((await running.platform.postRaw('main', '')).status).to.equal(400)
  })

  it('When the console verifies with an empty list, then 200', async () => {
    const [delivery] = [await running.platform.postEvents('main', [])]
    expect(delivery.status).to.equal(200)
    expect(await rowsOf(running)).to.equal(0)
  })

  it('When types and properties are unknown, then 200, ignored, and the known event beside them is answered', async () => {
    const person = running.platform.addPerson({ name: 'ก', friend: true })
    await running.platform.inOneBody(() => {
      void person.tells('somethingNew', { somethingNew: { deep: [1, { x: 'ค' }] } })
      void person.says('ช่วยเหลือ')
    })
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await running.settle()
    expect(await rowsOf(running)).to.equal(1)
  })

  it('When several people are in one body, then each gets their own answer', async () => {
    const people = ['ก', 'ข', 'ค'].map((name) => running.platform.addPerson({ name, friend: true }))
    await running.platform.inOneBody(() => {
      for (const person of people) void person.says('ช่วยเหลือ')
    })
    for (const person of people) await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await running.settle()
    for (const person of people) expect(person.texts()).to.have.length(1)
  })

  it('When LINE delivers an event again or twice, then it is answered once', async () => {
    const person = running.platform.addPerson({ name: 'ง', friend: true })
    const { delivery } = await person.says('ช่วยเหลือ')
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    const id = String(delivery.eventIds[0])
    expect((await running.platform.redeliver(id)).status).to.equal(200)
    expect((await running.platform.duplicate(id)).status).to.equal(200)
    await running.settle()
    expect(person.texts()).to.have.length(1)
    expect(await rowsOf(running)).to.equal(1)
  })

  it('When a body that was captured is sent again after its event was forgotten, then 200, and nothing happens', async () => {
    const { platform } = running
    const person = platform.addPerson({ name: 'ซ', friend: true })
    const { delivery } = await person.says('ช่วยเหลือ')
    await person.hears(/พิมพ์คำเหล่านี้ได้/)
    await running.settle()
    const id = String(delivery.eventIds[0])
    // The last moment at which it is taken, it is remembered still.
    running.passTime(48 * 3_600_000)
    await running.connection.collection('inbox').deleteMany({ expiresAt: { $lte: running.now() } })
    expect(await rowsOf(running)).to.equal(1)
    expect((await platform.redeliver(id)).status).to.equal(200)
    running.passTime(48 * 3_600_000)
    await running.connection.collection('inbox').deleteMany({ expiresAt: { $lte: running.now() } })
    expect(await rowsOf(running)).to.equal(0)
    expect((await platform.redeliver(id)).status).to.equal(200)
    await running.settle()
    expect(await rowsOf(running)).to.equal(0)
    expect(person.texts()).to.have.length(1)
  })

  it('When an event is finished, then its row keeps neither chat, time nor words', async () => {
    const person = running.platform.addPerson({ name: 'จ', friend: true })
    await person.says('ช่วยเหลือ')
    await running.settle()
    const row = await running.connection.collection('inbox').findOne({ state: 'done' })
    expect(Object.keys(row ?? {}).sort()).to.deep.equal(['_id', 'attempts', 'channel', 'expiresAt', 'state'])
  })

  it('When an edited message comes, then it runs no command', async () => {
    const person = running.platform.addPerson({ name: 'ฉ', friend: true })
    const group = running.platform.addGroup({ name: 'กลุ่ม', members: [person] })
    const { messageId } = await person.in(group).says('สวัสดีทุกคน')
    expect((await person.in(group).edits(messageId, '/ช่วยเหลือ')).status).to.equal(200)
    await running.settle()
    expect(group.texts()).to.deep.equal([])
    expect(await rowsOf(running)).to.equal(0)
  })

  it('When a message is withdrawn before it is worked on, then it is not worked on', async () => {
    const person = running.platform.addPerson({ name: 'ช', friend: true })
    await running.product.worker.stop()
    const { messageId } = await person.says('ช่วยเหลือ')
    await person.unsends(messageId)
    running.product.worker.start()
    await running.settle()
    expect(person.texts()).to.deep.equal([])
    expect(await rowsOf(running, { state: 'done' })).to.equal(2)
  })

  it('When a path is not a channel, then 404; another method, 405', async () => {
    expect((await post('{}', {}, '/webhook/nobody')).status).to.equal(404)
    expect((await post('{}', {}, '/webhook/main/more')).status).to.equal(404)
    expect((await fetch(`${running.url}/webhook`)).status).to.equal(405)
  })

  it('When asked, then it is alive, ready, and counts without naming anybody', async () => {
    expect((await fetch(`${running.url}/health`)).status).to.equal(200)
    const ready = await fetch(`${running.url}/ready`)
    expect(ready.status).to.equal(200)
    expect(await ready.json()).to.deep.equal({ database: true, worker: true })
    const metrics = await (await fetch(`${running.url}/metrics`)).text()
    expect(metrics).to.contain('sujarit_webhooks_total{status="200"}')
    for (const person of running.platform.people()) expect(metrics).to.not.contain(person.userId)
  })
})

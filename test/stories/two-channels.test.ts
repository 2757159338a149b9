// One process, two LINE accounts under two providers: staff on one, tips on the other, and nobody can join the two.
import { expect } from 'chai'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('Staff and citizens on two channels', () => {
  let running: RunningProduct
  before(async () => {
    running = await startProduct({
      now: new Date('2026-11-20T03:00:00Z'),
      channels: [
        {
          name: 'staff',
          provider: 'agency',
          features: ['people', 'acknowledgements', 'campaigns', 'statistics'],
        },
        { name: 'tips', provider: 'tips', features: ['people', 'tips'] },
      ],
    })
  })
  after(() => running?.stop())

  it('When the same person writes to both, then each channel answers what it is for', async () => {
    const clerk = running.platform.addPerson({ name: 'เสมียน', friend: true })
    await clerk.with('tips').says('แจ้งเบาะแส')
    await clerk.with('tips').hears(/ยังไม่พร้อมรับแจ้งเบาะแส|ใครเห็นอะไรบ้าง/)
    await clerk.with('staff').says('แจ้งเบาะแส')
    await clerk.with('staff').hears(/ยังไม่เข้าใจ/)
    expect(clerk.userIdFor('staff')).to.not.equal(clerk.userIdFor('tips'))
  })

  it('When rows are kept, then each carries its channel and one person has two keys', async () => {
    const clerk = running.platform.addPerson({ name: 'อีกคน', friend: true })
    await running.product.worker.stop()
    await clerk.with('staff').says('ช่วยเหลือ')
    await clerk.with('tips').says('ช่วยเหลือ')
    const rows = await running.connection.collection('inbox').find({ state: 'waiting' }).toArray()
    expect(rows.map(({ channel }) => channel).sort()).to.deep.equal(['staff', 'tips'])
    expect(rows[0]?.chat).to.not.equal(rows[1]?.chat)
    running.product.worker.start()
    await running.settle()
    const letters = await running.connection.collection('outbox').distinct('channel')
    expect(letters.sort()).to.deep.equal(['staff', 'tips'])
  })

  it('When a body is signed for one channel and posted to the other, then 401', async () => {
    const body = '{"destination":"U","events":[]}'
    const { createHmac } = await import('node:crypto')
    const signature = createHmac('sha256', 'secret-of-staff').update(body).digest('base64')
    const post = (path: string) =>
      fetch(`${running.url}${path}`, { method: 'POST', body, headers: { 'x-line-signature': signature } })
    expect((await post('/webhook')).status).to.equal(200)
    expect((await post('/webhook/staff')).status).to.equal(200)
    expect((await post('/webhook/tips')).status).to.equal(401)
  })
})

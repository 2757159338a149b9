// A spent month, a message that LINE will never take, and what the officers and the operator get to know.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type Agency, startAgency } from '../harness/agency.js'

describe('Letters that LINE does not take', () => {
  let agency: Agency
  let person: LinePerson
  before(async () => {
    agency = await startAgency()
  })
  beforeEach(async () => {
    agency.platform.faults.clear()
    agency.platform.setMonthlyQuota('none')
    await agency.connection.collection('outbox').deleteMany({})
    agency.passTime(60_000)
    person = await agency.citizen('ประชาชน')
  })
  after(() => agency?.stop())

  const letters = (state: string) => agency.connection.collection('outbox').find({ state }).toArray()
  async function asksTooLateToReply(): Promise<void> {
    await agency.product.worker.stop()
    await person.says('ช่วยเหลือ')
    agency.passTime(55_000)
    agency.product.worker.start()
    await agency.settle()
  }

  it('When the quota is spent, then replies still go, the push is parked, and nothing is lost', async () => {
    agency.platform.setMonthlyQuota(0)
    await asksTooLateToReply()
    expect(person.texts()).to.deep.equal([])
    expect(await letters('parked')).to.have.length(1)
    await person.says('ช่วยเหลือ')
    await agency.settle()
    expect(person.texts()).to.have.length(1)
    agency.platform.setMonthlyQuota('none')
    expect(await agency.product.runJob('parked-letters')).to.equal(1)
    await agency.settle()
    expect(person.texts()).to.have.length(2)
    expect(await letters('parked')).to.have.length(0)
  })

  it('When letters are parked, then an officer is told in private until they have gone; a citizen and a group never', async () => {
    const officer = await agency.officer('officer')
    const group = agency.platform.addGroup({ name: 'กลุ่ม', members: [officer] })
    agency.platform.setMonthlyQuota(0)
    await asksTooLateToReply()
    await officer.says('ช่วยเหลือ')
    expect((await officer.hears(/ข้อความรอส่ง/)).text).to.include('มี 1 ข้อความรอส่ง')
    expect((await officer.hears(/พิมพ์คำเหล่านี้ได้/)).text).to.not.equal('')
    await person.says('ช่วยเหลือ')
    await officer.in(group).says('/ช่วยเหลือ')
    await agency.settle()
    expect(person.texts().join()).to.not.include('ข้อความรอส่ง')
    expect(group.texts().join()).to.match(/พิมพ์คำเหล่านี้ได้/)
    expect(group.texts().join()).to.not.include('ข้อความรอส่ง')

    agency.platform.setMonthlyQuota('none')
    await agency.product.runJob('parked-letters')
    await agency.settle()
    agency.passTime(31_000)
    await officer.says('ช่วยเหลือ')
    await agency.settle()
    expect(officer.lastMessages().map(({ text }) => text)).to.have.length(1)
  })

  it('When another chance comes too early, then the letter is parked again', async () => {
    agency.platform.setMonthlyQuota(0)
    await asksTooLateToReply()
    await agency.product.runJob('parked-letters')
    await agency.settle()
    expect(await letters('parked')).to.have.length(1)
    expect(person.texts()).to.deep.equal([])
  })

  it("When LINE refuses a message for good, then the row keeps LINE's own details for the operator and no words", async () => {
    // Somebody whom LINE does not know: the 400 that a push can meet without a mistake of ours.
    const userId = `U${'7'.repeat(32)}`
    const delivery = await agency.platform.postEvents('main', [
      {
        type: 'message',
        mode: 'active',
        timestamp: agency.now().getTime(),
        webhookEventId: '01HSTRANGER0000000000000000',
        deliveryContext: { isRedelivery: false },
        replyToken: 'f'.repeat(32),
        source: { type: 'user', userId },
        message: { id: '77', type: 'text', text: 'นกขมิ้น' },
      },
    ])
    expect(delivery.status).to.equal(200)
    await agency.settle()
    const [dead] = await letters('dead')
    expect(dead?.problem).to.include({ status: 400 })
    expect(dead?.problem.details).to.deep.equal(['Failed to send messages'])
    expect(dead?.problem.requestId).to.be.a('string')
    expect(dead).to.not.have.any.keys('body')
    expect(await letters('waiting')).to.deep.equal([])
    expect(agency.logged())
      .to.include(dead?.problem.requestId)
      .and.not.include('นกขมิ้น')
      .and.not.include(userId)
    const metrics = await (await fetch(`${agency.url}/metrics`)).text()
    expect(metrics).to.include('sujarit_dead_letters{box="outbox"} 1')
  })
})

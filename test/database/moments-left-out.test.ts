// What a row may tell of when somebody spoke, seen from outside: half-told things end at a step of the clock or at a day’s end, and a
// backup leaves out what still waits, which has its moment.
import { expect } from 'chai'
import { wantedOf } from '../../src/backup/backup-contents.js'
import { dayInBangkok, startOfDay } from '../../src/i18n/calendar/bangkok-time.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { addReader } from '../harness/reader-added.js'

describe('The moments of what is half told', () => {
  let running: RunningProduct
  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:17:23.417Z') })
    await addReader(running)
    const person = running.platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    await person.says('แจ้งเบาะแส')
    await running.settle()
  })
  after(() => running?.stop())

  it('When somebody is in the middle of telling, then the row ends at a whole five minutes, and is forgotten at a day’s end', async () => {
    const rows = await running.connection.collection('dialogs').find().toArray()
    expect(rows).to.have.length(1)
    for (const { sweepAt, forgetAt } of rows) {
      expect(sweepAt.getTime() % 300_000).to.equal(0)
      expect(forgetAt).to.deep.equal(startOfDay(dayInBangkok(forgetAt)))
    }
  })

  it('When a file waits in a draft, then it dies at a day’s end', async () => {
    const person = running.platform.people()[0] ?? expect.fail('Nobody')
    for (const label of ['ยอมรับและเริ่ม', 'ทุจริต/ประพฤติมิชอบ', 'หน่วยงานนี้', 'เรียกรับสินบน']) {
      await person.presses(label)
      await running.settle()
    }
    await person.says('มีการเรียกเงิน')
    await running.settle()
    await person.presses('ต่อไป')
    await running.settle()
    for (const label of ['ไม่ทราบ', 'ไม่ทราบ', 'ไม่ทราบ', 'เห็นเอง']) {
      await person.presses(label)
      await running.settle()
    }
    await person.sendsFile(Buffer.from('%PDF-1.7 paper'), 'paper.pdf')
    await running.settle()
    const rows = await running.connection.collection('tip_draft_parts').find().toArray()
    expect(rows.length).to.be.above(0)
    for (const { expiresAt } of rows) expect(expiresAt).to.deep.equal(startOfDay(dayInBangkok(expiresAt)))
  })

  it('When a letter still waits, then no backup reads it', () => {
    expect(JSON.stringify(wantedOf('outbox')))
      .to.include('sent')
      .and.not.include('waiting')
    expect(wantedOf('outbox')).not.to.deep.equal({})
  })
})

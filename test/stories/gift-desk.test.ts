import { BSON } from 'bson'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { fiscalYearPeriod } from '../../src/i18n/calendar/period.js'
import { type Agency, startAgency } from '../harness/agency.js'

const day = 86_400_000
const canary = 'กระเช้านกยูงทอง'

describe('Story: a fruit basket arrives at the finance division', () => {
  let agency: Agency
  let clerk: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    clerk = await agency.staff(2)
  })
  afterEach(() => agency.stop())

  /** A member of staff who also holds a role. */
  async function keeper(index: number, role: 'ethics' | 'executive'): Promise<LinePerson> {
    const person = await agency.staff(index)
    const { code } = await agency.product.features.people.rules.inviteToRole(role)
    await person.says(`ลงทะเบียน ${code}`)
    await agency.settle()
    return person
  }

  async function say(person: LinePerson, words: string): Promise<void> {
    await person.says(words)
    await agency.settle()
  }

  async function press(person: LinePerson, label: string): Promise<void> {
    await person.presses(label)
    await agency.settle()
  }

  async function send(person: LinePerson, picture: Buffer): Promise<void> {
    await person.sendsPicture(picture)
    await agency.settle()
  }

  async function tells(person: LinePerson, value: string, outcome: string, dated = 'เมื่อวานนี้'): Promise<void> {
    await person.says('ของขวัญ')
    await person.hears(/รายงานของขวัญและของกำนัล/)
    await person.presses('รายงานของขวัญ')
    await person.hears(/ได้รับเมื่อวันใด/)
    await person.says(dated)
    await person.hears(/ของที่ได้รับคืออะไร/)
    await person.says(canary)
    await person.hears(/ผู้ให้เกี่ยวข้อง/)
    await person.presses('คู่สัญญา')
    await person.hears(/ผู้ให้คือใคร/)
    await person.says(`บริษัท ${canary} จำกัด`)
    await person.hears(/ได้รับในโอกาสใด/)
    await person.presses('เทศกาลหรือปีใหม่')
    await person.hears(/มูลค่าประมาณกี่บาท/)
    await person.says(value)
    await person.hears(/มีภาพถ่าย/)
    await person.presses('ข้าม')
    await person.hears(/ดำเนินการกับของที่ได้รับ/)
    await person.presses(outcome)
    await person.hears(/รายงานการรับของขวัญ/)
  }

  const rows = (collection: string) => agency.connection.collection(collection).find().toArray()
  const thisYear = fiscalYearPeriod(2570)

  it('When a clerk reports 3,500 baht, then she hears that it is over the limit and by which day to report it', async () => {
    await tells(clerk, 'ประมาณ ๓,๕๐๐ บาท', 'ยังไม่ได้ดำเนินการ')
    await press(clerk, 'ยืนยัน')
    const { text } = await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    expect(text).to.include('เกินเกณฑ์: มูลค่าเกิน 3,000 บาท').and.include('ตามหลักเกณฑ์ที่หน่วยงานกำหนดไว้ในระบบ')
    expect(text).to.include('ภายในวันที่ 19 ธ.ค. 2569')
    const report = await agency.product.features.gifts.reports.report(thisYear)
    expect(report.all).to.include({ count: 1, over: 1, within: 0, notYet: 1 })
    expect(report.units.find(({ unit }) => unit === 'กองคลัง')).to.include({ count: 1, over: 1 })
  })

  it('When the day has passed four in the afternoon, then ethics and executive hear a number once, and no name and no value', async () => {
    const ethics = await keeper(3, 'ethics')
    const executive = await keeper(4, 'executive')
    await tells(clerk, '3500', 'ส่งคืนแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    agency.passTime(7 * 3_600_000)
    await agency.product.runJob('gift-digest')
    await agency.product.runJob('gift-digest')
    await agency.settle()
    for (const person of [ethics, executive]) {
      const digests = person.texts().filter((words) => words.includes('มีรายงานของขวัญใหม่'))
      expect(digests).to.have.length(1)
      expect(digests[0])
        .to.include('1 เรื่อง')
        .and.not.match(/3,?500|บุคลากร/)
    }
    agency.passTime(day)
    await agency.product.runJob('gift-digest')
    await agency.settle()
    expect(ethics.texts().filter((words) => words.includes('มีรายงานของขวัญใหม่'))).to.have.length(1)
  })

  it('When the gift is still not handed over, then the clerk is reminded 7 days and 1 day before, and not after she hands it over', async () => {
    await tells(clerk, '3500', 'ยังไม่ได้ดำเนินการ', 'วันนี้')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    const reminders = () => clerk.texts().filter((words) => words.includes('ครบกำหนดรายงานของขวัญ'))
    for (let passed = 0; passed < 23; passed += 1) agency.passTime(day)
    await agency.product.runJob('gift-digest')
    await agency.settle()
    expect(reminders()).to.have.length(1)
    expect(reminders()[0]).to.include('อีก 7 วัน (วันที่ 20 ธ.ค. 2569)').and.not.include(canary)
    await say(clerk, 'ของขวัญ')
    await press(clerk, 'รายงานของฉัน')
    await press(clerk, 'แก้ไข')
    await clerk.hears(/รายงานการรับของขวัญ/)
    await press(clerk, 'แก้การดำเนินการ')
    await press(clerk, 'ส่งมอบหน่วยงานแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/ฉบับที่ 2/)
    agency.passTime(6 * day)
    await agency.product.runJob('gift-digest')
    await agency.settle()
    expect(reminders()).to.have.length(1)
    expect((await agency.product.features.gifts.reports.report(thisYear)).all).to.include({
      count: 1,
      handedOver: 1,
    })
  })

  it('When a clerk withdraws with a reason, then nothing is counted, and both versions are kept', async () => {
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    await say(clerk, 'ของขวัญ')
    await press(clerk, 'รายงานของฉัน')
    await press(clerk, 'ถอนรายงาน')
    await say(clerk, 'บันทึกซ้ำ')
    await clerk.hears(/ถอนรายงานของที่ได้รับเมื่อวันที่ 19 พ.ย. 2569/)
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/ถอนรายงานแล้ว/)
    expect((await agency.product.features.gifts.reports.report(thisYear)).all.count).to.equal(0)
    const [gift] = await rows('gifts')
    expect([gift?.state, gift?.version, gift?.earlier.length]).to.deep.equal(['withdrawn', 2, 1])
  })

  it('When nothing was received, then an ethics officer signs it; when a gift is reported later, then it is superseded', async () => {
    const ethics = await keeper(3, 'ethics')
    await say(ethics, 'ไม่มีของขวัญ ไตรมาสนี้')
    await ethics.hears(/ลงนามรับรองให้หน่วยงานใด/)
    await say(ethics, 'กองคลัง')
    expect((await ethics.hears(/ไม่มีการรับของขวัญในรอบนี้/)).text).to.include('ของกองคลัง ไตรมาส 1/2570')
    await press(ethics, 'ยืนยัน')
    await ethics.hears(/รหัสตรวจสอบ/)
    const { reports } = agency.product.features.gifts
    const statementsOf = async () =>
      (await reports.report(thisYear)).units.find(({ unit }) => unit === 'กองคลัง')?.statements ?? []
    const [signed] = await statementsOf()
    expect(signed).to.include({
      number: 1,
      role: 'ethics',
      from: '2026-10-01',
      until: '2026-11-20',
      superseded: false,
    })
    expect(await reports.firstBrokenStatement()).to.equal(undefined)

    await tells(clerk, '500', 'ส่งคืนแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    expect((await statementsOf()).map(({ superseded }) => superseded)).to.deep.equal([true])

    await say(ethics, 'ไม่มีของขวัญ ไตรมาสนี้')
    await press(ethics, 'ทุกหน่วยงาน')
    await ethics.hears(/ลงนามไม่ได้ เพราะทะเบียนมีรายงานของขวัญ/)
    await say(ethics, 'ไม่มีของขวัญ ไตรมาสนี้')
    await say(ethics, 'กองกฎหมาย')
    await press(ethics, 'ยืนยัน')
    await ethics.hears(/คำรับรองที่/)
    expect(await rows('gift_statements')).to.have.length(2)

    await agency.connection
      .collection('gift_statements')
      .updateOne({ unit: 'กองคลัง' }, { $set: { until: '2026-12-31' } })
    expect(await reports.firstBrokenStatement()).to.equal(1)
  })

  it('When officers read the register, then they see who and what, and the audit says that they read it', async () => {
    const executive = await keeper(4, 'executive')
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    await say(executive, 'ของขวัญ')
    await press(executive, 'รายการของหน่วยงาน')
    const { text } = await executive.hears(/ผู้รายงาน/)
    expect(text).to.include('บุคลากร ที่3').and.include(canary)
    const actions = (await agency.product.deps.audit.rows()).map(({ action }) => action)
    expect(actions).to.include.members(['gift reported', 'gift register read'])
  })

  it('When LINE delivers ยืนยัน twice, then there is one gift and one answer', async () => {
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    await agency.settle()
    await agency.platform.redeliver(agency.platform.deliveries.at(-1)?.eventIds[0] ?? '')
    await agency.settle()
    expect(await rows('gifts')).to.have.length(1)
    expect(clerk.texts().filter((words) => words.includes('บันทึกรายงานของขวัญแล้ว'))).to.have.length(1)
  })

  it('When words, dates, values and files are of no use, then each is explained and nothing is lost or half stored', async () => {
    await say(clerk, 'ของขวัญ')
    await press(clerk, 'รายงานของขวัญ')
    await say(clerk, 'พรุ่งนี้')
    await clerk.hears(/อ่านวันที่ไม่ได้/)
    await say(clerk, '1 ม.ค. 2570')
    await clerk.hears(/ยังมาไม่ถึง/)
    await say(clerk, '๑๙ พฤศจิกายน ๒๕๖๙')
    await say(clerk, 'ก'.repeat(301))
    await clerk.hears(/ไม่เกิน 300 ตัวอักษร/)
    await say(clerk, 'ปากกา')
    await say(clerk, 'เพื่อนบ้าน')
    await clerk.hears(/กรุณาเลือกจากปุ่ม/)
    await press(clerk, 'อื่น ๆ')
    await say(clerk, 'บริษัทหนึ่ง')
    await say(clerk, 'งานครบรอบสิบปี')
    await say(clerk, 'แพงมาก')
    await clerk.hears(/อ่านมูลค่าไม่ได้/)
    await say(clerk, '0')
    await clerk.hears(/ต้องมากกว่า 0/)
    await press(clerk, 'ไม่ทราบมูลค่า')
    await clerk.sendsVideo(Buffer.from('film'))
    await clerk.hears(/รับได้เฉพาะภาพถ่าย/)
    await send(clerk, Buffer.from('<svg></svg>'))
    await clerk.hears(/เปิดภาพนี้ไม่ได้/)
    await press(clerk, 'ข้าม')
    await press(clerk, 'จำเป็นต้องรับไว้')
    const { text } = await clerk.hears(/รายงานการรับของขวัญ/)
    expect(text).to.include('งานครบรอบสิบปี').and.include('ยังไม่ทราบมูลค่า').and.include('19 ธ.ค. 2569')
    expect([await rows('gifts'), await rows('gift_pictures')].map(({ length }) => length)).to.deep.equal([
      0, 0,
    ])
  })

  it('When somebody has no right, then there is no desk: a citizen, a clerk who wants to sign, a group', async () => {
    const citizen = await agency.citizen('ประชาชน')
    await say(citizen, 'ของขวัญ')
    await citizen.hears(/เฉพาะผู้ที่ได้รับมอบหมาย/)
    await say(clerk, 'ไม่มีของขวัญ')
    await clerk.hears(/เฉพาะผู้ที่ได้รับมอบหมาย/)
    const officer = await agency.officer('ethics')
    await say(officer, 'ไม่มีของขวัญ ไตรมาสนี้')
    await officer.hears(/ยังไม่ได้เชื่อมกับรายชื่อบุคลากร/)
    const group = await agency.group([clerk], await keeper(5, 'ethics'), 'กองคลัง')
    await clerk.in(group).says('/ของขวัญ')
    await agency.settle()
    expect(group.texts().join()).to.include('แชตส่วนตัว').and.not.include('รายงานของขวัญและของกำนัล')
    expect([...(await rows('gifts')), ...(await rows('gift_statements'))]).to.deep.equal([])
  })

  it('When a picture is sent, then it is kept sealed with the report, and a report that is cancelled leaves none', async () => {
    const photograph = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: canary } })
      .toBuffer()
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await press(clerk, 'แก้ภาพ')
    await send(clerk, photograph)
    await clerk.hears(/รับภาพไว้แล้ว 1 ภาพ/)
    await agency.settle()
    expect(await rows('gift_pictures')).to.have.length(1)
    await press(clerk, 'ต่อไป')
    await press(clerk, 'ยกเลิก')
    await clerk.hears(/ถูกลบแล้ว/)
    await agency.settle()
    expect(await rows('gift_pictures')).to.have.length(0)

    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await press(clerk, 'แก้ภาพ')
    await send(clerk, photograph)
    await clerk.hears(/รับภาพไว้แล้ว 1 ภาพ/)
    await press(clerk, 'ต่อไป')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    await agency.settle()
    const [kept] = await rows('gift_pictures')
    expect(kept).to.not.have.property('expiresAt')
    const opened = await agency.product.features.gifts.pictures.open('staff-1', String(kept?._id))
    const { exif, format } = await sharp(opened?.bytes).metadata()
    expect([exif, format]).to.deep.equal([undefined, 'jpeg'])
  })

  it('When she takes back a message, then its question is asked again and nothing is kept without it', async () => {
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    const told = clerk.chat().messages.find(({ text }) => text === canary)
    await clerk.unsends(told?.id ?? '')
    await agency.settle()
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/ของที่ได้รับคืออะไร/)
    expect(await rows('gifts')).to.have.length(0)
    await say(clerk, 'ปากกา')
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
  })

  it('When a gift is told and kept, then neither database nor log holds its words or a LINE id', async () => {
    await tells(clerk, '900', 'ส่งคืนแล้ว')
    await agency.settle()
    await nothingHolds([canary, clerk.userId])
    await press(clerk, 'ยืนยัน')
    await clerk.hears(/บันทึกรายงานของขวัญแล้ว/)
    await agency.settle()
    await nothingHolds([canary, clerk.userId])
    for (const secret of [canary, clerk.userId]) expect(agency.logged()).not.to.include(secret)
  })

  async function nothingHolds(secrets: readonly string[]): Promise<void> {
    for (const collection of (await agency.connection.db?.collections()) ?? [])
      for (const row of await collection.find().toArray())
        for (const secret of secrets)
          expect(Buffer.from(BSON.serialize(row)).includes(secret), collection.collectionName).to.equal(false)
  }
})

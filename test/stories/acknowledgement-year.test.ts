// A fiscal year of one policy in two versions: people come and go, read, acknowledge, sign on paper and refuse, and in the
// end there is evidence that an assessor can check.
import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { dayInBangkok } from '../../src/i18n/calendar/bangkok-time.js'
import { pdfTextOf, sheetsOf } from '../harness/fetched-papers.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

const row = (employeeCode: string, name: string, unit: string) => ({ employeeCode, name, unit, position: '' })
const anong = row('101', 'อนงค์ ใจดี', 'กองกลาง')
const boonmee = row('102', 'บุญมี มีสุข', 'กองกลาง')
const chalerm = row('103', 'เฉลิม อดทน', 'กองกลาง')
const duang = row('201', 'ดวง รักเรียน', 'กองคลัง')
const ekachai = row('202', 'เอกชัย ขยัน', 'กองคลัง')
const fa = row('203', 'ฟ้า สดใส', 'กองคลัง')

const noGift = {
  key: 'no-gift',
  fiscalYear: 2570,
  th: { title: 'นโยบาย No Gift Policy', summary: 'งดรับ งดให้', points: [], text: 'ข้อความฉบับที่หนึ่ง' },
  opens: '2026-10-06',
  due: '2026-11-30',
}

describe('Story: a fiscal year of one policy', () => {
  let running: RunningProduct
  let ethics: LinePerson
  let group: LineGroup
  const phones = new Map<string, LinePerson>()
  const people = () => running.product.features.people.rules
  const rules = () => running.product.features.acknowledgements.rules
  const today = () => dayInBangkok(running.now())

  async function registers({ employeeCode, name }: typeof anong): Promise<LinePerson> {
    const person = running.platform.addPerson({ name, friend: true })
    await person.says(`ลงทะเบียน ${(await people().invitePerson(employeeCode))?.code}`)
    await running.settle()
    phones.set(name, person)
    return person
  }
  function phoneOf({ name }: typeof anong): LinePerson {
    const person = phones.get(name)
    if (!person) throw new Error(`${name} has no phone`)
    return person
  }
  /** Moves to half past nine on this day and runs the daily job. Answers who was written to. */
  async function morningOf(day: string): Promise<string[]> {
    running.passTime(new Date(`${day}T02:30:00Z`).getTime() - running.now().getTime())
    const before = new Map([...phones].map(([name, person]) => [name, person.texts().length]))
    await running.product.runJob('acknowledgement-reminders')
    await running.settle()
    return [...phones]
      .filter(([name, person]) => person.texts().length > (before.get(name) ?? 0))
      .map(([name]) => name)
  }
  async function readsAndAcknowledges(person: LinePerson): Promise<void> {
    await person.says('รับทราบ')
    await running.settle()
    await person.presses('อ่านฉบับเต็ม')
    await running.settle()
    running.passTime(20_000)
    await person.presses('รับทราบ')
    await person.hears(/บันทึกการรับทราบแล้ว/)
  }

  before(async () => {
    running = await startProduct({ now: new Date('2026-10-05T02:00:00Z'), platform: { monthlyQuota: 500 } })
    await people().importRoster([anong, boonmee, chalerm, duang, ekachai])
    for (const one of [anong, boonmee, chalerm, duang]) await registers(one)
    ethics = running.platform.addPerson({ name: 'จริยธรรม', friend: true })
    await ethics.says(`ลงทะเบียน ${(await people().inviteToRole('ethics')).code}`)
    group = running.platform.addGroup({
      name: 'กองกลาง',
      members: [phoneOf(anong), phoneOf(boonmee), ethics],
    })
    await running.settle()
    await ethics.in(group).says(`/ลงทะเบียนกลุ่ม ${(await people().inviteGroup('กองกลาง')).code}`)
    await running.settle()
    await rules().addPolicy(noGift)
  })
  after(() => running?.stop())

  it('When the policy opens, then everybody with LINE is asked once, in private', async () => {
    expect(await morningOf('2026-10-05')).to.deep.equal([])
    expect(await morningOf('2026-10-06')).to.deep.equal([anong.name, boonmee.name, chalerm.name, duang.name])
    expect(await morningOf('2026-10-07')).to.deep.equal([])
  })

  it('When people read and acknowledge, then each has a certificate of their own', async () => {
    await readsAndAcknowledges(phoneOf(anong))
    await readsAndAcknowledges(phoneOf(duang))
    expect((await phoneOf(duang).hears(/หลักฐานการรับทราบ/)).text).to.contain(duang.name)
  })

  it('When somebody leaves and somebody comes, then the leaver counts no more, and the newcomer is asked on linking', async () => {
    running.passTime(14 * 86_400_000)
    await people().importRoster([anong, boonmee, chalerm, ekachai, fa], { deactivateMissing: true })
    expect((await rules().progress('no-gift', today()))?.all).to.deep.equal({
      acknowledged: 1,
      total: 5,
      percent: '20.00',
    })
    phones.delete(duang.name)
    const newcomer = await registers(fa)
    await newcomer.hears(/มีเรื่องที่ขอให้ท่านอ่านและรับทราบ 1 เรื่อง/)
    expect(await morningOf('2026-10-22')).to.deep.equal([])
  })

  it('When the due day is a week away, then only who is left is reminded, and the group hears percentages and no name', async () => {
    expect(await morningOf('2026-11-23')).to.deep.equal([boonmee.name, chalerm.name, fa.name])
    const nudge = group.texts().at(-1) ?? ''
    expect(nudge).to.contain('กองกลาง 33.33 %\nทั้งหน่วยงาน 20.00 %')
    for (const { name } of [anong, boonmee, chalerm, ekachai, fa]) expect(nudge).not.to.contain(name)
  })

  it('When somebody has no LINE, then the ethics officer enters the signature with a witness', async () => {
    for (const words of ['ลายเซ็น', ekachai.employeeCode, 'วันนี้', 'อนงค์', 'ยืนยัน']) {
      await ethics.says(words)
      await running.settle()
    }
    await ethics.hears(/เอกชัย ขยัน ลงนามบนกระดาษ/)
  })

  it('When somebody refuses with a reason, then only the ethics officer reads it, and nobody reminds them', async () => {
    const person = phoneOf(chalerm)
    await person.says('รับทราบ')
    await running.settle()
    await person.presses('อ่านฉบับเต็ม')
    await running.settle()
    await person.presses('ไม่รับทราบ')
    await person.hears(/เหตุผล/)
    await person.says('ขอหารือก่อน')
    await running.settle()
    await person.presses('ยืนยัน')
    await person.hears(/บันทึกแล้วว่าท่านไม่รับทราบ/)
    await ethics.says('ผู้ไม่รับทราบ')
    expect((await ethics.hears(/ผู้ไม่รับทราบ “/)).text).to.contain('ขอหารือก่อน')
    // A day before it is due, on the day, and then every week.
    for (const day of ['2026-11-29', '2026-11-30', '2026-12-07'])
      expect(await morningOf(day), day).to.deep.equal([boonmee.name, fa.name])
    expect(await morningOf('2026-12-08')).to.deep.equal([])
    expect(running.logged()).not.to.contain('ขอหารือก่อน')
  })

  it('When a second version comes, then everybody is asked again, and the first keeps its own roster', async () => {
    await readsAndAcknowledges(phoneOf(fa))
    await morningOf('2027-01-14')
    running.passTime(86_400_000)
    await rules().addPolicy({
      ...noGift,
      th: { ...noGift.th, text: 'ข้อความฉบับที่สอง' },
      due: '2027-03-31',
    })
    expect(await morningOf('2027-01-16')).to.deep.equal([anong.name, boonmee.name, chalerm.name, fa.name])
    await readsAndAcknowledges(phoneOf(boonmee))
    await people().importRoster([anong, boonmee, chalerm, ekachai], { deactivateMissing: true })

    const first = await rules().evidence('no-gift', 1, today())
    expect(first?.rosterDay).to.equal('2027-01-14')
    expect(first?.rows.map(({ name, state }) => [name, state])).to.deep.equal([
      [anong.name, 'acknowledged'],
      [boonmee.name, 'pending'],
      [chalerm.name, 'refused'],
      [ekachai.name, 'paper'],
      [fa.name, 'acknowledged'],
    ])
    expect(first?.all).to.include({ acknowledged: 3, total: 5, paper: 1, refused: 1, percent: '60.00' })
    const second = await rules().evidence('no-gift', 2, today())
    expect(second?.all).to.include({ acknowledged: 1, total: 4, percent: '25.00' })
  })

  it('When the year is over, then nobody is asked any more, the numbers stay, and both chains are whole', async () => {
    expect(await morningOf('2027-10-04')).to.deep.equal([])
    await ethics.says('ความคืบหน้า no-gift')
    await ethics.hears(/รับทราบแล้ว 1 จาก 4 คน \(25\.00 %\)/)
    for (const version of [1, 2]) expect(await rules().firstBroken('no-gift', version)).to.equal(undefined)
    await ethics.says('หลักฐาน no-gift')
    await running.settle()
    const sheets = JSON.stringify(await sheetsOf(ethics))
    const pdf = await pdfTextOf(ethics)
    expect(pdf).to.include('25.00')
    for (const words of [boonmee.name, boonmee.employeeCode])
      expect([sheets.includes(words), pdf.includes(words)], words).to.deep.equal([true, true])
    const rows = running.connection.collection('acknowledgements')
    await rows.updateOne({ version: 1, number: 2 }, { $set: { at: new Date('2026-10-01T02:00:00Z') } })
    expect(await rules().firstBroken('no-gift', 1)).to.equal(2)
  })
})

import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { noGift, rosterOfNineUnits } from '../features/acknowledgements/agency-world.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

describe('Story: a policy is published and acknowledged', () => {
  let running: RunningProduct
  let officer: LinePerson
  let staff: LinePerson
  let stranger: LinePerson
  let group: LineGroup
  const people = () => running.product.features.people.rules
  const personalCode = async (employeeCode: string) => (await people().invitePerson(employeeCode))?.code ?? ''

  beforeEach(async () => {
    running = await startProduct({
      now: new Date('2026-11-20T05:00:00Z'),
      platform: { monthlyQuota: 500 },
    })
    const { platform, product } = running
    await people().importRoster(rosterOfNineUnits)
    await product.features.acknowledgements.rules.addPolicy(noGift)
    officer = platform.addPerson({ name: 'วิภา', friend: true })
    staff = platform.addPerson({ name: 'สมชาย', friend: true })
    stranger = platform.addPerson({ name: 'คนใหม่', friend: true })
    group = platform.addGroup({ name: 'กลุ่มกองที่ 1', members: [officer, staff, stranger] })
    await officer.says(`ลงทะเบียน ${(await people().inviteToRole('ethics')).code}`)
    await officer.says(`ลงทะเบียน ${await personalCode('100')}`)
    await staff.says(`ลงทะเบียน ${await personalCode('101')}`)
    await officer.in(group).says(`/ลงทะเบียนกลุ่ม ${(await people().inviteGroup('กองที่ 1')).code}`)
    await running.settle()
  })
  afterEach(() => running.stop())

  async function publishToGroups() {
    for (const words of ['เผยแพร่', '1', '1', 'ยืนยัน']) {
      await officer.says(words)
      await running.settle()
    }
  }

  it('When an officer publishes to the group, then the card arrives, and everybody can acknowledge it once', async () => {
    await publishToGroups()
    expect(running.platform.quotaUsage()).to.equal(3)
    expect(group.chat(staff).pressableLabels()).to.include('รับทราบ')

    await staff.in(group).presses('อ่านฉบับเต็ม')
    await running.settle()
    running.passTime(15_000)
    await staff.in(group).presses('รับทราบ')
    await running.settle()
    expect(group.texts().at(-1)).to.equal('ขอบคุณ บันทึกการรับทราบของท่านแล้ว (1/114)')
    await staff.in(group).presses('รับทราบ')
    await running.settle()
    expect(group.texts().at(-1)).to.include('ไว้แล้วเมื่อวันที่ 20 พ.ย. 2569')

    await stranger.in(group).presses('รับทราบ')
    await running.settle()
    expect(group.texts().at(-1)).to.include('ลงทะเบียน <รหัส>')
    await stranger.says(`ลงทะเบียน ${await personalCode('102')}`)
    await stranger.hears(/เรียบร้อยแล้ว/)
    await stranger.hears(/มีเรื่องที่ขอให้ท่านอ่านและรับทราบ 1 เรื่อง/)
    await stranger.says('รับทราบ')
    await stranger.hears(/มีเรื่องที่รอการรับทราบจากท่าน 1 เรื่อง/)
    await stranger.presses('รับทราบ')
    await stranger.hears(/งดรับ งดให้/)
    running.passTime(15_000)
    await stranger.presses('รับทราบ')
    await stranger.hears(/บันทึกการรับทราบแล้ว/)

    await officer.says('ความคืบหน้า')
    await officer.hears(/รับทราบแล้ว 2 จาก 114 คน \(1\.75 %\)/)
    await officer.says('ผลเผยแพร่')
    await officer.hears(/ส่งแล้ว 1/)
  })

  it('When the webhook of ยืนยัน comes a second time, then nothing is sent a second time', async () => {
    await publishToGroups()
    const before = running.platform.accepted.counts.push
    const eventId = running.platform.deliveries.findLast(({ eventIds }) => eventIds.length > 0)?.eventIds[0]
    await running.platform.redeliver(eventId ?? '')
    await running.settle()
    expect(running.platform.accepted.counts.push).to.equal(before)
    expect(running.platform.quotaUsage()).to.equal(3)
  })

  it('When the due day is a week away, then the job reminds whoever is left, once, however often it runs', async () => {
    await staff.says('รับทราบ')
    await running.settle()
    await staff.presses('รับทราบ')
    await running.settle()
    running.passTime(15_000)
    await staff.presses('รับทราบ')
    await running.settle()
    running.passTime(34 * 24 * 3_600_000)
    officer.listensAnew()
    staff.listensAnew()
    await running.product.runJob('acknowledgement-reminders')
    await running.product.runJob('acknowledgement-reminders')
    await running.settle()
    expect(officer.texts().filter((words) => words.includes('ยังมีเวลาอีก 7 วัน'))).to.have.length(1)
    expect(staff.texts().filter((words) => words.includes('ยังมีเวลาอีก 7 วัน'))).to.have.length(0)
  })

  it('When anything of this is logged, then no word of a person and no name is in it', async () => {
    await publishToGroups()
    await staff.in(group).presses('รับทราบ')
    await running.settle()
    expect(running.logged()).not.to.include('บุคลากร').and.not.to.include(staff.userId)
  })
})

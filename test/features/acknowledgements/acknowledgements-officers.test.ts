import { expect } from 'chai'
import type { Message } from '../../../src/line/message-builders.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  channel,
  day,
  noGift,
  openAgencyWithNoGift,
  textOf,
} from './agency-world.js'

const group = 'C-group'

describe('What officers do about acknowledgements', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgencyWithNoGift(database())
    await agency.link('U-ethics', 0, ['ethics'])
    await agency.link('U-staff', 1)
  })
  const officer = { lineId: 'U-ethics' }
  const kept = () => database().collection('acknowledgements').find().toArray()
  async function saysAll(...words: string[]): Promise<string> {
    let last: readonly Message[] = []
    for (const one of words) last = (await agency.says(officer, one)).messages
    return allWords(last)
  }

  it('When an officer enters a signature step by step, then it is kept with day, witness and officer, marked as paper', async () => {
    expect(await saysAll('ลายเซ็น')).to.include('ใครเป็นผู้ลงนาม')
    expect(await saysAll('๑๐๕')).to.include('ลงนามวันที่เท่าใด')
    expect(await saysAll('๑๙ พ.ย. ๖๙')).to.include('ใครเป็นพยาน')
    const summary = await saysAll('บุคลากร 1-6')
    expect(summary)
      .to.include('บุคลากร 1-5')
      .and.include('บุคลากร 1-6')
      .and.include('19 พ.ย. 2569')
      .and.include('No Gift Policy')
    expect(await kept()).to.deep.equal([])
    expect(await saysAll('ยืนยัน')).to.include('ลงนามบนกระดาษ')
    const [row] = await kept()
    expect(row).to.include({
      kind: 'paper',
      staffId: agency.staffIds[5],
      signedOn: '2026-11-19',
      witnessId: agency.staffIds[6],
      recordedBy: agency.staffIds[0],
    })
    const rows = (await agency.audit.rows()).map(({ action }) => action)
    expect(rows).to.include('paper signature recorded')
  })

  it('When several policies wait, then one is chosen by its number; when several people match, then one of them too', async () => {
    const conflict = {
      ...noGift,
      key: 'conflict',
      th: { ...noGift.th, title: 'ผลประโยชน์ทับซ้อน' },
      due: '2027-01-31',
    }
    await agency.acknowledgements.rules.addPolicy(conflict)
    await saysAll('ลายเซ็น')
    expect(await saysAll('บุคลากร')).to.include('พบ 114 คน')
    expect(await saysAll('1-1')).to.include('พบหลายคน')
    expect(await saysAll('2')).to.include('ลงนามรับทราบเรื่องใด')
    await saysAll('2', 'วันนี้', '100', 'ยืนยัน')
    const [row] = await kept()
    expect(row).to.include({ policyKey: 'conflict', kind: 'paper', signedOn: '2026-11-20' })
  })

  it('When something cannot be so, then the reason is said and the same question stays', async () => {
    await saysAll('ลายเซ็น')
    expect(await saysAll('ไม่มีคนนี้')).to.include('ไม่พบบุคลากร')
    await saysAll('105')
    expect(await saysAll('วันหนึ่ง')).to.include('ยังอ่านวันที่ไม่ได้')
    expect(await saysAll('21/11/2569')).to.include('ไม่เกินวันนี้')
    expect(await saysAll('30/9/2569')).to.include('ไม่ก่อนวันเปิดรับทราบ')
    await saysAll('2026-11-01')
    expect(await saysAll('105')).to.include('คนละคน')
    await saysAll('ยกเลิก')
    expect(await kept()).to.deep.equal([])
  })

  it('When somebody without the role types ลายเซ็น or ผู้ไม่รับทราบ, then it is refused', async () => {
    for (const words of ['ลายเซ็น', 'ผู้ไม่รับทราบ']) {
      const { route } = await agency.says({ lineId: 'U-staff' }, words)
      expect(route, words).to.match(/^refused/)
    }
  })

  it('When somebody refuses in private, then a reason is asked, and only ethics officers see it', async () => {
    await agency.settings.change({ mustOpenText: true }, 'test')
    const staff = { lineId: 'U-staff' }
    const { messages } = await agency.says(staff, 'รับทราบ')
    const read = await agency.presses(staff, buttonCalled('อ่านฉบับเต็ม', messages))
    const asked = await agency.presses(staff, buttonCalled('ไม่รับทราบ', read.messages))
    expect(textOf(asked.messages).join()).to.include('เฉพาะเจ้าหน้าที่งานจริยธรรม')
    await agency.says(staff, 'ขอหารือก่อน')
    expect(await kept()).to.deep.equal([])
    expect(textOf((await agency.says(staff, 'ยืนยัน')).messages).join()).to.include('บันทึกแล้วว่าท่านไม่รับทราบ')
    expect(await saysAll('ผู้ไม่รับทราบ'))
      .to.include('บุคลากร 1-1')
      .and.include('ขอหารือก่อน')
    expect(await saysAll('ความคืบหน้า')).to.include('แจ้งไม่รับทราบ 1 คน')
    await agency.people.linkGroup(agency.groupAddress(group), 'กองที่ 1')
    const inGroup = await agency.says({ ...officer, group }, '/ความคืบหน้า')
    expect(allWords(inGroup.messages)).not.to.include('แจ้งไม่รับทราบ')
    const { outgoing } = await agency.acknowledgements.dailyMessages(day('2026-12-31'), channel)
    expect(outgoing).to.have.length(1)
  })

  for (const [language, begin, refuse, confirm, already] of [
    ['th', 'รับทราบ', 'ไม่รับทราบ', 'ยืนยัน', 'จึงไม่ได้บันทึกเหตุผลใหม่'],
    ['en', 'acknowledge', 'I do not acknowledge', 'Confirm', 'the new one was not kept'],
  ] as const)
    it(`When somebody refuses a second time, then they read in ${language} that the first reason stays, and nothing is added`, async () => {
      const staff = { lineId: 'U-again' }
      await agency.settings.change({ mustOpenText: true }, 'test')
      await agency.link('U-again', 2, [], language)
      const { messages } = await agency.says(staff, begin)
      const full = language === 'th' ? 'อ่านฉบับเต็ม' : 'Read in full'
      const read = await agency.presses(staff, buttonCalled(full, messages))
      const button = buttonCalled(refuse, read.messages)
      await agency.presses(staff, button)
      await agency.says(staff, 'เหตุผลแรก')
      await agency.says(staff, confirm)
      const before = await kept()
      await agency.presses(staff, button)
      await agency.says(staff, 'เหตุผลที่สอง')
      expect(textOf((await agency.says(staff, confirm)).messages).join()).to.include(already)
      expect(await kept()).to.deep.equal(before)
      expect(await saysAll('ผู้ไม่รับทราบ'))
        .to.include('เหตุผลแรก')
        .and.not.include('เหตุผลที่สอง')
    })

  it('When it is Monday, then each group hears percentages of its unit and of all, once a week and without a name', async () => {
    await agency.people.linkGroup(agency.groupAddress(group), 'กองที่ 1')
    const at = new Date('2026-11-20T05:00:00Z')
    for (const staffId of agency.staffIds.slice(0, 12)) {
      const press = { policyKey: 'no-gift', version: 1, staffId, at, channel, language: 'th' as const }
      await agency.acknowledgements.rules.acknowledge({ ...press, place: 'private', eventKey: staffId })
    }
    const nudges = async (on: string) => {
      const { outgoing } = await agency.acknowledgements.dailyMessages(day(on), channel)
      return outgoing.filter(({ id }) => id.includes('nudge'))
    }
    const [nudge, ...others] = await nudges('2026-11-23')
    expect(others).to.deep.equal([])
    expect(textOf(nudge?.messages ?? []).join()).to.include('กองที่ 1 92.31 %\nทั้งหน่วยงาน 10.53 %')
    expect(allWords(nudge?.messages ?? [])).not.to.include('บุคลากร')
    expect(await nudges('2026-11-24')).to.deep.equal([])
    expect(await nudges('2027-03-01')).to.deep.equal([])
  })

  it('When somebody links while a policy waits, then they are asked at once, and not a second time by the next run', async () => {
    const { code } = (await agency.people.invitePerson('105')) ?? { code: '' }
    const { messages } = await agency.says({ lineId: 'U-new' }, `ลงทะเบียน ${code}`)
    expect(allWords(messages)).to.include('มีเรื่องที่ขอให้ท่านอ่านและรับทราบ 1 เรื่อง')
    const due = await agency.acknowledgements.rules.remindersDue(day('2026-11-21'), channel)
    expect(due.map(({ staffId }) => staffId)).not.to.include(agency.staffIds[5])
  })
})

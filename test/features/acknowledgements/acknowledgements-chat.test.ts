import { expect } from 'chai'
import sharp from 'sharp'
import type { Message } from '../../../src/line/message-builders.js'
import { createMediaStore } from '../../../src/media/media-store.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  buttonsCalled,
  channel,
  day,
  noGift,
  openAgency,
  openAgencyWithNoGift,
  pressOf,
  textOf,
} from './agency-world.js'

const group = 'C-group'

describe('The word and the button รับทราบ', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  let card: readonly Message[]
  let button: string
  beforeEach(async () => {
    agency = await openAgencyWithNoGift(database())
    await agency.people.linkGroup(agency.groupAddress(group), 'กองที่ 1')
    const [policy] = await agency.acknowledgements.rules.currentPolicies(agency.today())
    if (!policy) throw new Error('The policy is not there')
    card = agency.acknowledgements.policyMessages(policy, 'th', new Date('2026-11-20T05:00:00Z'))
    button = buttonCalled('รับทราบ', card)
  })
  const kept = () => database().collection('acknowledgements').countDocuments()

  it('When a linked person presses in private, then it is recorded and answered with title, version and time', async () => {
    await agency.link('U-one', 0)
    const { messages } = await agency.presses({ lineId: 'U-one' }, button)
    expect(textOf(messages)).to.deep.equal([
      [
        'บันทึกการรับทราบแล้ว',
        '',
        `${noGift.th.title} (ฉบับที่ 1)`,
        'เมื่อวันที่ 20 พ.ย. 2569 เวลา 12:00 น.',
        '',
        'ขอบคุณที่ร่วมสร้างองค์กรที่โปร่งใส',
      ].join('\n'),
      'flex',
    ])
    expect(allWords(messages.slice(1)))
      .to.include('บุคลากร 1-0')
      .and.to.include('no-gift-1/1')
    expect(await kept()).to.equal(1)
  })

  it('When somebody asks for their certificate as a picture, then it is drawn, and for nobody who has none', async () => {
    await agency.link('U-one', 0)
    await agency.link('U-two', 1)
    const { messages } = await agency.presses({ lineId: 'U-one' }, button)
    const asked = buttonCalled('ดูเป็นภาพ', messages)
    const drawn = await agency.presses({ lineId: 'U-one' }, asked)
    expect(drawn.messages.map(({ type }) => type)).to.deep.equal(['image'])
    expect(allWords(drawn.messages)).to.include('https://sujarit.example/media/')
    const other = await agency.presses({ lineId: 'U-two' }, asked)
    expect(textOf(other.messages).join()).to.include('ยังไม่มีการรับทราบของท่าน')
  })

  it('When the agency has its own colours and logo, then the certificate is drawn in them', async () => {
    const media = createMediaStore(database(), () => new Date())
    const logo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c0186a' } })
      .png()
      .toBuffer()
    const { sha256 } = await media.keep(logo, 'image/png')
    const changed = await agency.settings.change(
      { logo: sha256, colours: { primary: '#0b6b4f', background: '#ffffff' } },
      'system',
    )
    expect(changed.ok).to.equal(true)
    await agency.link('U-one', 0)
    const { messages } = await agency.presses({ lineId: 'U-one' }, button)
    const { messages: drawn } = await agency.presses({ lineId: 'U-one' }, buttonCalled('ดูเป็นภาพ', messages))
    const [, kept = ''] = /media\/([0-9a-f]{64})\.png/.exec(JSON.stringify(drawn)) ?? []
    const picture = sharp((await media.find(kept))?.bytes)
      .removeAlpha()
      .raw()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true })
    const colourAt = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)]
    const [frame, seal] = [colourAt(20, 20), colourAt(info.width / 2, 126)]
    for (const [i, value] of [0x0b, 0x6b, 0x4f].entries()) expect(frame[i]).to.be.closeTo(value, 16)
    for (const [i, value] of [0xc0, 0x18, 0x6a].entries()) expect(seal[i]).to.be.closeTo(value, 16)
  })

  it('When a person presses again, then the answer says since when, and nothing is added', async () => {
    await agency.link('U-one', 0)
    await agency.presses({ lineId: 'U-one' }, button)
    agency.setNow('2026-11-22T09:00:00+07:00')
    const { messages } = await agency.presses({ lineId: 'U-one' }, button)
    expect(textOf(messages).join()).to.include('ไว้แล้วเมื่อวันที่ 20 พ.ย. 2569 เวลา 12:00 น.')
    expect(await kept()).to.equal(1)
  })

  it('When members of a registered group press, then the answer counts them and names nobody', async () => {
    await agency.link('U-one', 0)
    await agency.link('U-two', 1)
    await agency.presses({ lineId: 'U-one', group }, button)
    const { messages } = await agency.presses({ lineId: 'U-two', group }, button)
    expect(textOf(messages)).to.deep.equal(['ขอบคุณ บันทึกการรับทราบของท่านแล้ว (2/114)'])
    const row = await database().collection('acknowledgements').findOne({})
    expect([row?.place, row?.channel]).to.deep.equal(['group', channel])
  })

  it('When LINE does not say who pressed, then nothing is recorded and the way is told', async () => {
    const { messages } = await agency.presses({ group }, button)
    expect(textOf(messages).join()).to.include('แชตส่วนตัว')
    expect(await kept()).to.equal(0)
  })

  it('When an unlinked person presses, then they are told how to link, and can finish afterwards with the same button', async () => {
    const told = await agency.presses({ lineId: 'U-new', group }, button)
    expect(textOf(told.messages).join()).to.include('ลงทะเบียน <รหัส>')
    expect(await kept()).to.equal(0)
    await agency.link('U-new', 5)
    const { messages } = await agency.presses({ lineId: 'U-new', group }, button)
    expect(textOf(messages)).to.deep.equal(['ขอบคุณ บันทึกการรับทราบของท่านแล้ว (1/114)'])
  })

  it('When a person types รับทราบ, then each pending policy is shown with its button until none is left', async () => {
    const code = { ...noGift, key: 'ethics-code', kind: 'ethicsCode' as const, due: '2026-12-01' }
    await agency.acknowledgements.rules.addPolicy(code)
    await agency.link('U-one', 0)
    const listed = await agency.says({ lineId: 'U-one' }, 'รับทราบ')
    expect(textOf(listed.messages)).to.deep.equal(['มีเรื่องที่รอการรับทราบจากท่าน 2 เรื่อง', 'flex'])
    const [nearest = '', other = ''] = buttonsCalled('รับทราบ', listed.messages)
    expect(nearest).to.include('ethics-code')
    const first = await agency.presses({ lineId: 'U-one' }, nearest)
    expect(textOf(first.messages).join()).to.include('ยังมีเรื่องที่รอการรับทราบอีก 1 เรื่อง')
    await agency.presses({ lineId: 'U-one' }, other)
    const nothing = await agency.says({ lineId: 'U-one' }, 'รับทราบ')
    expect(textOf(nothing.messages)).to.deep.equal(['ขณะนี้ไม่มีเรื่องที่รอการรับทราบจากท่าน ขอบคุณ'])
  })

  it('When an unlinked person types รับทราบ, then they are told how to link', async () => {
    const { messages } = await agency.says({ lineId: 'U-new' }, 'รับทราบ')
    expect(textOf(messages).join()).to.include('ลงทะเบียน <รหัส>')
  })

  it('When the button of an old version is pressed, then the current card is shown and nothing is recorded', async () => {
    await agency.link('U-one', 0)
    await agency.acknowledgements.rules.addPolicy({
      ...noGift,
      th: { ...noGift.th, text: 'ข้อความฉบับใหม่' },
    })
    const { messages } = await agency.presses({ lineId: 'U-one' }, button)
    expect(await kept()).to.equal(0)
    const recorded = await agency.presses({ lineId: 'U-one' }, buttonCalled('รับทราบ', messages))
    expect(textOf(recorded.messages).join()).to.include('(ฉบับที่ 2)')
  })

  it('When อ่านฉบับเต็ม is pressed, then the exact text comes, with รับทราบ under it', async () => {
    const { messages } = await agency.presses({ lineId: 'U-any' }, buttonCalled('อ่านฉบับเต็ม', card))
    expect(textOf(messages)).to.deep.equal([noGift.th.text, 'flex'])
    expect(buttonsCalled('รับทราบ', messages)).to.have.length(1)
  })

  it('When a reminder is due, then it carries the card, in the language of the person', async () => {
    await agency.link('U-one', 0, [], 'en')
    const { outgoing } = await agency.acknowledgements.dailyMessages(day('2026-12-30'), channel)
    const [reminder, ...others] = outgoing
    expect(others).to.deep.equal([])
    expect(textOf(reminder?.messages ?? [])).to.deep.equal([
      '“No Gift Policy” is to be acknowledged by tomorrow (31 Dec 2026). Please read it and press the button.',
      'flex',
    ])
    const data = buttonCalled('Acknowledge', reminder?.messages ?? [])
    expect(textOf((await agency.presses({ lineId: 'U-one' }, data)).messages).join()).to.include(
      'No Gift Policy',
    )
  })
})

describe('The command ความคืบหน้า', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgency(database())
    await agency.settings.change({ mustOpenText: false }, 'test')
    await agency.people.linkGroup(agency.groupAddress(group), 'กองที่ 1')
    await agency.link('U-officer', 0, ['ethics'])
    await agency.link('U-staff', 1)
  })

  async function acknowledgeAllButOne() {
    for (const staffId of agency.staffIds.slice(1))
      await agency.acknowledgements.rules.acknowledge(pressOf(staffId))
  }

  it('When an officer asks, then all units come first with count, total and percent, and then each unit', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await acknowledgeAllButOne()
    const { messages } = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า')
    const said = allWords(messages)
    expect(said).to.include('รับทราบแล้ว 113 จาก 114 คน (99.12 %)')
    expect(said).to.include('12/13 · 92.31 %')
    expect(said.match(/13\/13 · 100\.00 %/g)).to.have.length(5)
    expect(said.match(/12\/12 · 100\.00 %/g)).to.have.length(3)
  })

  it('When a registered group is asked with "/", then it answers numbers and no name; an unknown group gets neither', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await acknowledgeAllButOne()
    const asked = await agency.says({ lineId: 'U-officer', group }, '/ความคืบหน้า')
    expect(allWords(asked.messages)).to.include('99.12 %')
    expect(allWords(asked.messages)).not.to.match(/บุคลากร \d/)
    const elsewhere = await agency.says({ lineId: 'U-officer', group: 'C-unknown' }, '/ความคืบหน้า')
    expect(allWords(elsewhere.messages)).not.to.include('99.12')
  })

  it('When several policies are open, then each has its line and a button to its units, and a name picks one', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    const conflict = {
      ...noGift,
      key: 'conflict',
      th: { ...noGift.th, title: 'นโยบายป้องกันผลประโยชน์ทับซ้อน' },
    }
    await agency.acknowledgements.rules.addPolicy(conflict)
    const { messages } = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า')
    const [first = ''] = buttonsCalled('แยกตามหน่วยงาน', messages)
    const units = await agency.presses({ lineId: 'U-officer' }, first)
    expect(allWords(units.messages)).to.include('กองที่ 9')
    const named = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า ผลประโยชน์ ทับซ้อน')
    expect(allWords(named.messages)).to.include('กองที่ 9').and.to.include(conflict.th.title)
    const unknown = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า วันหยุด')
    expect(buttonsCalled('แยกตามหน่วยงาน', unknown.messages)).to.have.length(2)
  })

  it('When the fiscal year is over, then the numbers of its policy can still be asked for by its key', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await acknowledgeAllButOne()
    agency.setNow('2027-11-01T09:00:00+07:00')
    expect(allWords((await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า')).messages)).not.to.include(
      '99.12',
    )
    const named = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า No-Gift')
    expect(allWords(named.messages)).to.include('99.12 %')
  })

  it('When somebody without the role asks or presses, then nothing is shown', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    const asked = await agency.says({ lineId: 'U-staff' }, 'ความคืบหน้า')
    expect(allWords(asked.messages)).not.to.include('%')
  })

  it('When an agency has 300 units, then the table still fits and says how many units are left out', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.people.importRoster(
      Array.from({ length: 300 }, (_, index) => ({
        employeeCode: `x${index}`,
        name: 'ชื่อ',
        unit: `กลุ่มงานส่งเสริมคุณธรรมและป้องกันการทุจริตประจำเขตพื้นที่ ${index}`,
        position: '',
      })),
      { deactivateMissing: false },
    )
    const { messages } = await agency.says({ lineId: 'U-officer' }, 'ความคืบหน้า')
    expect(allWords(messages)).to.include('และอีก 285 หน่วยงาน')
  })
})

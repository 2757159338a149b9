import { expect } from 'chai'
import type { Message } from '../../../src/line/message-builders.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  buttonsCalled,
  noGift,
  openAgency,
  textOf,
} from './agency-world.js'

const group = 'C-group'

describe('Reading before รับทราบ', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  let card: readonly Message[]
  beforeEach(async () => {
    agency = await openAgency(database())
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.people.linkGroup(agency.groupAddress(group), 'กองที่ 1')
    await agency.link('U-one', 0)
    await agency.link('U-two', 1)
    const [policy] = await agency.acknowledgements.rules.currentPolicies(agency.today())
    if (!policy) throw new Error('The policy is not there')
    card = agency.acknowledgements.policyMessages(policy, 'th', new Date('2026-11-20T05:00:00Z'))
  })
  const kept = () => database().collection('acknowledgements').countDocuments()
  const acknowledge = () => buttonCalled('รับทราบ', card)
  const read = () => buttonCalled('อ่านฉบับเต็ม', card)

  it('When รับทราบ is pressed before the text was opened, then the text comes with the button, and the second press counts', async () => {
    const handed = await agency.presses({ lineId: 'U-one' }, acknowledge())
    expect(textOf(handed.messages)).to.include(noGift.th.text)
    expect(await kept()).to.equal(0)
    agency.setNow('2026-11-20T12:00:10+07:00')
    const done = await agency.presses({ lineId: 'U-one' }, buttonCalled('รับทราบ', handed.messages))
    expect(textOf(done.messages)[0]).to.include('บันทึกการรับทราบแล้ว')
    expect(await kept()).to.equal(1)
  })

  it('When it is pressed before the text can have been read, then the seconds left are said and nothing is recorded', async () => {
    await agency.presses({ lineId: 'U-one' }, read())
    agency.setNow('2026-11-20T12:00:06.500+07:00')
    const early = await agency.presses({ lineId: 'U-one' }, acknowledge())
    expect(allWords(early.messages)).to.include('อีก 4 วินาที')
    expect(await kept()).to.equal(0)
    agency.setNow('2026-11-20T12:00:10+07:00')
    await agency.presses({ lineId: 'U-one' }, buttonCalled('รับทราบ', early.messages))
    expect(await kept()).to.equal(1)
  })

  it('When somebody who has not read presses in the group, then the way is told in one line without a name', async () => {
    const { messages } = await agency.presses({ lineId: 'U-one', group }, acknowledge())
    expect(textOf(messages)).to.have.length(1)
    expect(textOf(messages)[0]).to.include('แชตส่วนตัว')
    expect(allWords(messages)).not.to.include('บุคลากร')
    expect(await kept()).to.equal(0)
  })

  it('When many open the text in a group, then it is shown once, and each has opened it', async () => {
    const first = await agency.presses({ lineId: 'U-one', group }, read())
    expect(textOf(first.messages)[0]).to.equal(noGift.th.text)
    expect(buttonsCalled('ไม่รับทราบ', first.messages)).to.deep.equal([])
    agency.setNow('2026-11-20T12:01:00+07:00')
    const second = await agency.presses({ lineId: 'U-two', group }, read(), 'second')
    expect(textOf(second.messages)).to.deep.equal([
      'ข้อความฉบับเต็มอยู่ด้านบนในกลุ่มนี้แล้ว เลื่อนขึ้นไปอ่าน แล้วกด “รับทราบ” ได้เลย',
    ])
    agency.setNow('2026-11-20T12:02:00+07:00')
    await agency.presses({ lineId: 'U-one', group }, acknowledge())
    await agency.presses({ lineId: 'U-two', group }, acknowledge())
    expect(await kept()).to.equal(2)
  })

  it('When the event of the first opening is run again after a crash, then the text is shown and not said to be above', async () => {
    await agency.presses({ lineId: 'U-one', group }, read(), 'crashed')
    const again = await agency.presses({ lineId: 'U-one', group }, read(), 'crashed')
    expect(textOf(again.messages)[0]).to.equal(noGift.th.text)
  })

  it('When the agency asks for no reading time, then opening is enough; when not even that, then one press is', async () => {
    await agency.settings.change({ minimumReadingSeconds: 0 }, 'test')
    await agency.presses({ lineId: 'U-one' }, read())
    await agency.presses({ lineId: 'U-one' }, acknowledge())
    expect(await kept()).to.equal(1)
    await agency.settings.change({ mustOpenText: false }, 'test')
    await agency.presses({ lineId: 'U-two' }, acknowledge())
    expect(await kept()).to.equal(2)
  })

  it('When a new version comes, then having read the old one is not enough', async () => {
    await agency.presses({ lineId: 'U-one' }, read())
    await agency.acknowledgements.rules.addPolicy({ ...noGift, th: { ...noGift.th, text: 'ฉบับใหม่' } })
    agency.setNow('2026-11-20T12:05:00+07:00')
    const { messages } = await agency.presses({ lineId: 'U-one' }, acknowledge())
    const handed = await agency.presses({ lineId: 'U-one' }, buttonCalled('รับทราบ', messages))
    expect(textOf(handed.messages)).to.include('ฉบับใหม่')
    expect(await kept()).to.equal(0)
  })
})

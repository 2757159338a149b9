import { expect } from 'chai'
import type { Routed } from '../../../src/conversation/router.js'
import type { Message } from '../../../src/line/message-builders.js'
import { withDatabase } from '../../harness/test-database.js'
import {
  type AgencyWorld,
  allWords,
  buttonCalled,
  buttonsCalled,
  channel,
  noGift,
  openAgency,
  textOf,
} from '../acknowledgements/agency-world.js'

const officer = { lineId: 'U-officer' }

interface Sent {
  readonly to: string
  readonly messages: readonly Message[]
}

describe('Publishing', () => {
  const database = withDatabase()
  let agency: AgencyWorld
  beforeEach(async () => {
    agency = await openAgency(database())
    await agency.link(officer.lineId, 0, ['ethics'])
  })

  async function twoGroups() {
    await agency.people.linkGroup(agency.groupAddress('C-one'), 'กองที่ 1')
    await agency.people.linkGroup(agency.groupAddress('C-two'), 'กองที่ 2')
    agency.facts.members.set(agency.groupAddress('C-one').key, 25)
    agency.facts.members.set(agency.groupAddress('C-two').key, 17)
  }

  /** Says one after the other; the last answer. */
  async function says(...words: string[]): Promise<Routed> {
    let routed = await agency.says(officer, words[0] ?? '')
    for (const word of words.slice(1)) routed = await agency.says(officer, word)
    return routed
  }

  const campaignRows = () => database().collection('campaigns').find({}).toArray()

  /** What would be sent now, to whom: as the runner finds it out, without a LINE. */
  async function sendings(): Promise<Sent[]> {
    const { rules, messagesOf } = agency.campaigns.runs
    await rules.openDue()
    const sent: Sent[] = []
    const seen: string[] = []
    for (;;) {
      const work = await rules.claim(seen)
      if (!work) return sent
      seen.push(work.campaign.id)
      const sum = { groups: 0, people: 0 }
      for await (const page of rules.targets(work)) {
        for (const { kind, to, language } of page) {
          sum[kind === 'group' ? 'groups' : 'people'] += 1
          sent.push({ to: to.key, messages: await messagesOf(work, language, new Date()) })
        }
      }
      const run = await rules.planned(work.run, sum, 0)
      const counts = { waiting: 0, sent: sent.length, parked: 0, failed: 0, unsure: 0 }
      if (run) await rules.settle(run, 'ended', counts)
    }
  }

  it('When an officer chooses a policy for the groups, then the preview shows it as it arrives, with count and cost', async () => {
    await twoGroups()
    await agency.acknowledgements.rules.addPolicy(noGift)
    const { messages, also } = await says('เผยแพร่', '1', '1')
    expect(also).to.deep.equal([])
    expect(messages).to.have.length(3)
    expect(buttonsCalled('รับทราบ', messages)).to.have.length(1)
    const sheet = allWords(messages.slice(2))
    for (const words of ['กลุ่ม LINE ที่ลงทะเบียน', '2 กลุ่ม', '42 ข้อความ', '500 ข้อความ'])
      expect(sheet).to.include(words)
    expect(buttonsCalled('ยืนยัน', messages)).to.have.length(1)
    expect(await campaignRows()).to.deep.equal([])
  })

  it('When it is confirmed, then each group gets it once, and the officer is told how many', async () => {
    await twoGroups()
    await agency.acknowledgements.rules.addPolicy(noGift)
    await says('เผยแพร่', '1', '1')
    const { messages, also } = await says('ยืนยัน')
    expect(textOf(messages).join()).to.include(': 2 กลุ่ม')
    expect(also).to.deep.equal([])
    const sent = await sendings()
    expect(sent.map(({ to }) => to).toSorted()).to.deep.equal(
      ['C-one', 'C-two'].map((id) => agency.groupAddress(id).key).toSorted(),
    )
    expect(sent.every((one) => buttonsCalled('รับทราบ', one.messages).length === 1)).to.equal(true)
    expect(await sendings()).to.deep.equal([])
  })

  it('When ยืนยัน is pressed twice, or its event is taken up again after a crash, then it is sent once', async () => {
    await twoGroups()
    await agency.acknowledgements.rules.addPolicy(noGift)
    const confirm = buttonCalled('ยืนยัน', (await says('เผยแพร่', '1', '1')).messages)
    await agency.presses(officer, confirm, 'the confirmation')
    await agency.presses(officer, confirm, 'the confirmation')
    await agency.presses(officer, confirm)
    expect(await campaignRows()).to.have.length(1)
    expect(await sendings()).to.have.length(2)
  })

  it('When a campaign was started by one event, then another event with its id starts nothing', async () => {
    await twoGroups()
    await agency.acknowledgements.rules.addPolicy(noGift)
    const { rules } = agency.campaigns
    const audience = { parts: [{ kind: 'groups' as const }], exceptUnits: [] }
    const plan = await rules.plan(channel, audience, { kind: 'now' })
    const published = await rules.publishedContent(agency.today())
    const what = {
      id: 'draft',
      eventKey: 'confirming',
      at: new Date(),
      channel,
      by: agency.staffIds[0] ?? '',
      told: { to: agency.groupAddress('U-officer'), language: 'th' as const },
      published,
      plan,
    }
    const kinds = [await rules.start(what), await rules.start(what)].map(({ kind }) => kind)
    expect(kinds).to.deep.equal(['started', 'started'])
    expect((await rules.start({ ...what, eventKey: 'another press' })).kind).to.equal('alreadyStarted')
  })

  it('When linked staff are the audience, then each costs one message and reads their own language', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.link('U-english', 1, [], 'en')
    const preview = await says('เผยแพร่', '1', '2')
    expect(allWords(preview.messages)).to.include('2 คน').and.to.include('2 ข้อความ')
    await says('ยืนยัน')
    const labels = (await sendings()).map(({ messages }) =>
      buttonsCalled('Acknowledge', messages).length > 0 ? 'en' : 'th',
    )
    expect(labels.toSorted()).to.deep.equal(['en', 'th'])
  })

  it('When one unit is the audience, then only its linked staff are reached', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.link('U-second-unit', 13)
    const preview = await says('เผยแพร่', '1', '3', '๒')
    expect(allWords(preview.messages)).to.include('บุคลากรของกองที่ 2')
    await says('ยืนยัน')
    expect((await sendings()).map(({ to }) => to)).to.deep.equal([agency.groupAddress('U-second-unit').key])
  })

  it('When there is nothing to publish, nobody to reach or too little quota, then a sentence says so and nothing can be confirmed', async () => {
    expect(textOf((await says('เผยแพร่')).messages)).to.deep.equal(['ยังไม่มีสื่อหรือนโยบายให้เผยแพร่'])
    await agency.acknowledgements.rules.addPolicy(noGift)
    const nobody = await says('เผยแพร่', '1', '1')
    expect(textOf(nobody.messages)[0]).to.include('ยังไม่มีกลุ่ม LINE ที่ลงทะเบียน')
    const emptyUnit = await says('3', '4')
    expect(textOf(emptyUnit.messages)[0]).to.include('กองที่ 4ยังไม่มีบุคลากร')
    await twoGroups()
    agency.facts.quota = { limit: 500, used: 459 }
    const tooDear = await says('1')
    expect(textOf(tooDear.messages)[0]).to.include('42 ข้อความ').and.to.include('เหลือ 41 ข้อความ')
    for (const { messages } of [nobody, emptyUnit, tooDear])
      expect(buttonsCalled('ยืนยัน', messages)).to.deep.equal([])
    agency.facts.quota = { limit: 500, used: 458 }
    expect(buttonsCalled('ยืนยัน', (await says('1')).messages)).to.have.length(1)
  })

  it('When LINE tells neither quota nor the size of a group, then the sheet says so and the officer may decide', async () => {
    await twoGroups()
    agency.facts.quota = undefined
    agency.facts.members.delete(agency.groupAddress('C-two').key)
    await agency.acknowledgements.rules.addPolicy(noGift)
    const { messages } = await says('เผยแพร่', '1', '1')
    expect(allWords(messages))
      .to.include('อย่างน้อย 25 ข้อความ')
      .and.to.include('ยังไม่ทราบในขณะนี้')
      .and.to.include('จำนวนสมาชิก 1 กลุ่ม')
    expect(buttonsCalled('ยืนยัน', messages)).to.have.length(1)
  })

  it('When the recipients change between preview and ยืนยัน, then it is shown again before anything is sent', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    const before = buttonCalled('ยืนยัน', (await says('เผยแพร่', '1', '2')).messages)
    await agency.link('U-newcomer', 3)
    const shown = await agency.presses(officer, before)
    expect(textOf(shown.messages)[0]).to.include('รายชื่อผู้รับเปลี่ยนไป')
    await agency.presses(officer, before)
    expect(await sendings()).to.deep.equal([])
    await says('ยืนยัน')
    expect(await sendings()).to.have.length(2)
  })

  it('When the content gets a new version between preview and ยืนยัน, then nothing is sent and it is chosen again', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await says('เผยแพร่', '1', '2')
    await agency.acknowledgements.rules.addPolicy({ ...noGift, th: { ...noGift.th, text: 'ฉบับใหม่' } })
    const { messages } = await says('ยืนยัน')
    expect(await campaignRows()).to.deep.equal([])
    expect(textOf(messages)[0]).to.include('มีฉบับใหม่')
  })

  it('When the role was taken back meanwhile, then ยืนยัน sends nothing', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    const confirm = buttonCalled('ยืนยัน', (await says('เผยแพร่', '1', '2')).messages)
    await database()
      .collection('links')
      .updateMany({}, { $set: { roles: ['staff'] } })
    const { messages } = await agency.presses(officer, confirm)
    expect(await campaignRows()).to.deep.equal([])
    expect(textOf(messages).join()).to.include('บทบาทที่ใช้ทำรายการนี้สิ้นสุดลง')
  })

  it('When a piece and the policy made of it have one title, then the list says which has the acknowledge button', async () => {
    await twoGroups()
    await agency.acknowledgements.rules.addPolicy(noGift)
    const { title } = noGift.th
    await agency.campaigns.addContent({
      ...{ kind: 'policy', key: 'no-gift-piece' },
      th: { title, summary: 'สรุป', text: 'ข้อความฉบับเต็ม' },
    })
    const words = allWords((await says('เผยแพร่')).messages).split('มีปุ่มรับทราบ')
    expect(words).to.have.length(2)
    expect(words[0]).to.include(title)
    expect(words[1]).to.include(title)
  })

  it('When the library holds 25 pieces, then they come in pages, and a number finds one on any page', async () => {
    for (let number = 1; number <= 25; number += 1) {
      await agency.campaigns.addContent({
        kind: 'ethicsCode',
        key: `piece-${String(number).padStart(2, '0')}`,
        th: { title: `ชิ้นที่ ${number}`, summary: 'สรุป' },
      })
    }
    const first = await says('เผยแพร่')
    const next = await agency.presses(officer, buttonCalled('หน้าถัดไป ▶', first.messages))
    expect(allWords(next.messages)).to.include('(หน้า 2 จาก 3)').and.to.include('20. ชิ้นที่ 20')
    // As it is typed: without the arrow of the button.
    expect(allWords((await says('หน้าถัดไป')).messages)).to.include('(หน้า 3 จาก 3)')
    expect(allWords((await says('หน้าก่อนหน้า')).messages)).to.include('(หน้า 2 จาก 3)')
    await says('25', '2')
    await says('ยืนยัน')
    const [row] = await campaignRows()
    expect(row?.pieces[0]).to.deep.include({ from: 'content', key: 'piece-25', version: 1 })
    expect(textOf((await says('เผยแพร่', '26')).messages)[0]).to.include('1 ถึง 25')
  })

  it('When somebody without the role types เผยแพร่ or an officer types it in a group, then nothing opens', async () => {
    await agency.acknowledgements.rules.addPolicy(noGift)
    await agency.link('U-staff', 1)
    const staff = await agency.says({ lineId: 'U-staff' }, 'เผยแพร่')
    const inGroup = await agency.says({ ...officer, group: 'C-one' }, '/เผยแพร่')
    for (const { messages } of [staff, inGroup]) expect(allWords(messages)).not.to.include('No Gift')
  })

  it('When every kind of content is published, then each arrives in its own form', async () => {
    await agency.campaigns.addContent({
      kind: 'infographic',
      key: 'a-poster',
      th: { title: 'งดรับ งดให้', points: [{ text: 'หนึ่ง' }, { text: 'สอง' }, { text: 'สาม' }] },
      link: 'https://agency.example/poster',
    })
    await agency.campaigns.addContent({
      kind: 'clip',
      key: 'b-clip',
      th: { title: 'คลิป', summary: 'สั้น' },
      link: 'https://agency.example/clip',
    })
    await agency.campaigns.addContent({
      kind: 'dosAndDonts',
      key: 'c-dos',
      th: { title: 'ข้อควรปฏิบัติ', dos: ['ปฏิเสธอย่างสุภาพ'], donts: ['รับของขวัญ'] },
    })
    await agency.campaigns.addContent({
      kind: 'ethicsCode',
      key: 'd-code',
      th: { title: 'ประมวล', summary: 'สรุป', points: ['ข้อหนึ่ง'], text: 'ข้อความ\nฉบับเต็ม' },
    })
    const sent = async (number: string) => {
      await says('เผยแพร่', number, '2', 'ยืนยัน')
      return (await sendings())[0]?.messages ?? []
    }
    const [picture, link] = await sent('1')
    expect(picture).to.have.property('type', 'image')
    expect(allWords(picture ? [picture] : [])).to.match(
      /https:\/\/sujarit\.example\/media\/[0-9a-f]{64}\.png/,
    )
    expect(textOf(link ? [link] : [])[0]).to.match(/^งดรับ งดให้\nhttps:\/\/sujarit\.example\/go\/[\w-]{22}$/)
    expect(allWords(await sent('2'))).to.match(/"uri":"https:\/\/sujarit\.example\/go\/[\w-]{22}"/)
    const links = await database().collection('campaignLinks').find({}).toArray()
    expect(links.map(({ url, opened }) => [url, opened])).to.have.deep.members([
      ['https://agency.example/poster', 0],
      ['https://agency.example/clip', 0],
    ])
    expect((await sent('3'))[0]).to.have.property('type', 'image')
    const full = await agency.presses({ lineId: 'U-anybody' }, buttonCalled('อ่านฉบับเต็ม', await sent('4')))
    expect(textOf(full.messages)).to.deep.equal(['ข้อความ\nฉบับเต็ม'])
  })
})

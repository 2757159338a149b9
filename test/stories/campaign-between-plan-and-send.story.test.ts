// What may change between the plan of a publication and its sending: holidays, a pause, people who leave or read another
// language, content that was put away. What is sent is decided when it is sent.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { addressOf } from '../../src/security/chat-address.js'
import { type Agency, roster, startAgency } from '../harness/agency.js'

const day = 86_400_000

describe('Story: between the plan of a publication and its sending', () => {
  let agency: Agency
  let officer: LinePerson
  let first: LinePerson
  let second: LinePerson

  beforeEach(async () => {
    // A Friday.
    agency = await startAgency({ now: new Date('2026-11-20T05:00:00Z') })
    officer = await agency.officer('ethics')
    for (const [key, th, en] of [
      ['a-clip', 'คลิปสุจริต', 'A clip of integrity'],
      ['b-clip', 'คลิปโปร่งใส', 'A clip of openness'],
      ['c-clip', 'คลิปกล้าหาญ', 'A clip of courage'],
    ] as const)
      await agency.product.features.campaigns.addContent({
        ...{ kind: 'clip', key, link: `https://agency.example/${key}` },
        th: { title: th, summary: 'สั้น ๆ' },
        en: { title: en, summary: 'short' },
      })
    first = await agency.staff(0)
    second = await agency.staff(1)
  })
  afterEach(() => agency.stop())

  async function says(person: LinePerson, ...words: string[]): Promise<void> {
    for (const one of words) {
      await person.says(one)
      await agency.settle()
    }
  }
  async function presses(label: string): Promise<void> {
    await officer.presses(label)
    await agency.settle()
  }
  async function daysPass(days: number): Promise<void> {
    for (let passed = 0; passed < days; passed += 1) {
      agency.passTime(day)
      await agency.settle()
    }
  }
  const got = (person: LinePerson) => agency.platform.accepted.countFor(person.userId)
  const titlesTo = (person: LinePerson) =>
    person.texts().flatMap((words) => /คลิป(สุจริต|โปร่งใส|กล้าหาญ)|A clip of \w+/.exec(words)?.[0] ?? [])
  const result = async () => (await agency.product.features.campaigns.rules.results('main', 1))[0]
  const leaves = (place: number) =>
    agency.product.features.people.rules.importRoster(
      roster.filter((_, index) => index !== place),
      { deactivateMissing: true },
    )

  it('When two Mondays in a row and a weekend are holidays, then the next Monday that is none gets it, once', async () => {
    const holidays = ['2026-11-23', '2026-11-28', '2026-11-29', '2026-11-30']
    await agency.product.features.settings.rules.change({ holidays }, 'system')
    const before = got(first)
    await says(officer, 'เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '3', 'ทุกวันจันทร์ 08:30')
    expect(officer.texts().join('\n')).to.include('7 ธ.ค. 2569').and.not.include('23 พ.ย. 2569')
    await says(officer, 'ยืนยัน')
    await daysPass(16)
    expect(got(first) - before).to.equal(0)
    await daysPass(1)
    expect(got(first) - before).to.equal(1)
  })

  it('When a holiday is entered after the plan, then that Monday is skipped and not made up for', async () => {
    const before = got(first)
    await says(officer, 'เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '3', 'ทุกวันจันทร์ 08:30', 'ยืนยัน')
    await agency.product.features.settings.rules.change({ holidays: ['2026-11-23'] }, 'system')
    await daysPass(9)
    expect(got(first) - before).to.equal(0)
    await daysPass(1)
    expect(got(first) - before).to.equal(1)
  })

  it('When a series is paused over two steps and goes on, then they keep their distance and nobody gets two at once', async () => {
    await says(officer, 'เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '4', '0 3 7', '21 พ.ย. 69 09:00', '2', '3', 'ยืนยัน')
    await daysPass(1)
    expect(titlesTo(first)).to.deep.equal(['คลิปสุจริต'])
    await says(officer, 'ผลเผยแพร่')
    await presses('พักการส่ง')
    await daysPass(9)
    expect(titlesTo(first)).to.deep.equal(['คลิปสุจริต'])
    // 30 November, when both steps are over.
    await says(officer, 'ผลเผยแพร่')
    await presses('ส่งต่อ')
    expect(titlesTo(first)).to.deep.equal(['คลิปสุจริต', 'คลิปโปร่งใส'])
    expect((await result())?.campaign.next).to.deep.equal({ number: 3, at: new Date('2026-12-04T02:00:00Z') })
    await daysPass(3)
    expect(titlesTo(first)).to.have.length(2)
    await daysPass(1)
    expect(titlesTo(first)).to.deep.equal(['คลิปสุจริต', 'คลิปโปร่งใส', 'คลิปกล้าหาญ'])
    expect((await result())?.campaign.state).to.equal('finished')
  })

  it('When somebody leaves and another chooses English before it is sent, then it reaches only who is there, in their language', async () => {
    await says(officer, 'เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '2', '23 พ.ย. 69 09:00', 'ยืนยัน')
    await leaves(0)
    await says(second, 'ภาษา en')
    await daysPass(3)
    expect([titlesTo(first), titlesTo(second)]).to.deep.equal([[], ['A clip of integrity']])
    expect((await result())?.runs.map(({ people, counts }) => [people, counts.sent])).to.deep.equal([[1, 1]])
  })

  it('When the quota is there again after somebody has left, then the rest reaches only who is there, and is counted so', async () => {
    agency.platform.faults.next('quota429', { endpoint: 'multicast' })
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน')
    expect((await result())?.runs.map(({ state, people }) => [state, people])).to.deep.equal([['parked', 2]])
    await leaves(0)
    agency.passTime(day)
    await agency.product.runJob('parked-letters')
    await agency.settle()
    expect([titlesTo(first), titlesTo(second)]).to.deep.equal([[], ['คลิปสุจริต']])
    const ended = await result()
    expect(ended?.runs.map(({ state, people, counts }) => [state, people, counts.sent])).to.deep.equal([
      ['ended', 1, 1],
    ])
    const { deliveries } = agency.product.features.campaigns.rules
    expect(await deliveries(ended?.campaign.id ?? '', 1)).to.have.length(1)
  })

  it('When a publication that waits for the quota is stopped, then no address of it stays, and what became of it does', async () => {
    agency.platform.faults.next('quota429', { endpoint: 'multicast' })
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน', 'ผลเผยแพร่')
    const addresses = () => agency.connection.collection('bulkAddresses').countDocuments()
    expect(await addresses()).to.equal(1)
    await presses('หยุดถาวร')
    await presses('ยืนยัน')
    agency.passTime(day)
    await agency.settle()
    expect(await addresses()).to.equal(0)
    expect((await result())?.runs.map(({ state, people }) => [state, people])).to.deep.equal([['stopped', 2]])
    expect([titlesTo(first), titlesTo(second)]).to.deep.equal([[], []])
  })

  it('When everybody who waited for the quota has left, then nothing is sent and no address of theirs stays', async () => {
    agency.platform.faults.next('quota429', { endpoint: 'multicast' })
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน')
    await agency.product.features.people.rules.importRoster(
      roster.filter((_, index) => index > 1),
      { deactivateMissing: true },
    )
    agency.passTime(day)
    await agency.product.runJob('parked-letters')
    await agency.settle()
    expect([titlesTo(first), titlesTo(second)]).to.deep.equal([[], []])
    expect((await result())?.runs.map(({ state }) => state)).to.deep.equal(['empty'])
    for (const name of ['campaignDeliveries', 'bulkChunks', 'bulkAddresses'])
      expect(await agency.connection.collection(name).countDocuments(), name).to.equal(0)
  })

  for (const [language, words, nobody] of [
    [
      'th',
      ['เผยแพร่', '1', '2', 'ปรับผู้รับ', '2', 'the unit', 'ตั้งเวลาส่ง', '2', '23 พ.ย. 69 09:00', 'ยืนยัน'],
      /ไม่มีผู้รับ/,
    ],
    [
      'en',
      [
        'publish',
        '1',
        '2',
        'Recipients',
        '2',
        'the unit',
        'Set the time',
        '2',
        '23 Nov 2026 09:00',
        'Confirm',
      ],
      /nobody/i,
    ],
  ] as const)
    it(`When all who are not left out have gone by then, then nothing is sent and the officer reads so in ${language}`, async () => {
      if (language === 'en') await says(officer, 'ภาษา en')
      const units = await agency.product.features.people.rules.units()
      const place = units.indexOf(roster[1]?.unit ?? '') + 1
      await says(officer, ...words.map((one) => (one === 'the unit' ? String(place) : one)))
      expect((await result())?.campaign.audience.exceptUnits).to.deep.equal([roster[1]?.unit])
      await leaves(0)
      const before = officer.texts().length
      await daysPass(3)
      const heard = officer.texts().slice(before)
      expect(heard).to.have.length(1)
      expect(heard[0]).to.match(nobody)
      expect(agency.platform.accepted.counts.multicast).to.equal(0)
      const ended = await result()
      expect([ended?.campaign.state, ended?.runs.map(({ state }) => state)]).to.deep.equal([
        'finished',
        ['empty'],
      ])
      for (const name of ['campaignDeliveries', 'bulkChunks', 'bulkTexts'])
        expect(await agency.connection.collection(name).countDocuments(), name).to.equal(0)
    })

  for (const [language, words, label, refused] of [
    ['th', ['เผยแพร่', '1', '1', 'ยืนยัน', 'ผลเผยแพร่'], 'ส่งซ้ำที่ไม่สำเร็จ', /ซ้ำไม่ได้ เพราะเนื้อหาถูกเก็บเข้ากรุแล้ว/],
    [
      'en',
      ['publish', '1', '1', 'Confirm', 'results'],
      'Resend failures',
      /cannot be sent again, because the piece/,
    ],
  ] as const)
    it(`When the piece was put away after some failed, then it is not sent again to them until it is back, in ${language}`, async () => {
      const groups = [
        await agency.group([first], officer, 'กองกลาง'),
        await agency.group([second], officer, 'กองคลัง'),
      ]
      if (language === 'en') await says(officer, 'ภาษา en')
      await groups[1]?.removesBot()
      await agency.settle()
      // LINE refuses this one, and we do not know it yet.
      const address = addressOf(agency.product.deps.keyring, 'main', groups[1]?.groupId ?? '')
      await agency.product.features.people.rules.linkGroup(address, 'กองคลัง')
      await says(officer, ...words)
      const { library } = agency.product.features
      await library.rules.setArchived('a-clip', true, 'system')
      const kept = () => agency.connection.collection('campaignRuns').find({}).toArray()
      const before = await kept()
      await presses(label)
      expect(officer.texts().at(-1)).to.match(refused)
      expect(await kept()).to.deep.equal(before)
      await groups[1]?.invitesBot()
      await agency.settle()
      await agency.product.features.people.rules.linkGroup(address, 'กองคลัง')
      await library.rules.setArchived('a-clip', false, 'system')
      await says(officer, words.at(-1) ?? '')
      await presses(label)
      expect((await result())?.runs.map(({ counts }) => [counts.sent, counts.failed])).to.deep.equal([[2, 0]])
    })
})

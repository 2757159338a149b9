// A year of publishing in small: at once to many, in steps across a crash, held and ended, short of quota, counted.
import { expect } from 'chai'
import type { LineGroup, LinePerson } from 'line-stand-in'
import { addressOf } from '../../src/security/chat-address.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

const hour = 3_600_000
const day = 24 * hour

describe('Story: an officer publishes', () => {
  let running: RunningProduct
  let officer: LinePerson
  const secretKey = Buffer.alloc(32, 4)
  const open: RunningProduct[] = []

  beforeEach(async () => {
    running = await startProduct({
      now: new Date('2026-11-20T05:00:00Z'),
      platform: { monthlyQuota: 10_000 },
      product: { secretKey, lineTimeout: 300 },
    })
    open.push(running)
    const { platform, product } = running
    await product.features.campaigns.addContent({
      kind: 'clip',
      key: 'a-clip',
      th: { title: 'คลิปสุจริต', summary: 'สั้น ๆ' },
      en: { title: 'A clip of integrity', summary: 'short' },
      link: 'https://agency.example/clip',
    })
    await product.features.campaigns.addContent({
      kind: 'ethicsCode',
      key: 'b-code',
      th: { title: 'ประมวลจริยธรรม', summary: 'สรุป' },
    })
    officer = platform.addPerson({ name: 'วิภา', friend: true })
    const { code } = await product.features.people.rules.inviteToRole('ethics')
    await says(`ลงทะเบียน ${code}`)
  })
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.stop()
  })

  async function says(...words: string[]): Promise<void> {
    for (const one of words) {
      await officer.says(one)
      await running.settle()
    }
  }
  const heard = () => officer.texts().join('\n')
  const addressFor = (lineId: string) => addressOf(running.product.deps.keyring, 'main', lineId)

  async function staff(count: number, languages: readonly ('th' | 'en')[] = ['th']): Promise<LinePerson[]> {
    const people = running.product.features.people.rules
    const known = (await people.activeStaff()).length
    const rows = Array.from({ length: known + count }, (_, index) => ({
      employeeCode: `E${index}`,
      name: `บุคลากร ${index}`,
      unit: index % 2 === 0 ? 'กองกลาง' : 'กองคลัง',
      position: '',
    }))
    await people.importRoster(rows)
    const linked: LinePerson[] = []
    for (const [index, { employeeCode, name }] of rows.slice(known).entries()) {
      const person = running.platform.addPerson({ name, friend: true })
      const row = await people.staffByEmployeeCode(employeeCode)
      await people.linkStaff({
        address: addressFor(person.userId),
        staffId: row?.staffId ?? '',
        language: languages[index % languages.length] ?? 'th',
      })
      linked.push(person)
    }
    return linked
  }

  async function groups(count: number): Promise<LineGroup[]> {
    const members = [running.platform.addPerson({ name: 'สมาชิก', friend: true })]
    const made: LineGroup[] = []
    for (let index = 0; index < count; index += 1) {
      const group = running.platform.addGroup({ name: `กลุ่ม ${index}`, members })
      await running.product.features.people.rules.linkGroup(addressFor(group.groupId), 'กองกลาง')
      made.push(group)
    }
    return made
  }

  /** How often each of them got a campaign. */
  const received = (people: readonly { readonly userId: string }[]) =>
    people.map(({ userId }) => running.platform.accepted.countFor(userId))

  it('When a series is confirmed, then each step comes on its day with its own content, across a crash, to each person once', async () => {
    const people = await staff(6, ['th', 'en'])
    await says('เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '4', '0 3 7', '21 พ.ย. 69 09:00', '2', '1')
    expect(heard()).to.include('ครั้งที่ 3: 28 พ.ย. 2569 เวลา 09:00 น.')
    await says('ยืนยัน')
    expect(heard()).to.include('ครั้งแรก 21 พ.ย. 2569 เวลา 09:00 น.')
    expect(received(people)).to.deep.equal(people.map(() => 0))

    // LINE takes the first multicast and the answer is lost; then the machine is.
    running.passTime(day - 3 * hour)
    running.platform.faults.next('silenceAfter', { endpoint: 'multicast', times: 1 })
    await running.settle()
    await running.product.stop()

    const first = running
    running = await startProduct({
      now: new Date(first.now().getTime() + hour),
      product: {
        secretKey,
        connection: first.connection,
        lineApiBaseUrl: first.platform.apiBaseUrl,
        lineDataApiBaseUrl: first.platform.dataApiBaseUrl,
      },
    })
    const second = running
    open.push(second)
    await second.settle()
    running = { ...second, platform: first.platform }
    expect(received(people)).to.deep.equal(people.map(() => 1))
    expect(
      people.map((person) => person.texts().filter((text) => /คลิปสุจริต|A clip of/.test(text)).length),
    ).to.deep.equal(people.map(() => 1))

    const [newcomer] = await staff(1)
    second.passTime(3 * day)
    await second.settle()
    second.passTime(hour)
    await second.settle()
    expect(received(people)).to.deep.equal(people.map(() => 2))
    expect(newcomer?.texts().join()).to.include('ประมวลจริยธรรม')
    second.passTime(4 * day)
    await second.settle()
    second.passTime(30 * day)
    await second.settle()
    expect(received(people)).to.deep.equal(people.map(() => 3))
    const [result] = await second.product.features.campaigns.rules.results('main', 5)
    expect(result?.campaign.state).to.equal('finished')
    expect(result?.runs.map(({ number, counts }) => [number, counts.sent])).to.deep.equal([
      [1, 6],
      [2, 7],
      [3, 7],
    ])
  })

  it('When many groups and people get it, then the officer is told the start, the half and the end', async () => {
    const all = await groups(50)
    const people = await staff(10, ['th', 'en'])
    await says('เผยแพร่', '1', '1', 'ปรับผู้รับ', '1', '2')
    await says('ยืนยัน')
    expect(heard()).to.include('ปลายทางทั้งหมด 60 ราย').and.to.include('ครบแล้ว: สำเร็จ 60 จาก 60 ราย')
    const halves = [...heard().matchAll(/แล้ว (\d+) จาก 60 ราย/g)].map(([, sent]) => Number(sent))
    expect(halves).to.have.length(1)
    expect(halves[0]).to.be.within(30, 59)
    expect(received(people)).to.deep.equal(people.map(() => 1))
    expect(all.map(({ groupId }) => running.platform.accepted.countFor(groupId))).to.deep.equal(
      all.map(() => 1),
    )
    expect(running.platform.accepted.counts.multicast).to.equal(2)
    const [result] = await running.product.features.campaigns.rules.results('main', 1)
    const { evidence, deliveries } = running.product.features.campaigns.rules
    const proof = await evidence(result?.campaign.id ?? '')
    expect(proof?.channels).to.deep.equal(['lineGroup', 'linePrivate'])
    expect(proof?.sendings[0]?.piece?.sha256).to.match(/^[0-9a-f]{64}$/)
    expect(await deliveries(result?.campaign.id ?? '', 1)).to.have.length(60)
  })

  it('When a unit is left out and a role is added, then each person is reached once and the unit is not', async () => {
    const people = await staff(6)
    await says('เผยแพร่', '1', '2', 'ปรับผู้รับ', '2', '1', 'ปรับผู้รับ', '1', '4', '3')
    expect(heard()).to.include('ยกเว้นกองกลาง')
    await says('ยืนยัน')
    expect(received(people)).to.deep.equal([0, 1, 0, 1, 0, 1])
    expect(officer.texts().filter((text) => text.includes('คลิปสุจริต')).length).to.be.greaterThan(1)
  })

  it('When the quota ends in the middle, then the officer is told, and the rest follows when there is quota again, but nothing that is put away', async () => {
    const all = await groups(60)
    await says('เผยแพร่', '1', '1')
    // On a busy machine the officer's own letter may be the first push: then the second is a group's.
    running.platform.faults.next('quota429', { endpoint: 'push', times: 2 })
    await says('ยืนยัน')
    const got = () => all.map(({ groupId }) => running.platform.accepted.countFor(groupId))
    const sent = got().filter((count) => count === 1).length
    expect(sent).to.be.greaterThan(0).and.to.be.lessThan(60)
    await says('ผลเผยแพร่')
    expect(heard()).to.include('รอโควตา')
    const { library } = running.product.features
    await library.rules.setArchived('a-clip', true, 'system')
    await running.product.runJob('parked-letters')
    await running.settle()
    expect(got().filter((count) => count === 1)).to.have.length(sent)
    await library.rules.setArchived('a-clip', false, 'system')
    await running.product.runJob('parked-letters')
    await running.settle()
    expect(got()).to.deep.equal(all.map(() => 1))
    expect(heard()).to.include('โควตาข้อความของเดือนนี้หมดระหว่างส่ง')
  })

  it('When a weekly one is paused, goes on and is stopped, then Mondays obey, and holidays are skipped', async () => {
    const [somebody] = await staff(1)
    const { settings } = running.product.features
    await settings.rules.change({ holidays: ['2026-11-30'] }, 'system')
    await says('เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '3', 'ทุกวันจันทร์ 08:30')
    expect(JSON.stringify(officer.chat().received.at(-1))).to.include('และต่อไปจนกว่าจะหยุด')
    await says('ยืนยัน')
    const got = () => running.platform.accepted.countFor(somebody?.userId ?? '')
    const week = async () => {
      running.passTime(7 * day)
      await running.settle()
    }
    // Friday noon; each Friday the Monday before has passed, so time moves in two steps.
    const toMonday = async () => {
      running.passTime(3 * day - 3 * hour)
      await running.settle()
    }
    await toMonday()
    expect(got()).to.equal(1)
    await week()
    expect(got()).to.equal(1)
    await week()
    expect(got()).to.equal(2)
    await says('ผลเผยแพร่')
    await officer.presses('พักการส่ง')
    await running.settle()
    await week()
    expect(got()).to.equal(2)
    await says('ผลเผยแพร่')
    await officer.presses('ส่งต่อ')
    await running.settle()
    expect(got()).to.equal(2)
    await week()
    expect(got()).to.equal(3)
    await says('ผลเผยแพร่')
    await officer.presses('หยุดถาวร')
    await running.settle()
    const state = async () => (await running.connection.collection('campaigns').findOne({}))?.state
    expect(await state()).to.equal('active')
    await officer.presses('ยืนยัน')
    await running.settle()
    expect(await state()).to.equal('stopped')
    await week()
    expect(got()).to.equal(3)
    await says('ผลเผยแพร่')
    expect(heard()).to.include('หยุดแล้ว')
  })

  it('When the content of a weekly one is put away, then nothing more of it is sent and the officer is told, until it is back', async () => {
    const [somebody] = await staff(1)
    await says('เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '3', 'ทุกวันจันทร์ 08:30', 'ยืนยัน')
    const got = () => running.platform.accepted.countFor(somebody?.userId ?? '')
    const later = async (days: number) => {
      running.passTime(days * day)
      await running.settle()
    }
    await later(3)
    expect(got()).to.equal(1)
    const { library } = running.product.features
    await library.rules.setArchived('a-clip', true, 'system')
    await later(7)
    expect(got()).to.equal(1)
    const told = () => officer.texts().filter((words) => words.includes('ถูกเก็บเข้ากรุไปก่อน'))
    expect(told()).to.have.length(1)
    expect(told()[0]).to.include('“คลิปสุจริต”').and.include('พักการส่งไว้')
    await says('ผลเผยแพร่')
    await officer.presses('ส่งต่อ')
    await running.settle()
    expect(heard()).to.include('ยังส่ง “คลิปสุจริต” ต่อไม่ได้')
    await later(7)
    expect([got(), told().length]).to.deep.equal([1, 1])
    await library.rules.setArchived('a-clip', false, 'system')
    await says('ผลเผยแพร่')
    await officer.presses('ส่งต่อ')
    await running.settle()
    await later(7)
    expect(got()).to.equal(2)
  })

  it('When a later step of a series is put away, then the steps before it are sent and it waits', async () => {
    const [somebody] = await staff(1)
    await says('เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '4', '0 3', '21 พ.ย. 69 09:00', '2', 'ยืนยัน')
    await running.product.features.library.rules.setArchived('b-code', true, 'system')
    const got = () => running.platform.accepted.countFor(somebody?.userId ?? '')
    running.passTime(day)
    await running.settle()
    expect(got()).to.equal(1)
    running.passTime(4 * day)
    await running.settle()
    expect(got()).to.equal(1)
    expect(heard()).to.include('ถึงกำหนดส่ง “ประมวลจริยธรรม” แล้ว แต่เนื้อหานี้ถูกเก็บเข้ากรุไปก่อน')
    const [result] = await running.product.features.campaigns.rules.results('main', 1)
    expect(result?.campaign.state).to.equal('paused')
  })

  it('When LINE refuses a group, then ส่งซ้ำที่ไม่สำเร็จ sends to that group alone', async () => {
    const all = await groups(3)
    await all[1]?.removesBot()
    await running.settle()
    await running.product.features.people.rules.linkGroup(addressFor(all[1]?.groupId ?? ''), 'กองกลาง')
    await says('เผยแพร่', '1', '1', 'ยืนยัน')
    expect(heard()).to.include('ไม่สำเร็จ 1 ราย')
    await all[1]?.invitesBot()
    await running.settle()
    await running.product.features.people.rules.linkGroup(addressFor(all[1]?.groupId ?? ''), 'กองกลาง')
    await says('ผลเผยแพร่')
    await officer.presses('ส่งซ้ำที่ไม่สำเร็จ')
    await running.settle()
    const pushes = running.platform.accepted.all().filter(({ kind }) => kind === 'push')
    expect(all.map(({ groupId }) => pushes.filter(({ to }) => to.includes(groupId)).length)).to.deep.equal([
      1, 1, 1,
    ])
  })

  it('When a link is opened, then it is counted for the campaign, with no cookie and nothing about the reader', async () => {
    const [somebody] = await staff(1)
    await says('เผยแพร่', '1', '2', 'ยืนยัน')
    const url = /https?:\/\/[^"]+\/go\/[\w-]{22}/.exec(JSON.stringify(somebody?.chat().received))?.[0] ?? ''
    for (let times = 0; times < 2; times += 1) {
      const answer = await fetch(url, { redirect: 'manual' })
      expect(answer.status).to.equal(302)
      expect(answer.headers.get('location')).to.equal('https://agency.example/clip')
      expect(answer.headers.get('set-cookie')).to.equal(null)
    }
    expect((await fetch(url, { method: 'HEAD', redirect: 'manual' })).status).to.equal(404)
    expect((await fetch(`${running.url}/go/${'a'.repeat(22)}`, { redirect: 'manual' })).status).to.equal(404)
    await says('ผลเผยแพร่')
    expect(JSON.stringify(officer.chat().received.at(-1))).to.include('เปิดลิงก์ 2 ครั้ง')
    const [row] = await running.connection.collection('campaignLinks').find({}).toArray()
    expect(Object.keys(row ?? {}).toSorted()).to.deep.equal(['_id', 'campaignId', 'opened', 'url'])
  })

  it('When a time has passed or cannot be read, then a clear sentence asks again and nothing is set', async () => {
    await staff(1)
    await says('เผยแพร่', '1', '2', 'ตั้งเวลาส่ง', '2', 'เร็ว ๆ นี้')
    expect(heard()).to.include('อ่านวันและเวลาที่พิมพ์ไม่ได้แน่ชัด')
    await says('วันนี้ 09:00')
    expect(heard()).to.include('(20 พ.ย. 2569 เวลา 09:00 น.) ผ่านไปแล้ว')
    expect(await running.connection.collection('campaigns').countDocuments()).to.equal(0)
    expect(officer.texts().at(-1)).to.include('โปรดพิมพ์วันและเวลาที่จะส่ง')
    const [, example = ''] = /เช่น (.+) หรือ/.exec(officer.texts().at(-1) ?? '') ?? []
    expect(example).to.include('27 พ.ย. 2569')
    await says(example)
    expect(officer.chat().pressableLabels()).to.include('ยืนยัน')

    await says('ตั้งเวลาส่ง', '4', '0 3', '1 ม.ค. 2580 09:00', '1')
    expect(heard()).to.include('อยู่ไกลเกิน 400 วัน')
    expect(officer.texts().at(-1)).to.include('วันและเวลาของครั้งแรก')
    await says(example, '1')
    expect(officer.chat().pressableLabels()).to.include('ยืนยัน')
  })

  it('When something was published elsewhere, then it is recorded with its day and stands in the evidence', async () => {
    await staff(1)
    await says('เผยแพร่', '1', '2', 'ยืนยัน')
    await says('บันทึกเผยแพร่', '1', '2', '25 ธ.ค. 69')
    expect(heard()).to.include('ยังมาไม่ถึง')
    await says('18 พ.ย. 69', 'ข้าม', 'ยืนยัน')
    expect(heard()).to.include('ทางบอร์ดประชาสัมพันธ์ เมื่อวันที่ 18 พ.ย. 2569 แล้ว')
    const { rules } = running.product.features.campaigns
    const [result] = await rules.results('main', 1)
    const proof = await rules.evidence(result?.campaign.id ?? '')
    expect(proof?.channels).to.deep.equal(['linePrivate', 'noticeBoard'])
    expect(proof?.elsewhere[0]?.on).to.equal('2026-11-18')
  })
})

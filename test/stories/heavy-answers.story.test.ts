// What takes long is done beside everything else: somebody tells in the chat what is hard to read, others ask for papers and charts.
// Whoever else asks meanwhile is answered as always, and nothing goes to anybody whom it could name when it cannot be read in time.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { createHeavyWork } from '../../src/heavy-work/heavy-threads.js'
import { makeRecipientKeys } from '../../src/sealing/vault.js'
import { createRecipients } from '../../src/security/vault-recipients.js'
import { type HeldWork, heldWork } from '../harness/held-work.js'
import { type RunningProduct, startProduct } from '../harness/product.js'
import { sendsTip, tellsTip } from '../harness/tip-in-chat.js'

const longest = 4_990
const hostile = [
  `line${' '.repeat(longest)}ก`,
  `ก${'\u0301\u0316'.repeat(longest / 2)}`,
  `${'a'.repeat(longest)}@`,
  'ผมชื่อนายสมหมาย ใจตรง โทร 081 - '.repeat(150),
] as const
const report = { what: hostile[3], who: hostile[0], when: hostile[1], where: hostile[2] }
const asksForPage = { headers: { accept: 'text/html', 'accept-language': 'th' } }

describe('What takes long', () => {
  let running: RunningProduct | undefined
  let held: HeldWork
  afterEach(async () => {
    held.release()
    await running?.stop()
  })

  async function open(makeHeavyWork?: NonNullable<Parameters<typeof startProduct>[0]>['product']) {
    held = heldWork()
    const started = await startProduct({
      now: new Date('2026-01-15T05:00:00Z'),
      product: makeHeavyWork ?? { makeHeavyWork: () => held.heavyWork },
    })
    running = started
    for (const name of ['นายแพทย์สมหมาย ใจตรง', 'นางสาวสุดา ตั้งมั่น']) {
      const { publicKey } = await makeRecipientKeys()
      await createRecipients(started.connection).add({ name, publicKey, addedOn: '2026-01-01' })
    }
    const person = started.platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    await started.settle()
    const health = async () => (await fetch(`${started.url}/health`)).status
    const cases = () => started.connection.collection('cases').countDocuments()
    return { started, person, settle: started.settle, health, cases }
  }

  async function officerOf({ product, platform, settle }: RunningProduct): Promise<LinePerson> {
    const officer = platform.addPerson({ name: 'เจ้าหน้าที่', friend: true })
    const { code } = await product.features.people.rules.inviteToRole('officer')
    await officer.says(`ลงทะเบียน ${code}`)
    await settle()
    return officer
  }

  it('When a whole report of it is read, then others are answered meanwhile, and it goes when it is read', async () => {
    const { started, person, settle, health, cases } = await open()
    const other = started.platform.addPerson({ name: 'คนอื่น', friend: true })
    await tellsTip({ person, settle }, report)
    held.hold('disclosures', 'whoIsNamed')
    await person.presses('ส่งเรื่อง')
    await held.held(1)
    expect(await health()).to.equal(200)
    await other.says('เมนู')
    await other.hears(/แจ้งเบาะแส/)
    expect(await cases()).to.equal(0)
    held.release()
    await settle()
    await person.presses('ส่งตามนี้')
    await settle()
    expect(await cases()).to.equal(1)
  })

  it('When papers, pictures and charts are made, then a report is taken and sent meanwhile, and each of them comes', async () => {
    const { started, person, settle, health, cases } = await open()
    held.hold('pdf', 'xlsx', 'statisticsCard', 'chartSvg')
    const kinds = {
      '/statistics.pdf': /^application\/pdf/,
      '/statistics.xlsx': /spreadsheetml/,
      '/statistics.png': /^image\/png/,
      '/statistics': /^text\/html/,
    }
    const came: string[] = []
    const asked = Object.entries(kinds).map(async ([path, kind]) => {
      const answer = await fetch(`${started.url}${path}`)
      came.push(path)
      expect(answer.status, path).to.equal(200)
      expect(answer.headers.get('content-type'), path).to.match(kind)
      return answer.text()
    })
    expect([...(await held.held(4))].sort()).to.deep.equal(['chartSvg', 'pdf', 'statisticsCard', 'xlsx'])
    expect(await health()).to.equal(200)
    await tellsTip({ person, settle }, { what: 'มีการเรียกรับเงิน' })
    await sendsTip({ person, settle })
    expect(await cases()).to.equal(1)
    expect(came).to.deep.equal([])
    held.release()
    const pages = await Promise.all(asked)
    expect(pages.at(-1)).to.include('<svg')
  })

  it('When there is no time for them, then a sentence says so, on the page, to programs and in the chat', async () => {
    const { started, settle, health } = await open()
    const officer = await officerOf(started)
    held.hold('pdf', 'chartSvg', 'chart')
    const asked = [
      fetch(`${started.url}/statistics.pdf`, asksForPage),
      fetch(`${started.url}/statistics.pdf?lang=en`),
      fetch(`${started.url}/statistics`, asksForPage),
    ] as const
    await held.held(3)
    held.timeIsOver()
    const [page, program, withoutChart] = await Promise.all(asked)
    expect(page.status).to.equal(503)
    expect(await page.text()).to.include('ไม่ทันในเวลาที่กำหนด')
    expect([program.status, await program.json()]).to.deep.equal([503, { why: 'tooHeavy' }])
    expect(withoutChart.status).to.equal(200)
    expect(await withoutChart.text())
      .to.include('ยังวาดแผนภูมิไม่ทัน')
      .and.include('<table')
    await officer.says('สถิติ ไฟล์')
    await held.held(1)
    held.timeIsOver()
    await settle()
    await officer.hears(/ไม่เสร็จในเวลาที่กำหนด/)
    expect(await health()).to.equal(200)
    held.release()
    await officer.says('สถิติ ไฟล์')
    await settle()
    await officer.hears(/ไฟล์สถิติ/)
  })

  it('When it cannot be read in time, then the person reads why, nothing goes to anybody, and what comes next works', async () => {
    let patience = 1
    const { started, person, settle, cases } = await open({
      makeHeavyWork: (told) => createHeavyWork({ ...told, patience: () => patience }),
    })
    await tellsTip({ person, settle }, report)
    await person.presses('ส่งเรื่อง')
    await settle()
    expect(JSON.stringify(person.lastMessages())).to.include('อ่านข้อความนี้ไม่สำเร็จในเวลาที่กำหนด')
    expect(await cases()).to.equal(0)
    const numbers = await (await fetch(`${started.url}/metrics`)).text()
    expect(numbers).to.match(/sujarit_heavy_work_failed_total\{outcome="tooLong"\} [1-9]/)
    expect(started.logged()).not.to.include('สมหมาย')
    patience = 60_000
    await sendsTip({ person, settle })
    expect(await cases()).to.equal(1)
  })
})

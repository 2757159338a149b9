// What LINE itself counts of a sending: asked for on the following days, said plainly where LINE withholds it, never per person.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { type Agency, startAgency } from '../harness/agency.js'
import { pdfTextOf, sheetsOf } from '../harness/fetched-papers.js'

const day = 86_400_000

describe('Story: how many have seen it, as LINE counts', () => {
  let agency: Agency
  let officer: LinePerson
  let people: LinePerson[]

  beforeEach(async () => {
    agency = await startAgency({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await agency.officer('ethics')
    await agency.product.features.campaigns.addContent({
      kind: 'clip',
      key: 'a-clip',
      th: { title: 'คลิปสุจริต', summary: 'สั้น ๆ' },
      link: 'https://agency.example/clip',
    })
  })
  afterEach(() => agency.stop())

  async function publishTo(count: number): Promise<void> {
    people = []
    for (let index = 0; index < count; index += 1) people.push(await agency.staff(index))
    await says('เผยแพร่', '1', '2', 'ยืนยัน')
    // Nobody is interested in the answer before the sending has ended.
    await agency.settle()
  }
  async function says(...words: string[]): Promise<void> {
    for (const one of words) {
      await officer.says(one)
      await agency.settle()
    }
  }
  async function card(): Promise<string> {
    await says('ผลเผยแพร่')
    return JSON.stringify(officer.chat().received.at(-1))
  }
  async function nextDay(): Promise<number> {
    agency.passTime(day)
    return agency.product.runJob('line-insight')
  }
  const insightTable = async () => {
    await officer.presses('ขอหลักฐาน')
    await agency.settle()
    return (await sheetsOf(officer)).find(({ sheet }) => sheet === 'ตัวเลขที่ LINE นับ')?.data[1]
  }

  it('When 22 of 24 people have seen it, then the officer and the evidence say so from the next day on', async () => {
    await publishTo(24)
    expect(await card()).to.include('LINE จะแจ้งจำนวนผู้เห็นตั้งแต่วันถัดไป')
    expect(await agency.product.runJob('line-insight')).to.equal(0)
    const [unit = ''] = agency.platform.unitsThisMonth()
    agency.platform.noteInsight(unit, 'seen', people.slice(0, 22))
    agency.platform.noteInsight(unit, 'clicked', people.slice(0, 3))
    expect(await nextDay()).to.equal(1)
    expect(await agency.product.runJob('line-insight')).to.equal(0)
    expect(await card()).to.match(
      /LINE นับเมื่อ 21 พ.ย. 2569 เวลา 10:00 น.: เห็นข้อความ 22 คน กดลิงก์ ไม่เปิดเผย \(ไม่ถึง 20 คน\)/,
    )
    const row = await insightTable()
    expect(row?.slice(0, 4)).to.deep.equal([1, 'คลิปสุจริต', 22, 'ไม่เปิดเผย (ไม่ถึง 20 คน)'])
    expect(await pdfTextOf(officer))
      .to.include('ตัวเลขที่ LINE นับ')
      .and.include('ไม่ระบุตัวบุคคล')
    for (let more = 0; more < 20; more += 1) await nextDay()
    expect(await card()).to.include('เห็นข้อความ 22 คน')
  })

  it('When LINE withholds everything, then that is said, and the sheet has no empty figure', async () => {
    await publishTo(20)
    await nextDay()
    expect(await card()).to.include('LINE ไม่เปิดเผยจำนวนผู้เห็นและผู้กดลิงก์ เพราะยังไม่ถึง 20 คน')
    const withheld = 'ไม่เปิดเผย (ไม่ถึง 20 คน)'
    expect((await insightTable())?.slice(2, 4)).to.deep.equal([withheld, withheld])
  })

  it('When it goes to fewer than 20 people, then no name is spent on it, and it is said why', async () => {
    await publishTo(2)
    expect(agency.platform.unitsThisMonth()).to.deep.equal([])
    await nextDay()
    expect(await card()).to.include('เพราะส่งถึงน้อยกว่า 20 คน')
    expect((await insightTable())?.[5]).to.include('น้อยกว่า 20 คน')
  })

  it('When LINE does not answer, then it is asked again in the next hour', async () => {
    await publishTo(20)
    agency.platform.faults.next('error500BeforeAccept', { endpoint: '/v2/bot/insight/' })
    expect(await nextDay()).to.equal(0)
    expect(await agency.product.runJob('line-insight')).to.equal(1)
  })

  it('When a try is lost and repeated, then it carries the same name; the name tells nothing of anybody', async () => {
    agency.platform.faults.next('error500AfterAccept', { endpoint: 'multicast', times: 1 })
    await publishTo(20)
    agency.passTime(60_000)
    await agency.settle()
    expect(agency.platform.unitsThisMonth()).to.have.length(1)
    expect(agency.platform.unitsThisMonth()[0]).to.match(/^s[0-9a-f]{29}$/)
    expect(agency.platform.accepted.counts.multicast).to.equal(1)
    const row = await agency.connection.collection('campaignRuns').findOne({})
    await nextDay()
    const asked = await agency.connection.collection('campaignRuns').findOne({})
    expect(row?.insight).to.equal(undefined)
    expect(Object.keys(asked?.insight).toSorted()).to.deep.equal(['askedAt', 'clicked', 'seen'])
  })
})

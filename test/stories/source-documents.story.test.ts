// The five agencies' own reports: their figures come out of the product to the digit, from what people typed into the chat. What
// has a story of its own stands there (99.12, 36 people, 160 people, a year of noughts, 80 percent).
import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import type { LinePerson } from 'line-stand-in'
import type { ContentTag } from '../../src/features/library/content/content-schema.js'
import { readMeasures } from '../../src/features/measures/measure-file.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { textOfPdf } from '../harness/pdf-text.js'

const dayMs = 24 * 3_600_000
/** Document B: seven issues, each with its measure. */
const issues = [
  'การปฏิบัติหน้าที่',
  'การใช้งบประมาณ',
  'การใช้อำนาจ',
  'การใช้ทรัพย์สินของราชการ',
  'การแก้ไขปัญหาการทุจริต',
  'คุณภาพการดำเนินงาน',
  'ประสิทธิภาพการสื่อสาร',
]
const plan = [
  'ประเด็น,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ไตรมาส,ตัวชี้วัด,เป้าหมาย,หลักฐาน',
  ...issues.map(
    (issue, place) =>
      `${issue},มาตรการที่ ${place + 1},ดำเนินการ,กองกลาง,1-4,จำนวน,ครบ,${place === 0 ? 'การรับทราบ' : 'การเผยแพร่'}`,
  ),
].join('\n')

describe('Story: the figures of the source documents', () => {
  let agency: Agency
  let ethics: LinePerson

  beforeEach(async () => {
    agency = await startAgency({ now: new Date('2025-10-06T03:00:00Z') })
    ethics = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  async function says(person: LinePerson, ...words: string[]): Promise<void> {
    for (const one of words) {
      await person.says(one)
      await agency.settle()
    }
  }

  const infographic = (key: string, title: string, tags?: ContentTag[]) =>
    agency.product.features.campaigns.addContent({
      kind: 'infographic',
      key,
      ...(tags && { tags }),
      th: { title, points: [{ text: 'ข้อแรก' }, { text: 'ข้อสอง' }, { text: 'ข้อสาม' }] },
    })

  /** `บันทึกเผยแพร่` of the piece with this title, on a channel by its number. */
  async function records(title: string, channel: number, day: string): Promise<void> {
    await says(ethics, 'บันทึกเผยแพร่')
    const list = ethics.texts().at(-1) ?? ''
    const number = new RegExp(`(\\d+)\\D{0,3}${title}`).exec(list.replaceAll('\n', ' '))?.[1] ?? '1'
    await says(ethics, number, String(channel), day, 'ข้าม', 'ยืนยัน')
    expect(ethics.texts().at(-1)).to.include('แล้ว')
  }

  async function report(words: string): Promise<Readonly<Record<string, Uint8Array>>> {
    await says(ethics, words)
    const url = /https?:[^"\\]+\/files\/[^"\\]+/.exec(JSON.stringify(ethics.lastMessages()))?.[0]
    if (url === undefined) throw new Error('No link was sent')
    return unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()))
  }

  it('Document B: when seven issues, four reports a year on four channels and everybody’s acknowledgement are there, then the year’s report says so', async () => {
    const { acknowledgements, people, measures, settings } = agency.product.features
    await settings.rules.change({ mustOpenText: false, minimumReadingSeconds: 0 }, 'system')
    const read = readMeasures(Buffer.from(plan))
    if (!read.ok) throw new Error('no plan')
    await measures.rules.importMeasures(2569, read.rows, 'system')
    await acknowledgements.rules.addPolicy({
      ...{ key: 'no-gift', fiscalYear: 2569, opens: '2025-10-01', due: '2026-03-31' },
      th: { title: 'No Gift Policy', summary: 'งดรับงดให้', points: [], text: 'งดรับ งดให้' },
    })
    const staff = await people.rules.activeStaff()
    for (const [index, { staffId }] of staff.entries())
      await acknowledgements.rules.acknowledge({
        ...{ eventKey: `ack-${index}`, policyKey: 'no-gift', version: 1, staffId, at: agency.now() },
        ...{ channel: 'main', language: 'th', place: 'private' },
      })
    await says(ethics, 'ความคืบหน้า')
    expect(ethics.texts().at(-1))
      .to.match(/100\.00|100 ?%/)
      .and.include('114')

    await infographic('spending', 'รายงานการใช้จ่ายงบประมาณรายไตรมาส', ['budget'])
    const quarters = ['6 ม.ค. 69', '7 เม.ย. 69', '6 ก.ค. 69', '15 ก.ย. 69']
    agency.passTime(346 * dayMs)
    for (const [place, day] of quarters.entries()) await records('รายงานการใช้จ่าย', place + 1, day)
    const files = await report('รายงาน มาตรการ 12 เดือน 2569')
    const named = (ending: string) =>
      files[Object.keys(files).find((name) => name.endsWith(ending)) ?? ''] ?? new Uint8Array()
    const paper = textOfPdf(Buffer.from(named('.pdf'))).replaceAll('\n', '')
    for (const issue of issues)
      expect(paper.replaceAll(' ', '')).to.include(issue.replaceAll(' ', '').slice(0, 8))
    const document = strFromU8(unzipSync(named('.docx'))['word/document.xml'] ?? new Uint8Array())
    expect(document).to.include('114 คน จากทั้งหมด 114 คน คิดเป็นร้อยละ 100.00 ครอบคลุม 9 หน่วยงาน')
    const inTable = document.split('<w:tr>').filter((row) => row.includes('4 ครั้ง ผ่าน 4 ช่องทาง'))
    expect(inTable).to.have.length(1)
    expect(inTable[0], 'under the issue for which it was made').to.include('การใช้งบประมาณ')
  })

  it('Document C and D: when the code and the channels go out twice and on three channels, and three pictures on one theme, then it can be read off', async () => {
    const group = await agency.group([await agency.staff(0)], ethics, 'กองกลาง')
    for (const [key, title] of [
      ['rights-one', 'สิทธิของผู้ร้องเรียน ตอนที่ 1'],
      ['rights-two', 'สิทธิของผู้ร้องเรียน ตอนที่ 2'],
      ['rights-three', 'สิทธิของผู้ร้องเรียน ตอนที่ 3'],
    ] as const)
      await infographic(key, title)
    for (const number of ['1', '2', '3']) await says(ethics, 'เผยแพร่', number, '1', 'ยืนยัน')
    expect(group.chat().received.filter(({ type }) => type === 'image')).to.have.length(3)
    agency.passTime(30 * dayMs)
    for (const channel of [1, 2]) await records('สิทธิของผู้ร้องเรียน ตอนที่ 1', channel, '3 พ.ย. 68')
    const { campaigns } = agency.product.features
    const year = await campaigns.rules.yearEvidence(2569)
    expect(year).to.have.length(3)
    const repeated = year.find(({ elsewhere }) => elsewhere.length > 0)
    expect(repeated?.channels).to.have.length(3)
    await says(ethics, 'หลักฐานเผยแพร่ 2569')
    await ethics.hears(/3 รายการ\n.*5 ครั้ง ผ่าน 3 ช่องทาง/)
  })

  it('Document A and E: when the month is over, then its report is due on the 10th and executives can have it', async () => {
    const read = readMeasures(Buffer.from(plan))
    if (!read.ok) throw new Error('no plan')
    await agency.product.features.measures.rules.importMeasures(2569, read.rows, 'system')
    agency.passTime(30 * dayMs)
    const files = await report('รายงาน มาตรการ ต.ค. 68')
    const pdf = Object.keys(files).find((name) => name.endsWith('.pdf')) ?? ''
    expect(textOfPdf(Buffer.from(files[pdf] ?? new Uint8Array()))).to.include('10 พ.ย. 2568')
  })
})

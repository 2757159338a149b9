// What an assessor asks of a year: how often, through which channels, what exactly; and the No Gift report.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { dayInBangkok } from '../../src/i18n/calendar/bangkok-time.js'
import { type Agency, startAgency } from '../harness/agency.js'
import { factOf, pdfTextOf, sheetsOf } from '../harness/fetched-papers.js'

describe('Story: the evidence of publications and gifts', () => {
  let agency: Agency
  let officer: LinePerson

  beforeEach(async () => {
    agency = await startAgency({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  async function says(person: LinePerson, ...words: string[]): Promise<void> {
    for (const one of words) {
      await person.says(one)
      await agency.settle()
    }
  }

  const infographic = {
    kind: 'infographic',
    key: 'no-gift-poster',
    th: {
      title: 'งดรับ งดให้',
      points: [{ text: 'ไม่รับ' }, { text: 'ไม่ให้' }, { text: 'แจ้งเมื่อพบเห็น' }],
    },
  } as const

  /** An infographic sent to two people, and put on the website and on the notice board with a photo. */
  async function published(): Promise<void> {
    await agency.product.features.campaigns.addContent({
      ...infographic,
      th: { ...infographic.th, points: [...infographic.th.points] },
    })
    await agency.staff(0)
    await agency.staff(1)
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน')
    const { rules } = agency.product.features.campaigns
    const today = dayInBangkok(agency.now())
    const [poster] = await rules.publishedContent(today)
    if (!poster) throw new Error('The library is empty')
    const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#884422' } })
      .jpeg()
      .toBuffer()
    const proof = (await agency.product.deps.media.keep(photo, 'image/jpeg')).path
    const record = { published: poster, on: today, by: 'officer' } as const
    await rules.record({ ...record, eventKey: 'r1', channel: 'website' })
    await rules.record({ ...record, eventKey: 'r2', channel: 'noticeBoard', proof })
  }

  it('When a poster went through three channels, then "twice, three channels" can be read off its evidence', async () => {
    await published()
    await says(officer, 'ผลเผยแพร่')
    await officer.presses('ขอหลักฐาน')
    await agency.settle()
    const { text } = await officer.hears(/หลักฐานการเผยแพร่: /)
    expect(text).to.include('เผยแพร่ 3 ครั้ง ผ่าน 3 ช่องทาง')
    expect(text).to.include('LINE แชตส่วนตัว, เว็บไซต์, บอร์ดประชาสัมพันธ์')
    const pdf = await pdfTextOf(officer)
    expect(pdf)
      .to.include('• แจ้งเมื่อพบเห็น')
      .and.match(/ภาพที่เผยแพร่ · SHA-256/)
    expect(pdf).to.match(/หลักฐาน: บอร์ดประชาสัมพันธ์ วันที่ 20 พ.ย. 2569/)
    const sheets = await sheetsOf(officer)
    expect(factOf(sheets, 'จำนวนครั้งที่เผยแพร่')).to.equal(3)
    expect(factOf(sheets, 'จำนวนช่องทาง')).to.equal(3)
    expect(factOf(sheets, 'ส่งสำเร็จ (ปลายทาง)')).to.equal(2)
    const sendings = sheets.find(({ sheet }) => sheet === 'การส่งทาง LINE')?.data
    expect(sendings?.[1]?.slice(5, 10)).to.deep.equal([0, 2, 2, 0, 'ส่งจบแล้ว'])
    expect(sheets.find(({ sheet }) => sheet === 'การเผยแพร่ทางช่องทางอื่น')?.data[2]?.[5]).to.match(
      /^[0-9a-f]{64}$/,
    )
  })

  it('When its link asks Thai words of the chat, then the paper shows them as words, and the workbook the link as well', async () => {
    const link = `https://line.me/R/oaMessage/%40sujarit/?${encodeURIComponent('แบบสำรวจ ความพึงพอใจ')}`
    const added = await agency.product.features.campaigns.addContent({
      ...infographic,
      th: { ...infographic.th, points: [...infographic.th.points] },
      link,
    })
    expect(added.ok).to.equal(true)
    await agency.staff(0)
    await says(officer, 'เผยแพร่', '1', '2', 'ยืนยัน', 'ผลเผยแพร่')
    await officer.presses('ขอหลักฐาน')
    await agency.settle()
    const pdf = (await pdfTextOf(officer)).replace(/\s+/g, ' ')
    expect(pdf).to.include('oaMessage/@sujarit/?แบบสำรวจ ความพึงพอใจ').and.not.include('%E0')
    const links = (await sheetsOf(officer)).find(({ sheet }) => sheet.includes('ลิงก์'))?.data
    expect(links?.[1]).to.deep.equal(['https://line.me/R/oaMessage/@sujarit/?แบบสำรวจ ความพึงพอใจ', 0, link])
  })

  it('When a fiscal year is asked for, then its publications are grouped by content, and another year is empty', async () => {
    await published()
    await says(officer, 'หลักฐานเผยแพร่ ๒๕๗๐')
    await officer.hears(/ปีงบประมาณ พ.ศ. 2570\n.*1 รายการ\n.*3 ครั้ง ผ่าน 3 ช่องทาง/)
    const [, pieces] = await sheetsOf(officer)
    expect(pieces?.data[1]?.slice(0, 8)).to.deep.equal([
      'งดรับ งดให้',
      1,
      3,
      1,
      2,
      3,
      'LINE แชตส่วนตัว, เว็บไซต์, บอร์ดประชาสัมพันธ์',
      2,
    ])
    expect(await pdfTextOf(officer)).to.include('สรุปตามเนื้อหา')
    await says(officer, 'หลักฐานเผยแพร่ 2569')
    await officer.hears(/ยังไม่มีการเผยแพร่ในปีงบประมาณ พ.ศ. 2569/)
    await says(officer, 'หลักฐานเผยแพร่ เมื่อวาน')
    await officer.hears(/อ่านปีงบประมาณไม่ได้/)
    const clerk = await agency.staff(5)
    await says(clerk, 'หลักฐานเผยแพร่')
    expect(clerk.texts().join()).not.to.include('3 ครั้ง')
  })

  it('When nothing was received and a unit signed for it, then the report says so, and a changed statement shows', async () => {
    const keeper = await agency.staff(2)
    await says(keeper, `ลงทะเบียน ${(await agency.product.features.people.rules.inviteToRole('ethics')).code}`)
    await says(keeper, 'ไม่มีของขวัญ ไตรมาสนี้', 'กองคลัง')
    await keeper.presses('ยืนยัน')
    await agency.settle()
    await says(keeper, 'รายงานของขวัญ ไตรมาสนี้')
    await keeper.hears(/ไม่มีรายงานการรับของขวัญในช่วงนี้\n.*1 ฉบับ/)
    const pdf = await pdfTextOf(keeper)
    expect(pdf).to.include('ในช่วงเวลานี้ไม่มีรายงานการรับของขวัญ').and.include('ข้าพเจ้าขอรับรองว่า')
    const sheets = await sheetsOf(keeper)
    expect(factOf(sheets, 'จำนวนรายการ')).to.equal(0)
    const signed = sheets.find(({ sheet }) => sheet === 'คำรับรองว่าไม่มีการรับของขวัญ')?.data[1]
    expect(signed?.slice(0, 6)).to.deep.equal([
      1,
      'กองคลัง',
      new Date('2026-10-01T00:00:00Z'),
      new Date('2026-11-20T00:00:00Z'),
      'บุคลากร ที่3',
      'ผู้รับผิดชอบงานจริยธรรม',
    ])
    await agency.connection.collection('gift_statements').updateOne({}, { $set: { unit: 'กองกลาง' } })
    await says(keeper, 'รายงานของขวัญ')
    await keeper.hears(/ทะเบียนคำรับรองถูกแก้ไขหรือมีแถวหายไป ตั้งแต่ลำดับที่ 1/)
  })

  it('When gifts were reported, then the report counts them without a name or a word of anybody', async () => {
    const clerk = await agency.staff(2)
    await says(clerk, 'ของขวัญ')
    await clerk.presses('รายงานของขวัญ')
    await agency.settle()
    await says(clerk, 'เมื่อวานนี้', 'กระเช้านกยูงทอง')
    await clerk.presses('คู่สัญญา')
    await agency.settle()
    await says(clerk, 'บริษัทนกยูง')
    await clerk.presses('เทศกาลหรือปีใหม่')
    await agency.settle()
    await says(clerk, '3,500')
    await clerk.presses('ข้าม')
    await agency.settle()
    await clerk.presses('ส่งคืนแล้ว')
    await agency.settle()
    await clerk.presses('ยืนยัน')
    await agency.settle()
    const executive = await agency.officer('executive')
    await says(executive, 'รายงานของขวัญ ต.ค. 69 - พ.ย. 69')
    await executive.hears(/ทั้งหมด 1 รายการ · อยู่ในเกณฑ์ 0 · เกินเกณฑ์หรือไม่ทราบมูลค่า 1/)
    const sheets = await sheetsOf(executive)
    const gifts = sheets.find(({ sheet }) => sheet === 'รายการที่ได้รับ')?.data
    expect(gifts?.[1]).to.deep.equal([
      1,
      new Date('2026-11-19T00:00:00Z'),
      'กองคลัง',
      'คู่สัญญา',
      'เทศกาลหรือปีใหม่',
      3500,
      'เกินเกณฑ์',
      'ส่งคืนแล้ว',
      new Date('2026-12-19T00:00:00Z'),
    ])
    expect(JSON.stringify(sheets) + (await pdfTextOf(executive))).not.to.match(/นกยูง|บุคลากร ที่3/)
    await says(executive, 'รายงานของขวัญ พรุ่งนี้ไหม')
    await executive.hears(/อ่านช่วงเวลาไม่ได้/)
    // A clerk who types the word means to report one.
    await says(clerk, 'รายงานของขวัญ')
    await clerk.hears(/รายงานของขวัญและของกำนัล/)
  })
})

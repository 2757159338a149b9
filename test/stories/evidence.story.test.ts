// The papers an officer hands to an assessor, from the word typed to the file opened.
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import { addDays, dayInBangkok } from '../../src/i18n/calendar/bangkok-time.js'
import { type Agency, roster, startAgency } from '../harness/agency.js'
import { factOf, linkOf, pdfTextOf, sheetsOf } from '../harness/fetched-papers.js'

const today = dayInBangkok(new Date('2026-11-20T03:00:00Z'))
const yesterday = addDays(today, -1)
const noGift = {
  key: 'no-gift',
  fiscalYear: 2570,
  th: { title: 'นโยบาย No Gift Policy', summary: 'งดรับ งดให้', points: [], text: 'ข้อความฉบับเต็ม' },
  opens: '2026-10-01',
  due: '2026-12-31',
}

describe('Story: the evidence of a policy', () => {
  let agency: Agency
  let officer: LinePerson

  beforeEach(async () => {
    agency = await startAgency()
    await rules().addPolicy(noGift)
    officer = await agency.officer('ethics')
  })
  afterEach(() => agency.stop())

  const rules = () => agency.product.features.acknowledgements.rules
  const staffAt = async (index: number) => {
    const row = await agency.product.features.people.rules.staffByEmployeeCode(
      roster[index]?.employeeCode ?? '',
    )
    if (!row) throw new Error(`The roster has no place ${index}`)
    return row.staffId
  }

  async function says(words: string): Promise<void> {
    await officer.says(words)
    await agency.settle()
  }

  async function acknowledged(count: number): Promise<void> {
    const staff = await agency.product.features.people.rules.activeStaff()
    const first = staff
      .toSorted((one, other) => (one.employeeCode < other.employeeCode ? -1 : 1))
      .slice(0, count)
    const signed = await rules().takeOver(
      first.map(({ staffId }) => ({
        policyKey: 'no-gift',
        version: 1,
        staffId,
        at: agency.now(),
        channel: 'main',
        place: 'private',
        language: 'th',
        eventKey: staffId,
      })),
    )
    expect(signed.ok).to.equal(true)
  }

  it('When 113 of 114 have acknowledged, then the card, the PDF and the workbook say 99.12', async () => {
    await acknowledged(113)
    await says('หลักฐาน')
    const { text } = await officer.hears(/หลักฐานการรับทราบ/)
    expect(text)
      .to.include('113/114')
      .and.include('99.12 %')
      .and.include('ตรวจแล้ว ไม่พบรายการที่ถูกแก้ไข แทรก หรือตัดท้าย')
    const pdf = await pdfTextOf(officer)
    expect(pdf).to.include('99.12').and.include('นโยบาย No Gift Policy').and.include('หน่วยงานทดสอบ')
    expect(pdf)
      .to.match(/ลงชื่อ \.+ ผู้รับรอง/)
      .and.match(/หน้า 1\/\d+/)
    expect(pdf).not.to.include('ข้อควรทราบ')
    const evidence = await rules().evidence('no-gift', 1, today)
    expect(pdf).to.include(evidence?.chain.head?.slice(0, 40))

    const sheets = await sheetsOf(officer)
    expect(sheets.map(({ sheet }) => sheet)).to.deep.equal(['สรุป', 'แยกตามหน่วยงาน', 'ทะเบียนรายชื่อ'])
    expect(factOf(sheets, 'ทั้งหมด')).to.equal(114)
    expect(factOf(sheets, 'รับทราบแล้ว')).to.equal(113)
    expect(factOf(sheets, 'ร้อยละ')).to.equal(99.12)
    expect(factOf(sheets, 'รหัสของแถวสุดท้าย')).to.equal(evidence?.chain.head)
    expect(sheets[1]?.data.at(-1)).to.deep.equal(['รวมทั้งหมด', 114, 113, 0, 1, 99.12])
    const people = sheets[2]?.data.slice(1) ?? []
    expect(people).to.have.length(114)
    expect(people[0]?.[5]).to.deep.equal(new Date('2026-11-20T10:00:00Z'))
    expect(people.filter(([, , , , state]) => state === 'ยังไม่รับทราบ')).to.have.length(1)
    expect(people[0]?.[11]).to.equal(evidence?.policy.sha256.th)
  })

  it('When somebody signed on paper and somebody refused, then both are marked, and the refusal is for ethics officers', async () => {
    await acknowledged(110)
    const [signer, witness, refuser] = [await staffAt(112), await staffAt(0), await staffAt(113)]
    const press = { policyKey: 'no-gift', version: 1, at: agency.now(), language: 'th' } as const
    const paper = await rules().recordPaper({
      ...press,
      staffId: signer,
      signedOn: yesterday,
      witnessId: witness,
      recordedBy: 'officer',
      eventKey: 'paper-1',
    })
    expect(paper.ok).to.equal(true)
    await rules().refuse({
      ...press,
      staffId: refuser,
      channel: 'main',
      place: 'private',
      eventKey: 'refusal-1',
      reason: 'เหตุผลลับสุดยอด',
    })
    await says('หลักฐาน no-gift')
    await officer.hears(/ลงนามบนกระดาษ 1 คน · แจ้งไม่รับทราบ 1 คน/)
    const sheets = await sheetsOf(officer)
    const signed = sheets[2]?.data.find(([, code]) => code === 'E0113')
    expect(signed?.slice(4, 9)).to.deep.equal([
      'ลงนามบนกระดาษ',
      new Date('2026-11-19T00:00:00Z'),
      1,
      'ลายเซ็นบนกระดาษ',
      'บุคลากร ที่1',
    ])
    expect(sheets[3]?.data[1]?.slice(0, 2)).to.deep.equal(['E0114', 'บุคลากร ที่114'])
    expect(await pdfTextOf(officer)).not.to.include('เหตุผลลับสุดยอด')

    const executive = await agency.officer('executive')
    await executive.says('หลักฐาน no-gift')
    await agency.settle()
    await executive.hears(/แจ้งไม่รับทราบ 1 คน/)
    const forExecutive = await sheetsOf(executive)
    expect(forExecutive).to.have.length(3)
    expect(JSON.stringify(forExecutive[2])).not.to.include('แจ้งไม่รับทราบ')
  })

  it('When a row was changed in the database, then the card and the paper say so', async () => {
    await acknowledged(10)
    await agency.connection
      .collection('acknowledgements')
      .updateOne({ number: 4 }, { $set: { at: new Date('2026-10-02T03:00:00Z') } })
    await says('หลักฐาน no-gift')
    await officer.hears(/แก้ไขหรือมีแถวหายไป ตั้งแต่ลำดับที่ 4/)
    expect(await pdfTextOf(officer)).to.match(/ข้อควรทราบ: .*ลำดับที่ 4/s)
    expect(factOf(await sheetsOf(officer), 'สภาพทะเบียน')).to.match(/ตั้งแต่ลำดับที่ 4/)
  })

  it('When there are several policies, then the officer picks one; an unknown name is told, with what there is', async () => {
    await rules().addPolicy({ ...noGift, key: 'ethics-code', th: { ...noGift.th, title: 'ประมวลจริยธรรม' } })
    await says('หลักฐาน')
    await officer.hears(/ประมวลจริยธรรม/)
    await officer.presses('ขอหลักฐาน')
    await agency.settle()
    await officer.hears(/หลักฐานการรับทราบ: /)
    await says('หลักฐาน นโยบายที่ไม่มี')
    await officer.hears(/ไม่พบนโยบายชื่อนี้/)
  })

  it('When a version has been replaced, then its own evidence can still be had by its number', async () => {
    await acknowledged(5)
    await rules().addPolicy({ ...noGift, th: { ...noGift.th, text: 'ข้อความฉบับใหม่' } })
    await says('evidence no-gift ๑')
    await officer.hears(/5\/114/)
  })

  it('When the day is over, then the link opens nothing; and whoever has no right hears no figure', async () => {
    await says('หลักฐาน')
    await officer.hears(/0\/114/)
    const url = await linkOf(officer, 'เปิด PDF')
    agency.passTime(86_400_000)
    expect((await fetch(url)).status).to.equal(404)
    const clerk = await agency.staff(3)
    await clerk.says('หลักฐาน')
    await agency.settle()
    expect(clerk.texts().join('\n')).not.to.match(/\/114/)
    expect(await agency.connection.collection('handed_files').countDocuments()).to.equal(2)
    expect(agency.logged()).not.to.include('/files/')
  })
})

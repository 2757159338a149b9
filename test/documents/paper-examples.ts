// Papers for the tests of this room: everything that a paper can have, and a roster as long as wanted.
import type { Paper } from '../../src/documents/paper.js'
import { isDay } from '../../src/i18n/calendar/bangkok-time.js'

const asOf = new Date('2026-11-20T11:40:00Z')

export function examplePaper(picture: Uint8Array, more: Partial<Paper> = {}): Paper {
  const day = '2026-10-05'
  if (!isDay(day)) throw new Error('not a day')
  return {
    language: 'th',
    agency: 'สำนักงานตัวอย่างเพื่อความซื่อตรง',
    title: 'หลักฐานการรับทราบประมวลจริยธรรม',
    subtitle: 'ปีงบประมาณ 2569',
    asOf,
    facts: [
      ['นโยบาย', 'ประมวลจริยธรรมเจ้าหน้าที่ของรัฐ ฉบับที่ 2'],
      ['รับทราบแล้ว', 113],
      ['ร้อยละ', { share: [113, 114] }],
      ['ลายนิ้วมือข้อความ (SHA-256)', 'a3f1'.repeat(16)],
    ],
    sections: [
      {
        kind: 'text',
        heading: 'ข้อความที่ให้รับทราบ',
        paragraphs: [
          'เจ้าหน้าที่ของรัฐพึงยึดมั่นในสถาบันหลักของประเทศ ซื่อสัตย์สุจริต มีจิตสำนึกที่ดี และรับผิดชอบต่อหน้าที่ กล้าตัดสินใจและกระทำในสิ่งที่ถูกต้องชอบธรรม คิดถึงประโยชน์ส่วนรวมมากกว่าประโยชน์ส่วนตน',
          'ทำน้ำให้ใส ปี่ ปู่ ฟ้า ป่า ญี่ปุ่น กตัญญู ฐู่ ที่นี้ ก็ได้ ๆ ฯลฯ',
        ],
      },
      {
        kind: 'table',
        heading: 'แยกตามหน่วยงาน',
        columns: [
          { title: 'หน่วยงาน', width: 3 },
          { title: 'ทั้งหมด' },
          { title: 'รับทราบ' },
          { title: 'ร้อยละ' },
          { title: 'ครั้งแรก', width: 2 },
        ],
        rows: [
          ['กองคลัง', 1250, 1249, { share: [1249, 1250] }, { day }],
          ['ศูนย์ปฏิบัติการต่อต้านการทุจริตและส่งเสริมคุ้มครองจริยธรรม', 14, 13, { share: [13, 14] }, { moment: asOf }],
        ],
        totals: ['รวม', 1264, 1262, { share: [1262, 1264] }, null],
      },
      { kind: 'picture', heading: 'สื่อที่เผยแพร่', bytes: picture, caption: 'ภาพที่ 1 อินโฟกราฟิก' },
      {
        kind: 'signatures',
        statement: 'ขอรับรองว่าข้อมูลข้างต้นถูกต้องตามทะเบียน',
        signers: [
          { as: 'ผู้จัดทำ' },
          { as: 'ผู้รับรอง', name: 'นายซื่อตรง น้ำใจงาม', position: 'หัวหน้ากลุ่มงานจริยธรรม' },
        ],
      },
    ],
    footer: 'เอกสารภายใน',
    ...more,
  }
}

/** A roster of many people, as an acknowledgement's evidence prints it. */
export function rosterPaper(people: number): Paper {
  const rows = Array.from({ length: people }, (_, index) => [
    index + 1,
    `EMP-${String(index).padStart(5, '0')}`,
    `นางสาวสมหญิง น้ำใจดี${index}`,
    `กองที่ ${index % 40}`,
    { moment: new Date(asOf.getTime() + index * 60_000) },
    2,
    'LINE',
  ])
  return {
    language: 'th',
    agency: 'สำนักงานตัวอย่าง',
    title: 'ทะเบียนผู้รับทราบ',
    asOf,
    sections: [
      {
        kind: 'table',
        heading: 'ทะเบียน',
        columns: [
          { title: 'ลำดับ' },
          { title: 'รหัส', width: 1.4 },
          { title: 'ชื่อ', width: 3 },
          { title: 'หน่วยงาน', width: 1.6 },
          { title: 'เวลา', width: 2.6 },
          { title: 'ฉบับ', width: 0.8 },
          { title: 'ช่องทาง' },
        ],
        rows,
      },
    ],
  }
}

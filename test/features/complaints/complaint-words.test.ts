import { expect } from 'chai'
import {
  complaintChannels,
  complaintKinds,
  complaintStatuses,
  corruptionCategories,
  generalCategories,
} from '../../../src/features/complaints/complaint-kinds.js'
import {
  categoryName,
  channelName,
  kindName,
  statusName,
} from '../../../src/features/complaints/complaint-words.js'
import { languages } from '../../../src/i18n/texts.js'

describe('The official words of the register', () => {
  it('When a status is shown to the public, then it has the wording that agencies use', () => {
    expect(complaintStatuses.map((status) => statusName('th', status))).to.deep.equal([
      'รับเรื่องแล้ว',
      'ขอข้อมูลเพิ่มเติม',
      'อยู่ระหว่างตรวจสอบข้อเท็จจริง',
      'อยู่ระหว่างดำเนินการ',
      'ส่งต่อหน่วยงานที่มีอำนาจ',
      'ดำเนินการแล้วเสร็จ',
      'ยุติเรื่อง / ไม่รับไว้พิจารณา',
    ])
  })

  it('When categories of corruption are shown, then they are the ten that are used officially', () => {
    expect(corruptionCategories.map((category) => categoryName('th', category))).to.deep.equal([
      'ทุจริตต่อหน้าที่',
      'ปฏิบัติหรือละเว้นการปฏิบัติหน้าที่โดยมิชอบ',
      'ทุจริตการจัดซื้อจัดจ้าง',
      'ยักยอก / เบียดบังเงินหรือทรัพย์สินของทางราชการ',
      'เรียกรับสินบน / ผลประโยชน์',
      'ทุจริตการบริหารงานบุคคล',
      'การขัดกันแห่งผลประโยชน์',
      'ร่ำรวยผิดปกติ',
      'ประพฤติมิชอบ / ประพฤติตนไม่สมควร',
      'ไม่ปฏิบัติตามประมวลจริยธรรม',
    ])
  })

  it('When anything of the register is named, then both languages have a name for it', () => {
    for (const language of languages) {
      const names = [
        ...complaintKinds.map((kind) => kindName(language, kind)),
        ...[...corruptionCategories, 'unspecified' as const, ...generalCategories].map((one) =>
          categoryName(language, one),
        ),
        ...complaintChannels.map((channel) => channelName(language, channel)),
        ...complaintStatuses.map((status) => statusName(language, status)),
      ]
      expect(names.filter((name) => name === '')).to.deep.equal([])
    }
  })
})

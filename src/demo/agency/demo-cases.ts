// What the demo's cases tell: invented, and said to be so. Nobody in it exists, and no place is named.
import type { ComplaintCategory } from '../../features/complaints/complaint-kinds.js'

interface DemoTelling {
  readonly what: string
  readonly who: string
  readonly when: string
}

const tellings: Partial<Record<ComplaintCategory, DemoTelling>> = {
  bribery: {
    what: '(ข้อมูลตัวอย่าง) มีการเรียกเงินเพิ่มจากผู้มาขออนุญาตเพื่อให้ได้คิวเร็วขึ้น โดยไม่ออกใบเสร็จ',
    who: 'เจ้าหน้าที่ประจำช่องบริการ ไม่ทราบชื่อ',
    when: 'ช่วงบ่าย สัปดาห์ที่แล้ว อย่างน้อยสองครั้ง',
  },
  procurement: {
    what: '(ข้อมูลตัวอย่าง) ขอบเขตงานจัดซื้อกำหนดคุณลักษณะตรงกับสินค้าเพียงยี่ห้อเดียว และเปิดรับข้อเสนอสั้นกว่าปกติ',
    who: 'คณะกรรมการกำหนดขอบเขตของงาน',
    when: 'ประกาศเมื่อต้นเดือน',
  },
  ethicsBreach: {
    what: '(ข้อมูลตัวอย่าง) ใช้รถราชการรับส่งบุคคลในครอบครัวเป็นประจำในวันทำการ',
    who: 'ผู้ดูแลการใช้รถของหน่วยงาน',
    when: 'เกือบทุกเช้า ตั้งแต่ต้นปี',
  },
  conflictOfInterest: {
    what: '(ข้อมูลตัวอย่าง) ผู้ตรวจรับงานเป็นญาติกับผู้รับจ้าง และไม่ได้แจ้งให้หน่วยงานทราบ',
    who: 'กรรมการตรวจรับพัสดุคนหนึ่ง',
    when: 'งวดงานล่าสุด',
  },
  fairness: {
    what: '(ข้อมูลตัวอย่าง) ยื่นคำขอครบถ้วนแล้วแต่ไม่ได้รับคำตอบ และติดต่อสอบถามไม่ได้',
    who: 'งานบริการประชาชน',
    when: 'ยื่นไว้นานกว่าหนึ่งเดือน',
  },
}

const anyTelling: DemoTelling = {
  what: '(ข้อมูลตัวอย่าง) พบการปฏิบัติงานที่ไม่เป็นไปตามระเบียบ ขอให้หน่วยงานตรวจสอบข้อเท็จจริง',
  who: 'ไม่ทราบแน่ชัด',
  when: 'ภายในสองเดือนที่ผ่านมา',
}

export const tellingOf = (category: ComplaintCategory): DemoTelling => tellings[category] ?? anyTelling

export const demoReply =
  '(ข้อมูลตัวอย่าง) หน่วยงานได้รับเรื่องของท่านแล้ว และอยู่ระหว่างตรวจสอบข้อเท็จจริง หากมีหลักฐานเพิ่มเติม โปรดส่งในหน้านี้'

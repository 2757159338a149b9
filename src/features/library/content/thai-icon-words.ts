// Guesses the icon of a point from its words. Language data: which words of Thai and English call for which icon; the
// earlier line wins. A wrong guess costs nothing: the officer sees it in the preview and can choose another.
import type { IconName } from '../../../media/drawing/icon-shapes.js'

const callsFor: readonly (readonly [IconName, RegExp])[] = [
  ['gift-crossed', /งดรับ|ไม่รับของ|no gift|งดให้/iu],
  ['chat', /line|แชต|แชท|chat/iu],
  ['phone', /โทร|สายด่วน|phone|call|hotline/iu],
  ['mail', /จดหมาย|อีเมล|ไปรษณีย์|หนังสือ|ตู้ ปณ|e-?mail|letter|post\b/iu],
  ['globe', /เว็บ|ออนไลน์|website|online/iu],
  ['pin', /ด้วยตนเอง|ที่ตั้ง|สถานที่|in person|office at/iu],
  ['hand-stop', /ห้าม|ไม่เรียก|ไม่รับ|ปฏิเสธ|อย่า|refuse|never|do not|don['’]t/iu],
  ['clock', /ภายใน|วันทำการ|ชั่วโมง|เวลา|within|days|hours/iu],
  ['document', /รายงาน|เอกสาร|บันทึก|แบบฟอร์ม|report|form|record/iu],
  ['gift', /ของขวัญ|ของกำนัล|ของฝาก|gift|present/iu],
  ['coin', /บาท|เงิน|งบประมาณ|เบิก|ค่าใช้จ่าย|money|baht|budget|claim/iu],
  ['lock', /ความลับ|ปกปิด|confidential|secret/iu],
  ['shield', /คุ้มครอง|ปลอดภัย|protect|safe/iu],
  ['scales', /เป็นธรรม|เที่ยงธรรม|กฎหมาย|ประโยชน์ส่วน|fair|law|interest/iu],
  ['eye', /โปร่งใส|ตรวจสอบ|เปิดเผย|transparen|disclos|audit/iu],
  ['megaphone', /แจ้ง|ร้องเรียน|เบาะแส|ประชาสัมพันธ์|complain|announce/iu],
  ['calendar', /ประจำปี|กำหนดการ|เทศกาล|calendar|year/iu],
  ['folder', /พัสดุ|ทรัพย์สิน|จัดซื้อ|property|supplies|procure/iu],
  ['book', /เรียนรู้|อบรม|คู่มือ|ศึกษา|learn|train|manual/iu],
  ['award', /ยกย่อง|รางวัล|ต้นแบบ|award|role model/iu],
  ['people', /ครอบครัว|ญาติ|บุคลากร|ประชาชน|ผู้บังคับบัญชา|family|relative|staff|people|public/iu],
  ['clipboard', /แนวปฏิบัติ|ขั้นตอน|มาตรการ|step|measure|practice/iu],
]

export const iconFor = (words: string): IconName =>
  callsFor.find(([, call]) => call.test(words))?.[0] ?? 'check'

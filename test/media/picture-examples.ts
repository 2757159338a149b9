/* One realistic spec for each template, as an agency would write it; several tests draw them. */
import type { CertificateSpec } from '../../src/media/templates/certificate-picture.js'
import type { ChannelsSpec } from '../../src/media/templates/complaint-channels.js'
import type { DosAndDontsSpec } from '../../src/media/templates/dos-and-donts.js'
import type { InfographicSpec } from '../../src/media/templates/infographic-spec.js'
import type { OnePaperSpec } from '../../src/media/templates/one-paper.js'
import type { QuoteSpec } from '../../src/media/templates/quote-picture.js'
import type { RichMenuSpec } from '../../src/media/templates/rich-menu-picture.js'
import type { StatisticsCardSpec } from '../../src/media/templates/statistics-picture.js'
import type { SurveyPictureSpec } from '../../src/media/templates/survey-picture.js'

const agencyName = 'สำนักงานกิจการยุติธรรม กระทรวงยุติธรรม'

export const infographic: InfographicSpec = {
  title: 'No Gift Policy\nงดรับ งดให้ ของขวัญและของกำนัล',
  subtitle: 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๙',
  points: [
    { text: 'ไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่', icon: 'gift-crossed' },
    { text: 'อวยพรกันด้วยน้ำใจ ใช้บัตรอวยพรหรือสื่อสังคมออนไลน์แทนสิ่งของ', icon: 'people' },
    { text: 'ได้รับแล้วให้รายงานผู้บังคับบัญชาภายใน ๓๐ วัน', icon: 'document' },
  ],
  footer: 'แจ้งสายด่วน ป.ป.ช. โทร. ๑๒๐๕',
  agencyName,
}

export const onePaper: OnePaperSpec = {
  title: 'นโยบาย No Gift Policy',
  subtitle: 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๙',
  emblem: 'gift-crossed',
  sections: [
    {
      heading: 'หลักการ',
      icon: 'shield',
      text: 'เจ้าหน้าที่ของรัฐทุกคนไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ เพื่อป้องกันการขัดกันระหว่างประโยชน์ส่วนตนกับประโยชน์ส่วนรวม',
    },
    {
      heading: 'แนวปฏิบัติ',
      icon: 'clipboard',
      points: [
        'งดรับ งดให้ ของขวัญและของกำนัลทุกชนิดทุกเทศกาล',
        'กรณีจำเป็นต้องรับโดยธรรมจรรยา มูลค่าต้องไม่เกิน ๓,๐๐๐ บาท ต่อคน ต่อโอกาส',
      ],
    },
    {
      heading: 'เมื่อได้รับของขวัญแล้วทำอย่างไร',
      icon: 'clock',
      points: ['ส่งคืนทันทีที่ทำได้', 'ส่งคืนไม่ได้ ให้รายงานผู้บังคับบัญชาภายใน ๓๐ วัน และส่งมอบให้หน่วยงาน'],
    },
    { heading: 'ผู้รับผิดชอบ', icon: 'people', text: 'กลุ่มงานจริยธรรม โทร. ๐ ๒๑๔๑ ๕๑๐๐' },
  ],
  footer: 'พิมพ์ “รับทราบ” ในแชตเพื่อลงนามรับทราบ',
  agencyName,
}

export const dosAndDonts: DosAndDontsSpec = {
  title: 'ข้าราชการควรทำ และไม่ควรทำ',
  subtitle: 'ตามประมวลจริยธรรมข้าราชการพลเรือน',
  emblem: 'scales',
  dos: {
    heading: 'ควรทำ',
    points: [
      'ใช้รถราชการเฉพาะในงานราชการ',
      'เปิดเผยเมื่อตนหรือญาติมีส่วนได้ส่วนเสียกับเรื่องที่พิจารณา',
      'รายงานเมื่อได้รับของขวัญภายใน ๓๐ วัน',
    ],
  },
  donts: {
    heading: 'ไม่ควรทำ',
    points: [
      'นำรถราชการหรือน้ำมันไปใช้ส่วนตัว',
      'ร่วมพิจารณาจัดซื้อจัดจ้างจากร้านค้าของญาติ',
      'รับของขวัญหรือเลี้ยงรับรองจากคู่สัญญา',
    ],
  },
  footer: 'สงสัยว่าทำได้หรือไม่ ปรึกษากลุ่มงานจริยธรรม',
  agencyName,
}

export const channels: ChannelsSpec = {
  title: 'ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ',
  emblem: 'shield',
  channels: [
    { name: 'LINE Official Account', detail: 'พิมพ์คำว่า “แจ้งเบาะแส” ในแชตส่วนตัว', icon: 'chat' },
    { name: 'โทรศัพท์', detail: '๐ ๒๑๔๑ ๕๑๐๐ ในวันและเวลาราชการ', icon: 'phone' },
    { name: 'ไปรษณีย์', detail: 'กลุ่มงานจริยธรรม ตู้ ปณ. ๑ ปณฝ. หลักสี่ กรุงเทพฯ ๑๐๒๑๐', icon: 'mail' },
  ],
  qr: {
    address: 'https://agency.example.go.th/report',
    caption: 'สแกนเพื่อแจ้งผ่านเว็บ โดยไม่ต้องบอกชื่อ',
    note: 'agency.example.go.th/report',
  },
  footer: 'ข้อมูลของผู้แจ้งเป็นความลับ และแจ้งผลให้ทราบภายใน ๑๕ วัน',
  agencyName,
}

export const quote: QuoteSpec = {
  heading: 'คติเตือนใจประจำสัปดาห์',
  quote: 'ความซื่อสัตย์สุจริตเป็นพื้นฐานของความดีทุกอย่าง',
  author: 'กลุ่มงานจริยธรรม',
  agencyName,
}

const months: [string, string, string, string][] = [
  ['ตุลาคม ๒๕๖๘', '๓', '๓', '๐'],
  ['พฤศจิกายน ๒๕๖๘', '๔', '๔', '๐'],
  ['ธันวาคม ๒๕๖๘', '๐', '๐', '๐'],
  ['มกราคม ๒๕๖๙', '๕', '๔', '๑'],
  ['กุมภาพันธ์ ๒๕๖๙', '๒', '๑', '๑'],
  ['มีนาคม ๒๕๖๙', '๖', '๒', '๔'],
]

export const statisticsCard: StatisticsCardSpec = {
  title: 'สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ',
  subtitle: 'รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๙',
  figures: [
    { value: '๒๐', label: 'เรื่องทั้งหมด', colour: '#1f3864' },
    { value: '๑๔', label: 'ดำเนินการแล้วเสร็จ', colour: '#1b7f4b' },
    { value: '๖', label: 'อยู่ระหว่างดำเนินการ', colour: '#b45309' },
  ],
  table: {
    head: ['เดือน', 'จำนวนเรื่องทั้งหมด', 'แล้วเสร็จ', 'อยู่ระหว่างดำเนินการ'],
    rows: months,
    foot: ['รวม', '๒๐', '๑๔', '๖'],
  },
  note: 'ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๙',
  agencyName,
}

export const certificate: CertificateSpec = {
  title: 'ใบรับรองการรับทราบนโยบาย',
  name: 'นางสาวกาญจนา ศรีสุวรรณ',
  statement: 'ได้อ่านและรับทราบ',
  policyTitle: 'นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy)',
  facts: [
    { label: 'ฉบับที่', value: '๒' },
    { label: 'รับทราบเมื่อ', value: '๕ พ.ย. ๒๕๖๘' },
    { label: 'รหัสยืนยันข้อความ', value: '3F9A-71C2-D08B' },
  ],
  agencyName,
}

const third = { left: { x: 0, width: 833 }, middle: { x: 833, width: 834 }, right: { x: 1667, width: 833 } }
const upper = { y: 0, height: 843 }
const lower = { y: 843, height: 843 }

export const staffMenu: RichMenuSpec = {
  width: 2500,
  height: 1686,
  areas: [
    { label: 'รับทราบนโยบาย', icon: 'clipboard', emphasis: true, bounds: { ...third.left, ...upper } },
    { label: 'ความรู้และสื่อ', icon: 'book', bounds: { ...third.middle, ...upper } },
    { label: 'แจ้งเบาะแส', icon: 'megaphone', bounds: { ...third.right, ...upper } },
    { label: 'ของขวัญ', icon: 'gift', bounds: { ...third.left, ...lower } },
    { label: 'ติดตามเรื่อง', icon: 'magnifier', bounds: { ...third.middle, ...lower } },
    { label: 'ช่วยเหลือ', icon: 'question', bounds: { ...third.right, ...lower } },
  ],
}

export const citizenMenu: RichMenuSpec = {
  width: 2500,
  height: 843,
  areas: [
    { label: 'แจ้งเบาะแสหรือร้องเรียน', icon: 'megaphone', emphasis: true, bounds: { ...third.left, ...upper } },
    { label: 'ติดตามเรื่อง', icon: 'magnifier', bounds: { ...third.middle, ...upper } },
    { label: 'สถิติเรื่องร้องเรียน', icon: 'chart', bounds: { ...third.right, ...upper } },
  ],
}

export const surveyPicture: SurveyPictureSpec = {
  title: 'แบบสำรวจการรับรู้ด้านคุณธรรมและความโปร่งใส',
  subtitle: 'ผู้ตอบ 114 คน · ปิดเมื่อ 20 พ.ย. 2569',
  rows: [
    {
      text: '1. ท่านรับรู้ประกาศนโยบายไม่รับของขวัญ (No Gift Policy) ของหน่วยงาน',
      says: 'ระดับมากขึ้นไป ร้อยละ 86.84 · ค่าเฉลี่ย 4.25 จาก 5',
      bar: { kind: 'levels', shares: [0, 0.044, 0.088, 0.438, 0.43] },
    },
    {
      text: '2. ผู้บริหารให้ความสำคัญกับการป้องกันการทุจริต',
      says: 'ร้อยละ 96.49 ขึ้นไป',
      bar: { kind: 'range', sure: 0.9649, upTo: 1 },
    },
  ],
  legend: ['น้อยที่สุด', 'น้อย', 'ปานกลาง', 'มาก', 'มากที่สุด'],
  note: 'ร้อยละของผู้ตอบระดับ “มาก” และ “มากที่สุด” กลุ่มที่มีน้อยคนแสดงเป็นช่วง',
  agencyName,
}

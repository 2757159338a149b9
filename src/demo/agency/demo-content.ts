// Pieces for the library: what an agency shows its staff and the public about gifts, grey behaviour, state property, ethics
// and complaints, with the ITA indicators that they serve. Words of law are templates; an agency brings its own versions, which then stand before these.
import type { ContentSpec } from '../../features/library/content/content-schema.js'
import { ethicalStandards } from './demo-ethics-code.js'

const noGift: ContentSpec = {
  kind: 'infographic',
  key: 'no-gift-picture',
  tags: ['duty', 'fixing'],
  emblem: 'gift-crossed',
  th: {
    title: 'No Gift Policy\nงดรับ งดให้',
    subtitle: 'ของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่',
    points: [
      { text: 'ไม่เรียก ไม่รับ ทั้งก่อน ขณะ และหลังปฏิบัติหน้าที่', icon: 'hand-stop' },
      { text: 'ไม่ให้คนในครอบครัวหรือผู้อื่นรับแทน', icon: 'people' },
      { text: 'ไม่ให้ของขวัญผู้บังคับบัญชา อวยพรด้วยบัตรหรือข้อความแทน', icon: 'mail' },
      { text: 'ปฏิเสธไม่ได้ ให้รายงานผู้บังคับบัญชาภายใน 30 วัน', icon: 'document' },
    ],
    footer: 'ขอบคุณที่ให้ความเชื่อมั่นแทนของขวัญ',
  },
  en: {
    title: 'No Gift Policy\nNeither take nor give',
    subtitle: 'No presents of any kind in connection with official duty',
    points: [
      { text: 'Ask for nothing and take nothing: before, during or after duty', icon: 'hand-stop' },
      { text: 'Let nobody in your family, and nobody else, take it for you', icon: 'people' },
      { text: 'No presents for superiors: send a card or a message instead', icon: 'mail' },
      { text: 'If you could not refuse, report it within 30 days', icon: 'document' },
    ],
    footer: 'Thank you for giving us your trust instead of a gift',
  },
}

const greyBehaviour: ContentSpec = {
  kind: 'dosAndDonts',
  key: 'dos-and-donts',
  tags: ['duty', 'budget', 'property'],
  th: {
    title: 'Do’s & Don’ts พฤติกรรมสีเทาที่ควรรู้ทัน',
    summary: 'เรื่องเล็กที่อาจไม่ตั้งใจ แต่ทำให้ประชาชนเสียความเชื่อมั่นได้',
    dos: [
      'ใช้รถ อุปกรณ์ และเวลาราชการเพื่องานราชการ',
      'แจ้งผู้บังคับบัญชาเมื่อเรื่องเกี่ยวข้องกับญาติหรือคนรู้จัก',
      'ให้บริการตามลำดับคิวเท่าเทียมกันทุกคน',
      'เบิกจ่ายตามจริง พร้อมหลักฐานครบถ้วน',
      'สงสัยเมื่อใด ถามกลุ่มงานจริยธรรมก่อนลงมือทำ',
    ],
    donts: [
      'นำรถหรือวัสดุของหลวงไปใช้ส่วนตัว แม้เพียงครั้งเดียว',
      'ลัดคิวหรืออำนวยความสะดวกให้คนรู้จัก',
      'รับเลี้ยงอาหารหรือรับของฝากจากคู่สัญญา',
      'ลงเวลาแทนกัน หรือใช้เวลาราชการทำงานส่วนตัว',
      'นำข้อมูลของผู้รับบริการไปเล่าต่อ',
    ],
  },
  en: {
    title: 'Do’s & Don’ts: grey behaviour to watch for',
    summary: 'Small things, often without bad intent, that can cost us the trust of the public.',
    dos: [
      'Use official cars, equipment and hours for official work',
      'Tell your superior when a matter touches relatives or friends',
      'Serve everybody in the order in which they came',
      'Claim what was really spent, with complete receipts',
      'When in doubt, ask the ethics unit before acting',
    ],
    donts: [
      'Take official cars or supplies for private use, even once',
      'Let friends jump the queue',
      'Accept meals or souvenirs from contractors',
      'Clock in for each other, or do private work in office hours',
      'Pass on what you know about service users',
    ],
  },
}

const channels: ContentSpec = {
  kind: 'channels',
  key: 'complaint-channels',
  tags: ['fixing'],
  emblem: 'shield',
  colours: { primary: '#0f5c4d', accent: '#f2b632' },
  address: 'https://www.nacc.go.th',
  th: {
    title: 'ช่องทางแจ้งเรื่องร้องเรียนการทุจริต',
    subtitle: 'ข้อมูลของผู้แจ้งถูกเก็บเป็นความลับ',
    channels: [
      { name: 'LINE บัญชีนี้', detail: 'พิมพ์ แจ้งเบาะแส ในแชตส่วนตัว', icon: 'chat' },
      { name: 'เว็บไซต์', detail: 'แบบฟอร์มที่ไม่ต้องระบุตัวตน', icon: 'globe' },
      { name: 'ไปรษณีย์', detail: 'หนังสือหรือจดหมายถึงหน่วยงาน', icon: 'mail' },
      { name: 'แจ้งด้วยตนเอง', detail: 'ที่หน่วยงานในวันและเวลาราชการ', icon: 'people' },
    ],
    caption: 'สแกนเพื่อไปยังเว็บไซต์ ป.ป.ช.',
    footer: 'ช่องทางภายนอก: ป.ป.ช. 1205 · ป.ป.ท. 1206',
  },
  en: {
    title: 'How to report corruption',
    subtitle: 'What you tell about yourself is kept confidential',
    channels: [
      { name: 'This LINE account', detail: 'Type report in the private chat', icon: 'chat' },
      { name: 'Website', detail: 'A form that does not ask who you are', icon: 'globe' },
      { name: 'Post', detail: 'A letter to the agency', icon: 'mail' },
      { name: 'In person', detail: 'At the agency, in office hours', icon: 'people' },
    ],
    caption: 'Scan to open the website of the NACC',
    footer: 'Outside the agency: NACC 1205 · PACC 1206',
  },
}

const quoteOfTheWeek: ContentSpec = {
  kind: 'quote',
  key: 'quote-of-the-week',
  tags: ['duty'],
  th: {
    title: 'คติเตือนใจประจำสัปดาห์',
    quote: 'ทำสิ่งที่ถูกต้อง\nแม้ไม่มีใครเห็น',
    author: 'กลุ่มงานจริยธรรม',
  },
  en: {
    title: 'Thought of the week',
    quote: 'Do what is right, even when nobody is looking',
    author: 'The ethics unit',
  },
}

const stateProperty: ContentSpec = {
  kind: 'onePaper',
  key: 'state-property',
  tags: ['property'],
  emblem: 'folder',
  th: {
    title: 'ยืมใช้ทรัพย์สินของราชการอย่างถูกต้อง',
    subtitle: 'ขั้นตอนสั้น ๆ ที่ทุกคนควรรู้',
    sections: [
      {
        heading: 'หลักการ',
        icon: 'shield',
        text: 'ทรัพย์สินของราชการมีไว้เพื่องานของราชการเท่านั้น การนำไปใช้ส่วนตัวแม้ชั่วคราวเป็นการใช้โดยมิชอบ',
      },
      {
        heading: 'ก่อนยืม',
        icon: 'clipboard',
        points: ['กรอกแบบขอยืมและระบุงานที่จะใช้', 'รออนุมัติจากผู้มีอำนาจก่อนนำออกจากหน่วยงาน'],
      },
      {
        heading: 'เมื่อใช้เสร็จ',
        icon: 'clock',
        points: ['คืนภายในกำหนดในสภาพเดิม', 'ชำรุดหรือสูญหาย ให้แจ้งผู้ดูแลพัสดุทันที'],
      },
    ],
    footer: 'ไม่แน่ใจ สอบถามฝ่ายพัสดุก่อนยืม',
  },
  en: {
    title: 'Borrowing state property properly',
    subtitle: 'A few steps that everybody should know',
    sections: [
      {
        heading: 'The principle',
        icon: 'shield',
        text: 'State property is there for official work only. Using it privately, even for a moment, is misuse.',
      },
      {
        heading: 'Before you borrow',
        icon: 'clipboard',
        points: [
          'Fill in the form and say for which work',
          'Wait for approval before anything leaves the agency',
        ],
      },
      {
        heading: 'When you are done',
        icon: 'clock',
        points: ['Return it in time, as it was', 'Tell the supplies officer at once if it is broken or lost'],
      },
    ],
    footer: 'When in doubt, ask the supplies unit first',
  },
}

const code: ContentSpec = {
  kind: 'ethicsCode',
  key: 'ethics-code-card',
  tags: ['duty', 'power'],
  th: {
    title: 'มาตรฐานทางจริยธรรม 7 ประการ',
    summary: 'หลักความประพฤติของเจ้าหน้าที่ของรัฐทุกคน ตามพระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562 มาตรา 5',
    points: [...ethicalStandards.th],
  },
  en: {
    title: 'Seven ethical standards',
    summary:
      'How every public official conducts themselves, by section 5 of the Ethical Standards Act B.E. 2562.',
    points: [...ethicalStandards.en],
  },
}

const protection: ContentSpec = {
  kind: 'policy',
  key: 'whistleblower-protection',
  tags: ['power', 'fixing'],
  th: {
    title: 'นโยบายคุ้มครองผู้แจ้งเบาะแส',
    summary: 'ผู้ที่แจ้งโดยสุจริตต้องไม่เดือดร้อนเพราะทำสิ่งที่ถูกต้อง',
    points: [
      'เก็บข้อมูลของผู้แจ้งเป็นความลับ เปิดเผยเท่าที่กฎหมายกำหนดเท่านั้น',
      'เฉพาะเจ้าหน้าที่ที่ได้รับมอบหมายเท่านั้นที่อ่านเรื่องได้',
      'ห้ามกลั่นแกล้ง โยกย้าย หรือลงโทษ เพราะเหตุที่แจ้งเบาะแส',
      'ผู้แจ้งโดยสุจริตได้รับความคุ้มครองตามกฎหมาย ป.ป.ช. มาตรา 132 ตามเงื่อนไขที่กฎหมายกำหนด',
    ],
    text: `นโยบายคุ้มครองผู้แจ้งเบาะแส

1. หน่วยงานรับฟังทุกเรื่องที่แจ้งโดยสุจริต ไม่ว่าผู้แจ้งจะเปิดเผยชื่อหรือไม่
2. ข้อมูลที่อาจระบุตัวผู้แจ้งเก็บเป็นความลับ และเปิดเผยได้เท่าที่กฎหมายกำหนดเท่านั้น
3. เฉพาะเจ้าหน้าที่ที่ได้รับมอบหมายเท่านั้นที่อ่านเรื่องได้ ผู้ถูกร้องเรียนและผู้มีส่วนได้เสียในเรื่องไม่มีส่วนร่วมในการพิจารณา
4. ห้ามมิให้ผู้ใดกลั่นแกล้ง ข่มขู่ โยกย้าย ลดบทบาท หรือลงโทษบุคลากรเพราะเหตุที่แจ้งเบาะแสโดยสุจริต ผู้ฝ่าฝืนถูกพิจารณาทางวินัย
5. ผู้แจ้งโดยสุจริตได้รับความคุ้มครองตามพระราชบัญญัติประกอบรัฐธรรมนูญว่าด้วยการป้องกันและปราบปรามการทุจริต มาตรา 132 ตามเงื่อนไขที่กฎหมายกำหนด
6. หน่วยงานแจ้งผลหรือความคืบหน้าให้ผู้แจ้งทราบภายใน 15 วัน`,
  },
  en: {
    title: 'Whistleblower protection policy',
    summary: 'Nobody who reports in good faith may suffer for doing what is right.',
    points: [
      'Information about whoever reports is confidential and is disclosed only as the law requires',
      'Only the officers in charge can read a report',
      'No harassment, transfer or punishment because somebody reported',
      'Reports in good faith are protected by section 132 of the anti-corruption law, on its conditions',
    ],
    text: `Whistleblower protection policy

1. The agency listens to everything that is reported in good faith, with a name or without.
2. What could identify whoever reports is kept confidential and is disclosed only as the law requires.
3. Only the officers in charge can read a report. Persons complained of, and persons with an interest in the matter, take no part in considering it.
4. Nobody may harass, threaten, transfer, demote or punish staff because they reported in good faith. Whoever does faces disciplinary proceedings.
5. Whoever reports in good faith is protected by section 132 of the Organic Act on Anti-Corruption, on the conditions of the law.
6. The agency gives a result or an update within 15 days.`,
  },
}

const threeThousandBaht: ContentSpec = {
  kind: 'infographic',
  key: 'three-thousand-baht',
  tags: ['duty'],
  emblem: 'scales',
  colours: { primary: '#7a2e1d', accent: '#f2b632' },
  th: {
    title: 'ของสิ่งนี้รับได้หรือไม่',
    subtitle: 'การรับทรัพย์สินโดยธรรมจรรยา: เกณฑ์ 3,000 บาท',
    points: [
      { text: 'เกี่ยวกับการปฏิบัติหน้าที่: ไม่รับ ไม่ว่ามูลค่าเท่าใด', icon: 'hand-stop' },
      { text: 'จากผู้ที่ไม่ใช่ญาติ: ไม่เกิน 3,000 บาท ต่อคน ต่อโอกาส', icon: 'coin' },
      { text: 'จากญาติ: รับได้ตามสมควรแก่ฐานานุรูป', icon: 'people' },
      { text: 'เกิน 3,000 บาท และจำเป็นต้องรับ: รายงานภายใน 30 วัน', icon: 'document' },
    ],
    footer: 'มาตรา 128 พ.ร.ป. ว่าด้วยการป้องกันและปราบปรามการทุจริต พ.ศ. 2561',
  },
  en: {
    title: 'May I accept this?',
    subtitle: 'Receiving by moral custom: the 3,000 baht rule',
    points: [
      { text: 'It has to do with your duty: do not accept it, whatever its value', icon: 'hand-stop' },
      { text: 'From somebody who is no relative: up to 3,000 baht per person and occasion', icon: 'coin' },
      { text: 'From relatives: what is fitting for their means', icon: 'people' },
      { text: 'Above 3,000 baht and impossible to refuse: report it within 30 days', icon: 'document' },
    ],
    footer: 'Organic Act on Anti-Corruption B.E. 2561, section 128',
  },
}

export const demoContent: readonly ContentSpec[] = [
  noGift,
  greyBehaviour,
  channels,
  code,
  protection,
  threeThousandBaht,
  stateProperty,
  quoteOfTheWeek,
]

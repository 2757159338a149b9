// The code of ethics with the seven ethical standards of section 5 of the Ethical Standards Act B.E. 2562, each with what
// it means at work. A template: an agency that uses it in earnest puts its own code in its place.
import type { PolicySpec } from '../../features/acknowledgements/policies/policy-schema.js'

type Words = Pick<PolicySpec, 'key' | 'kind' | 'fiscalYear' | 'th' | 'en'>

export const ethicalStandards = {
  th: [
    'ยึดมั่นในสถาบันหลักของประเทศ อันได้แก่ ชาติ ศาสนา พระมหากษัตริย์ และการปกครองระบอบประชาธิปไตยอันมีพระมหากษัตริย์ทรงเป็นประมุข',
    'ซื่อสัตย์สุจริต มีจิตสำนึกที่ดี และรับผิดชอบต่อหน้าที่',
    'กล้าตัดสินใจและกระทำในสิ่งที่ถูกต้องชอบธรรม',
    'คิดถึงประโยชน์ส่วนรวมมากกว่าประโยชน์ส่วนตัว และมีจิตสาธารณะ',
    'มุ่งผลสัมฤทธิ์ของงาน',
    'ปฏิบัติหน้าที่อย่างเป็นธรรมและไม่เลือกปฏิบัติ',
    'ดำรงตนเป็นแบบอย่างที่ดีและรักษาภาพลักษณ์ของทางราชการ',
  ],
  en: [
    'Uphold the main institutions of the country: the nation, religions, the King, and the democratic regime of government with the King as Head of State',
    'Be honest, of good conscience, and responsible in duty',
    'Have the courage to decide and to do what is right and just',
    'Put the public interest before private interest, with a public mind',
    'Work for results',
    'Perform duties fairly and without discrimination',
    'Be a good example and keep the good name of the public service',
  ],
} as const

const atWork = {
  th: [
    'เคารพรัฐธรรมนูญและกฎหมาย ปฏิบัติหน้าที่โดยยึดประโยชน์ของประเทศและประชาชนเป็นที่ตั้ง',
    'ปฏิบัติหน้าที่อย่างตรงไปตรงมาตามกฎหมายและระเบียบ ไม่ใช้ตำแหน่งหรือข้อมูลของทางราชการแสวงหาประโยชน์ เมื่อผิดพลาดให้ยอมรับและแก้ไข',
    'กล้าแสดงความเห็นและทักท้วงเมื่อพบสิ่งที่ไม่ถูกต้อง ไม่ยอมกระทำในสิ่งที่ไม่เหมาะสมเพียงเพราะถูกขอ',
    'แยกเรื่องส่วนตัวออกจากหน้าที่ แจ้งและงดมีส่วนร่วมในเรื่องที่ตนหรือคนใกล้ชิดมีส่วนได้เสีย ใช้ทรัพย์สินของทางราชการเพื่องานราชการเท่านั้น',
    'ทำงานให้สำเร็จตามเป้าหมาย คุ้มค่า ตรงเวลา และพัฒนาตนเองอยู่เสมอ',
    'บริการประชาชนทุกคนด้วยมาตรฐานเดียวกัน โดยไม่เลือกปฏิบัติเพราะฐานะ ถิ่นกำเนิด เพศ อายุ ศาสนา หรือความเห็น',
    'สุภาพ มีน้ำใจ รักษาวินัย และใช้สื่อสังคมออนไลน์อย่างระมัดระวัง เพื่อรักษาความเชื่อมั่นของประชาชน',
  ],
  en: [
    'Respect the constitution and the law, and serve the good of the country and its people.',
    'Work straightforwardly by law and regulations. Never use a position or official information for private gain. Admit mistakes and put them right.',
    'Speak up when something is wrong, and do not do what is improper only because somebody asked for it.',
    'Keep private matters apart from duty. Declare, and stay out of, matters in which you or people close to you have an interest. Use public property for public work only.',
    'Reach the goals of the work on time and with good use of money, and keep learning.',
    'Serve everybody by the same standard, whatever their means, origin, gender, age, religion or opinion.',
    'Be polite and kind, keep discipline, and use social media with care, so that the public can trust us.',
  ],
} as const

export function ethicsCode(fiscalYear: number, agency: { th: string; en: string }): Words {
  return {
    key: 'ethics-code',
    kind: 'ethicsCode',
    fiscalYear,
    th: {
      title: 'ประมวลจริยธรรม: มาตรฐานทางจริยธรรม 7 ประการ',
      summary: 'หลักความประพฤติของบุคลากรทุกคน ตามมาตรา 5 แห่งพระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562',
      points: [...ethicalStandards.th],
      text: `ประมวลจริยธรรมของบุคลากร${agency.th}

${agency.th}กำหนดให้บุคลากรทุกคนยึดถือมาตรฐานทางจริยธรรม 7 ประการ ตามมาตรา 5 แห่งพระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562 เป็นหลักในการประพฤติปฏิบัติตนและการปฏิบัติหน้าที่ ดังนี้

${textOf('th')}

บุคลากรที่มีข้อสงสัยว่าควรปฏิบัติอย่างไร ขอคำแนะนำได้จากกลุ่มงานจริยธรรมหรือผู้บังคับบัญชา การขอคำแนะนำก่อนลงมือทำเป็นสิ่งที่หน่วยงานสนับสนุน และการแจ้งข้อห่วงใยโดยสุจริตจะไม่เป็นเหตุให้ผู้แจ้งได้รับผลร้าย`,
    },
    en: {
      title: 'Code of ethics: seven ethical standards',
      summary:
        'How everybody here conducts themselves, by section 5 of the Ethical Standards Act B.E. 2562 (2019).',
      points: [...ethicalStandards.en],
      text: `Code of ethics of the staff of ${agency.en}

${agency.en} asks everybody who works here to hold to the seven ethical standards of section 5 of the Ethical Standards Act B.E. 2562 (2019), in conduct and in duty, as follows.

${textOf('en')}

Whoever is unsure what to do may ask the ethics unit or a superior. The agency encourages asking before acting, and nobody suffers for raising a concern in good faith.`,
    },
  }
}

function textOf(language: 'th' | 'en'): string {
  return ethicalStandards[language]
    .map((standard, index) => `${index + 1}. ${standard}\n${atWork[language][index]}`)
    .join('\n\n')
}

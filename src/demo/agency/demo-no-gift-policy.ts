// The declaration of the No Gift Policy that an agency makes anew for each fiscal year. A template: an agency that uses it
// in earnest puts its own signed text in its place. Sources: Organic Act on Anti-Corruption B.E. 2561, section 128, and the
// announcement of the National Anti-Corruption Commission on receiving by moral custom.
import type { PolicySpec } from '../../features/acknowledgements/policies/policy-schema.js'

type Words = Pick<PolicySpec, 'key' | 'kind' | 'fiscalYear' | 'th' | 'en'>

export function noGiftPolicy(fiscalYear: number, agency: { th: string; en: string }): Words {
  return {
    key: 'no-gift',
    kind: 'policy',
    fiscalYear,
    th: {
      title: `ประกาศเจตนารมณ์ No Gift Policy ปีงบประมาณ พ.ศ. ${fiscalYear}`,
      summary: 'บุคลากรทุกคนงดรับ งดให้ ของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่',
      points: [
        'ไม่เรียก ไม่รับ และไม่ให้ผู้อื่นรับแทน จากผู้รับบริการ คู่สัญญา หรือผู้มีส่วนได้เสีย',
        'อวยพรและขอบคุณกันด้วยบัตรหรือข้อความแทนสิ่งของ',
        'รับโดยธรรมจรรยาได้ไม่เกิน 3,000 บาท ต่อคน ต่อโอกาส เกินกว่านี้ให้รายงานภายใน 30 วัน',
        'พบเห็นการฝ่าฝืน แจ้งได้โดยข้อมูลเป็นความลับ',
      ],
      text: thaiText(fiscalYear, agency.th),
    },
    en: {
      title: `Declaration of the No Gift Policy, fiscal year B.E. ${fiscalYear}`,
      summary: 'Nobody here receives or gives presents of any kind in connection with official duty.',
      points: [
        'Do not ask for or take anything, nor let others take it for you, from service users, contractors or other interested parties',
        'Send good wishes and thanks by card or message instead of presents',
        'By moral custom at most 3,000 baht per person and occasion; report anything above it within 30 days',
        'If you see a breach, tell us; what you tell is kept confidential',
      ],
      text: englishText(fiscalYear, agency.en),
    },
  }
}

const thaiText = (fiscalYear: number, agency: string) => `ประกาศ${agency}
เรื่อง เจตนารมณ์นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy)
ประจำปีงบประมาณ พ.ศ. ${fiscalYear}

${agency}มุ่งมั่นปฏิบัติราชการด้วยความซื่อสัตย์สุจริต โปร่งใส และเป็นธรรม เพื่อป้องกันการขัดกันระหว่างประโยชน์ส่วนตนกับประโยชน์ส่วนรวม และสร้างความเชื่อมั่นแก่ประชาชน ข้าพเจ้า ในฐานะผู้บริหารสูงสุดของหน่วยงาน พร้อมด้วยบุคลากรทุกคน จึงขอประกาศเจตนารมณ์ไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ และกำหนดแนวปฏิบัติไว้ ดังนี้

1. บุคลากรทุกระดับไม่เรียก ไม่รับ และไม่ให้ผู้อื่นรับแทน ซึ่งของขวัญ ของกำนัล ทรัพย์สิน หรือประโยชน์อื่นใด จากผู้รับบริการ ผู้ประกอบการ คู่สัญญา หรือผู้มีส่วนได้เสีย อันเนื่องมาจากการปฏิบัติหน้าที่ ไม่ว่าก่อน ขณะ หรือหลังการปฏิบัติหน้าที่ และไม่ว่าในเทศกาลหรือโอกาสใด

2. บุคลากรทุกระดับไม่ให้ของขวัญหรือของกำนัลแก่ผู้บังคับบัญชา และไม่เรี่ยไรเพื่อการดังกล่าว การแสดงความยินดี การขอบคุณ และการอวยพร ให้ใช้บัตรอวยพร ข้อความ หรือสื่อสังคมออนไลน์แทนการให้สิ่งของ

3. การรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยาจากบุคคลซึ่งมิใช่ญาติ ให้เป็นไปตามมาตรา 128 แห่งพระราชบัญญัติประกอบรัฐธรรมนูญว่าด้วยการป้องกันและปราบปรามการทุจริต พ.ศ. 2561 และประกาศคณะกรรมการ ป.ป.ช. ที่เกี่ยวข้อง คือ มีราคาหรือมูลค่าในการรับจากแต่ละบุคคล แต่ละโอกาส ไม่เกิน 3,000 บาท

4. ผู้ที่รับทรัพย์สินหรือประโยชน์อื่นใดซึ่งมีมูลค่าเกินกว่าที่กำหนด โดยมีความจำเป็นต้องรับไว้เพื่อรักษาไมตรี มิตรภาพ หรือความสัมพันธ์อันดีระหว่างบุคคล ต้องรายงานผู้บังคับบัญชาหรือผู้มีอำนาจแต่งตั้งถอดถอนภายใน 30 วันนับแต่วันที่ได้รับ เพื่อวินิจฉัยต่อไป

5. ผู้บังคับบัญชาทุกระดับประพฤติตนเป็นแบบอย่างที่ดี กำกับดูแลให้เป็นไปตามนโยบายนี้ และสื่อสารให้บุคลากร ผู้รับบริการ และผู้มีส่วนได้เสียทราบโดยทั่วกัน

6. ผู้พบเห็นการฝ่าฝืนนโยบายนี้สามารถแจ้งผ่านช่องทางรับเรื่องร้องเรียนของหน่วยงาน หน่วยงานจะเก็บรักษาข้อมูลของผู้แจ้งเป็นความลับ และผู้แจ้งโดยสุจริตได้รับความคุ้มครองตามที่กฎหมายกำหนด

จึงประกาศให้ทราบและถือปฏิบัติโดยทั่วกัน

ประกาศ ณ วันที่ 1 ตุลาคม พ.ศ. ${fiscalYear - 1}

ผู้บริหารสูงสุด
${agency}`

const englishText = (fiscalYear: number, agency: string) => `Announcement of ${agency}
Declaration of intent: no presents of any kind in connection with official duty (No Gift Policy)
Fiscal year B.E. ${fiscalYear}

${agency} is committed to performing its duties with honesty, openness and fairness, to preventing conflicts between private and public interest, and to deserving the trust of the public. As the chief executive of this agency, together with everybody who works here, I declare that we receive no presents of any kind in connection with official duty, and I set out the following guidelines.

1. Nobody, at any level, asks for or receives presents, property or any other benefit, or lets another person receive them in his or her place, from service users, businesses, contractors or other interested parties in connection with official duty: not before, during or after performing the duty, and not on any festive or other occasion.

2. Nobody gives presents to superiors or collects money for this purpose. Congratulations, thanks and good wishes are sent by card, message or social media instead.

3. Property or any other benefit received by moral custom from a person who is not a relative follows section 128 of the Organic Act on Anti-Corruption B.E. 2561 (2018) and the relevant announcement of the National Anti-Corruption Commission: its price or value is not above 3,000 baht from each person on each occasion.

4. Whoever has received property or another benefit above that value, because it was necessary to accept it in order to keep goodwill, friendship or good relations, reports it to the superior or to the authority that appoints and removes them within 30 days of receiving it, for a decision.

5. Superiors at every level set a good example, see that this policy is followed, and make it known to staff, service users and interested parties.

6. Whoever sees a breach of this policy may report it through the agency's complaint channels. The agency keeps information about the person who reports confidential, and those who report in good faith are protected as the law provides.

Announced on 1 October B.E. ${fiscalYear - 1} (${fiscalYear - 544})

Chief Executive
${agency}`

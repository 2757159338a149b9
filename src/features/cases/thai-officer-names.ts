// How names and positions of officials are written in Thai, brought to one form: language data for named-officers.ts.
// It knows no person.
import { fromThaiDigits } from '../../i18n/thai-digits.js'
import { inDrawingOrder } from '../../media/thai-spelling.js'

/** Any dotted short form (น.ส., ดร., พ.ต.อ., ผอ.), those that people write without the dot, and words glued to the name. */
const titles = [
  /^(?:[ก-ฮ]{1,3}\.\s?)+/,
  /^(?:นส|ดร|ศ|รศ|ผศ|ผอ|หน|mr|mrs|ms|miss|dr|prof)\.?\s+/,
  /^(?:นางสาว|นาย|นาง|คุณ|ท่าน|อาจารย์|ผู้อำนวยการ|หัวหน้า|(?:ว่าที่\s?)?(?:ร้อย|พัน|จ่าสิบ|สิบ)(?:ตรี|โท|เอก))\s*(?=[ก-ฮเ-ไa-z])/,
]

/** First name and surname without titles. What is cut off too much still lies within what people write. */
export function partsOf(name: string): string[] {
  let rest = plain(name).trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    for (const title of titles) rest = rest.replace(title, '')
  }
  return rest.split(/\s+/).filter((part) => part.length > 0)
}

/** Heads and their deputies have one chair per unit: with the unit it tells who. Every other position marks nobody. */
const heads = /^(รอง|ผู้ช่วย)?(ผู้อำนวยการ|หัวหน้า|อธิบดี|เลขาธิการ|ปลัด|นายก|ผู้ว่า|คณบดี|อธิการบดี|director|head|chief)/
export const isTelling = (position: string): boolean => {
  const [head] = heads.exec(position) ?? []
  return head !== undefined && position.length >= head.length + 3
}

/** Everything people write in more than one way, written in one. */
function plain(text: string): string {
  return fromThaiDigits(inDrawingOrder(text.normalize('NFKC')))
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .toLowerCase()
}

/** Letters and digits only, with the short forms of positions written out. */
export function letters(text: string): string {
  return plain(text)
    .replace(/ผอ\.|(?<![\p{L}\p{M}])(รอง|ท่าน)?ผอ(?=\s|กอง|สำนัก|ศูนย์|กลุ่ม|ฝ่าย|โรง)/gu, '$1ผู้อำนวยการ')
    .replace(/หน\./g, 'หัวหน้า')
    .replace(/สนง\./g, 'สำนักงาน')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

// Where somebody lives and what they drive, in plain words: addresses from the house to the postcode, and number plates. What
// is said to be another's, or was seen in the street, is evidence and stays.
import { hidden, type Sign } from './disclosure-kinds.js'
import { whoseIs } from './thai-whose-words.js'

export function placesIn(words: string): readonly Sign[] {
  return [...addressesIn(words), ...platesIn(words)]
}

const houseCue = /ที่อยู่|บ้าน ?เลขที่|ห้อง(?:เลขที่|พัก)?|อยู่ ?เลขที่|เลขที่|คอนโด|หอพัก|address|house(?: no\.?| number)?/giu
const houseNumber =
  /(?<between>[ก-๎]{0,16}?)[ :]{0,3}(?:เลขที่ ?)?\d{1,5}(?: ?\/ ?\d{1,5})?(?![\d,])(?: ?- ?\d{1,4}(?!\d))?/iuy
/** 'บ้านผมอยู่ ต.บางรัก', 'หนูพักที่ซอย…': a place without a house of which the words say that somebody lives there. */
const living =
  /(?:บ้าน|หอ|ที่พัก|ที่อยู่)(?:ของ)? ?(?:ผม|ดิฉัน|หนู|ข้าพเจ้า|กระผม|ฉัน|เรา) ?(?:อยู่)?(?:ที่|ใน|แถว)? ?|(?:ผม|ดิฉัน|หนู|ข้าพเจ้า|กระผม|ฉัน) ?(?:อยู่|อาศัยอยู่|พักอยู่|พัก|อาศัย)(?:บ้าน)?(?:ที่|ใน|แถว)? ?|\bI live (?:at|in|on) /gu

const part = new RegExp(
  [
    '[ ,\\n]{0,2}(?:',
    '(?:หมู่บ้าน|หมู่ที่|หมู่|ม\\.) ?[ก-๎\\dA-Za-z]{1,30}',
    '|(?:ตรอก|ซอย|ซ\\.|ถนน|ถ\\.|แยก) ?[ก-๎\\dA-Za-z]{1,30}(?: ?\\d{1,3}(?:\\/\\d{1,3})?(?!\\d))?',
    '|(?:ตำบล|ต\\.|แขวง|อำเภอ|อ\\.|เขต|จังหวัด|จ\\.) ?[ก-๎]{2,30}',
    '|กรุงเทพมหานคร|กรุงเทพฯ?|กทม\\.?',
    '|(?:รหัสไปรษณีย์ ?)?[1-9]\\d{4}(?!\\d)',
    '|(?:ชั้น|อาคาร|ตึก|ห้อง) ?[ก-๎\\dA-Za-z]{1,20}',
    '|[A-Z][A-Za-z]{1,20}(?: [A-Z][A-Za-z]{1,20})? (?:road|rd\\.?|street|st\\.?|soi|lane)(?: \\d{1,3})?',
    '|(?:soi|moo|road|tambon|amphoe|district|bangkok) ?[A-Za-z\\d]{0,20}',
    ')',
  ].join(''),
  'iuy',
)
const mostParts = 12

interface Head {
  readonly start: number
  readonly end: number
  /** So many parts have to follow. */
  readonly least: number
}

/** What an address begins with: a house with its number, or the words that somebody lives there. */
function headsIn(words: string): readonly Head[] {
  const houses = [...words.matchAll(houseCue)].flatMap(({ index, 0: cue }) => {
    houseNumber.lastIndex = index + cue.length
    const found = houseNumber.exec(words)
    if (!found) return []
    // 'เลขที่ 12' alone may be the number of a letter or a contract, and 'ที่อยู่ที่เคาน์เตอร์ 3' that of a counter.
    const { between = '' } = found.groups ?? {}
    const isSure = /^(?:คือ)?$/u.test(between) && !/^(?:เลขที่|ห้อง|คอนโด|หอพัก)/u.test(cue)
    return [{ start: index, end: houseNumber.lastIndex, least: isSure ? 0 : 1 }]
  })
  const homes = [...words.matchAll(living)].map(({ index, 0: cue }) => ({
    start: index,
    end: index + cue.length,
    least: 1,
  }))
  return [...houses, ...homes]
}

function addressesIn(words: string): readonly Sign[] {
  return headsIn(words).flatMap((head) => {
    const { end, parts } = partsAfter(words, head.end)
    if (parts < head.least || whoseIs(words, head.start, end) === 'others') return []
    return [{ kind: 'address' as const, start: head.start, end, instead: hidden }]
  })
}

function partsAfter(words: string, from: number): { readonly end: number; readonly parts: number } {
  let end = from
  let parts = 0
  while (parts < mostParts) {
    part.lastIndex = end
    if (!part.test(words)) break
    end = part.lastIndex
    parts += 1
  }
  return { end, parts }
}

const provinces =
  'กรุงเทพมหานคร|กรุงเทพฯ?|กทม\\.?|[ก-๎]{2,20}บุรี|[ก-๎]{2,16}ธานี|[ก-๎]{2,16}นคร|เชียงใหม่|เชียงราย|สมุทร[ก-๎]{3,10}|นคร[ก-๎]{3,12}|ขอนแก่น|ภูเก็ต|สงขลา|ลำปาง|ลำพูน|ระยอง|ชลบุรี|พะเยา|แพร่|น่าน|ตาก|สุโขทัย|พิษณุโลก|พิจิตร|อุบล[ก-๎]{0,9}|อุดร[ก-๎]{0,5}|เลย|หนองคาย|บึงกาฬ|สกลนคร|ยโสธร|สุรินทร์|บุรีรัมย์|ชัยภูมิ|ศรีสะเกษ|มุกดาหาร|มหาสารคาม|ร้อยเอ็ด|กาฬสินธุ์|ตรัง|พังงา|กระบี่|ระนอง|ชุมพร|สตูล|ยะลา|ปัตตานี|พัทลุง|ตราด|จันทบุรี|สระแก้ว|สระบุรี|อยุธยา|อ่างทอง|ชัยนาท'
const plate = /(?<![\p{L}\p{M}\d])(?:(?<digit>\d) ?)?[ก-ฮ]{2,3} ?-? ?\d{1,4}(?![\d/.,:])/gu
const province = new RegExp(` ?(?:จ\\.|จังหวัด)? ?(?:${provinces})`, 'uy')
const plateCue = /(?:ป้าย)?ทะเบียน(?:รถ)?[^\d\n]{0,12}$|ป้าย[^\d\n]{0,6}$|plate[^\d\n]{0,8}$/iu
/** Short forms of law, letters and money that look like a plate: 'พศ 2569', 'มท 0808', 'ลว 12'. */
const noPlate =
  /^(?:พศ|คศ|มท|ลว|ที|ขอ|รศ|กม|ชม|มม|ซม|สว|สส|ตร|กค|กพ|มค|มีค|สค|ตค|พย|ธค|มิย|เมย|นร|ศธ|อว|สธ|กษ|คค|พณ|ยธ|ปช|ปปช|สตง|อบต|อบจ|ทต|ทม|ทน|กปภ|กฟภ|ถึง|วัน|ปี)$/u

/** With its digit or its province it is a plate anywhere; two letters and a number need to be called one, or one's own. */
function platesIn(words: string): readonly Sign[] {
  return [...words.matchAll(plate)].flatMap((match) => {
    const { index, 0: found, groups } = match
    province.lastIndex = index + found.length
    const hasProvince = province.test(words)
    const end = hasProvince ? province.lastIndex : index + found.length
    const letters = /[ก-ฮ]{2,3}/u.exec(found)?.[0] ?? ''
    const whose = whoseIs(words, index, end)
    if (whose === 'others') return []
    const called = plateCue.test(words.slice(Math.max(0, index - 24), index))
    const whole = groups?.digit !== undefined || hasProvince
    const counts = whose === 'own' ? whole || called : whole && (called || !noPlate.test(letters))
    return counts ? [{ kind: 'plate' as const, start: index, end, instead: hidden }] : []
  })
}

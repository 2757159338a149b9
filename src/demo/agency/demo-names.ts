// Names of people who do not exist: first names that are common, surnames put together from words of nature so that
// nobody recognises a family. The same number always gives the same name.

const women = `
กรรณิการ์ กัญญาณัฐ กาญจนา เกศินี ขวัญใจ คนึงนิจ จันทร์เพ็ญ จารุวรรณ จิราพร ชไมพร ชลธิชา ชุติมา ญาณิศา ฐิติมา
ณัฐธิดา ดวงใจ ดาราวรรณ ทิพวรรณ ธนพร ธัญชนก ธิดารัตน์ นงลักษณ์ นภัสสร นันทนา นิตยา เนตรนภา บุษบา เบญจวรรณ ปณิตา
ปรียานุช ปวีณา ปาริชาต ปิยะนุช ผกามาศ พจนีย์ พรทิพย์ พัชรินทร์ พิมพ์ชนก เพ็ญนภา ภัทรวดี ภาวิณี มณีรัตน์ มยุรี มาลินี
เยาวลักษณ์ รัชนี รุ่งนภา เรณู ลดาวัลย์ วนิดา วรรณภา วราภรณ์ วันเพ็ญ วาสนา วิไลวรรณ ศศิธร ศิริพร สายฝน สุกัญญา สุชาดา
สุนิสา สุพรรณี โสภา อมรรัตน์ อรอุมา อัจฉรา อารีรัตน์ อุไรวรรณ`

const men = `
กฤษณะ กิตติ เกรียงไกร คมสัน จักรพันธ์ จิรายุ ชัยวัฒน์ ชาญณรงค์ ณัฐพล ดนัย ทวีศักดิ์ ธนากร ธีรพงษ์ นพดล นิพนธ์ บัณฑิต
ประเสริฐ ปรีชา ปิยะ พงศกร พิเชษฐ์ ภานุวัฒน์ ภูวดล มนตรี ยุทธนา รังสรรค์ วรวุฒิ วัชระ วิชัย วิทยา วีระพล ศักดิ์ดา สมเกียรติ
สมชาย สราวุธ สิทธิชัย สุเมธ เสกสรร อดิศักดิ์ อนุชา อภิชาติ อรรถพล เอกชัย โอภาส`

const surnameHeads = 'ธารา ตะวัน ไพร เมฆา อรุณ วนา ชลธี ภูผา นที พฤกษา ดารา รุ่งฟ้า'
const surnameTails = 'พิทักษ์ เกษมสุข วัฒนกุล สิริวงศ์ ธรรมรักษ์'

export interface DemoName {
  /** 'ดวงใจ' */
  readonly first: string
  /** 'นางสาวดวงใจ ธาราพิทักษ์', as on a roster. */
  readonly full: string
}

/** The name of the person with this number, from 0 to 109. No two share a first name. */
export function demoName(number: number): DemoName {
  // Neighbours in a unit should not be neighbours in the alphabet: 37 and 110 have no common divisor.
  const drawn = (number * 37) % 110
  // Two men among five people.
  const [round, place] = [Math.floor(drawn / 5), drawn % 5]
  const isMan = place % 2 === 1
  const first = isMan ? pick(men, round * 2 + (place - 1) / 2) : pick(women, round * 3 + place / 2)
  const title = isMan ? 'นาย' : place === 2 ? 'นาง' : 'นางสาว'
  const surname = pick(surnameHeads, number % 12) + pick(surnameTails, number % 5)
  return { first, full: `${title}${first} ${surname}` }
}

function pick(words: string, place: number): string {
  const word = words.trim().split(/\s+/)[place]
  if (word === undefined) throw new RangeError('The demo agency has no more names')
  return word
}

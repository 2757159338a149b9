// Sentences that name somebody in every way that we know of, and sentences that name nobody who matters. All people are made of
// syllables by a seed; none is real.

/** Small and seeded, so that a rate that was measured once is measured again. */
export function diceOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(next() * all.length)]
    if (one === undefined) throw new Error('There is nothing to pick from')
    return one
  }
  return { next, pick }
}
export type Dice = ReturnType<typeof diceOf>

type Syllable = readonly [thai: string, ...latin: string[]]
const firstBegins: readonly Syllable[] = [
  ['สม', 'Som', 'Som'],
  ['วิ', 'Wi', 'Vi'],
  ['ประ', 'Pra'],
  ['ธน', 'Thana', 'Tana'],
  ['กิตติ', 'Kitti', 'Gitti'],
  ['สุ', 'Su', 'Soo'],
  ['พร', 'Phon', 'Porn', 'Pon'],
  ['ณัฐ', 'Nat', 'Nut', 'Natth'],
  ['ศักดิ์', 'Sak', 'Suk'],
  ['จิรา', 'Chira', 'Jira'],
  ['นภา', 'Napha', 'Napa'],
  ['ปิย', 'Piya'],
  ['ชล', 'Chon', 'Chol'],
  ['ทรง', 'Song'],
  ['เพชร', 'Phet', 'Petch', 'Pet'],
  ['บุญ', 'Bun', 'Boon'],
  ['มณี', 'Mani', 'Manee'],
  ['ไพ', 'Phai', 'Pai'],
]
const firstEnds: readonly Syllable[] = [
  ['ชาย', 'chai', 'chay'],
  ['หมาย', 'mai', 'mhai', 'may'],
  ['พงษ์', 'phong', 'pong'],
  ['ศรี', 'si', 'sri', 'sree'],
  ['วรรณ', 'wan', 'wann'],
  ['ภา', 'pha', 'pa'],
  ['ดา', 'da'],
  ['กนก', 'kanok'],
  ['ศักดิ์', 'sak', 'suk'],
  ['นันท์', 'nan', 'nant', 'nun'],
  ['พร', 'phon', 'porn', 'pon'],
  ['รัตน์', 'rat', 'ratt', 'rut'],
  ['เดช', 'det', 'dech', 'dej'],
  ['เทพ', 'thep', 'tep'],
  ['จิตร', 'chit', 'jit', 'jitr'],
]
const lastBegins: readonly Syllable[] = [
  ['ใจ', 'Chai', 'Jai'],
  ['แสง', 'Saeng', 'Sang'],
  ['ทอง', 'Thong', 'Tong'],
  ['วงศ์', 'Wong', 'Vong'],
  ['สุวรรณ', 'Suwan', 'Suvan'],
  ['ศรี', 'Si', 'Sri'],
  ['เจริญ', 'Charoen', 'Jaroen', 'Charern'],
  ['ธรรม', 'Tham', 'Tam'],
  ['มั่น', 'Man', 'Mun'],
  ['จันทร์', 'Chan', 'Jan'],
  ['อุดม', 'Udom', 'Oudom'],
  ['พิทักษ์', 'Phithak', 'Pitak'],
  ['แก้ว', 'Kaeo', 'Kaew', 'Keaw'],
]
const lastEnds: readonly Syllable[] = [
  ['ตรง', 'trong', 'tong'],
  ['สกุล', 'sakun', 'sakul'],
  ['พันธุ์', 'phan', 'pan'],
  ['วัฒน์', 'wat', 'vat'],
  ['รักษ์', 'rak', 'ruk'],
  ['ไพศาล', 'phaisan', 'paisal', 'paisan'],
  ['ประเสริฐ', 'prasoet', 'prasert'],
  ['มงคล', 'mongkhon', 'mongkol', 'mongkon'],
  ['เลิศ', 'loet', 'lert'],
  ['คง', 'khong', 'kong'],
  ['โชติ', 'chot', 'chote'],
  ['ศิริ', 'siri'],
]
const nicknames = ['หมาย', 'แดง', 'ตู่', 'ป้อม', 'หนู', 'เจี๊ยบ', 'อ้วน', 'โอ๋']

export interface Person {
  readonly first: string
  readonly last: string
  readonly nickname: string
  readonly inLatin: (dice: Dice) => readonly [first: string, last: string]
}

export function personFrom(dice: Dice): Person {
  const [fb, fe, lb, le] = [
    dice.pick(firstBegins),
    dice.pick(firstEnds),
    dice.pick(lastBegins),
    dice.pick(lastEnds),
  ]
  const spell = (again: Dice, ...parts: readonly Syllable[]) =>
    parts.map(([, ...latin]) => again.pick(latin)).join('')
  return {
    first: fb[0] + fe[0],
    last: lb[0] + le[0],
    nickname: dice.pick(nicknames),
    inLatin: (again) => [spell(again, fb, fe), spell(again, lb, le)],
  }
}

const titles =
  `นาย|นาง|นางสาว|น.ส.|นส.|นาย |คุณ|ท่าน|พี่|อาจารย์|อ.|ครู|หมอ|คุณหมอ|นพ.|นพ. |พญ.|ทพ.|ทพญ.|ภก.|ภญ.|สพ.ญ.|นายแพทย์|แพทย์หญิง|เภสัชกร|พยาบาล
|ดร.|ผศ.|รศ.|ศ.|ผศ.ดร.|ศ.ดร.นพ.|ศาสตราจารย์|ผู้ช่วยศาสตราจารย์ ดร.|พล.ต.อ.|พ.ต.อ.|พ. ต. อ. |พตอ.|พ.ต.ท.หญิง|ร.ต.อ.|ด.ต.|จ.ส.ต.|ส.ต.ต.|ดาบตำรวจ|พันตำรวจเอก
|พล.อ.|พ.อ.|ร.ต.|จ.ส.อ.|พลเอก|พันเอก (พิเศษ) |น.อ.|นาวาอากาศเอก|พลเรือตรี|เรือเอก|ว่าที่ ร.ต.|ว่าที่ร้อยตรีหญิง|ว่าที่ พ.ต.|ม.ร.ว.|ม.ล.|หม่อมหลวง|คุณหญิง|ท่านผู้หญิง
|พระ|พระครู|ผอ.|ท่าน ผอ. |ผอ |หน.|หัวหน้า|ปลัด|นายก|รองปลัด|ป้า|ลุง|เจ๊|เสี่ย|กำนัน|ผู้ใหญ่|เสธ.|ผู้กองหญิง|สารวัตร`
    .replace(/\n/g, '')
    .split('|')
const latinTitles = [
  'Mr. ',
  'Mrs. ',
  'Ms. ',
  'Dr.',
  'Dr. ',
  'Prof. ',
  'Asst. Prof. Dr. ',
  'Pol. Col. ',
  'Pol.Lt.Col.',
  'Gen. ',
  'Khun ',
]
const units = ['กองคลัง', 'กองช่าง', 'สำนักปลัด']

type Write = (person: Person, dice: Dice) => string
const whole = ({ first, last }: Person) => `${first} ${last}`
const spelt =
  (change: (name: string, dice: Dice) => string): Write =>
  (person, dice) =>
    change(whole(person), dice)
const somewhere = (name: string, dice: Dice, added: string): string => {
  const signs = [...name]
  const at = 1 + Math.floor(dice.next() * (signs.length - 2))
  return signs.slice(0, at).join('') + added + signs.slice(at).join('')
}
const swapped = (name: string, pairs: readonly (readonly [RegExp, string])[]): string =>
  pairs.reduce((text, [from, to]) => text.replace(from, to), name)

/** Every way of writing that must be found. */
export const writings: Readonly<Record<string, Write>> = {
  plain: whole,
  'with a title': (person, dice) => dice.pick(titles) + whole(person),
  'with two titles': (person, dice) => dice.pick(titles) + dice.pick(titles) + whole(person),
  'without a blank': ({ first, last }) => first + last,
  'with an English title': (person, dice) => dice.pick(latinTitles) + whole(person),
  'nickname in brackets': ({ first, last, nickname }) => `${first} (${nickname}) ${last}`,
  'position in brackets': (person, dice) => `${whole(person)} (ผอ.${dice.pick(units)})`,
  'quotation marks': ({ first, last, nickname }) => `${first} “${nickname}” ${last}`,
  'first name behind a title': ({ first }, dice) => dice.pick(titles) + first,
  'first name beside the unit': ({ first }) => `${first} กองคลัง`,
  'nickname behind a title': ({ nickname }, dice) =>
    dice.pick(['พี่', 'หมอ', 'คุณ', 'ผอ.', 'ท่าน', 'ลุง']) + nickname,
  'surname first': ({ first, last }) => `${last}, ${first}`,
  'surname behind a title': ({ last }, dice) => dice.pick(titles) + last,
  'initial of the first name': ({ first, last }) => `${first.replace(/^[เ-ไ]/, '').charAt(0)}. ${last}`,
  'initial of the surname': ({ first, last }) => `นาย${first} ${last.replace(/^[เ-ไ]/, '').charAt(0)}.`,
  'tone marks left out': spelt((name) => name.replace(/[\u0e47-\u0e4b]/g, '')),
  'tone marks doubled': spelt((name) => name.replace(/([\u0e48-\u0e4b\u0e34-\u0e37])/g, '$1$1')),
  'another tone mark': spelt((name) => name.replace(/[\u0e48-\u0e4b]/g, '\u0e49')),
  'signs without width': spelt((name, dice) => somewhere(somewhere(name, dice, '\u200b'), dice, '\u200d')),
  'blanks inside': spelt((name, dice) => somewhere(name, dice, ' ')),
  'dots inside': spelt((name) => [...name].join('.')),
  'hyphens inside': spelt((name, dice) => somewhere(somewhere(name, dice, '-'), dice, '-')),
  'letters held down': spelt((name, dice) => {
    const signs = [...name]
    const at = Math.floor(dice.next() * signs.length)
    return signs.map((sign, place) => (place === at && /[ก-ฮ]/.test(sign) ? sign.repeat(4) : sign)).join('')
  }),
  'two signs for แ': spelt((name) => name.replace(/แ/g, 'เเ')),
  'another order of marks': spelt((name) => name.replace(/([\u0e34-\u0e39])([\u0e48-\u0e4b])/g, '$2$1')),
  'one s for another': spelt((name, dice) => name.replace(/[ศษส]/g, () => dice.pick(['ศ', 'ษ', 'ส']))),
  'ณ for น': spelt((name) => swapped(name, [[/ณ/g, 'น']])),
  'ล for ร': spelt((name) =>
    name.replace(/ร(?!ร)/g, (sign, at: number) => (name[at - 1] === 'ร' ? sign : 'ล')),
  ),
  'ไ for ใ': spelt((name) => name.replace(/ใ/g, 'ไ')),
  'a vowel too short or too long': spelt((name) =>
    swapped(name, [
      [/ี/g, 'ิ'],
      [/ู/g, 'ุ'],
    ]),
  ),
  'no mark over silent letters': spelt((name) => name.replace(/์/g, '')),
  'silent letters left out': spelt((name) => name.replace(/[ตทดธ]ร์|[ก-ฮ][ิุ]?์/g, '')),
  'clusters left out': spelt((name) => name.replace(/(?<=[กขคตปพ])[รล](?=[ก-ฮะาิี])/g, '')),
  'ซ for ทร': spelt((name) => name.replace(/ทร(?!์)/g, 'ซ')),
  'ะ written or not': spelt((name) =>
    name
      .replace(/ประ/g, 'ปร')
      .replace(/ธน(?=[ก-ฮ])/g, 'ธนะ')
      .replace(/ปิย/g, 'ปิยะ'),
  ),
  'รร as ั': spelt((name) => name.replace(/รร(?=[ก-ฮ])/g, 'ั')),
  'in English': (person, dice) => person.inLatin(dice).join(' '),
  'in English with a title': (person, dice) => dice.pick(latinTitles) + person.inLatin(dice).join(' '),
  'in English capitals': (person, dice) => person.inLatin(dice).join(' ').toUpperCase(),
  'in English, surname first': (person, dice) => [...person.inLatin(dice)].reverse().join(', '),
  'in English, parted': (person, dice) => {
    const [first, last] = person.inLatin(dice)
    return `${first.slice(0, 3)}-${first.slice(3)} ${last}`
  },
  'English first name behind a title': (person, dice) =>
    dice.pick([...latinTitles, 'คุณ', 'หมอ ']) + person.inLatin(dice)[0],
}

const before = ['', 'เมื่อวันที่ ๕ ', 'เห็น', 'ขอแจ้งว่า ', 'มีคนเห็น ', 'ทุกคนรู้ว่า', 'งานนี้ ']
const after = [
  '',
  ' รับเงิน',
  'เรียกรับเงินจากผู้รับเหมา',
  ' สั่งให้แก้เอกสาร',
  ' เอารถหลวงไปใช้ส่วนตัว',
  ' กับพวก ๓ คน',
  ' ไม่เคยมาทำงาน',
]
export const sentenceWith = (words: string, dice: Dice): string =>
  dice.pick(before) + words + dice.pick(after)

const unrelated = [
  'ผู้รับเหมาจ่ายเงินสดห้าหมื่นบาทที่ร้านกาแฟหลังอาคาร',
  'การตรวจรับงานถนนสายบ้านโนนสูงไม่ถูกต้อง ผิวทางบางกว่าแบบ',
  'มีการล็อกสเปกคอมพิวเตอร์ให้บริษัทเดียวชนะทุกปี',
  'เอาน้ำมันหลวงไปเติมรถส่วนตัวทุกวันศุกร์',
  'ขอบคุณที่รับเรื่อง อยากให้ตรวจสอบให้ดี คนใจดีก็มี คนใจร้ายก็มาก',
  'เบิกค่าเดินทางทั้งที่ไม่ได้ไปประชุมจริง มีใบเสร็จปลอมสามใบ',
  'ลูกจ้างถูกหักเงินเดือนคนละห้าร้อยบาทโดยไม่มีใบเสร็จ',
  'นายช่างคนหนึ่งกับนายทะเบียนขอค่าน้ำร้อนน้ำชา',
  'ท่านผู้อำนวยการโรงเรียนอีกแห่งหนึ่งรู้เรื่องนี้ แต่ไม่ทำอะไร',
  'หัวหน้างานพัสดุของเทศบาลข้างเคียงเป็นญาติกับเจ้าของร้าน',
  'พระอาทิตย์ตกแล้วจึงขนของออกทางประตูหลัง สุดท้ายทองหายไปสองบาท',
  'อาจารย์หลายคนได้เงินค่าสอนเกินจริง เดือนละสามพัน',
  'The contractor paid cash behind the building and the officer counted it twice.',
  'They changed the specification so that only one company could win the tender.',
  'Mr. Smith from the bank saw the chief sign an empty form on Monday morning.',
  'Dr. Brown said nothing, and nobody asked who had approved the overtime claims.',
  'โทร 02 123 4567 ต่อ 12 เลขที่สัญญา 45/2569 วงเงิน 1,200,000 บาท',
  'คุณแม่ของเด็กนักเรียนต้องจ่ายแป๊ะเจี๊ยะสองหมื่นบาทก่อนวันมอบตัว',
]

/** Names nobody, or somebody else: by a whole name, by a first name behind a title, in either script. */
export function unrelatedSentence(dice: Dice, others: readonly Person[]): string {
  const other = dice.pick(others)
  const named = dice.pick([
    '',
    dice.pick(titles) + whole(other),
    dice.pick(titles) + other.first,
    whole(other),
    dice.pick(latinTitles) + other.inLatin(dice).join(' '),
  ])
  return `${dice.pick(unrelated)} ${sentenceWith(named, dice)} ${dice.pick(unrelated)}`
}

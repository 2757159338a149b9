// What a name looks like in plain words: titles, a first name, a surname; and where it ends, when the story goes on without a
// blank. Language data and a reader that begins at a given place; whose name it is, it does not know.
import { type TitleFamily, titleWords } from './thai-title-words.js'

/** What people put before their own name; their office is not their name. */
const ownTitles: readonly TitleFamily[] = ['civil', 'medical', 'academic', 'police', 'military', 'noble']
const isThai = (title: string): boolean => /^[\u0e00-\u0e7f. ]+$/u.test(title)
/** Words that stand in a story as often as before a name. */
const plainWords = new Set(
  'พยาบาล แพทย์ หมอ หมอฟัน หมอยา เภสัช เจ้า หลวง ขุน หญิง พิเศษ ทหาร ตำรวจ หมวด จ่า ดาบ หม่อม พลตำรวจ อาสาสมัคร เกียรติคุณ กิตติคุณ ราชนาวี ผู้กำกับ ผู้การ ผู้พัน'.split(
    ' ',
  ),
)

/** Longest first, so that no title is taken for a shorter one that begins it. */
const ofAll = (pick: 'short' | 'words'): readonly string[] =>
  [...new Set(ownTitles.flatMap((family) => titleWords[family][pick].filter(isThai)))]
    .filter((title) => !plainWords.has(title))
    .sort((one, other) => other.length - one.length)

const gap = '[. ]'
/** Dots may be missing when a blank stands in their place; blanks may stand after each. */
const short = (title: string): string =>
  `${title
    .split(/[. ]+/u)
    .filter((part) => part !== '')
    .join(`${gap}{0,2}`)}(?:\\. ?| )`
/** 'นายก', 'นายจ้าง', 'นางพยาบาล' begin like a title and are offices. */
const office =
  '(?!ก(?:รัฐมนตรี|เทศมนตรี|องค์การ|อบต|อบจ|สมาคม|สภา|ฯ|[ \\n,.]|$)|จ้าง|หน้า|อำเภอ|ทะเบียน|ช่าง|ทหาร|ตำรวจ|ประกัน|ตรวจ|เวร|ท่า|ใหญ่|ทุน|พยาบาล|แบบ|งาม|บำเรอ)'

const whole = `(?:${ofAll('words').join('|')}|อาจารย์|คุณครู|พระ(?:มหา|ครู))${office}[ .]?`
const shorts = [...ofAll('short').map(short), 'อ\\. ?'].join('|')
const latin = '(?:mr|mrs|ms|miss|mister|dr|prof|professor|khun|lt|capt|maj|col|gen|sgt)\\b\\.? ?'
const title = new RegExp(`${shorts}|${whole}|${latin}`, 'iuy')

const mostTitles = 5

/** Where the titles end that begin here; the same place when there are none. */
export function titlesFrom(words: string, from: number): number {
  let at = from
  for (let count = 0; count < mostTitles; count += 1) {
    title.lastIndex = at
    const found = title.exec(words)
    if (!found) break
    at = title.lastIndex
  }
  return at
}

export const isTitled = (words: string, from: number): boolean => titlesFrom(words, from) > from

const thaiWord = /[ก-ฮเ-ไ][\p{Script=Thai}\p{M}]{1,44}/uy
const latinWord = /\p{Lu}[\p{L}\p{M}'-]{1,39}/uy
const anyLatinWord = /[a-z\u00c0-\u024f][\p{L}\p{M}'-]{1,39}/iuy
const familyGap = /[ \n]?(?:-|นามสกุล|สกุล)? ?/uy
const noble = /ณ /uy
const nickname = /[ \n]?[("'](?:ชื่อเล่น|เล่น)? ?[^()"'\n]{1,30}[)"']/uy

/** With these the story goes on; no name begins so. */
const story =
  'เห็น|พบเห็น|พบว่า|พบ(?=การ|เจ้า|หัวหน้า|นาย)|ได้(?=เห็น|พบ|รับ|ยิน|ไป|มา|ทำ|ถูก|แจ้ง|ขอ)|เป็น(?=เจ้า|พนัก|ลูกจ้าง|ข้าราช|ครู|คน|ผู้|นัก|พยาน|พยาบาล|ประชา|ชาว)|อยู่(?=ที่|ใน|กอง|ฝ่าย|บ้าน|แผนก|สำนัก|หมู่|ตำบล)|ถูก(?=หัว|เรียก|ขู่|สั่ง|บังคับ|ย้าย|ให้|นาย|เจ้า)|โดน(?=หัว|เรียก|ขู่|สั่ง|ย้าย)|ขอ(?=แจ้ง|ร้อง|เรียน|ให้|ความ|ยืน|ชี้|เล่า|บอก|ส่ง)|แจ้ง(?=ว่า|เรื่อง|เบาะ|ความ)|เลย(?= |$)|จึง|ซึ่ง|เมื่อ(?=วัน|วาน|เช้า|คืน|ปี|เดือน)|วันที่|วันนี้|ตำแหน่ง|อายุ|โทรศัพท์|โทร(?=[ .:\\d]|$)|เบอร์|มือถือ|สังกัด|เจ้าหน้าที่|พนักงาน|ลูกจ้าง|ข้าราชการ|หัวหน้า|ทำงาน|ทำ(?=หน้าที่|การ)|อยาก|ต้องการ|ยืนยัน|ติดต่อ|บ้านเลข|เลขที่|เลขประจำ|เลขบัตร|บัตรประ|ไลน์|อีเมล|เฟซ|เฟส|ครับ|ค่ะ|คะ|นะครับ|นะคะ|ผม(?=เห็น|ขอ|ถูก|ได้)|ดิฉัน|ข้าพเจ้า|สามารถ|ยินดี|มีหลักฐาน|มีพยาน|มีเรื่อง|มีข้อมูล|ชื่อเล่น|รหัส|กอง(?=คลัง|ช่าง|การ|ทุน|สาธารณ)|ฝ่าย|แผนก|สำนัก|งาน(?=พัสดุ|การ|ธุร|บุคคล|คลัง)|นัก(?=วิชา|เรียน|จัด|ทรัพ)|ผู้(?=แจ้ง|ร้อง|ใหญ่|อำนวย|ช่วย|รับ|ให้)|รับ(?=เงิน|ราชการ|ผิด|จ้าง|รอง|ทราบ|สินบน)|มาแจ้ง|มาร้อง|เพราะ|หลังจาก|ใน(?=วัน|กอง|ฐานะ|นาม|เรื่อง|หน่วย)|ไป(?=พบ|หา|ที่|ติดต่อ)|มา(?=จาก|ที่|เพื่อ|พบ)'
const storyStart = new RegExp(`^(?:${story})`, 'u')
/** With these it mostly goes on, and a few surnames begin (จะเรียมพันธ์, เขาแก้ว): a short word is taken for the surname. */
const mayBeStory =
  /^(?:ได้|เป็น|อยู่|ถูก|โดน|จะ|ไม่|เคย|ต้อง|ทราบ|แจ้ง|และ|กับ|ก็|คือ|ว่า|ที่|เมื่อ|เขา|ครู|ผู้|ให้|แต่|ก่อน|จาก|โดย|นำ|เอา|พา|รู้)/u
const mostOfSurname = 8
const weightOf = (word: string): number => word.replace(/\p{M}/gu, '').length

const isStory = (word: string): boolean =>
  storyStart.test(word) || (mayBeStory.test(word) && weightOf(word) > mostOfSurname)

/** Words that no name holds: where they stand in the middle, the name has ended. */
const storyInside =
  /เห็นหัวหน้า|เห็นว่า|เห็นเขา|เห็นนาย|เห็นเจ้า|เห็นผู้|เห็น|พบว่า|ขอแจ้ง|ขอร้องเรียน|ขอเรียน|ขอให้|แจ้งว่า|มาแจ้ง|ทำงาน|เป็นเจ้าหน้าที่|เป็นพนักงาน|เป็นลูกจ้าง|เป็นข้าราชการ|เป็นครู|ตำแหน่ง|สังกัด|อายุ|โทรศัพท์|โทร|เบอร์|ได้เห็น|ได้พบ|ได้รับ|ถูกหัวหน้า|ถูกเรียก|อยากจะ|ต้องการ|ยืนยัน|หัวหน้า|เจ้าหน้าที่|รับเงิน|รับสินบน|ครับ|ค่ะ|บ้านเลขที่/u

/**
 * Whether a name begins at `from`, and where it ends. 'titled' needs a title, Latin capitals, or "… ขอแจ้ง" after it; 'named' takes any
 * word that is none of the story's, 'certain' any word.
 */
export function nameFrom(
  words: string,
  from: number,
  need: 'titled' | 'named' | 'certain',
): number | undefined {
  const at = titlesFrom(words, from)
  if (at > from || need !== 'titled') {
    return wholeName(words, at, at > from || need === 'certain')
  }
  if (test(latinWord, words, from) !== undefined) return latinName(words, from, true)
  return untitledName(words, from)
}

function test(pattern: RegExp, words: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(words) ? pattern.lastIndex : undefined
}

function wholeName(words: string, at: number, titled: boolean): number | undefined {
  const first = thaiPart(words, at, titled)
  if (first === undefined) return latinName(words, at, false)
  return withNickname(words, withFamilyName(words, first))
}

/** A Thai word up to where the story goes on; `undefined` for a word of the story. */
function thaiPart(words: string, at: number, taken: boolean): number | undefined {
  const end = test(thaiWord, words, at)
  if (end === undefined) return undefined
  const word = words.slice(at, end)
  if (!taken && isStory(word)) return undefined
  const inside = storyInside.exec(word.slice(2))
  return inside ? at + 2 + inside.index : end
}

function withFamilyName(words: string, first: number): number {
  const gapEnd = test(familyGap, words, first)
  if (gapEnd === undefined || gapEnd === first) return first
  const afterNoble = test(noble, words, gapEnd) ?? gapEnd
  return thaiPart(words, afterNoble, afterNoble > gapEnd) ?? first
}

const withNickname = (words: string, end: number): number => test(nickname, words, end) ?? end

/** Up to three words; in capitals when nothing said that a name follows. */
export function latinName(words: string, from: number, capitals: boolean): number | undefined {
  const first = test(capitals ? latinWord : anyLatinWord, words, from)
  if (first === undefined || noName.test(words.slice(from, first))) return undefined
  let end = first
  for (let more = 0; more < 2; more += 1) {
    const gapEnd = test(/ (?:de |van |von |na )?/uy, words, end)
    const next =
      gapEnd === undefined ? undefined : test(capitals || more > 0 ? latinWord : anyLatinWord, words, gapEnd)
    if (gapEnd === undefined || next === undefined || noName.test(words.slice(gapEnd, next))) break
    end = next
  }
  return end
}

const noName =
  /^(?:i|and|at|the|but|who|which|working|work|from|here|speaking|calling|in|on|of|to|my|is|was|not|so|am|a|an|sorry|sure|thai|english|he|she|they|we|you|it|line|facebook|because|with|for|as|have|has|saw|see|very|afraid|one|that|this|writing|reporting)$/iu

const announced =
  /[ \n]?(?:ขอแจ้ง|ขอร้องเรียน|ขอเรียน|ขอให้ข้อมูล|อายุ|ตำแหน่ง|สังกัด|ผู้แจ้ง|โทร|เบอร์|เลขบัตร|เลขประจำตัว|บ้านเลขที่)/uy

/** 'ผมสมชาย ใจดี ขอแจ้งว่า …': two words that are none of the story's, and then what people say after their name. */
function untitledName(words: string, from: number): number | undefined {
  const first = thaiPart(words, from, false)
  if (first === undefined) return undefined
  const end = withFamilyName(words, first)
  return end > first && test(announced, words, end) !== undefined ? end : undefined
}

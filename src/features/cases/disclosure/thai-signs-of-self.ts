// The small words by which people give away who speaks, and their own work, in Thai and in English: language data and patterns
// for self-disclosure.ts, over plain words. They know no person.
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import type { Sign } from './disclosure-kinds.js'

const reporter = 'ผู้แจ้ง'

/** Not inside a word: Thai letters and marks, or Latin ones, on either side. */
const before = '(?<![\\p{L}\\p{M}])'
const after = '(?![\\p{L}\\p{M}])'

interface Words {
  readonly kind: 'ownPosition' | 'firstPerson'
  readonly pattern: RegExp
  readonly instead: string
}

const ownPosition =
  /(?:ผม|ดิฉัน|ดิชั้น|หนู|กระผม|ข้าพเจ้า) ?(?:เป็น|ทำงาน(?:เป็น|อยู่|ที่|ใน)?|อยู่(?:ที่)?|รับราชการ(?:ที่|ใน|เป็น)?|สังกัด|ดำรงตำแหน่ง|ตำแหน่ง) ?(?:กอง|ฝ่าย|แผนก|งาน|กลุ่ม|สำนัก|ศูนย์|โรงเรียน|โรงพยาบาล|อบต|เทศบาล|เจ้าหน้าที่|พนักงาน|ลูกจ้าง|ข้าราชการ|พยาบาล|นิติกร|วิศวกร|นัก|ผู้|เลขา|ครู|หัวหน้า)[\p{L}\p{M}]{0,60}/gu

const words: readonly Words[] = [
  { kind: 'ownPosition', pattern: ownPosition, instead: reporter },
  {
    kind: 'ownPosition',
    pattern: /\bi (?:work (?:in|at|as)|am (?:a|an|the)) \p{L}{1,40}(?: \p{L}{1,40})?/giu,
    instead: reporter,
  },
  {
    kind: 'firstPerson',
    // หนู is a mouse, ผม is hair, and เรา is everybody: only as a word that begins what follows.
    pattern: new RegExp(
      `กระผม|ดิฉัน|ดิชั้น|ดิชัน|ดีฉัน|เดี๊ยน|อิฉัน|ข้าพเจ้า|${before}(?:ผม|หนู|ฉัน)(?=[\\s,.]|$|เห็น|ได้|เป็น|ทำ|อยู่|ไป|มา|ถูก|โดน|ขอ|จะ|ไม่|เคย|ต้อง|มี|คิด|รู้|ทราบ|พบ|เอง|แจ้ง|และ|กับ|ก็|คือ|เลย|จึง)|(?<=ให้|บอก|กับ|ของ|เรียก|ด่า|ขู่|หา)(?:ผม|หนู)(?=[\\s,.]|$|ว่า|จ่าย|ไป|ทำ|เซ็น|ออก)`,
      'gu',
    ),
    instead: reporter,
  },
  {
    kind: 'firstPerson',
    pattern: /(?:นะ)?(?:ครับผม|ครับ|คร้าบ|คับ|ค่ะ|คะ|ฮะ)(?=[\s,.!?]|$)/gu,
    instead: '',
  },
  {
    kind: 'firstPerson',
    pattern: new RegExp(`${before}(?:I|me|myself)${after}`, 'gu'),
    instead: 'the reporter',
  },
  { kind: 'firstPerson', pattern: new RegExp(`${before}[Mm]y${after}`, 'gu'), instead: "the reporter's" },
]

export function selfWordsIn(plain: string): readonly Sign[] {
  return words.flatMap(({ kind, pattern, instead }) =>
    [...plain.matchAll(pattern)].map(({ index, 0: found }) => ({
      kind,
      start: index,
      end: index + found.length,
      instead,
    })),
  )
}

/** Thirteen digits whose last one checks the others (modulus 11), as on every Thai identity card. */
export function isNationalId(words: string): boolean {
  const digits = [...fromThaiDigits(words).replace(/[^0-9]/g, '')].map(Number)
  if (digits.length !== 13 || digits[0] === 0) return false
  const sum = digits.slice(0, 12).reduce((total, one, place) => total + one * (13 - place), 0)
  return (11 - (sum % 11)) % 10 === digits[12]
}

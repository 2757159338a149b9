// The words and numbers by which people give themselves away in Thai and in English, as patterns: language data for
// self-disclosure.ts, and what can stand in their place. It knows no person.
import { fromThaiDigits } from '../../i18n/thai-digits.js'

export const disclosureKinds = [
  'nationalId',
  'phone',
  'email',
  'lineId',
  'ownName',
  'ownPosition',
  'firstPerson',
] as const
export type DisclosureKind = (typeof disclosureKinds)[number]

interface Sign {
  readonly kind: DisclosureKind
  readonly pattern: RegExp
  readonly instead: string
  readonly counts?: (words: string) => boolean
}

const digit = '[0-9๐-๙]'
/** Not inside a word: Thai letters and marks, or Latin ones, on either side. */
const before = '(?<![\\p{L}\\p{M}])'
const after = '(?![\\p{L}\\p{M}])'
const hidden = '[…]'
const reporter = 'ผู้แจ้ง'

export const signsOfSelf: readonly Sign[] = [
  {
    kind: 'nationalId',
    pattern: new RegExp(`(?<!${digit})${digit}(?:[ -]?${digit}){12}(?![ -]?${digit})`, 'gu'),
    instead: hidden,
    counts: (words) => isNationalId(words),
  },
  {
    kind: 'phone',
    // 081-234-5678, 02 123 4567, +66 81 234 5678; not the beginning of a longer number.
    pattern: new RegExp(
      `(?<![0-9๐-๙+])(?:(?:\\+|00)?[6๖][6๖][ -]?|[0๐])[2-9๒-๙](?:[ .-]?${digit}){7,8}(?!${digit})`,
      'gu',
    ),
    instead: hidden,
  },
  { kind: 'email', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, instead: hidden },
  {
    kind: 'lineId',
    pattern:
      /(?:(?:line|ไลน์)\s*(?:id|ไอดี)?\s*[:=]?\s*|(?:id|ไอดี)\s*(?:line|ไลน์)\s*[:=]?\s*)@?[a-z0-9][\w.-]{3,19}/giu,
    instead: hidden,
    // "LINE group" and "line account" name no one.
    counts: (words) => !/(group|account|official|chat)$/i.test(words),
  },
  {
    kind: 'ownName',
    pattern:
      /(?:(?:ผม|ดิฉัน|ดิชั้น|หนู|กระผม|ข้าพเจ้า|ฉัน|เรา)\s*(?:ชื่อ|คือ\s*(?=นาย|นาง|น\.ส\.)|มีชื่อว่า)|ข้าพเจ้า\s*(?=นาย|นาง|น\.ส\.)|ลงชื่อ|(?<![\p{L}\p{M}])ชื่อ(?:ของ)?(?:ผม|ดิฉัน|หนู|ข้าพเจ้า)(?:คือ)?|(?:my name is|i am called|signed,?))\s*[\p{L}\p{M}.]+(?:[ \t]+[\p{L}\p{M}]{2,})?/giu,
    instead: '',
  },
  {
    kind: 'ownPosition',
    pattern:
      /(?:ผม|ดิฉัน|ดิชั้น|หนู|กระผม|ข้าพเจ้า)\s*(?:เป็น|ทำงาน(?:เป็น|อยู่|ที่|ใน)?|อยู่(?:ที่)?|ดำรงตำแหน่ง|ตำแหน่ง)\s*(?:กอง|ฝ่าย|แผนก|งาน|กลุ่ม|สำนัก|เจ้าหน้าที่|พนักงาน|ลูกจ้าง|นัก|ผู้|เลขา|ครู|หัวหน้า)[\p{L}\p{M}]*|\bi (?:work (?:in|at|as)|am (?:a|an|the))\s+[\p{L}]+(?: [\p{L}]+)?/giu,
    instead: reporter,
  },
  {
    kind: 'firstPerson',
    // หนู is a mouse, ผม is hair, and เรา is everybody: only as a word that begins what follows.
    pattern: new RegExp(
      `กระผม|ดิฉัน|ดิชั้น|เดี๊ยน|ข้าพเจ้า|${before}(?:ผม|หนู|ฉัน)(?=[\\s,.]|$|เห็น|ได้|เป็น|ทำ|อยู่|ไป|มา|ถูก|โดน|ขอ|จะ|ไม่|เคย|ต้อง|มี|คิด|รู้|ทราบ|พบ|เอง|แจ้ง|และ|กับ|ก็|คือ|เลย|จึง)|(?<=ให้|บอก|กับ|ของ|เรียก|ด่า|ขู่|หา)(?:ผม|หนู)(?=[\\s,.]|$|ว่า|จ่าย|ไป|ทำ|เซ็น|ออก)`,
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

/** Thirteen digits whose last one checks the others (modulus 11), as on every Thai identity card. */
export function isNationalId(words: string): boolean {
  const digits = [...fromThaiDigits(words).replace(/[^0-9]/g, '')].map(Number)
  if (digits.length !== 13 || digits[0] === 0) return false
  const sum = digits.slice(0, 12).reduce((total, one, place) => total + one * (13 - place), 0)
  return (11 - (sum % 11)) % 10 === digits[12]
}

// How names and positions of officials are written in Thai, read from one line of text: a person, a nickname, a head's position,
// or something that tells nobody. Language data for named-officers.ts; it knows no person.
import { composed } from '../../../i18n/letters/composed.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { inDrawingOrder } from '../../../media/lines/thai-spelling.js'
import { spellingOf } from './thai-spelling-skeleton.js'
import type { TitleFamily } from './thai-title-words.js'
import { titlesIn, withoutTitles } from './thai-titles.js'

export interface PersonName {
  readonly kind: 'person'
  /** Each a way of parting it: นายกรวี is กรวี or รวี; a surname of two words counts whole and by its last word. */
  readonly first: readonly string[]
  readonly last: readonly string[]
}
export type Calling =
  | PersonName
  /** A first name or a nickname alone: counts only behind a title, or beside the unit. */
  | { readonly kind: 'nickname'; readonly names: readonly string[] }
  /** A head or a deputy with the unit: there is one such chair. */
  | { readonly kind: 'telling'; readonly words: string }
  /** A position that many have, a label, a title without a name. */
  | { readonly kind: 'vague' }

export interface ReadCallings {
  readonly callings: readonly Calling[]
  readonly families: readonly TitleFamily[]
  readonly units: readonly string[]
}

/** Heads and their deputies have one chair per unit: with the unit it tells who. Every other position marks nobody. */
const heads = /^(รอง|ผู้ช่วย)?(ผู้อำนวยการ|หัวหน้า|อธิบดี|เลขาธิการ|ปลัด|นายก|ผู้ว่า|คณบดี|อธิการบดี|director|head|chief)/
const isTelling = (position: string): boolean => {
  const [head] = heads.exec(position) ?? []
  return head !== undefined && position.length >= head.length + 3
}
const unitWords =
  /กอง|สำนัก|ศูนย์|กลุ่ม|ฝ่าย|แผนก|งาน|โรงพยาบาล|โรงเรียน|คณะ|เทศบาล|องค์การ|อบต|อบจ|วิทยาลัย|สถานี|กรม|ด่าน|division|office|bureau|department|section|unit/
const isUnit = new RegExp(`^(?:${unitWords.source})`)
/** Words with which positions begin. */
const isPosition =
  /^(?:นัก(?!รบ)|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|ผู้|ข้าราชการ|ลูกจ้าง|นายช่าง|นิติกร|เลขา|รอง|ที่ปรึกษา|กรรมการ|ประธาน|ชำนาญ|ปฏิบัติ|เชี่ยวชาญ|วิชาชีพ|หัวหน้า|ปลัด|นายก(?=อ|เทศ|เมือง)|ระดับ|officer|staff|clerk)/

/** Everything people write in more than one way, written in one; a blank where small letters end and capitals begin. */
export function plain(text: string): string {
  return fromThaiDigits(inDrawingOrder(composed(text, 'NFKC')))
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .replace(/ผอ\.|(?<![\p{L}\p{M}])(รอง|ท่าน)?ผอ(?=\s|กอง|สำนัก|ศูนย์|กลุ่ม|ฝ่าย|โรง|รพ)/gu, '$1ผู้อำนวยการ ')
    .replace(/หน\./g, 'หัวหน้า ')
    .replace(/สนง\./g, 'สำนักงาน')
    .replace(/รพ\.(?!\s?สต)/g, 'โรงพยาบาล')
}

/** What stands in brackets or quotation marks, and the text without it; a bracket that is not closed soon is none. */
export function brackets(text: string): { readonly outside: string; readonly inside: readonly string[] } {
  const inside: string[] = []
  const outside = text.replace(
    /[([{"“'‘「]([^()[\]{}"“”'‘’「」]{1,60})[)\]}"”'’」]/g,
    (_all, held: string) => {
      inside.push(held)
      return ' '
    },
  )
  return { outside, inside }
}

const isTitleOnly = (name: string): boolean =>
  titlesIn(name).some(({ start, end }) => start === 0 && !/[\p{L}\p{N}]/u.test(name.slice(end)))

function readOne(text: string): { calling: Calling; families: readonly TitleFamily[] } {
  const { names, families } = withoutTitles(text)
  const joined = text.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
  const parted = names.map((name) => name.split(/[^\p{L}\p{M}\p{N}-]+/u).filter((part) => part !== ''))
  const [parts = []] = parted
  const [begins = ''] = parts
  const saysWhat = isUnit.test(begins) || isPosition.test(begins) || isPosition.test(joined)
  if (isTelling(joined) && (saysWhat || parts.length === 1))
    return { calling: { kind: 'telling', words: joined }, families }
  if (saysWhat || parts.length === 0 || isTitleOnly(text)) return { calling: { kind: 'vague' }, families: [] }
  if (parts.length === 1)
    return { calling: { kind: 'nickname', names: parted.flatMap(([one = '']) => one) }, families }
  const first = new Set(parted.map(([one = '']) => one))
  const last = new Set([parts.slice(1).join(''), parts.at(-1) ?? ''])
  // แซ่ตั้ง is also called ตั้ง, ณ อยุธยา also อยุธยา.
  for (const one of [...last]) if (/^(แซ่|ณ)./.test(one)) last.add(one.replace(/^(แซ่|ณ)/, ''))
  return { calling: { kind: 'person', first: [...first], last: [...last] }, families }
}

/** One line: 'นพ.สมหมาย (หมอหมาย) ใจตรง', 'ผู้อำนวยการกองคลัง', 'หมอหมาย'. */
export function readCallings(line: string): ReadCallings {
  const { outside, inside } = brackets(plain(line))
  const read = [outside, ...inside]
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text))
    .map(readOne)
  const unit = unitWords.exec(composed(line))
  return {
    callings: read.map(({ calling }) => calling),
    families: [...new Set(read.flatMap(({ families }) => families))],
    units: unit ? [line.slice(unit.index)] : [],
  }
}

/** Letters that a name has, however it is spelt. */
export const weightOf = (name: string): number => spellingOf(plain(name)).symbols.length

// Which officers a case names, so that it is not sealed to them. Runs where the case is in clear: in memory for the chat, in
// the reporter's browser for the form, which gets salted marks and no list of names. It tells nobody who was left out.
import sodium from 'libsodium-wrappers-sumo'
import { z } from 'zod'
import { fromStored, toStored } from '../../security/vault-encoding.js'
import { isTelling, letters, partsOf } from './thai-officer-names.js'

export interface KnownOfficer {
  readonly recipientId: string
  /** First name and surname, with or without a title, in any script; several ways of writing are several names. */
  readonly names: readonly string[]
  /** Positions that belong to one person, with their unit: 'ผู้อำนวยการกองคลัง'. 'นักวิชาการ' alone marks nobody. */
  readonly positions: readonly string[]
}

export interface OfficerMarks {
  /** base64url of 16 random bytes; a new one each time the marks are given out. */
  readonly salt: string
  readonly officers: readonly { readonly recipientId: string; readonly marks: readonly string[] }[]
}

export const officerMarksSchema = z.object({
  salt: z.string(),
  officers: z.array(z.object({ recipientId: z.string(), marks: z.array(z.string()) })),
})

/** Marks of all that identifies each officer. A surname alone counts when it is long and nobody else here has it. */
export async function marksOf(officers: readonly KnownOfficer[]): Promise<OfficerMarks> {
  await sodium.ready
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const surnames = officers.map(({ names }) => new Set(names.map(surnameOf)))
  const isShared = (surname: string) => surnames.filter((one) => one.has(surname)).length > 1
  return {
    salt: toStored(salt),
    officers: officers.map(({ recipientId, names, positions }) => {
      const whole = names
        .filter((name) => partsOf(name).length > 1)
        .map((name) => letters(partsOf(name).join('')))
      const rare = names.map(surnameOf).filter((name) => weightOf(name) >= leastSurname && !isShared(name))
      const telling = positions.map(letters).filter(isTelling)
      const marks = [...whole, ...rare, ...telling].filter((words) => words.length > 0)
      return { recipientId, marks: [...new Set(marks)].map((words) => markOf(salt, words)) }
    }),
  }
}

/** Recipients' ids of the officers whom the texts name, each once. */
export async function officersNamedIn(
  { salt, officers }: OfficerMarks,
  texts: readonly string[],
): Promise<string[]> {
  await sodium.ready
  const key = fromStored(salt)
  if (key?.length !== 16) throw new TypeError('Marks of officers come with a salt of 16 bytes')
  const told = texts.map((text) => letters(text))
  const marks = new Set(officers.flatMap((officer) => officer.marks))
  const found = new Set<string>()
  for (const words of told)
    for (const mark of marks) if (!found.has(mark) && holds(words, mark, key)) found.add(mark)
  return officers
    .filter((officer) => officer.marks.some((mark) => found.has(mark)))
    .map((one) => one.recipientId)
}

/** Whether this tells one person: first name and surname, or a head's position with its unit; and is not found everywhere. */
export function canBeFound(name: string): boolean {
  const isWhole = partsOf(name).length > 1
  const words = isWhole ? letters(partsOf(name).join('')) : letters(name)
  return weightOf(words) >= leastName && (isWhole || isTelling(words))
}

function surnameOf(name: string): string {
  const parts = partsOf(name)
  return parts.length > 1 ? letters(parts.at(-1) ?? '') : ''
}

/** Consonants, leading vowels and Latin letters: what a surname weighs without its marks. */
const weightOf = (words: string): number => words.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length
const leastSurname = 6
const leastName = 5

/** Length, one check byte and a keyed hash: the first two spare hashing every place of a long text. */
function markOf(salt: Uint8Array, words: string): string {
  return `${words.length}.${checkOf(words, 0, words.length)}.${hashOf(salt, words)}`
}

const hashOf = (salt: Uint8Array, words: string): string =>
  toStored(sodium.crypto_generichash(16, `sujarit officer ${words}`, salt))

function checkOf(words: string, from: number, to: number): number {
  let sum = 0
  for (let place = from; place < to; place += 1) sum += words.charCodeAt(place)
  return sum & 255
}

/** Slides a window of the mark's length over the text: Thai has no spaces that would show where a name begins. */
function holds(words: string, mark: string, salt: Uint8Array): boolean {
  const [length = 0, check = -1] = mark.split('.', 2).map(Number)
  if (!(length > 0) || words.length < length) return false
  let sum = checkOf(words, 0, length)
  for (let from = 0; ; from += 1) {
    if ((sum & 255) === check && mark.endsWith(hashOf(salt, words.slice(from, from + length)))) return true
    if (from + length >= words.length) return false
    sum += words.charCodeAt(from + length) - words.charCodeAt(from)
  }
}

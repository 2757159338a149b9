// Telephone and identity numbers in plain words, however they are taken apart: by blanks, dashes, dots, slashes, brackets, or
// written out in words. Days, times and amounts of money are left alone where nothing says that a telephone is meant.
import { hidden, type Sign } from './disclosure-kinds.js'
import { isNationalId } from './thai-signs-of-self.js'
import { isAnothers } from './thai-whose-words.js'

interface Group {
  readonly start: number
  readonly end: number
  readonly digits: string
}

const between = /^[ \n.,\-/()[\]{}_*|:~'"+=#]{1,6}$/u
const mostDigits = 16

/** Every telephone and identity number; they may overlap. */
export function numbersIn(words: string): readonly Sign[] {
  const groups = groupsIn(words)
  return [
    ...groups.flatMap((_, first) => numberFrom(words, groups, first)),
    ...extensionsIn(words),
    ...spelledIn(words),
  ]
}

/** The letter O between or before digits stands for zero. */
const digitRuns = /[Oo]?\d+(?:[Oo]\d+)*/gu

function groupsIn(words: string): readonly Group[] {
  return [...words.matchAll(digitRuns)].map(({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    digits: run.replace(/o/gi, '0'),
  }))
}

/** The groups from `first` on that can belong to one number: at most 16 digits, and little between them. */
function windowFrom(words: string, groups: readonly Group[], first: number): readonly Group[] {
  const window: Group[] = []
  let digits = 0
  for (let place = first; place < groups.length; place += 1) {
    const group = groups[place]
    const last = window.at(-1)
    if (!group || digits + group.digits.length > mostDigits) break
    if (last && !between.test(words.slice(last.end, Math.min(group.start, last.end + 7)))) break
    window.push(group)
    digits += group.digits.length
  }
  return window
}

function numberFrom(words: string, groups: readonly Group[], first: number): readonly Sign[] {
  const window = windowFrom(words, groups, first)
  const prefixes = window.map((_, last) => window.slice(0, last + 1))
  const found: Sign[] = []
  const id = prefixes.find((groups) => isIdentity(words, groups))
  if (id) found.push(signOf('nationalId', words, id))
  const phone = phoneIn(words, prefixes)
  if (phone) found.push(signOf('phone', words, phone))
  return found
}

const joined = (groups: readonly Group[]): string => groups.map(({ digits }) => digits).join('')
const startOf = (groups: readonly Group[]): number => groups[0]?.start ?? 0
const endOf = (groups: readonly Group[]): number => groups.at(-1)?.end ?? 0

/** A number after its '+' or its bracket, and with the inside line that follows it. */
function signOf(kind: 'nationalId' | 'phone', words: string, groups: readonly Group[]): Sign {
  const [start, end] = [startOf(groups), endOf(groups)]
  const before = /[+(]{0,2}$/u.exec(words.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  const after = kind === 'phone' ? (insideLine.exec(words.slice(end, end + 24))?.[0].length ?? 0) : 0
  return { kind, start: start - before, end: end + after, instead: hidden }
}

const insideLine =
  /^(?:[ ,;(]{0,2}(?:ต่อ|เบอร์ต่อ|ext\.?|extension|#|x)[ :.]{0,2}\d{1,6}\)?|[ ]?(?:-|ถึง|to)[ ]?\d{1,2}(?!\d))/iu

const identityCue =
  /บัตรประชาชน|บัตรประจำตัว|เลขประจำตัวประชาชน|เลขบัตร|เลข 13|identity|national id|citizen id|id card/giu

function isIdentity(words: string, groups: readonly Group[]): boolean {
  const digits = joined(groups)
  if (digits.length !== 13) return false
  if (groups.map((group) => group.digits.length).join() === '1,4,5,2,1') return true
  if (cueBefore(words, startOf(groups), identityCue) !== undefined) return true
  return isNationalId(digits) && !looksLikeOther(words, groups)
}

const phoneCue =
  /โทรศัพท์|โทร|เบอร์|มือถือ|แฟกซ์|แฟ็กซ์|โทรสาร|พร้อมเพย์|ติดต่อ(?:กลับ)?(?:ได้)?ที่|\btel\b|phone|\bmobile|call me|whatsapp|\bfax\b|\bsms\b/giu
const accountCue = /บัญชี|ธนาคาร|account|สัญญา|ใบเสร็จ|เลขที่หนังสือ/giu

/** The usual lengths before the unusual ones, and of these the longest. */
function phoneIn(words: string, prefixes: readonly (readonly Group[])[]): readonly Group[] | undefined {
  const start = startOf(prefixes[0] ?? [])
  const cue = cueBefore(words, start, phoneCue)
  if (cue !== undefined && isAnothers(words, cue, start)) return undefined
  const after = words[start - 1] === '+'
  const usual = prefixes.filter((groups) => isUsualPhone(joined(groups), after))
  const fits = (groups: readonly Group[]) =>
    cue !== undefined ? !isMoney(words, groups) : !looksLikeOther(words, groups) && !isAccount(words, groups)
  const first = usual.find(fits)
  if (first) return first
  const unusual = prefixes.filter((groups) => {
    const digits = joined(groups)
    if (cue !== undefined) return digits.length >= 7 && digits.length <= 15 && !looksLikeOther(words, groups)
    return after ? digits.length >= 9 : /^0[2-9]\d{7,8}$/.test(digits) && fits(groups)
  })
  return unusual.at(-1)
}

/** Ten digits of a mobile, nine of a landline; with the country's code one less. */
function isUsualPhone(digits: string, after: boolean): boolean {
  if (/^0(?:[689]\d{8}|[2-57]\d{7})$/.test(digits)) return true
  const abroad = /^(00)?66(0?)((?:[689]\d{8})|(?:[2-57]\d{7}))$/.exec(digits)
  return abroad !== null && (after || abroad[1] !== undefined || digits.length >= 11)
}

const isAccount = (words: string, groups: readonly Group[]): boolean =>
  groups.length !== 1 &&
  groups.map(({ digits }) => digits.length).join() === '3,1,5,1' &&
  cueBefore(words, startOf(groups), accountCue) !== undefined

function separators(words: string, groups: readonly Group[]): readonly string[] {
  return groups.slice(1).map((group, place) => words.slice(groups[place]?.end, group.start).trim())
}

const isMoney = (words: string, groups: readonly Group[]): boolean =>
  groups.length > 1 &&
  separators(words, groups).every((sign) => sign === ',') &&
  !joined(groups).startsWith('0')

/** A day, a time of day, or an amount: what phones are never written like, unless every separator is the same. */
function looksLikeOther(words: string, groups: readonly Group[]): boolean {
  const signs = separators(words, groups)
  const alike = signs.every((sign) => sign === signs[0])
  const sizes = groups.map(({ digits }) => digits.length)
  const number = (place: number) => Number(groups[place]?.digits)
  const isDay = groups.some(
    (_, place) =>
      (sizes[place] ?? 0) <= 2 &&
      (sizes[place + 1] ?? 9) <= 2 &&
      sizes[place + 2] === 4 &&
      signs[place] === signs[place + 1] &&
      signs[place] !== '' &&
      number(place) <= 31 &&
      number(place + 1) <= 12,
  )
  const isTime = groups.some(
    (_, place) =>
      /^[.:]$/u.test(signs[place] ?? '') &&
      (sizes[place] ?? 9) <= 2 &&
      sizes[place + 1] === 2 &&
      number(place) <= 24 &&
      number(place + 1) <= 59,
  )
  const ragged = groups.length > 5 && !(alike && sizes.every((size) => size === sizes[0]))
  return isDay || (isTime && !alike) || ragged || isMoney(words, groups)
}

/** Where the last cue before `at` ends, when no other number and no line's end stands between. */
function cueBefore(words: string, at: number, cue: RegExp): number | undefined {
  const from = Math.max(0, at - 40)
  const before = words.slice(from, at)
  const last = [...before.matchAll(cue)].at(-1)
  if (!last) return undefined
  const end = last.index + last[0].length
  return /[\d\n]/u.test(before.slice(end)) ? undefined : from + end
}

/** 'เบอร์ต่อ 4567', 'โทรภายใน 123': short numbers that only a cue makes a telephone. */
const extensions =
  /(?:เบอร์ต่อ|เบอร์ภายใน|โทรภายใน|โทร\.? ?ภายใน|สายใน|\bext\.)[ :.]{0,2}(?:คือ ?)?\d{2,6}(?!\d)/giu

function extensionsIn(words: string): readonly Sign[] {
  return [...words.matchAll(extensions)].map(({ index, 0: found }) => ({
    kind: 'phone',
    start: index,
    end: index + found.length,
    instead: hidden,
  }))
}

const digitWords = 'ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|zero|one|two|three|four|five|six|seven|eight|nine'
const spelledDigit = new RegExp(`(?:${digitWords}|โท|oh|\\d)[ ,.\\-]{0,2}`, 'giuy')
const spelledStart = new RegExp(digitWords, 'giu')

/** 'ศูนย์แปดหนึ่ง สองสามสี่ ห้าหกเจ็ดแปด': nine to thirteen digits of which some are words. */
function spelledIn(words: string): readonly Sign[] {
  const found: Sign[] = []
  let passed = 0
  for (const { index } of words.matchAll(spelledStart)) {
    if (index < passed) continue
    const start = index
    let [end, count] = [start, 0]
    for (spelledDigit.lastIndex = start; ; ) {
      const one = spelledDigit.exec(words)
      if (!one) break
      end = spelledDigit.lastIndex
      count += 1
    }
    passed = end
    if (count >= 9) found.push({ kind: 'phone', start, end, instead: `${hidden} ` })
  }
  return found
}

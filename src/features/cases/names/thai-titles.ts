// Finds titles, ranks and forms of address in text, with and without dots and blanks, glued to what follows or not, in Thai and in
// English. One walk from each letter, never longer than the longest title: linear. It does not decide whether a name follows.
import { type TitleFamily, titleFamilies, titleWords } from './thai-title-words.js'

export interface FoundTitle {
  /** Offsets in the text as it was given. `end` is behind the dot, before blanks. */
  readonly start: number
  readonly end: number
  readonly family: TitleFamily
  /**
   * `glued`: a short form without its dot and without a blank behind (พตอสมชาย), only at the beginning of a word;
   * `word`: written out, also inside a word, as Thai has no blanks: ทนาย has นาย, ขอบคุณ has คุณ.
   */
  readonly written: 'dotted' | 'spaced' | 'glued' | 'word'
  /** No letter stands before it: it begins a word. */
  readonly beginsWord: boolean
}

interface Node {
  readonly next: Map<string, Node>
  readonly families: TitleFamily[]
  /** As it is written, with its tone marks: those of a very short word must be there (น้า is not นา). */
  readonly exact: Set<string>
  /** Letters so far. */
  readonly depth: number
}

const newNode = (depth: number): Node => ({ next: new Map(), families: [], exact: new Set(), depth })

/** Tone marks and shorteners, which people leave out, and what has no width. */
function isLeftOut(sign: string): boolean {
  const code = sign.charCodeAt(0)
  if (code >= 0x0e00 && code < 0x0e80)
    return (code >= 0x0e47 && code <= 0x0e4b) || (code >= 0x0e4d && code <= 0x0e4e)
  return code >= 0x80 && /\p{Cf}/u.test(sign)
}
const isThai = (sign: string | undefined): boolean =>
  sign !== undefined && sign >= '\u0e01' && sign <= '\u0e4e'
const isLetter = (sign: string | undefined): boolean =>
  sign !== undefined && (isThai(sign) || (sign >= 'a' && sign <= 'z') || /[\p{L}\p{M}]/u.test(sign))
/** A vowel or mark that belongs to the consonant before it: no name begins here. */
const isBound = (sign: string | undefined): boolean =>
  sign !== undefined && /[\u0e30-\u0e3a\u0e45\u0e4c]/.test(sign)

function trieOf(pick: (family: TitleFamily) => readonly string[]): Node {
  const root = newNode(0)
  for (const family of titleFamilies)
    for (const words of pick(family)) {
      const written = words.replace(/[\s.ฯ]/g, '')
      let at = root
      for (const sign of written) {
        if (isLeftOut(sign)) continue
        const next = at.next.get(sign) ?? newNode(at.depth + 1)
        at.next.set(sign, next)
        at = next
      }
      at.exact.add(written)
      if (!at.families.includes(family)) at.families.push(family)
    }
  return root
}

const shortForms = trieOf((family) => titleWords[family].short)
const fullWords = trieOf((family) => titleWords[family].words)

/** Signs that count, each with its offset: what has no width would make a walk longer than the title. */
interface Signs {
  readonly text: string
  readonly signs: readonly string[]
  readonly offsets: readonly number[]
}

function signsOf(text: string): Signs {
  const signs: string[] = []
  const offsets: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (isLeftOut(sign)) continue
    const small = sign.toLowerCase()
    signs.push(small.length === 1 ? small : sign)
    offsets.push(at)
  }
  return { text, signs, offsets }
}

const mostGap = 2
const isGap = (sign: string | undefined): boolean => sign !== undefined && /[\s.]/.test(sign)
/** A word of so few letters is one only with its tone mark. */
const veryShort = 3

interface Walked {
  /** Counts signs. */
  readonly end: number
  readonly node: Node
  readonly dotted: boolean
  /** Dots or blanks stand between its letters. */
  readonly parted: boolean
}

/** From one place: every title that begins there. */
function walk({ signs }: Signs, start: number, root: Node): Walked[] {
  const found: Walked[] = []
  let node: Node | undefined = root
  let parted = false
  for (let at = start; ; ) {
    node = node.next.get(signs[at] ?? '')
    if (!node) return found
    at += 1
    const dotted = signs[at] === '.' || signs[at] === 'ฯ'
    if (node.families.length > 0) found.push({ end: dotted ? at + 1 : at, node, dotted, parted })
    // The words of Thai have no gaps, those of English titles have.
    if (root === fullWords && isThai(signs[at - 1])) continue
    let gap = 0
    while (gap < mostGap && isGap(signs[at + gap])) gap += 1
    parted ||= gap > 0
    at += gap
  }
}

function writtenAs(
  { signs }: Signs,
  found: Walked,
  root: Node,
  beginsWord: boolean,
): FoundTitle['written'] | undefined {
  const { end, node, dotted, parted } = found
  if (isBound(signs[end])) return undefined
  const isLatin = !isThai(signs[end - (dotted ? 2 : 1)])
  const goesOn = isLetter(signs[end]) && isThai(signs[end]) === !isLatin
  if (root === fullWords) return isLatin && goesOn && !dotted ? undefined : 'word'
  if (dotted && (beginsWord || node.depth > 1)) return 'dotted'
  if (beginsWord && !isLetter(signs[end])) return 'spaced'
  return beginsWord && !parted && !isLatin && node.depth > 1 ? 'glued' : undefined
}

/** Every title in the text: also those inside longer ones (นาย in นายก), since a name may begin behind either. */
export function titlesIn(text: string): FoundTitle[] {
  const all = signsOf(text)
  const { signs, offsets } = all
  const found: FoundTitle[] = []
  for (const [start, first] of signs.entries()) {
    const before = signs[start - 1]
    // Between Thai and Latin letters a word begins too.
    const beginsWord = !isLetter(before) || isThai(before) !== isThai(first)
    if (!beginsWord && !isThai(first)) continue
    for (const root of [fullWords, shortForms])
      for (const one of walk(all, start, root)) {
        const written = writtenAs(all, one, root, beginsWord)
        if (written === undefined) continue
        const place = { start: offsets[start] ?? 0, end: offsets[one.end] ?? text.length }
        if (root === fullWords && one.node.depth <= veryShort && !isExact(text, place, one.node)) continue
        for (const family of one.node.families) found.push({ ...place, family, written, beginsWord })
      }
  }
  return found
}

const isExact = (text: string, { start, end }: { start: number; end: number }, { exact }: Node): boolean =>
  exact.has(
    text
      .slice(start, end)
      .replace(/[\p{Cf}.]/gu, '')
      .toLowerCase(),
  )

/**
 * A name without the titles before it, the barest first; more than one where it cannot be known whether the last letters that were
 * cut belong to the title or to the name (นายกรวี: กรวี or รวี). `families`: of the titles that were cut.
 */
export function withoutTitles(name: string): {
  readonly names: readonly string[]
  readonly families: TitleFamily[]
} {
  const families = new Set<TitleFamily>()
  const starts = new Set([skipped(name, 0)])
  // In order of their beginnings, so that a title behind a title is seen.
  for (const { start, end, family } of titlesIn(name)) {
    const next = skipped(name, end)
    if (!starts.has(start) || next >= name.length) continue
    families.add(family)
    starts.add(next)
  }
  const barest = Math.max(...starts)
  const isDoubtful = (start: number) =>
    !/[^\p{L}\p{M}]/u.test(name.slice(start, barest)) &&
    (barest - start === 1 || !/^[\p{L}\p{M}]{2}/u.test(name.slice(barest)))
  const names = [...starts].filter((start) => start === barest || isDoubtful(start)).sort((a, b) => b - a)
  return {
    names: names.map((start) => name.slice(start).trim()).filter((one) => one.length > 0),
    families: [...families],
  }
}

/** The place of the next letter or figure. */
export function skipped(text: string, from: number): number {
  let at = from
  while (at < text.length && !/[\p{L}\p{N}]/u.test(text.charAt(at))) at += 1
  return at
}

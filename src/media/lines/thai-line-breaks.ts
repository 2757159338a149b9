/*
 * Where a line of Thai may end. Thai has no spaces between words, so words are found by Intl.Segmenter; a line never
 * ends inside a grapheme cluster, a Latin word, a number or an address, and never begins with a vowel, a tone mark,
 * ๆ, ฯ or closing punctuation.
 */
import { segmentsOf, startsOf } from '../../i18n/letters/segments.js'
import { HELD_TOGETHER, LEADS_INTO_A_WORD, LEANS_FORWARD, MONTHS, UNITS } from './thai-compounds.js'

/** A stretch of text that stays on one line, and how unwillingly a line ends before it (0 gladly, 1 hardly ever). */
export type Piece = { text: string; gapBefore: '' | ' '; reluctance: number }

type Gap = 'none' | 'space' | 'mayEnd' | 'heldSpace' | 'held'

const words = new Intl.Segmenter('th', { granularity: 'word' })
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })

/** Thai vowels and marks that follow their consonant, ฯ, ๆ and the old full stops: they lean on what stands before. */
const LEANS_BACK = '\\p{M}\\u0e2f\\u0e30-\\u0e3a\\u0e45-\\u0e4e\\u0e5a\\u0e5b'
const NEVER_BEGINS = new RegExp(`^[${LEANS_BACK}\\p{Pe}\\p{Pf},.;:!?%…]`, 'u')
const BEGINS_ONLY_AFTER_A_SPACE = /^[/\\·•–—\-°'"&+=_~]/u
const NEVER_ENDS = /[\p{Ps}\p{Pi}\u0e40-\u0e44]$/u
const ENDS_ONLY_BEFORE_A_SPACE = /(?:[#@฿$'"&+=_~]|[ก-ฮ]\.)$/u
const SCRIPT_WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const OPENING = /[\p{Ps}\p{Pi}]/gu
const CLOSING = /[\p{Pe}\p{Pf}]/gu
/** A line that ends between brackets or quotation marks tears a short remark apart. */
const INSIDE_BRACKETS = 0.2
const DIGIT = /\p{Nd}/u
const LATIN = /\p{Script=Latin}/u
/** A long address or file name is best taken apart after one of these. */
const PART_OF_ADDRESS = /[-/_.@]$/u
/** White space, and the three invisible signs: U+200B a line may end here, U+2060 and U+00A0 it may not. */
const GAPS = /([\s\u200b\u2060]+)/u

/**
 * The pieces of one paragraph in order; their texts with their gaps are the paragraph with each run of white space as
 * one space, none at the ends. The signs U+200B and U+2060 are obeyed and left out; U+00A0 becomes a space inside a
 * piece.
 */
export function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = []
  let open: Piece | undefined
  let end = ''
  let lastWord = ''
  let gap: Gap = 'none'
  let brackets = 0
  for (const run of paragraph.split(GAPS)) {
    if (run === '') continue
    if (GAPS.test(run)) {
      gap = gapMeantBy(run)
      continue
    }
    for (const word of wordsOf(run)) {
      const drawn = gap === 'space' || gap === 'heldSpace' ? ' ' : ''
      if (open === undefined) {
        open = { text: word, gapBefore: '', reluctance: 0 }
      } else if (mayEndBetween(end, word, gap)) {
        pieces.push(open)
        open = {
          text: word,
          gapBefore: drawn,
          reluctance: reluctanceToEnd(lastWord, word, gap) + (brackets > 0 ? INSIDE_BRACKETS : 0),
        }
      } else {
        open.text += drawn + word
      }
      end = endOf(end, word)
      brackets = Math.max(0, brackets + countOf(OPENING, word) - countOf(CLOSING, word))
      lastWord = word
      gap = 'none'
    }
  }
  return open === undefined ? pieces : [...pieces, open]
}

/**
 * A piece that is wider than any line, taken apart at grapheme clusters. Vowels and marks still stay with their
 * consonant, so a part may be several clusters long.
 */
export function partsOf(piece: Piece): Piece[] {
  const parts: Piece[] = []
  let gap: '' | ' ' = ''
  let end = ''
  for (const segment of segmentsOf(graphemes, piece.text)) {
    const last = parts.at(-1)
    if (segment === ' ') gap = ' '
    else {
      if (last === undefined)
        parts.push({ text: segment, gapBefore: piece.gapBefore, reluctance: piece.reluctance })
      else if (NEVER_BEGINS.test(segment) || NEVER_ENDS.test(end)) last.text += gap + segment
      else parts.push({ text: segment, gapBefore: gap, reluctance: PART_OF_ADDRESS.test(end) ? 0.3 : 1 })
      end = endOf(end, segment)
      gap = ''
    }
  }
  return parts
}

/** What decides where a line may end; a piece may be as long as the text, and is not looked through at each of its words. */
const endOf = (before: string, added: string): string => (before + added.slice(-4)).slice(-4)

function gapMeantBy(run: string): Gap {
  if (run.includes('\u00a0')) return 'heldSpace'
  if (run.includes('\u2060')) return /\s/u.test(run) ? 'heldSpace' : 'held'
  return /\s/u.test(run) ? 'space' : 'mayEnd'
}

function mayEndBetween(left: string, right: string, gap: Gap): boolean {
  if (gap === 'held' || gap === 'heldSpace') return false
  if (NEVER_BEGINS.test(right) || NEVER_ENDS.test(left)) return false
  if (gap !== 'none') return true
  if (BEGINS_ONLY_AFTER_A_SPACE.test(right) || ENDS_ONLY_BEFORE_A_SPACE.test(left)) return false
  return isWrittenWithoutSpaces(left.at(-1)) || isWrittenWithoutSpaces(right.at(0))
}

function isWrittenWithoutSpaces(character: string | undefined): boolean {
  return character !== undefined && SCRIPT_WITHOUT_SPACES.test(character) && !DIGIT.test(character)
}

function reluctanceToEnd(left: string, right: string, gap: Gap): number {
  if (gap === 'mayEnd') return 0
  if (DIGIT.test(right.at(0) ?? '')) return 0.35
  if (DIGIT.test(left.at(-1) ?? '') && MONTHS.has(right)) return 0.6
  if (DIGIT.test(left.at(-1) ?? '')) return gap === 'none' || UNITS.has(right) ? 0.35 : 0.05
  if (LEADS_INTO_A_WORD.has(left)) return 0.35
  if (LEANS_FORWARD.has(left)) return 0.15
  if (gap === 'space') return LATIN.test(left) && LATIN.test(right) ? 0.15 : 0
  return 0.05
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}

/** The dictionary's words, with our own compounds whole and no border inside a grapheme cluster. */
function wordsOf(run: string): string[] {
  const borders = new Set(startsOf(words, run))
  const clusters = new Set(startsOf(graphemes, run))
  for (const border of borders) if (!clusters.has(border)) borders.delete(border)
  for (const compound of HELD_TOGETHER) {
    for (let at = run.indexOf(compound); at >= 0; at = run.indexOf(compound, at + 1)) {
      for (let inside = at + 1; inside < at + compound.length; inside++) borders.delete(inside)
    }
  }
  const starts = [...borders].sort((a, b) => a - b)
  return starts.map((start, i) => run.slice(start, starts[i + 1]))
}

/*
 * Sets Thai into lines and finds the largest size at which a text fits its box. Pure: widths come from a function that
 * is passed in. Nothing is ever cut off or shortened to "…": a text that does not fit is reported as such.
 */
import { type Piece, partsOf, piecesOf } from './thai-line-breaks.js'

/** The width of a text in pixels at a font size in pixels. */
export type MeasureText = (text: string, fontSize: number) => number

/** `awkwardness`: how unwillingly the line above ends (0 for the first line), see Piece.reluctance. */
export type TextLine = { text: string; width: number; awkwardness: number }

export type LineSetting = {
  /**
   * balanced: all lines about equally long, for titles and short statements. flowing: full lines, only the last one may
   * be short (but not a single small word), for running text.
   */
  shape?: 'balanced' | 'flowing'
  /** splitLongWords: a word wider than the line is taken apart at grapheme clusters; otherwise it sticks out. */
  longWords?: 'split' | 'keepWhole'
}

export type TextBox = LineSetting & {
  width: number
  height: number
  sizes: { largest: number; smallest: number; step?: number }
  /** Line height as a multiple of the font size. Thai stacks two marks on a consonant: at least 1.5 (the default). */
  leading?: number
  maxLines?: number
}

export type FittedText = {
  fits: true
  fontSize: number
  lineHeight: number
  lines: TextLine[]
  width: number
  height: number
}

/** What the text would need at the smallest size. */
export type UnfittingText = {
  fits: false
  reason: 'tooWide' | 'tooManyLines' | 'tooHigh'
  neededHeight: number
  neededWidth: number
}

export const THAI_LEADING = 1.5

/** A text may become up to this much smaller than it could be, if its lines then end at better places. */
const SMALLER_FOR_BETTER_LINES = 0.86
const PRICE_OF_SMALLNESS = 1.5

/** Text set to lines no wider than `maxWidth`, unless a part that must not be split is wider by itself. */
export function breakIntoLines(
  text: string,
  maxWidth: number,
  measure: (text: string) => number,
  setting: LineSetting = {},
): TextLine[] {
  return text.split(/[\r\n\u2028\u2029]+/u).flatMap((paragraph) => {
    const pieces = piecesOf(paragraph).flatMap((piece) =>
      setting.longWords !== 'keepWhole' && measure(piece.text) > maxWidth ? partsOf(piece) : [piece],
    )
    return bestLines(pieces, maxWidth, measure, setting.shape ?? 'balanced')
  })
}

/** The largest size of the box's range at which the whole text fits; a word is split only at the smallest size. */
export function fitText(text: string, box: TextBox, measure: MeasureText): FittedText | UnfittingText {
  const attempt = (size: number): { result: FittedText; awkwardness: number } | undefined => {
    const set = setAtSize(text, { ...box, longWords: 'keepWhole' }, size, measure)
    return set.fits ? { result: set, awkwardness: awkwardnessOf(set.lines) } : undefined
  }
  const whole = pleasantSizeThatFits(box.sizes, attempt)
  return whole ?? setAtSize(text, box, box.sizes.smallest, measure)
}

/**
 * The result of `attempt` at the largest size of the range for which it gives one. Attempts that succeed at a size are
 * taken to succeed at all smaller ones, so only a handful are made.
 */
function largestSizeThatFits<T>(
  sizes: { largest: number; smallest: number; step?: number },
  attempt: (size: number) => T | undefined,
): T | undefined {
  const step = sizes.step ?? 1
  let best: T | undefined
  let low = 0
  let high = Math.floor((sizes.largest - sizes.smallest) / step)
  while (low <= high) {
    const middle = Math.ceil((low + high) / 2)
    const result = attempt(sizes.smallest + middle * step)
    if (result === undefined) high = middle - 1
    else {
      best = result
      low = middle + 1
    }
  }
  return best
}

/**
 * Like largestSizeThatFits, but a somewhat smaller size is taken when its lines end at better places: the sum of what
 * `attempt` calls awkward against what is lost in size.
 */
export function pleasantSizeThatFits<T>(
  sizes: { largest: number; smallest: number; step?: number },
  attempt: (size: number) => { result: T; awkwardness: number } | undefined,
): T | undefined {
  const largest = largestSizeThatFits(sizes, (size) => {
    const tried = attempt(size)
    return tried === undefined ? undefined : { ...tried, size }
  })
  if (largest === undefined) return undefined
  let best = { result: largest.result, price: largest.awkwardness }
  const floor = Math.max(sizes.smallest, largest.size * SMALLER_FOR_BETTER_LINES)
  for (let size = largest.size - (sizes.step ?? 1); size >= floor; size -= sizes.step ?? 1) {
    const smallness = (1 - size / largest.size) * PRICE_OF_SMALLNESS
    if (smallness >= best.price) break
    const tried = attempt(size)
    if (tried === undefined) continue
    const price = tried.awkwardness + smallness
    if (price < best.price) best = { result: tried.result, price }
  }
  return best.result
}

/** How unwillingly the lines end, all together. */
export function awkwardnessOf(lines: TextLine[]): number {
  return lines.reduce((total, line) => total + line.awkwardness, 0)
}

/** The text at one size, or why it does not fit the box at that size. */
function setAtSize(
  text: string,
  box: TextBox,
  fontSize: number,
  measure: MeasureText,
): FittedText | UnfittingText {
  const lines = breakIntoLines(text, box.width, (part) => measure(part, fontSize), box)
  const lineHeight = fontSize * (box.leading ?? THAI_LEADING)
  const width = Math.max(0, ...lines.map((line) => line.width))
  const height = lines.length * lineHeight
  const refuse = (reason: UnfittingText['reason']): UnfittingText => ({
    fits: false,
    reason,
    neededHeight: height,
    neededWidth: width,
  })
  if (width > box.width) return refuse('tooWide')
  if (lines.length > (box.maxLines ?? Number.POSITIVE_INFINITY)) return refuse('tooManyLines')
  if (height > box.height) return refuse('tooHigh')
  return { fits: true, fontSize, lineHeight, lines, width, height }
}

type Best = { lines: number; cost: number; line: TextLine; next: number }

/** Fewest lines first, then the most even ones with the least unwilling breaks (after Knuth and Plass). */
function bestLines(
  pieces: Piece[],
  maxWidth: number,
  measure: (text: string) => number,
  shape: 'balanced' | 'flowing',
): TextLine[] {
  const best: (Best | undefined)[] = []
  for (let start = pieces.length - 1; start >= 0; start--) {
    let text = ''
    for (let end = start; end < pieces.length; end++) {
      const piece = pieces[end]
      if (piece === undefined) break
      text += end === start ? piece.text : piece.gapBefore + piece.text
      const width = measure(text)
      if (end > start && width > maxWidth) break
      const rest = best[end + 1]
      const isLast = end + 1 === pieces.length
      const lines = 1 + (rest?.lines ?? 0)
      const cost =
        emptiness(width / maxWidth, isLast, shape) + (pieces[end + 1]?.reluctance ?? 0) + (rest?.cost ?? 0)
      const known = best[start]
      if (known === undefined || lines < known.lines || (lines === known.lines && cost < known.cost)) {
        best[start] = {
          lines,
          cost,
          line: { text, width, awkwardness: pieces[start]?.reluctance ?? 0 },
          next: end + 1,
        }
      }
    }
  }
  const lines: TextLine[] = []
  for (let at = best[0]; at !== undefined; at = best[at.next]) lines.push(at.line)
  return lines
}

function emptiness(filled: number, isLast: boolean, shape: 'balanced' | 'flowing'): number {
  if (isLast && shape === 'flowing') return filled < 0.3 ? 0.3 - filled : 0
  return (1 - filled) ** 2
}

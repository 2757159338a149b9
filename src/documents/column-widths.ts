// How wide the columns of a table are: in the proportions that the paper asks for, but none so narrow that a word of Latin
// letters is cut in two. Thai has words within words, and its lines end at them; Latin ones have no other place to break.
import type { Column, TableSection } from './paper.js'
import type { PaperWords } from './paper-words.js'

interface Measured {
  readonly width: number
  /** Left and right of the words in a cell, together. */
  readonly padding: number
  readonly measure: (word: string, bold: boolean) => number
}

/** Rows that are looked at: states, kinds and units come again and again. */
const ROWS = 40
/** Longer ones are codes and links, which are meant to be cut. */
const LONGEST = 16
/** The most of the table that one word may claim. */
const SHARE = 0.25

/** In the measure of `width`; together they fill it. */
export function columnWidths(
  { columns, rows }: Pick<TableSection, 'columns' | 'rows'>,
  words: Pick<PaperWords, 'cell'>,
  { width, padding, measure }: Measured,
): readonly number[] {
  const least = columns.map(({ title }, at) => {
    const cells = rows.slice(0, ROWS).flatMap((row) => latinWords(words.cell(row[at] ?? null)))
    const widest = Math.max(
      0,
      ...latinWords(title).map((word) => measure(word, true)),
      ...[...new Set(cells)].map((word) => measure(word, false)),
    )
    return Math.min(widest + padding, width * SHARE)
  })
  const asked = columns.map((column: Column) => column.width ?? 1)
  const fixed = new Set<number>()
  for (;;) {
    const free = asked.reduce((sum, share, at) => (fixed.has(at) ? sum : sum + share), 0)
    const left = least.reduce((room, one, at) => (fixed.has(at) ? room - one : room), width)
    const widths = asked.map((share, at) => (fixed.has(at) ? (least[at] ?? 0) : (left * share) / free))
    const narrow = widths.findIndex((one, at) => !fixed.has(at) && one < (least[at] ?? 0))
    if (narrow < 0 || left <= 0) return left <= 0 ? inProportion(asked, width) : widths
    fixed.add(narrow)
  }
}

function inProportion(asked: readonly number[], width: number): number[] {
  const whole = asked.reduce((sum, share) => sum + share, 0)
  return asked.map((share) => (width * share) / whole)
}

const latinWords = (text: string): string[] =>
  text.split(/\s+/).filter((word) => word.length <= LONGEST && /^[!-~’“”–]+$/.test(word))

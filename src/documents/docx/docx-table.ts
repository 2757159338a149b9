// A table in a DOCX paper: columns in proportion, the head again on every page and never alone at the foot of one. A row stays
// whole unless it is so high that keeping it whole would leave a good part of the page before it white.
import { Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import { columnWidths } from '../column-widths.js'
import type { Cell, TableSection } from '../paper.js'
import { type PaperWords, standsRight } from '../paper-words.js'
import { line, SMALL } from './docx-line.js'

/** In twentieths of a point, as every measure here. */
const CELL = { top: 30, bottom: 30, left: 90, right: 90 }
/** What a letter takes on average in the letters that readers have; generous, because some have wide ones in its place. */
const LETTER = 120
const BOLD_LETTER = 140
/** The letters that stand in for Sarabun on other machines ask for half a line more than they need. */
const LINE = 350
/** The most of a page that a row may take and still stay whole. */
const WHOLE_ROW = 0.4

interface Room {
  readonly width: number
  readonly height: number
}

/** `tied`: the end of the table stands on the page on which the next paragraph begins. */
export function docxTable(
  table: TableSection,
  words: PaperWords,
  { room, tied }: { readonly room: Room; readonly tied: boolean },
): Table {
  const { columns, rows, totals } = table
  const widths = columnWidths(table, words, {
    width: room.width,
    padding: CELL.left + CELL.right,
    measure: (word, bold) => word.length * (bold ? BOLD_LETTER : LETTER),
  }).map(Math.floor)
  const linesIn = (cells: readonly Cell[]) =>
    Math.max(
      ...widths.map((width, index) => {
        const letters = Math.max(1, (width - CELL.left - CELL.right) / LETTER)
        return linesOf(words.cell(cells[index] ?? null), letters)
      }),
    )
  const row = (cells: readonly Cell[], style: RowStyle = {}) =>
    new TableRow({
      tableHeader: style.head ?? false,
      cantSplit: linesIn(cells) * LINE <= room.height * WHOLE_ROW,
      children: columns.map((column, index) => {
        const cell = cells[index] ?? null
        const align = column.align ?? (standsRight(style.head ? rows[0]?.[index] : cell) ? 'right' : 'left')
        const { bold = false, fill, keepNext = false } = style
        return new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          ...(fill !== undefined && { shading: { fill } }),
          children: words
            .cell(cell)
            .split('\n')
            .map((text) => line(text, { size: SMALL, align, bold, keepNext, leading: LINE })),
        })
      }),
    })
  return new Table({
    width: { size: room.width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: CELL,
    rows: [
      row(
        columns.map((column) => column.title),
        { head: true, bold: true, fill: 'E8ECF3', keepNext: true },
      ),
      ...rows.map((cells, at) =>
        row(cells, { keepNext: at === rows.length - 1 && (tied || totals !== undefined) }),
      ),
      ...(totals ? [row(totals, { bold: true, fill: 'F3F5F9', keepNext: tied })] : []),
    ],
  })
}

interface RowStyle {
  readonly bold?: boolean
  readonly head?: boolean
  readonly fill?: string
  readonly keepNext?: boolean
}

/** Thai marks take no room of their own. */
const linesOf = (text: string, letters: number): number =>
  text
    .split('\n')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil(part.replace(/\p{M}/gu, '').length / letters)), 0)

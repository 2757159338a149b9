// A table in a PDF paper: columns in proportion, cells that wrap at words, the head again on every page, no row torn apart.
// It lets others work in between, because a roster of 20,000 rows is drawn in the process that answers people.
import { setImmediate } from 'node:timers/promises'
import { columnWidths } from '../column-widths.js'
import type { Cell, Column, TableSection } from '../paper.js'
import { standsRight } from '../paper-words.js'
import { lineHeight, type PdfPages, type TextStyle } from './pdf-page.js'

const SIZE = 9
const PADDING = { x: 4, y: 2.5 }
const ROWS_AT_A_TIME = 10

interface Laid {
  readonly cells: readonly { readonly lines: readonly string[]; readonly align: Column['align'] }[]
  readonly height: number
}

/** `below`: the height of what must stand on the page on which the table ends; its last row goes there with it. */
export async function drawTable(pages: PdfPages, table: TableSection, below = 0): Promise<void> {
  const { columns } = table
  const widths = columnWidths(table, pages.words, {
    width: pages.width,
    padding: 2 * PADDING.x,
    // What is measured ends up in points with many decimals: a hair more, so that it fits.
    measure: (word, bold) => pages.letters.width(word, SIZE, bold ? 'bold' : 'regular') + 0.01,
  })
  const head = layRow(
    pages,
    columns.map((column) => column.title),
    columns.map((column, index) => ({ ...column, align: headAlign(column, table.rows[0]?.[index]) })),
    widths,
    { size: SIZE, weight: 'bold' },
  )
  const drawHead = () => drawRow(pages, head, widths, { size: SIZE, weight: 'bold' }, '#e8ecf3')
  pages.ensure(head.height + 2 * lineHeight(SIZE))
  const boldly = { size: SIZE, weight: 'bold' } as const
  const totals = table.totals && layRow(pages, table.totals, columns, widths, boldly)
  const end = (totals?.height ?? 0) + below
  const last = table.rows.length - 1
  drawHead()
  for (const [index, row] of table.rows.entries()) {
    if (index % ROWS_AT_A_TIME === 0) await setImmediate()
    const laid = layRow(pages, row, columns, widths, { size: SIZE })
    for (const piece of fitting(laid, pages.fullRoom - head.height)) {
      const together = piece.height + (index === last ? end : 0)
      if (pages.ensure(together < pages.fullRoom - head.height ? together : piece.height)) drawHead()
      drawRow(pages, piece, widths, { size: SIZE })
    }
  }
  if (totals) {
    if (pages.ensure(totals.height)) drawHead()
    drawRow(pages, totals, widths, boldly, '#f3f5f9')
  }
}

function headAlign(column: Column, below: Cell | undefined): Column['align'] {
  return column.align ?? (standsRight(below) ? 'right' : 'left')
}

function layRow(
  pages: PdfPages,
  row: readonly Cell[],
  columns: readonly Column[],
  widths: readonly number[],
  style: TextStyle,
): Laid {
  const cells = columns.map(({ align }, index) => {
    const cell = row[index] ?? null
    const width = (widths[index] ?? 0) - 2 * PADDING.x
    return {
      lines: pages.lines(pages.words.cell(cell), width, style),
      align: align ?? (standsRight(cell) ? 'right' : 'left'),
    }
  })
  return { cells, height: heightOf(Math.max(1, ...cells.map(({ lines }) => lines.length))) }
}

const heightOf = (lines: number): number => lines * lineHeight(SIZE) + 2 * PADDING.y

/** A row that is higher than a page goes on over several; every other one stays whole. */
function fitting(row: Laid, room: number): Laid[] {
  if (row.height <= room) return [row]
  const lines = Math.floor((room - 2 * PADDING.y) / lineHeight(SIZE))
  const take = (from: number) =>
    row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, from + lines) }))
  const most = Math.max(...row.cells.map((cell) => cell.lines.length))
  const pieces: Laid[] = []
  for (let from = 0; from < most; from += lines) {
    pieces.push({ cells: take(from), height: heightOf(Math.min(lines, most - from)) })
  }
  return pieces
}

function drawRow(
  pages: PdfPages,
  { cells, height }: Laid,
  widths: readonly number[],
  style: TextStyle,
  fill?: string,
): void {
  const { document, left, width } = pages
  const top = pages.y
  if (fill !== undefined) document.rect(left, top, width, height).fill(fill)
  document.lineWidth(0.4).strokeColor('#9aa3b2').rect(left, top, width, height)
  let x = left
  cells.forEach(({ lines, align }, index) => {
    const column = widths[index] ?? 0
    if (index > 0) document.moveTo(x, top).lineTo(x, top + height)
    const box = { left: x + PADDING.x, width: column - 2 * PADDING.x }
    lines.forEach((line, at) => {
      pages.line(
        line,
        { ...style, ...(align && { align }) },
        { ...box, top: top + PADDING.y + at * lineHeight(SIZE) },
      )
    })
    x += column
  })
  document.stroke()
  pages.y += height
}

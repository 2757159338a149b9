/*
 * A table of figures on a card: a head on the primary colour, rows with every second one shaded, and a foot for the
 * sum. The first column holds names, all others figures; letters have one size in all rows.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from './picture-colours.js'
import { type Area, drawCard } from './picture-frame.js'
import { drawText, reachOf, type SetText, setText, topToLookCentred, widthOf } from './picture-text.js'

export type TableWords = { head: string[]; rows: string[][]; foot?: string[] | undefined }

type Row = { cells: SetText[]; height: number }
export type Table = { head: Row; rows: Row[]; foot: Row | undefined; columns: number[]; height: number }

const BESIDE = 22
const HEAD_SCALE = 0.86
const ROW_LEADING = 1.52
const CORNER = 26

/** The table with letters of this size, or undefined when a cell has no room in its column. */
export function setTable(words: TableWords, width: number, size: number): Table | undefined {
  const { head, rows, foot } = words
  const names = [...rows, ...(foot === undefined ? [] : [foot])].map((row) => row[0] ?? '')
  const nameWidth = Math.max(...names.map((name) => widthOf(name, 'bold', size))) + 2 * BESIDE
  const rest = (width - nameWidth) / (head.length - 1)
  const columns = head.map((_, i) => (i === 0 ? nameWidth : rest))
  const headRow = setRow(head, 'semiBold', columns, size * HEAD_SCALE, 3)
  const body = rows.map((row) => setRow(row, 'medium', columns, size, 1))
  const footRow = foot === undefined ? undefined : setRow(foot, 'bold', columns, size, 1)
  if (headRow === undefined || (foot !== undefined && footRow === undefined)) return undefined
  const whole = body.filter((row) => row !== undefined)
  if (whole.length < body.length) return undefined
  const height = [headRow, ...whole, ...(footRow === undefined ? [] : [footRow])].reduce(
    (total, row) => total + row.height,
    0,
  )
  return { head: headRow, rows: whole, foot: footRow, columns, height }
}

function setRow(
  cells: readonly string[],
  weight: SetText['weight'],
  columns: readonly number[],
  size: number,
  maxLines: number,
): Row | undefined {
  const reach = reachOf(cells, weight)
  const set: SetText[] = []
  for (const [i, cell] of cells.entries()) {
    const box = {
      width: (columns[i] ?? 0) - (i === 0 ? BESIDE * 1.4 : BESIDE),
      height: Number.POSITIVE_INFINITY,
      sizes: { largest: size, smallest: size },
      maxLines,
      leading: maxLines > 1 ? 1.42 : ROW_LEADING,
      longWords: 'keepWhole',
    } as const
    const text = setText(cell, weight, box, reach)
    if (!text.fits) return undefined
    set.push(text)
  }
  const tallest = Math.max(...set.map((text) => text.height))
  return { cells: set, height: maxLines > 1 ? tallest + 20 : tallest }
}

/** Draws the table in its width; `stretch` is added to the height of every row but the head. */
export function drawTable(
  pen: SKRSContext2D,
  table: Table,
  place: { x: number; y: number; width: number },
  stretch: number,
  palette: Palette,
): void {
  const { head, rows, foot } = table
  const height = table.height + stretch * (rows.length + (foot === undefined ? 0 : 1))
  const area: Area = { ...place, height }
  drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep })
  pen.save()
  pen.beginPath()
  pen.roundRect(area.x, area.y, area.width, area.height, CORNER)
  pen.clip()
  let y = area.y
  drawBand(pen, area, y, head.height, palette.primary)
  drawCells(pen, head, table.columns, { x: area.x, y, height: head.height }, palette.onPrimary)
  y += head.height
  for (const [i, row] of rows.entries()) {
    const rowHeight = row.height + stretch
    if (i % 2 === 1) drawBand(pen, area, y, rowHeight, palette.cardShade)
    drawCells(pen, row, table.columns, { x: area.x, y, height: rowHeight }, palette.onCard)
    y += rowHeight
  }
  if (foot !== undefined) {
    drawBand(pen, area, y, foot.height + stretch, palette.accent)
    drawCells(pen, foot, table.columns, { x: area.x, y, height: foot.height + stretch }, palette.onAccent)
  }
  pen.restore()
}

function drawBand(pen: SKRSContext2D, area: Area, y: number, height: number, colour: string): void {
  pen.fillStyle = colour
  pen.fillRect(area.x, y, area.width, height)
}

function drawCells(
  pen: SKRSContext2D,
  row: Row,
  columns: readonly number[],
  place: { x: number; y: number; height: number },
  colour: string,
): void {
  let x = place.x
  for (const [i, cell] of row.cells.entries()) {
    const width = columns[i] ?? 0
    const top = topToLookCentred(cell, place.y + place.height / 2)
    if (i === 0) drawText(pen, cell, { x: x + BESIDE * 1.2, top, align: 'left', colour })
    else drawText(pen, cell, { x: x + width / 2, top, align: 'center', colour })
    x += width
  }
}

/*
 * Draws do's and don'ts side by side: a green column with ticks, a red one with crosses, so that the meaning does not
 * hang on the colour. Columns of equal length stand row by row, because officers write them as pairs.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import type { Palette } from '../drawing/picture-colours.js'
import {
  type Area,
  type Drawn,
  drawCard,
  drawDisc,
  SHEET_MARGIN,
  SHEET_WIDTH,
} from '../drawing/picture-frame.js'
import { drawIcon } from '../drawing/picture-icons.js'
import { mustFit } from '../drawing/picture-problem.js'
import {
  drawSheet,
  growingSheets,
  lowSheets,
  type Room,
  type SizeRange,
  TALLEST_SHEET,
} from '../drawing/picture-sheet.js'
import { readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'
import {
  drawText,
  middleOfFirstLine,
  reachOf,
  type SetText,
  setText,
  topToLookCentred,
} from '../drawing/picture-text.js'
import { awkwardnessOf, pleasantSizeThatFits } from '../lines/thai-text-layout.js'

const columnSchema = z.strictObject({
  heading: writtenText(80),
  points: z.array(writtenText(240)).min(1).max(7),
})

const dosAndDontsSchema = z.strictObject({ ...sheetFields, dos: columnSchema, donts: columnSchema })

export type DosAndDontsSpec = z.input<typeof dosAndDontsSchema>
type DosAndDonts = z.output<typeof dosAndDontsSchema>

type Side = 'dos' | 'donts'
type Column = { heading: SetText; points: SetText[] }
type Body = {
  columns: Record<Side, Column>
  rows: Record<Side, number[]>
  top: number
  height: number
  head: number
}

const SIDES: Record<Side, { colour: string; sign: 'check' | 'cross' }> = {
  dos: { colour: '#1b7f4b', sign: 'check' },
  donts: { colour: '#b3261e', sign: 'cross' },
}

const BETWEEN = 24
const COLUMN_WIDTH = (SHEET_WIDTH - 2 * SHEET_MARGIN - BETWEEN) / 2
const INSIDE = 24
const MARK = 17
const BESIDE_MARK = 16
const POINT_WIDTH = COLUMN_WIDTH - 2 * INSIDE - 2 * MARK - BESIDE_MARK
const SIGN = 30
const ROW_PADDING = 13
const MOST_EXTRA = 40
const EDGE = 36
const HEAD_PADDING = 16
const CORNER = 26
const LARGEST = 44
const COMFORTABLE = 33
const SMALLEST = 28

/** The picture and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawDosAndDonts(spec: DosAndDontsSpec): Promise<Drawn> {
  const both = readSpec(dosAndDontsSchema, spec, 'dosAndDonts')
  const headings = setHeadings(both)
  return drawSheet(both, {
    field: 'points',
    attempts: [
      ...lowSheets([780, 910, 1040, 1170], LARGEST),
      ...growingSheets([1300, 1400, 1500, 1600, TALLEST_SHEET], {
        largest: LARGEST,
        comfortable: COMFORTABLE,
        smallest: COMFORTABLE,
      }),
      // Little text, but with a word that is wider than the column in comfortable letters.
      ...lowSheets([780, 910, 1040], SMALLEST),
      { height: TALLEST_SHEET, sizes: { largest: COMFORTABLE, smallest: SMALLEST } },
    ],
    set: (room, sizes) => setColumns(both, headings, room, sizes),
    draw: drawColumns,
  })
}

/** Both headings in letters of one size. */
function setHeadings({ dos, donts }: DosAndDonts): Record<Side, SetText> {
  const reach = reachOf([dos.heading, donts.heading], 'bold')
  const box = { width: COLUMN_WIDTH - 2 * INSIDE - 2 * SIGN - BESIDE_MARK, height: 150, maxLines: 2 }
  const at = (side: Side, largest: number) =>
    mustFit(
      `${side}.heading`,
      setText(
        side === 'dos' ? dos.heading : donts.heading,
        'bold',
        { ...box, sizes: { largest, smallest: 28 } },
        reach,
      ),
    )
  const size = Math.min(at('dos', 46).fontSize, at('donts', 46).fontSize)
  return { dos: at('dos', size), donts: at('donts', size) }
}

function setColumns(
  { dos, donts }: DosAndDonts,
  headings: Record<Side, SetText>,
  room: Room,
  sizes: SizeRange,
): Body | undefined {
  const space = room.bottom - room.top - 2 * EDGE
  const head = Math.max(headings.dos.height, headings.donts.height, 2 * SIGN) + 2 * HEAD_PADDING
  const reach = reachOf([...dos.points, ...donts.points], 'medium')
  return pleasantSizeThatFits(sizes, (size) => {
    const box = {
      width: POINT_WIDTH,
      height: space,
      sizes: { largest: size, smallest: size },
      // An address that is wider than the column in the smallest letters is taken apart rather than refused.
      longWords: size === SMALLEST ? 'split' : 'keepWhole',
    } as const
    const left = setAll(dos.points, box, reach)
    const right = setAll(donts.points, box, reach)
    if (left === undefined || right === undefined) return undefined
    const rows = rowsOf(left, right)
    const needed = head + 2 * INSIDE + Math.max(sum(rows.dos), sum(rows.donts))
    if (needed > space) return undefined
    const mostRows = Math.max(left.length, right.length)
    const extra = Math.min(MOST_EXTRA, (space - needed) / mostRows)
    const height = needed + extra * mostRows
    return {
      result: {
        columns: {
          dos: { heading: headings.dos, points: left },
          donts: { heading: headings.donts, points: right },
        },
        rows: spread(rows, extra),
        top: (room.top + room.bottom - height) / 2,
        height,
        head,
      },
      awkwardness: [...left, ...right].reduce((total, text) => total + awkwardnessOf(text.lines), 0) / 2,
    }
  })
}

function setAll(
  points: readonly string[],
  box: Parameters<typeof setText>[2],
  reach: SetText['reach'],
): SetText[] | undefined {
  const set: SetText[] = []
  for (const point of points) {
    const text = setText(point, 'medium', box, reach)
    if (!text.fits) return undefined
    set.push(text)
  }
  return set
}

/** Rows with more room, and the shorter column spread a little towards the end of the longer one. */
function spread(rows: Record<Side, number[]>, extra: number): Record<Side, number[]> {
  const longest = Math.max(...[rows.dos, rows.donts].map((column) => sum(column) + extra * column.length))
  const wider = (column: number[]) => {
    const lacking = longest - sum(column) - extra * column.length
    return column.map((row) => row + extra + Math.min(MOST_EXTRA, lacking / column.length))
  }
  return { dos: wider(rows.dos), donts: wider(rows.donts) }
}

/** Heights of the rows; pairs share the taller one. */
function rowsOf(left: SetText[], right: SetText[]): Record<Side, number[]> {
  const own = (texts: SetText[]) => texts.map((text) => text.height + 2 * ROW_PADDING)
  const [dos, donts] = [own(left), own(right)]
  if (dos.length !== donts.length) return { dos, donts }
  const pairs = dos.map((height, i) => Math.max(height, donts[i] ?? 0))
  return { dos: pairs, donts: pairs }
}

function drawColumns(pen: SKRSContext2D, body: Body, palette: Palette): void {
  for (const [i, side] of (['dos', 'donts'] as const).entries()) {
    const x = SHEET_MARGIN + i * (COLUMN_WIDTH + BETWEEN)
    drawColumn(pen, side, body, { x, y: body.top, width: COLUMN_WIDTH, height: body.height }, palette)
  }
}

function drawColumn(pen: SKRSContext2D, side: Side, body: Body, area: Area, palette: Palette): void {
  const { colour, sign } = SIDES[side]
  const { heading, points } = body.columns[side]
  drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep })
  pen.fillStyle = colour
  pen.beginPath()
  pen.roundRect(area.x, area.y, area.width, body.head, [CORNER, CORNER, 0, 0])
  pen.fill()
  const headMiddle = area.y + body.head / 2
  const wide = 2 * SIGN + BESIDE_MARK + heading.width
  const left = area.x + (area.width - wide) / 2
  drawMark(
    pen,
    sign,
    { middleX: left + SIGN, middleY: headMiddle, radius: SIGN },
    { disc: '#ffffff', line: colour },
  )
  const headTop = topToLookCentred(heading, headMiddle)
  drawText(pen, heading, { x: left + 2 * SIGN + BESIDE_MARK, top: headTop, align: 'left', colour: '#ffffff' })

  let y = area.y + body.head + INSIDE
  const mark = { disc: colour, line: '#ffffff' }
  for (const [i, text] of points.entries()) {
    const height = body.rows[side][i] ?? text.height
    if (i > 0) drawRule(pen, area, y, palette)
    const top = y + ROW_PADDING + 4
    const middleX = area.x + INSIDE + MARK
    drawMark(pen, sign, { middleX, middleY: middleOfFirstLine(text, top), radius: MARK }, mark)
    drawText(pen, text, { x: middleX + MARK + BESIDE_MARK, top, align: 'left', colour: palette.onCard })
    y += height
  }
}

function drawMark(
  pen: SKRSContext2D,
  sign: 'check' | 'cross',
  place: { middleX: number; middleY: number; radius: number },
  colours: { disc: string; line: string },
): void {
  drawDisc(pen, place, colours.disc)
  drawIcon(
    pen,
    sign,
    { ...place, side: place.radius * 1.24 },
    { line: colours.line, mark: colours.line, ground: colours.disc },
    3.4,
  )
}

function drawRule(pen: SKRSContext2D, area: Area, y: number, palette: Palette): void {
  pen.fillStyle = palette.cardEdge
  pen.fillRect(area.x + INSIDE, y - 0.75, area.width - 2 * INSIDE, 1.5)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

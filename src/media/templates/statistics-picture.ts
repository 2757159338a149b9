/*
 * Draws a statistics card: big figures, a table (for example of the months of a fiscal year), or both. It writes the
 * figures and words that it is given and computes nothing, so that it can never say another number than the register.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { hexColour, type Palette } from '../drawing/picture-colours.js'
import { drawFigures, type Figures, setFigures } from '../drawing/picture-figures.js'
import { type Drawn, SHEET_MARGIN, SHEET_WIDTH } from '../drawing/picture-frame.js'
import { mustFit } from '../drawing/picture-problem.js'
import {
  drawSheet,
  growingSheets,
  type Room,
  type SizeRange,
  TALLEST_SHEET,
} from '../drawing/picture-sheet.js'
import { readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'
import { drawTable, setTable, type Table } from '../drawing/picture-table.js'
import { drawText, type SetText, setText } from '../drawing/picture-text.js'
import { pleasantSizeThatFits } from '../lines/thai-text-layout.js'

const cells = z.array(writtenText(60)).min(2).max(6)

const tableSchema = z
  .strictObject({
    head: cells,
    rows: z.array(cells).min(1).max(14),
    foot: cells.optional(),
  })
  .superRefine(({ head, rows, foot }, context) => {
    for (const [i, row] of rows.entries()) {
      if (row.length !== head.length) context.addIssue({ code: 'custom', path: ['rows', i] })
    }
    if (foot !== undefined && foot.length !== head.length) {
      context.addIssue({ code: 'custom', path: ['foot'] })
    }
  })

const statisticsCardSchema = z
  .strictObject({
    ...sheetFields,
    figures: z
      .array(
        z.strictObject({
          value: writtenText(24),
          label: writtenText(80),
          colour: hexColour.optional(),
        }),
      )
      .min(1)
      .max(4)
      .optional(),
    /** A sentence that stands by itself, such as that there was no complaint. */
    statement: writtenText(240).optional(),
    table: tableSchema.optional(),
    note: writtenText(240).optional(),
  })
  .refine(({ figures, table }) => figures !== undefined || table !== undefined)

/** `foot` is the row of sums; `note` stands small below (for example the day on which the figures were counted). */
export type StatisticsCardSpec = z.input<typeof statisticsCardSchema>
type StatisticsCard = z.output<typeof statisticsCardSchema>

type Fixed = {
  figures: Figures | undefined
  statement: SetText | undefined
  note: SetText | undefined
  height: number
}
type Body = Fixed & { table: Table | undefined; stretch: number; top: number }

const WIDTH = SHEET_WIDTH - 2 * SHEET_MARGIN
const EDGE = 32
const GAP = 24
const MOST_STRETCH = 14

/** The picture and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawStatisticsCard(spec: StatisticsCardSpec): Promise<Drawn> {
  const card = readSpec(statisticsCardSchema, spec, 'statisticsCard')
  const fixed = setFixed(card)
  const heights =
    card.table === undefined
      ? [720, 800, 900, 1040, 1170, 1300]
      : [1040, 1170, 1300, 1400, 1500, 1600, TALLEST_SHEET]
  return drawSheet(
    { ...card, emblem: card.emblem ?? 'chart' },
    {
      field: card.table === undefined ? 'figures' : 'table',
      attempts: growingSheets(heights, { largest: 38, comfortable: 32, smallest: 26 }),
      set: (room, sizes) => setBody(card, fixed, room, sizes),
      draw: drawBody,
    },
  )
}

function setFixed({ figures, statement, note }: StatisticsCard): Fixed {
  const set = figures === undefined ? undefined : setFigures(figures)
  const setStatement =
    statement === undefined
      ? undefined
      : mustFit(
          'statement',
          setText(statement, 'bold', { width: WIDTH, height: 200, sizes: { largest: 50, smallest: 30 } }),
        )
  const setNote =
    note === undefined
      ? undefined
      : mustFit(
          'note',
          setText(note, 'medium', { width: WIDTH, height: 120, sizes: { largest: 28, smallest: 24 } }),
        )
  const parts = [set, setStatement, setNote].filter((part) => part !== undefined)
  const height = parts.reduce((total, part) => total + part.height + GAP, -GAP)
  return { figures: set, statement: setStatement, note: setNote, height: Math.max(0, height) }
}

function setBody({ table }: StatisticsCard, fixed: Fixed, room: Room, sizes: SizeRange): Body | undefined {
  const space = room.bottom - room.top - 2 * EDGE
  const middle = (room.top + room.bottom) / 2
  if (table === undefined) {
    if (fixed.height > space) return undefined
    return { ...fixed, table: undefined, stretch: 0, top: middle - fixed.height / 2 }
  }
  const above = fixed.height === 0 ? 0 : fixed.height + GAP
  return pleasantSizeThatFits(sizes, (size) => {
    const set = setTable(table, WIDTH, size)
    if (set === undefined || above + set.height > space) return undefined
    const rows = set.rows.length + (set.foot === undefined ? 0 : 1)
    const stretch = Math.min(MOST_STRETCH, (space - above - set.height) / rows)
    const top = middle - (above + set.height + stretch * rows) / 2
    return { result: { ...fixed, table: set, stretch, top }, awkwardness: 0 }
  })
}

function drawBody(pen: SKRSContext2D, body: Body, palette: Palette): void {
  const { figures, statement, table, note, stretch } = body
  let y = body.top
  if (figures !== undefined) {
    drawFigures(pen, figures, y, palette)
    y += figures.height + GAP
  }
  if (statement !== undefined) {
    const place = { x: SHEET_WIDTH / 2, top: y, align: 'center' as const, colour: palette.onBackground }
    drawText(pen, statement, place)
    y += statement.height + GAP
  }
  if (table !== undefined) {
    drawTable(pen, table, { x: SHEET_MARGIN, y, width: WIDTH }, stretch, palette)
    y += table.height + stretch * (table.rows.length + (table.foot === undefined ? 0 : 1)) + GAP
  }
  if (note !== undefined) {
    drawText(pen, note, { x: SHEET_WIDTH / 2, top: y, align: 'center', colour: palette.onBackground })
  }
}

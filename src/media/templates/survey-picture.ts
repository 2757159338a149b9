/*
 * Draws the results of a survey: a row for each question with its text, a bar and what the bar says in words. A bar shows
 * levels side by side, or what is certain (filled) and what may be (hatched). It computes no figure: shares are handed in.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { contrast, type Palette, readableOn, withOpacity } from '../drawing/picture-colours.js'
import { type Drawn, drawCard, SHEET_MARGIN, SHEET_WIDTH } from '../drawing/picture-frame.js'
import {
  drawSheet,
  growingSheets,
  type Room,
  type SizeRange,
  TALLEST_SHEET,
} from '../drawing/picture-sheet.js'
import { readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'
import { drawCentredSign, drawText, type SetText, setText, widthOf } from '../drawing/picture-text.js'
import { pleasantSizeThatFits } from '../lines/thai-text-layout.js'

const share = z.number().min(0).max(1)
const surveyPictureSchema = z.strictObject({
  ...sheetFields,
  rows: z
    .array(
      z.strictObject({
        text: writtenText(520),
        says: writtenText(160),
        bar: z.discriminatedUnion('kind', [
          /** Shares of all answers, the lowest level first; together 1. */
          z.strictObject({ kind: z.literal('levels'), shares: z.array(share).min(2).max(6) }),
          /** At least `sure` and at most `upTo` of all answers; both alike: exactly. */
          z.strictObject({ kind: z.literal('range'), sure: share, upTo: share }),
        ]),
      }),
    )
    .min(1)
    .max(8),
  /** Names of the levels, in their order. */
  legend: z.array(writtenText(60)).max(6).optional(),
  note: writtenText(400).optional(),
})

export type SurveyPictureSpec = z.input<typeof surveyPictureSchema>
type Spec = z.output<typeof surveyPictureSchema>
type Bar = Spec['rows'][number]['bar']

type Row = { text: SetText; says: SetText; bar: Bar; height: number }
type Body = { rows: Row[]; legend: Legend | undefined; note: SetText | undefined; top: number; gap: number }
type Legend = { lines: { name: string; x: number; level: number }[][]; size: number; height: number }

const WIDTH = SHEET_WIDTH - 2 * SHEET_MARGIN
const INSIDE = 28
const BAR = 30
const PADDING = 14
/** Between the bar and marks of the letters above and below it. */
const AIR = 8
const LEAST_GAP = 12
const EDGE = 28
const MARK = 26
const BETWEEN_NAMES = 26

/** The picture and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawSurvey(spec: SurveyPictureSpec): Promise<Drawn> {
  const survey = readSpec(surveyPictureSchema, spec, 'survey')
  return drawSheet(
    { ...survey, emblem: survey.emblem ?? 'chart' },
    {
      field: 'rows',
      attempts: growingSheets([800, 1040, 1170, 1300, 1471, 1600, TALLEST_SHEET], {
        largest: 34,
        comfortable: 29,
        smallest: 23,
      }),
      set: (room, sizes) => setBody(survey, room, sizes),
      draw: drawBody,
    },
  )
}

function setBody({ rows, legend, note }: Spec, room: Room, sizes: SizeRange): Body | undefined {
  const space = room.bottom - room.top - 2 * EDGE
  return pleasantSizeThatFits(sizes, (size) => {
    const box = (at: number) => ({
      width: WIDTH - 2 * INSIDE,
      height: Number.POSITIVE_INFINITY,
      sizes: { largest: at, smallest: at },
      leading: 1.42,
    })
    const set: Row[] = []
    for (const { text, says, bar } of rows) {
      const [words, told] = [setText(text, 'semiBold', box(size)), setText(says, 'bold', box(size * 0.9))]
      if (!words.fits || !told.fits) return undefined
      set.push({
        text: words,
        says: told,
        bar,
        height: words.height + BAR + told.height + 2 * (PADDING + AIR),
      })
    }
    const small = note === undefined ? undefined : setText(note, 'medium', { ...box(24), width: WIDTH })
    if (small && !small.fits) return undefined
    const named = legend && legend.length > 0 ? setLegend(legend, size * 0.82) : undefined
    const fixed = (named ? named.height + PADDING : 0) + (small ? small.height + PADDING : 0)
    const needed = set.reduce((sum, row) => sum + row.height, fixed)
    const gaps = set.length - 1
    const spare = space - needed - LEAST_GAP * gaps
    if (spare < 0) return undefined
    const gap = LEAST_GAP + Math.min(12, spare / set.length)
    const top = (room.top + room.bottom - needed - gap * gaps) / 2
    return { result: { rows: set, legend: named, note: small, top, gap }, awkwardness: 0 }
  })
}

/** The names beside their colours, in as many lines as they need. */
function setLegend(names: readonly string[], size: number): Legend {
  const lines: Legend['lines'] = [[]]
  let x = 0
  for (const [level, name] of names.entries()) {
    const width = MARK + 10 + widthOf(name, 'medium', size) + BETWEEN_NAMES
    if (x + width - BETWEEN_NAMES > WIDTH && x > 0) {
      lines.push([])
      x = 0
    }
    lines.at(-1)?.push({ name, x, level })
    x += width
  }
  return { lines, size, height: lines.length * size * 1.5 }
}

function drawBody(pen: SKRSContext2D, body: Body, palette: Palette): void {
  const { rows, legend, note, gap } = body
  let y = body.top
  const levels = Math.max(legend?.lines.flat().length ?? 0, ...rows.map(({ bar }) => levelsOf(bar)))
  if (legend) {
    drawLegend(pen, legend, y, palette)
    y += legend.height + PADDING
  }
  for (const row of rows) {
    const area = { x: SHEET_MARGIN, y, width: WIDTH, height: row.height }
    drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep }, 18)
    const x = area.x + INSIDE
    let at = y + PADDING
    drawText(pen, row.text, { x, top: at, align: 'left', colour: palette.onCard })
    at += row.text.height + AIR
    drawBar(pen, row.bar, { x, y: at, width: WIDTH - 2 * INSIDE }, levels, palette)
    at += BAR + AIR
    drawText(pen, row.says, { x, top: at, align: 'left', colour: palette.signOnCard })
    y += row.height + gap
  }
  if (note)
    drawText(pen, note, {
      x: SHEET_MARGIN,
      top: y - gap + PADDING,
      align: 'left',
      colour: palette.onBackground,
    })
}

const levelsOf = (bar: Bar): number => (bar.kind === 'levels' ? bar.shares.length : 0)

function drawLegend(
  pen: SKRSContext2D,
  { lines, size, height }: Legend,
  top: number,
  palette: Palette,
): void {
  const levels = lines.flat().length
  const lineHeight = height / lines.length
  for (const [line, names] of lines.entries())
    for (const { name, x, level } of names) {
      const [left, middle] = [SHEET_MARGIN + x, top + line * lineHeight + lineHeight / 2]
      pen.fillStyle = colourOf(level, levels, palette)
      pen.fillRect(left, middle - MARK / 2, MARK, MARK)
      // Paler than the ground it stands on, the lowest level would be seen by nobody.
      pen.strokeStyle = withOpacity(palette.onBackground, 0.4)
      pen.lineWidth = 1.5
      pen.strokeRect(left, middle - MARK / 2, MARK, MARK)
      const set = setText(name, 'medium', {
        width: WIDTH,
        height: lineHeight,
        sizes: { largest: size, smallest: 1 },
      })
      if (set.fits)
        drawText(pen, set, {
          x: left + MARK + 10,
          top: middle - set.height / 2,
          align: 'left',
          colour: palette.onBackground,
        })
    }
}

function drawBar(
  pen: SKRSContext2D,
  bar: Bar,
  { x, y, width }: { x: number; y: number; width: number },
  levels: number,
  palette: Palette,
): void {
  pen.save()
  pen.beginPath()
  pen.roundRect(x, y, width, BAR, 8)
  pen.fillStyle = withOpacity(palette.signOnCard, 0.09)
  pen.fill()
  pen.clip()
  switch (bar.kind) {
    case 'levels': {
      let left = x
      for (const [level, one] of bar.shares.entries()) {
        const part = one * width
        const colour = colourOf(level, levels, palette)
        pen.fillStyle = colour
        pen.fillRect(left, y, part, BAR)
        // A line of the card's colour: levels are told apart without seeing colours.
        if (left > x && part > 0) {
          pen.fillStyle = palette.card
          pen.fillRect(left - 1.5, y, 3, BAR)
        }
        const sign = `${Math.round(one * 100)}%`
        if (part > 70)
          drawCentredSign(
            pen,
            { text: sign, weight: 'bold', fontSize: 20, colour: readableOn(colour, '#ffffff') },
            { x: left + part / 2, y: y + BAR / 2 },
          )
        left += part
      }
      break
    }
    case 'range': {
      pen.fillStyle = palette.signOnCard
      pen.fillRect(x, y, bar.sure * width, BAR)
      drawHatching(pen, { x: x + bar.sure * width, y, width: (bar.upTo - bar.sure) * width }, palette)
    }
  }
  pen.restore()
}

/** What may be and is not told: stripes, which no eye takes for a full bar. */
function drawHatching(
  pen: SKRSContext2D,
  { x, y, width }: { x: number; y: number; width: number },
  palette: Palette,
): void {
  if (width <= 0) return
  pen.save()
  pen.beginPath()
  pen.rect(x, y, width, BAR)
  pen.clip()
  pen.strokeStyle = palette.signOnCard
  pen.lineWidth = 3
  for (let left = x - BAR; left < x + width; left += 12) {
    pen.beginPath()
    pen.moveTo(left, y + BAR)
    pen.lineTo(left + BAR, y)
    pen.stroke()
  }
  pen.restore()
}

/** From pale to full: the highest level is the agency's own colour, or one that can be seen on its card. */
function colourOf(level: number, levels: number, palette: Palette): string {
  const full = contrast(palette.card, palette.primary) >= 3 ? palette.primary : palette.signOnCard
  const strength = levels <= 1 ? 1 : 0.14 + (0.86 * level) / (levels - 1)
  const channels = [1, 3, 5].map((at) => {
    const [ground, own] = [palette.card, full].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round((ground ?? 255) + ((own ?? 0) - (ground ?? 255)) * strength)
  })
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

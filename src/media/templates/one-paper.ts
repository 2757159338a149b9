/*
 * Draws a One Paper: a policy or a measure on one page, in sections with a heading, a short text and points. Running
 * text is set in full lines; all sections have letters of one size.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { drawIconDisc } from '../drawing/icon-disc.js'
import type { IconName } from '../drawing/icon-shapes.js'
import type { Palette } from '../drawing/picture-colours.js'
import { type Area, type Drawn, drawCard, SHEET_MARGIN, SHEET_WIDTH } from '../drawing/picture-frame.js'
import {
  drawSheet,
  growingSheets,
  lowSheets,
  type Room,
  type SizeRange,
  TALLEST_SHEET,
} from '../drawing/picture-sheet.js'
import { iconName, readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'
import {
  drawText,
  middleOfFirstLine,
  type Reach,
  reachOf,
  type SetText,
  setText,
  topToLookCentred,
} from '../drawing/picture-text.js'
import { pleasantSizeThatFits } from '../lines/thai-text-layout.js'

const sectionSchema = z
  .strictObject({
    heading: writtenText(120),
    icon: iconName.optional(),
    text: writtenText(800).optional(),
    points: z.array(writtenText(300)).min(1).max(7).optional(),
  })
  .refine(({ text, points }) => text !== undefined || points !== undefined)

const onePaperSchema = z.strictObject({ ...sheetFields, sections: z.array(sectionSchema).min(2).max(6) })

/** Each section has a text, points or both. */
export type OnePaperSpec = z.input<typeof onePaperSchema>
type OnePaper = z.output<typeof onePaperSchema>
type SectionSpec = OnePaper['sections'][number]

type Section = {
  heading: SetText
  icon: IconName | undefined
  text: SetText | undefined
  points: SetText[]
  height: number
}
type Body = { sections: Section[]; top: number; gap: number }
type Reaches = { heading: Reach; body: Reach }

const CARD_WIDTH = SHEET_WIDTH - 2 * SHEET_MARGIN
const INSIDE = 32
const DISC = 30
const BESIDE_DISC = 18
const TEXT_WIDTH = CARD_WIDTH - 2 * INSIDE
const BULLET_INDENT = 30
const PADDING = 16
const UNDER_HEADING = 2
const EDGE = 30
const LEAST_GAP = 16
const MOST_GAP = 34
const HEADING_SCALE = 1.16
const LARGEST = 38

/** The picture and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawOnePaper(spec: OnePaperSpec): Promise<Drawn> {
  const paper = readSpec(onePaperSchema, spec, 'onePaper')
  return drawSheet(paper, {
    field: 'sections',
    attempts: [
      ...lowSheets([780, 910, 1040, 1170], LARGEST),
      ...growingSheets([1300, 1471, 1600, TALLEST_SHEET], {
        largest: LARGEST,
        comfortable: 31,
        smallest: 26,
      }),
    ],
    set: (room, sizes) => setSections(paper, room, sizes),
    draw: drawSections,
  })
}

function setSections({ sections }: OnePaper, room: Room, sizes: SizeRange): Body | undefined {
  const space = room.bottom - room.top - 2 * EDGE
  const reaches = {
    heading: reachOf(
      sections.map(({ heading }) => heading),
      'bold',
    ),
    body: reachOf(
      sections.flatMap(({ text, points }) => [...(text === undefined ? [] : [text]), ...(points ?? [])]),
      'medium',
    ),
  }
  return pleasantSizeThatFits(sizes, (size) => {
    const set: Section[] = []
    for (const section of sections) {
      const one = setSection(section, size, reaches)
      if (one === undefined) return undefined
      set.push(one)
    }
    const needed = set.reduce((total, section) => total + section.height, 0)
    const gaps = sections.length - 1
    const spare = space - needed - LEAST_GAP * gaps
    if (spare < 0) return undefined
    const extra = Math.min(24, spare / (2 * sections.length))
    const gap = Math.min(MOST_GAP, LEAST_GAP + (spare - extra * sections.length) / gaps)
    const used = needed + extra * sections.length + gap * gaps
    return {
      result: {
        sections: set.map((section) => ({ ...section, height: section.height + extra })),
        top: (room.top + room.bottom - used) / 2,
        gap,
      },
      awkwardness: 0,
    }
  })
}

function setSection(section: SectionSpec, size: number, reaches: Reaches): Section | undefined {
  const beside = section.icon === undefined ? 0 : 2 * DISC + BESIDE_DISC
  const heading = setText(
    section.heading,
    'bold',
    { ...oneSize(TEXT_WIDTH - beside, Math.round(size * HEADING_SCALE)), maxLines: 2 },
    reaches.heading,
  )
  const text =
    section.text === undefined
      ? undefined
      : setText(section.text, 'medium', { ...oneSize(TEXT_WIDTH, size), shape: 'flowing' }, reaches.body)
  const points: SetText[] = []
  for (const point of section.points ?? []) {
    const set = setText(
      point,
      'medium',
      { ...oneSize(TEXT_WIDTH - BULLET_INDENT, size), shape: 'flowing' },
      reaches.body,
    )
    if (!set.fits) return undefined
    points.push(set)
  }
  if (!heading.fits || text?.fits === false) return undefined
  const height =
    headingHeight(heading, section.icon) +
    UNDER_HEADING +
    (text?.height ?? 0) +
    points.reduce((total, point) => total + point.height, 0) +
    2 * PADDING
  return { heading, icon: section.icon, text, points, height }
}

function oneSize(width: number, size: number) {
  return { width, height: Number.POSITIVE_INFINITY, sizes: { largest: size, smallest: size } }
}

function headingHeight(heading: SetText, icon: IconName | undefined): number {
  return Math.max(heading.height, icon === undefined ? 0 : 2 * DISC + 6)
}

function drawSections(pen: SKRSContext2D, { sections, top, gap }: Body, palette: Palette): void {
  let y = top
  for (const section of sections) {
    drawSection(pen, section, { x: SHEET_MARGIN, y, width: CARD_WIDTH, height: section.height }, palette)
    y += section.height + gap
  }
}

function drawSection(pen: SKRSContext2D, section: Section, area: Area, palette: Palette): void {
  const { heading, icon, text, points } = section
  drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep })
  const head = headingHeight(heading, icon)
  const content =
    head + UNDER_HEADING + (text?.height ?? 0) + points.reduce((total, point) => total + point.height, 0)
  let y = area.y + (area.height - content) / 2
  let x = area.x + INSIDE
  if (icon !== undefined) {
    drawIconDisc(pen, icon, { middleX: x + DISC, middleY: y + head / 2, radius: DISC }, palette)
    x += 2 * DISC + BESIDE_DISC
  }
  const colour = palette.signOnCard
  drawText(pen, heading, { x, top: topToLookCentred(heading, y + head / 2), align: 'left', colour })
  y += head + UNDER_HEADING
  x = area.x + INSIDE
  if (text !== undefined) {
    drawText(pen, text, { x, top: y, align: 'left', colour: palette.onCard })
    y += text.height
  }
  for (const point of points) {
    drawBullet(pen, x + 9, middleOfFirstLine(point, y), palette)
    drawText(pen, point, { x: x + BULLET_INDENT, top: y, align: 'left', colour: palette.onCard })
    y += point.height
  }
}

/** A small square on its corner, as in the lattice of the title. */
function drawBullet(pen: SKRSContext2D, x: number, y: number, palette: Palette): void {
  const reach = 8
  pen.fillStyle = palette.markOnCard
  pen.beginPath()
  pen.moveTo(x, y - reach)
  pen.lineTo(x + reach, y)
  pen.lineTo(x, y + reach)
  pen.lineTo(x - reach, y)
  pen.closePath()
  pen.fill()
}

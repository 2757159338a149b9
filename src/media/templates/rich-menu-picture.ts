/*
 * Draws the picture of a rich menu: a tile for each area with its sign and its label, all labels in letters of one
 * size, and the agency's logo in the corner of one of them. It keeps LINE's rules for the picture: 2500 × 1686 or 2500 × 843 pixels and at most 1 MB.
 */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { drawIconDisc } from '../drawing/icon-disc.js'
import type { IconName } from '../drawing/icon-shapes.js'
import { type Palette, paletteOf, pictureColoursSchema } from '../drawing/picture-colours.js'
import {
  type Area,
  type Drawn,
  drawCard,
  drawDisc,
  drawPatternedBand,
  pixelsOf,
} from '../drawing/picture-frame.js'
import { drawIcon } from '../drawing/picture-icons.js'
import { readLogo } from '../drawing/picture-logo.js'
import { CannotDraw } from '../drawing/picture-problem.js'
import { iconName, pictureBytes, readSpec, writtenText } from '../drawing/picture-spec.js'
import { drawText, reachOf, type SetText, setText, topToLookCentred } from '../drawing/picture-text.js'
import { awkwardnessOf, pleasantSizeThatFits } from '../lines/thai-text-layout.js'
import { drawMenuLogo, type Occupied } from './rich-menu-logo.js'

/** LINE's limit for the picture of a rich menu. */
export const RICH_MENU_BYTES = 1_000_000
const WIDTH = 2500

const wholePixel = z.int().min(0)
const areaSchema = z.strictObject({
  label: writtenText(60),
  icon: iconName,
  bounds: z.strictObject({ x: wholePixel, y: wholePixel, width: z.int().min(200), height: z.int().min(200) }),
  /** Drawn on the primary colour, for what is wanted most. */
  emphasis: z.boolean().optional(),
})

const richMenuSchema = z
  .strictObject({
    width: z.literal(WIDTH),
    height: z.union([z.literal(1686), z.literal(843)]),
    areas: z.array(areaSchema).min(1).max(20),
    colours: pictureColoursSchema.optional(),
    logo: pictureBytes.optional(),
  })
  .superRefine(({ width, height, areas }, context) => {
    for (const [i, { bounds }] of areas.entries()) {
      const isInside = bounds.x + bounds.width <= width && bounds.y + bounds.height <= height
      const isFree = areas.slice(0, i).every((other) => !overlap(other.bounds, bounds))
      if (!isInside || !isFree) context.addIssue({ code: 'custom', path: ['areas', i, 'bounds'] })
    }
  })

/** `bounds` in pixels of the picture, as in LINE's own description of the menu; areas may not overlap. */
export type RichMenuSpec = z.input<typeof richMenuSchema>
type RichMenu = z.output<typeof richMenuSchema>

type Tile = {
  label: SetText
  icon: IconName
  area: Area
  radius: number
  beside: boolean
  emphasis: boolean
  /** The height that labels of this row share. */
  labelRoom: number
}

const BETWEEN = 36
const INSIDE = 40
const UNDER_DISC = 20

/** A menu has no preview in LINE. */
type DrawnMenu = Omit<Drawn, 'preview'>

/** The picture (PNG). Throws CannotDraw, which names the fields at fault. */
export async function drawRichMenu(spec: RichMenuSpec): Promise<DrawnMenu> {
  const menu = readSpec(richMenuSchema, spec, 'richMenu')
  const logo = menu.logo === undefined ? undefined : await readLogo(menu.logo)
  const palette = paletteOf(menu.colours)
  const tiles = setTiles(menu)
  const canvas = createCanvas(menu.width, menu.height)
  const pen = canvas.getContext('2d')
  const whole = { x: 0, y: 0, width: menu.width, height: menu.height }
  drawPatternedBand(pen, whole, { ground: palette.background, pattern: palette.onBackground })
  const occupied = tiles.map((tile) => drawTile(pen, tile, palette))
  if (logo !== undefined) drawMenuLogo(pen, logo, occupied, palette)
  return encodeLight(canvas)
}

function setTiles({ areas, height }: RichMenu): Tile[] {
  const places = alike(areas.map(({ bounds }) => placeOf(bounds, height)))
  const reach = reachOf(
    areas.map(({ label }) => label),
    'bold',
  )
  const sizes = { largest: 104, smallest: 44, step: 2 }
  let tooLong = 0
  const tiles = pleasantSizeThatFits(sizes, (size) => {
    const set: Tile[] = []
    for (const [i, { label, icon, emphasis }] of areas.entries()) {
      const place = places[i]
      if (place === undefined) return undefined
      const text = setText(
        label,
        'bold',
        { ...labelBox(place), sizes: { largest: size, smallest: size } },
        reach,
      )
      if (!text.fits) {
        tooLong = i
        return undefined
      }
      set.push({ ...place, label: text, icon, emphasis: emphasis ?? false, labelRoom: text.height })
    }
    return {
      result: inRows(set),
      awkwardness: set.reduce((total, { label }) => total + awkwardnessOf(label.lines), 0),
    }
  })
  if (tiles === undefined) throw new CannotDraw([{ field: `areas.${tooLong}.label`, problem: 'doesNotFit' }])
  return tiles
}

type Place = Pick<Tile, 'area' | 'radius' | 'beside'>

/** The tile inside its bounds, with equal space between tiles and along the edges of the picture. */
function placeOf(bounds: Area, sheetHeight: number): Place {
  const before = (start: number) => (start === 0 ? BETWEEN : BETWEEN / 2)
  const after = (end: number, edge: number) => (end === edge ? BETWEEN : BETWEEN / 2)
  const [left, top] = [before(bounds.x), before(bounds.y)]
  const right = after(bounds.x + bounds.width, WIDTH)
  const bottom = after(bounds.y + bounds.height, sheetHeight)
  const area = {
    x: bounds.x + left,
    y: bounds.y + top,
    width: bounds.width - left - right,
    height: bounds.height - top - bottom,
  }
  const beside = area.width > 1.9 * area.height
  const radius = Math.min(165, beside ? area.height * 0.34 : area.height * 0.225, area.width * 0.3)
  return { area, radius, beside }
}

/** Signs of one size, among those above their label and among those beside it. */
function alike(places: Place[]): Place[] {
  const radiusOf = (beside: boolean) =>
    Math.min(...places.filter((place) => place.beside === beside).map((place) => place.radius))
  return places.map((place) => ({ ...place, radius: radiusOf(place.beside) }))
}

/** Tiles of one row have their signs at one height, also when only some labels need two lines. */
function inRows(tiles: Tile[]): Tile[] {
  return tiles.map((tile) => {
    const row = tiles.filter(({ area, beside }) => !beside && Math.abs(area.y - tile.area.y) < BETWEEN)
    return { ...tile, labelRoom: Math.max(tile.label.height, ...row.map(({ label }) => label.height)) }
  })
}

function labelBox({ area, radius, beside }: Place) {
  return beside
    ? { width: area.width - 3 * INSIDE - 2 * radius, height: area.height - INSIDE, maxLines: 2 }
    : {
        width: area.width - 2 * INSIDE,
        height: area.height - 2 * radius - UNDER_DISC - 1.5 * INSIDE,
        maxLines: 2,
      }
}

/** Answers where on the tile its sign and its label stand. */
function drawTile(
  pen: SKRSContext2D,
  { label, icon, area, radius, beside, emphasis, labelRoom }: Tile,
  palette: Palette,
): Occupied {
  const ground = emphasis ? palette.primary : palette.card
  const colour = emphasis ? palette.onPrimary : palette.signOnCard
  drawCard(
    pen,
    area,
    { card: ground, edge: emphasis ? palette.primary : palette.cardEdge, shadow: palette.deep },
    48,
  )
  const middleY = area.y + area.height / 2
  if (beside) {
    const wide = 2 * radius + INSIDE + label.width
    const left = area.x + (area.width - wide) / 2
    const sign = { middleX: left + radius, middleY, radius }
    drawSign(pen, icon, sign, emphasis, palette)
    const [x, top] = [left + 2 * radius + INSIDE, topToLookCentred(label, middleY)]
    drawText(pen, label, { x, top, align: 'left', colour })
    return { area, sign, label: { x, y: top, width: label.width, height: label.height }, emphasis }
  }
  const middleX = area.x + area.width / 2
  const top = middleY - (2 * radius + UNDER_DISC + labelRoom) / 2
  const sign = { middleX, middleY: top + radius, radius }
  drawSign(pen, icon, sign, emphasis, palette)
  const labelTop = top + 2 * radius + UNDER_DISC + (labelRoom - label.height) / 2
  drawText(pen, label, { x: middleX, top: labelTop, align: 'center', colour })
  const x = middleX - label.width / 2
  return { area, sign, label: { x, y: labelTop, width: label.width, height: label.height }, emphasis }
}

function drawSign(
  pen: SKRSContext2D,
  icon: IconName,
  place: { middleX: number; middleY: number; radius: number },
  emphasis: boolean,
  palette: Palette,
): void {
  if (!emphasis) {
    drawIconDisc(pen, icon, place, palette)
    return
  }
  const ring = { colour: palette.signOnPrimary, width: 6, gap: -3 }
  drawDisc(pen, place, palette.deep, ring)
  drawIcon(
    pen,
    icon,
    { ...place, side: place.radius * 1.24 },
    { line: palette.onDeep, mark: palette.signOnDeep, ground: palette.deep },
  )
}

function overlap(one: Area, other: Area): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

/** With 256 colours: every telephone loads it, and flat tiles lose nothing by it; a longer search for them finds no better. */
async function encodeLight(canvas: Canvas): Promise<DrawnMenu> {
  const png = await pixelsOf(canvas)().png({ palette: true, colours: 256, dither: 0, effort: 1 }).toBuffer()
  return { png, width: canvas.width, height: canvas.height }
}

/*
 * What all our pictures have in common: the sheet, the band on top with a lattice of four-petalled flowers
 * (ลายประจำยาม reduced to its geometry), the band at the foot, and the encoding for LINE.
 */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import sharp, { type Sharp } from 'sharp'
import { LATTICE_OPACITY, withOpacity } from './picture-colours.js'

/** Templates are laid out on a sheet 1040 units wide, LINE's own picture width, and drawn at once or twice that size. */
export const SHEET_WIDTH = 1040
export const SHEET_MARGIN = 64

/** LINE's limits for an image message: 10 MB for the picture, 1 MB for its preview. */
export const LINE_PICTURE_BYTES = 10_000_000
export const LINE_PREVIEW_BYTES = 1_000_000

export type Drawn = { png: Buffer; width: number; height: number; preview: Buffer }

export type Area = { x: number; y: number; width: number; height: number }

/** A canvas of `width` pixels with a pen that draws in sheet units. */
export function newSheet(
  height: number,
  width: 1040 | 2080,
  ground: string,
): { canvas: Canvas; pen: SKRSContext2D } {
  const scale = width / SHEET_WIDTH
  const canvas = createCanvas(width, Math.round(height * scale))
  const pen = canvas.getContext('2d')
  pen.scale(scale, scale)
  pen.fillStyle = ground
  pen.fillRect(0, 0, SHEET_WIDTH, height)
  return { canvas, pen }
}

/** A ground with the flower lattice faintly on it. */
export function drawPatternedBand(
  pen: SKRSContext2D,
  area: Area,
  colours: { ground: string; pattern: string },
): void {
  const step = 52
  pen.save()
  pen.beginPath()
  pen.rect(area.x, area.y, area.width, area.height)
  pen.clip()
  pen.fillStyle = colours.ground
  pen.fill()
  pen.strokeStyle = withOpacity(colours.pattern, LATTICE_OPACITY)
  pen.fillStyle = withOpacity(colours.pattern, LATTICE_OPACITY)
  pen.lineWidth = 1.5
  for (let row = 0; row * step <= area.height + step; row++) {
    for (let column = 0; column * step <= area.width + step; column++) {
      drawFlower(pen, area.x + column * step, area.y + row * step, step / 2)
    }
  }
  pen.restore()
}

function drawFlower(pen: SKRSContext2D, x: number, y: number, reach: number): void {
  pen.beginPath()
  for (const [dx, dy] of [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ] as const) {
    const [tipX, tipY] = [x + dx * reach, y + dy * reach]
    pen.moveTo(x, y)
    pen.quadraticCurveTo(x + dx * reach * 0.95, y + dy * reach * 0.25, tipX, tipY)
    pen.quadraticCurveTo(x + dx * reach * 0.25, y + dy * reach * 0.95, x, y)
  }
  pen.stroke()
  pen.beginPath()
  pen.arc(x + reach, y, 3, 0, Math.PI * 2)
  pen.fill()
}

/** A sheet of paper on the ground: rounded, with a fine edge and a soft shadow. */
export function drawCard(
  pen: SKRSContext2D,
  area: Area,
  colours: { card: string; edge: string; shadow: string },
  corner = 26,
): void {
  pen.save()
  pen.beginPath()
  pen.roundRect(area.x, area.y, area.width, area.height, corner)
  pen.shadowColor = withOpacity(colours.shadow, 0.1)
  pen.shadowBlur = 18
  pen.shadowOffsetY = 6
  pen.fillStyle = colours.card
  pen.fill()
  pen.shadowColor = 'transparent'
  pen.strokeStyle = colours.edge
  pen.lineWidth = 1.5
  pen.stroke()
  pen.restore()
}

/** A full circle; with `ring` also a line around it. */
export function drawDisc(
  pen: SKRSContext2D,
  place: { middleX: number; middleY: number; radius: number },
  fill: string,
  ring?: { colour: string; width: number; gap: number },
): void {
  pen.beginPath()
  pen.arc(place.middleX, place.middleY, place.radius, 0, Math.PI * 2)
  pen.fillStyle = fill
  pen.fill()
  if (ring === undefined) return
  pen.beginPath()
  pen.arc(place.middleX, place.middleY, place.radius + ring.gap, 0, Math.PI * 2)
  pen.strokeStyle = ring.colour
  pen.lineWidth = ring.width
  pen.stroke()
}

/** The finished picture with its preview (480 pixels wide). Encoding happens off the main thread. */
export async function encodeForLine(canvas: Canvas): Promise<Drawn> {
  const pixels = pixelsOf(canvas)
  const [png, preview] = await Promise.all([pixels().png().toBuffer(), previewOf(pixels())])
  return { png, width: canvas.width, height: canvas.height, preview }
}

/**
 * From the pixels themselves: the canvas's own PNG encoder takes ten times as long, and sharp would have to read it again.
 * Each call begins anew on the same bytes: a clone would copy them, 17 MB for a menu.
 */
export function pixelsOf(canvas: Canvas): () => Sharp {
  const { width, height } = canvas
  const bytes = canvas.data()
  return () => sharp(bytes, { raw: { width, height, channels: 4 } }).removeAlpha()
}

const previewOf = (pixels: Sharp): Promise<Buffer> =>
  pixels.resize({ width: 480 }).jpeg({ quality: 86, chromaSubsampling: '4:4:4' }).toBuffer()

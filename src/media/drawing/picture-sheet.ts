/*
 * A sheet for the chat: a band with the title on top, a body, the agency at the foot. Templates bring the body and say
 * how tall the sheet may become; the sheet grows before letters become small, and nothing is shortened.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Palette, paletteOf } from './picture-colours.js'
import { drawFooter, setFooter } from './picture-footer.js'
import { type Drawn, encodeForLine, newSheet } from './picture-frame.js'
import { drawHeader, setHeader } from './picture-header.js'
import { readLogo } from './picture-logo.js'
import { CannotDraw } from './picture-problem.js'
import type { SheetSpec } from './picture-spec.js'

/** Between which heights of the sheet a body may stand. */
export type Room = { top: number; bottom: number }
export type SizeRange = { largest: number; smallest: number }

export type BodyPlan<Body> = {
  /** Named when the body does not fit in the smallest letters on the tallest sheet. */
  field: string
  attempts: readonly { height: number; sizes: SizeRange }[]
  /** The body with letters of this range, or undefined when it has no room. */
  set: (room: Room, sizes: SizeRange) => Body | undefined
  draw: (pen: SKRSContext2D, body: Body, palette: Palette) => void
}

/** Beyond about 5 : 8 a picture would be cut in LINE's chat. */
export const TALLEST_SHEET = 1700

/** Low sheets for little text: taken only when everything fits in the largest letters, so that no sheet stands half empty. */
export function lowSheets(
  heights: readonly number[],
  largest: number,
): { height: number; sizes: SizeRange }[] {
  return heights.map((height) => ({ height, sizes: { largest, smallest: largest } }))
}

/** Sheets that grow while letters are comfortable; only the tallest takes the smallest letters. */
export function growingSheets(
  heights: readonly number[],
  sizes: SizeRange & { comfortable: number },
): { height: number; sizes: SizeRange }[] {
  const { largest, comfortable, smallest } = sizes
  return [
    ...heights.map((height) => ({ height, sizes: { largest, smallest: comfortable } })),
    { height: Math.max(...heights), sizes: { largest: comfortable, smallest } },
  ]
}

/** The drawn sheet. Throws CannotDraw for a title, footer, agency name, logo or body that cannot be drawn. */
export async function drawSheet<Body>(spec: SheetSpec, plan: BodyPlan<Body>): Promise<Drawn> {
  const logo = spec.logo === undefined ? undefined : await readLogo(spec.logo)
  const palette = paletteOf(spec.colours)
  const header = setHeader(spec)
  const footer = setFooter(spec, logo)
  for (const { height, sizes } of plan.attempts) {
    const body = plan.set({ top: header.height, bottom: height - footer.height }, sizes)
    if (body === undefined) continue
    const { canvas, pen } = newSheet(height, spec.width ?? 1040, palette.background)
    drawHeader(pen, header, palette)
    plan.draw(pen, body, palette)
    drawFooter(pen, footer, height, palette)
    return encodeForLine(canvas)
  }
  throw new CannotDraw([{ field: plan.field, problem: 'doesNotFit' }])
}

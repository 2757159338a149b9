/* An icon on a disc of the primary colour, as it stands beside a text. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { IconName } from './icon-shapes.js'
import type { Palette } from './picture-colours.js'
import { drawDisc } from './picture-frame.js'
import { drawIcon } from './picture-icons.js'

/** Draws the disc with the icon in its middle. */
export function drawIconDisc(
  pen: SKRSContext2D,
  icon: IconName,
  place: { middleX: number; middleY: number; radius: number },
  palette: Palette,
): void {
  drawDisc(pen, place, palette.primary)
  drawIcon(
    pen,
    icon,
    { ...place, side: place.radius * 1.24 },
    { line: palette.onPrimary, mark: palette.signOnPrimary, ground: palette.primary },
  )
}

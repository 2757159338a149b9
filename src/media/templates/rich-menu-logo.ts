/*
 * Where the agency's logo stands on a rich menu: in the upper right corner of a tile, as large as the sign and the label
 * leave room for. On the tile that is wanted most if it is well seen there, else on the one with the most room.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from '../drawing/picture-colours.js'
import type { Area } from '../drawing/picture-frame.js'
import { drawLogo, type Logo } from '../drawing/picture-logo.js'

/** A tile with what stands on it, in pixels of the picture. */
export type Occupied = {
  readonly area: Area
  readonly sign: { readonly middleX: number; readonly middleY: number; readonly radius: number }
  readonly label: Area
  readonly emphasis: boolean
}

type Place = { middleX: number; middleY: number; radius: number }

const INSET = 26
const FREE = 14
/** At 2500 pixels for the width of a telephone: from about 9 to 27 points across. */
const RADII = { largest: 86, well: 56, smallest: 28 }

export function drawMenuLogo(
  pen: SKRSContext2D,
  logo: Logo,
  tiles: readonly Occupied[],
  palette: Palette,
): void {
  const places = tiles.map((tile) => ({ ...placeOn(tile), emphasis: tile.emphasis }))
  const wanted = places.find(({ emphasis, radius }) => emphasis && radius >= RADII.well)
  const [roomiest] = places.toSorted((one, other) => other.radius - one.radius)
  const place = wanted ?? roomiest
  if (place === undefined) return
  drawLogo(pen, logo, place, palette.deep)
  pen.beginPath()
  pen.arc(place.middleX, place.middleY, place.radius, 0, Math.PI * 2)
  pen.strokeStyle = palette.accent
  pen.lineWidth = 5
  pen.stroke()
}

/** The largest disc in the corner that touches neither sign nor label; the smallest one where there is no such disc. */
function placeOn({ area, sign, label }: Occupied): Place {
  for (let radius = RADII.largest; radius > RADII.smallest; radius -= 2) {
    const place = inCorner(area, radius)
    const fromSign = Math.hypot(place.middleX - sign.middleX, place.middleY - sign.middleY)
    if (fromSign >= radius + sign.radius + FREE && distanceTo(label, place) >= radius + FREE) return place
  }
  return inCorner(area, RADII.smallest)
}

function inCorner(area: Area, radius: number): Place {
  return { middleX: area.x + area.width - INSET - radius, middleY: area.y + INSET + radius, radius }
}

function distanceTo({ x, y, width, height }: Area, { middleX, middleY }: Place): number {
  const dx = Math.max(x - middleX, 0, middleX - x - width)
  const dy = Math.max(y - middleY, 0, middleY - y - height)
  return Math.hypot(dx, dy)
}

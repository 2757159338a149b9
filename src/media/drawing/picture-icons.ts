// Draws our own line icons, with round strokes.
import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { ICONS, type Icon, type IconName } from './icon-shapes.js'

const UNITS = 24

/** Draws an icon in the square whose middle and side are given, in canvas units; `weight`: of its lines, in icon units. */
export function drawIcon(
  pen: SKRSContext2D,
  name: IconName,
  place: { middleX: number; middleY: number; side: number },
  colours: { line: string; mark: string; ground: string },
  weight = 1.6,
): void {
  const icon: Icon = ICONS[name]
  pen.save()
  pen.translate(place.middleX - place.side / 2, place.middleY - place.side / 2)
  pen.scale(place.side / UNITS, place.side / UNITS)
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  stroke(pen, icon.lines, colours.line, weight)
  if (icon.mark !== undefined) {
    stroke(pen, icon.mark, colours.ground, 4)
    stroke(pen, icon.mark, colours.mark, 1.9)
  }
  pen.restore()
}

function stroke(pen: SKRSContext2D, path: string, colour: string, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.stroke(new Path2D(path))
}

/*
 * Draws an infographic from its text: a band with the title, three to seven points on cards, a band with the agency's
 * name. It never shortens a text and never draws letters too small to read on a telephone; it refuses instead.
 */

import type { Drawn } from '../drawing/picture-frame.js'
import { drawSheet, growingSheets, lowSheets, TALLEST_SHEET } from '../drawing/picture-sheet.js'
import { drawPoints, setPoints } from './infographic-points.js'
import { type InfographicSpec, readInfographicSpec } from './infographic-spec.js'

const LARGEST = 54

/**
 * The picture (PNG, 1040 or 2080 pixels wide, from 8 : 7 lying to 5 : 8 standing) and its preview (JPEG, 480 wide), both within LINE's
 * limits. Equal specs give equal bytes. Throws CannotDraw, which names the fields at fault.
 */
export async function drawInfographic(spec: InfographicSpec): Promise<Drawn> {
  const infographic = readInfographicSpec(spec)
  const emblem = infographic.emblem ?? infographic.points.find(({ icon }) => icon !== undefined)?.icon
  return drawSheet(
    { ...infographic, emblem },
    {
      field: 'points',
      attempts: [
        ...lowSheets([910, 1040, 1170], LARGEST),
        ...growingSheets([1300, 1400, 1500, 1600, TALLEST_SHEET], {
          largest: LARGEST,
          comfortable: 36,
          smallest: 29,
        }),
      ],
      set: (room, sizes) => setPoints(infographic, room, sizes),
      draw: drawPoints,
    },
  )
}

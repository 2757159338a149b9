/*
 * A QR code as dark squares on white. It is black or nearly so, has its quiet zone, and each module is a whole number
 * of pixels, so that any telephone reads it off a screen or a print.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { encode } from 'uqr'
import { readableOn } from '../drawing/picture-colours.js'

/** Rows of modules, true for dark, without the quiet zone. */
export type QrModules = readonly (readonly boolean[])[]

/** ISO/IEC 18004: four modules of white on every side. */
export const QUIET_MODULES = 4
/** Smaller modules than this (in sheet units) are lost when LINE shows the picture on a small telephone. */
const SMALLEST_MODULE = 5

/** The code of an address with error correction level M (15 %). */
export function qrModulesOf(address: string): QrModules {
  return encode(address, { ecc: 'M', border: 0 }).data
}

/** The module's side in sheet units for a code of at most `room` units with its quiet zone, or undefined: too dense. */
export function moduleSide(modules: QrModules, room: number): number | undefined {
  const side = Math.floor(room / (modules.length + 2 * QUIET_MODULES))
  return side < SMALLEST_MODULE ? undefined : side
}

/** Draws code and quiet zone; `x` and `y` are whole sheet units, the upper left corner of the quiet zone. */
export function drawQrCode(
  pen: SKRSContext2D,
  modules: QrModules,
  place: { x: number; y: number; side: number },
  wantedColour: string,
): void {
  const { x, y, side } = place
  const whole = (modules.length + 2 * QUIET_MODULES) * side
  pen.fillStyle = '#ffffff'
  pen.beginPath()
  pen.roundRect(x, y, whole, whole, side * 1.5)
  pen.fill()
  pen.fillStyle = readableOn('#ffffff', wantedColour, 10)
  for (const [row, line] of modules.entries()) {
    for (const [column, isDark] of line.entries()) {
      if (!isDark) continue
      pen.fillRect(x + (column + QUIET_MODULES) * side, y + (row + QUIET_MODULES) * side, side, side)
    }
  }
}

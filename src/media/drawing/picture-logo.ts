/*
 * An agency's logo: cleaned like any other picture before it is drawn, never squashed, on a ground on which it is seen:
 * white, because seals are drawn for paper; dark for a mark that is itself nearly white. A wide one gets a wide plate.
 */
import { type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import { cleanPicture } from '../cleaning/picture-cleaning.js'
import { contrast } from './picture-colours.js'
import { drawDisc } from './picture-frame.js'
import { CannotDraw } from './picture-problem.js'

export type Logo = { image: Image; isPale: boolean }
type Place = { middleX: number; middleY: number; radius: number }

const WHITE = '#ffffff'
/** A side this much longer than the other leaves a disc half empty. */
const LONG = 1.4
/** Inside the disc, in radii: a square's side, and the diagonal of a long logo. */
const SIDE = 1.42
const DIAGONAL = 1.9
/** Of a wide logo on its plate, in radii. */
const PLATE = { height: 1.2, mostWidth: 4.6, edge: 0.34, corner: 0.4 }
/** Below this against white a colour is hardly seen; a logo is pale when most of what it draws is. */
const HARDLY_SEEN = 1.5
const MOST_OF_IT = 0.7

/** The logo ready to be drawn. Throws CannotDraw when the bytes are not a picture. */
export async function readLogo({ buffer, byteOffset, byteLength }: Uint8Array): Promise<Logo> {
  const cleaned = await cleanPicture(Buffer.from(buffer, byteOffset, byteLength))
  if ('refused' in cleaned) throw new CannotDraw([{ field: 'logo', problem: 'notAPicture' }])
  const [image, isPale] = await Promise.all([loadImage(cleaned.bytes), isPaleOnWhite(cleaned.bytes)])
  return { image, isPale }
}

/** The logo in a disc. */
export function drawLogo(pen: SKRSContext2D, logo: Logo, place: Place, dark: string): void {
  drawDisc(pen, place, logo.isPale ? dark : WHITE)
  const { width, height } = logo.image
  const scale = isLong(logo)
    ? (place.radius * DIAGONAL) / Math.hypot(width, height)
    : (place.radius * SIDE) / Math.max(width, height)
  drawScaled(pen, logo, place, scale)
}

/** How wide the logo stands beside a line of text when its disc would have this radius. */
export function logoWidth(logo: Logo, radius: number): number {
  return isWide(logo) ? logo.image.width * plateScale(logo, radius) + 2 * PLATE.edge * radius : 2 * radius
}

/** As `drawLogo`; a wide logo stands on a plate of `logoWidth` instead of a disc. */
export function drawLogoOrPlate(pen: SKRSContext2D, logo: Logo, place: Place, dark: string): void {
  if (!isWide(logo)) {
    drawLogo(pen, logo, place, dark)
    return
  }
  const { middleX, middleY, radius } = place
  const scale = plateScale(logo, radius)
  const width = logoWidth(logo, radius)
  const height = logo.image.height * scale + 2 * PLATE.edge * radius
  pen.beginPath()
  pen.roundRect(middleX - width / 2, middleY - height / 2, width, height, PLATE.corner * radius)
  pen.fillStyle = logo.isPale ? dark : WHITE
  pen.fill()
  drawScaled(pen, logo, place, scale)
}

function drawScaled(pen: SKRSContext2D, { image }: Logo, { middleX, middleY }: Place, scale: number): void {
  const [width, height] = [image.width * scale, image.height * scale]
  pen.drawImage(image, middleX - width / 2, middleY - height / 2, width, height)
}

function plateScale({ image }: Logo, radius: number): number {
  return Math.min((radius * PLATE.height) / image.height, (radius * PLATE.mostWidth) / image.width)
}

const isWide = ({ image }: Logo): boolean => image.width > LONG * image.height

const isLong = (logo: Logo): boolean => isWide(logo) || logo.image.height > LONG * logo.image.width

/** Whether most of what the logo draws could not be told from a white ground, and it leaves some of the ground free. */
async function isPaleOnWhite(bytes: Uint8Array): Promise<boolean> {
  const { data } = await sharp(bytes)
    .resize({ width: 64, height: 64, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [drawn, hardlySeen, free] = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = data.subarray(at, at + 4)
    if (opacity < 128) {
      free++
      continue
    }
    drawn++
    const colour = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    if (contrast(colour, WHITE) < HARDLY_SEEN) hardlySeen++
  }
  return free > 0 && drawn > 0 && hardlySeen >= MOST_OF_IT * drawn
}

/* An agency's logo: cleaned like any other picture before it is drawn. */
import { type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { cleanPicture } from './picture-cleaning.js'
import { drawDisc } from './picture-frame.js'
import { CannotDraw } from './picture-problem.js'

/** The logo ready to be drawn. Throws CannotDraw when the bytes are not a picture. */
export async function readLogo(bytes: Buffer): Promise<Image> {
  const cleaned = await cleanPicture(bytes)
  if ('refused' in cleaned) throw new CannotDraw([{ field: 'logo', problem: 'notAPicture' }])
  return loadImage(cleaned.bytes)
}

/** The logo in a white disc, because seals are drawn for paper. */
export function drawLogo(
  pen: SKRSContext2D,
  logo: Image,
  place: { middleX: number; middleY: number; radius: number },
): void {
  drawDisc(pen, place, '#ffffff')
  const side = place.radius * 1.42
  const scale = side / Math.max(logo.width, logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  pen.drawImage(logo, place.middleX - width / 2, place.middleY - height / 2, width, height)
}

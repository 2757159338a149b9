/*
 * Makes a picture safe to keep and to show: it is decoded and drawn anew, so that place, camera, time, thumbnails and
 * anything hidden behind the pixels are gone. Only JPEG, PNG, WebP, AVIF and the first frame of a GIF are let in; the
 * bytes decide, never a name or a header.
 */
import sharp, { type Sharp } from 'sharp'
import { fileKindOf } from '../kinds/file-kind.js'

export type CleanedPicture = {
  bytes: Buffer
  mime: 'image/png' | 'image/jpeg'
  width: number
  height: number
}

/** notAPicture: another kind of file, or a broken or cut one; tooLarge: bytes; tooManyPixels: width × height. */
export type RefusedPicture = { refused: 'notAPicture' | 'tooLarge' | 'tooManyPixels' }

/** LINE's own limit for a picture. */
const MOST_PICTURE_BYTES = 10_000_000
/** A small file can unpack to gigabytes; telephones take up to 50 megapixels by default. */
const MOST_PIXELS = 64_000_000
const LONGEST_SIDE = 2048
const MOST_SECONDS = 20
const PREVIEW_SIDE = 480

/**
 * The picture upright, at most 2048 pixels on a side, in sRGB, without any metadata. PNG and GIF become PNG, and so do
 * pictures with transparency; all others become JPEG.
 */
export async function cleanPicture(bytes: Buffer): Promise<CleanedPicture | RefusedPicture> {
  if (bytes.length > MOST_PICTURE_BYTES) return { refused: 'tooLarge' }
  const kind = kindOf(bytes)
  if (kind === undefined) return { refused: 'notAPicture' }
  try {
    const { width, height, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) return { refused: 'tooManyPixels' }
    const upright = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      pages: 1,
      autoOrient: true,
    })
      .timeout({ seconds: MOST_SECONDS })
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    return await encode(upright, kind === 'drawing' || hasAlpha ? 'png' : 'jpeg')
  } catch {
    // sharp has no error types; whatever cannot be decoded in time is not a picture to us.
    return { refused: 'notAPicture' }
  }
}

export type PictureForLine = {
  original: CleanedPicture
  preview: { bytes: Buffer; mime: 'image/jpeg'; width: number; height: number }
}

/**
 * An uploaded picture as an image message takes it: cleaned as above (at most 10 MB) with a preview of at most 480
 * pixels on a side (at most 1 MB), both upright and of the same shape.
 */
export async function preparePictureForLine(bytes: Buffer): Promise<PictureForLine | RefusedPicture> {
  const original = await cleanPicture(bytes)
  if ('refused' in original) return original
  const { data, info } = await sharp(original.bytes)
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 86 })
    .toBuffer({ resolveWithObject: true })
  return { original, preview: { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height } }
}

async function encode(picture: Sharp, format: 'png' | 'jpeg'): Promise<CleanedPicture> {
  const encoded =
    format === 'png'
      ? picture.clone().png({ compressionLevel: 9 })
      : picture.clone().flatten({ background: '#ffffff' }).jpeg({ quality: 86 })
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
  // A photograph that someone saved as PNG can grow; as JPEG it stays within what LINE and the store take.
  if (format === 'png' && data.length > MOST_PICTURE_BYTES) return encode(picture, 'jpeg')
  return {
    bytes: data,
    mime: format === 'png' ? 'image/png' : 'image/jpeg',
    width: info.width,
    height: info.height,
  }
}

/** SVG, HTML, PDF and TIFF never reach a decoder. */
function kindOf(bytes: Buffer): 'photograph' | 'drawing' | undefined {
  const { ending } = fileKindOf(bytes)
  if (['png', 'gif'].includes(ending)) return 'drawing'
  return ['jpg', 'webp', 'avif', 'heic', 'heif'].includes(ending) ? 'photograph' : undefined
}

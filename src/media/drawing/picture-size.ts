// How many pixels a picture will have, by its first bytes and before anybody decodes it: a file of some kilobytes can unpack to
// gigabytes. Nothing where the kind keeps it elsewhere.
import { viewOf } from '../cleaning/box-reading.js'
import { latin1 } from '../kinds/file-kind.js'
import type { FileKind } from '../kinds/file-kinds.js'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Telephones take up to 50 megapixels by default. */
export const mostPixels = 64_000_000

export function pictureSizeOf(bytes: Uint8Array, { ending }: FileKind): PictureSize | undefined {
  const view = viewOf(bytes)
  if (bytes.length < 30) return undefined
  switch (ending) {
    case 'png':
      return latin1(bytes, 12, 16) === 'IHDR'
        ? { width: view.getUint32(16), height: view.getUint32(20) }
        : undefined
    case 'gif':
      return sizeOfGif(bytes, view)
    case 'bmp':
      // The oldest have a shorter head.
      return view.getUint32(14, true) === 12
        ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
        : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
    case 'jpg':
      return sizeOfJpeg(bytes, view)
    case 'webp':
      return sizeOfWebp(bytes, view)
    case 'avif':
    case 'heic':
    case 'heif':
      return largestBoxSize(bytes, view)
    default:
      return undefined
  }
}

/** Browsers make its screen as large as its pictures, whatever it says of the screen itself. */
function sizeOfGif(bytes: Uint8Array, view: DataView): PictureSize {
  let width = view.getUint16(6, true)
  let height = view.getUint16(8, true)
  const coloursOf = (flags = 0) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  for (let at = 13 + coloursOf(bytes[10]); at + 10 < bytes.length; ) {
    if (bytes[at] === 0x2c) {
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true))
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true))
      at = behindPieces(bytes, at + 11 + coloursOf(bytes[at + 9]))
    } else if (bytes[at] === 0x21) at = behindPieces(bytes, at + 2)
    else break
  }
  return { width, height }
}

/** Each says its length in one byte; one without any ends them. */
function behindPieces(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at]) at += 1 + (bytes[at] ?? 0)
  return at + 1
}

/** The frame's head is one of the segments; each says how long it is, but for a few that are a marker alone. */
function sizeOfJpeg(bytes: Uint8Array, view: DataView): PictureSize | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return undefined
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
    // Fill bytes may stand before a marker.
    at += marker === 0xff ? 1 : isAlone ? 2 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

function sizeOfWebp(bytes: Uint8Array, view: DataView): PictureSize | undefined {
  const three = (at: number) => view.getUint16(at, true) + (bytes[at + 2] ?? 0) * 65_536 + 1
  switch (latin1(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: three(24), height: three(27) }
    default:
      return undefined
  }
}

const firstOfIspe = 'i'.charCodeAt(0)

/** The whole, its tiles and its thumbnail each say their size; the largest is the whole. It may stand behind all that is drawn. */
function largestBoxSize(bytes: Uint8Array, view: DataView): PictureSize | undefined {
  let largest: PictureSize | undefined
  for (
    let at = bytes.indexOf(firstOfIspe);
    at !== -1 && at + 16 <= bytes.length;
    at = bytes.indexOf(firstOfIspe, at + 1)
  ) {
    if (view.getUint32(at) !== 0x69737065) continue
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest
}

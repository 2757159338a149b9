// Takes out of a picture what hides in it without drawing it anew, for browsers whose canvas cannot be trusted: by reading its
// parts and keeping only those that a picture is made of. Every length is checked, each byte is passed once; whatever is not
// as the formats say is not touched, and so not called clean. An upright picture stays upright.

export interface StrippedPicture {
  readonly bytes: Uint8Array
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp'
}

type Part = Uint8Array

/** `undefined`: it is no JPEG, PNG or WebP, or not a whole one. */
export function strippedPicture(bytes: Uint8Array): StrippedPicture | undefined {
  if (beginsWith(bytes, [0xff, 0xd8, 0xff])) return made('image/jpeg', jpegParts(bytes))
  if (beginsWith(bytes, pngSignature)) return made('image/png', pngParts(bytes))
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP')
    return made('image/webp', webpParts(bytes))
  return undefined
}

function made(mime: StrippedPicture['mime'], parts: readonly Part[] | undefined) {
  return parts && { mime, bytes: joined(parts) }
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** What a PNG is drawn from. Texts, times, Exif, colour profiles with their makers' names and private parts are not. */
const pngKept = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'IDAT', 'IEND']

function pngParts(bytes: Uint8Array): Part[] | undefined {
  const parts = [bytes.subarray(0, 8)]
  const view = viewOf(bytes)
  let at = 8
  while (at + 12 <= bytes.length) {
    const name = textAt(bytes, at + 4, 4)
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return undefined
    if (pngKept.includes(name)) parts.push(bytes.subarray(at, end))
    // What stands behind the end is no part of the picture.
    if (name === 'IEND') return parts
    at = end
  }
  return undefined
}

const webpKept = ['VP8 ', 'VP8L', 'ALPH']

/** Still pictures only: an animation has parts inside parts. */
function webpParts(bytes: Uint8Array): Part[] | undefined {
  const view = viewOf(bytes)
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  const parts: Part[] = []
  let drawn = false
  let at = 12
  while (at + 8 <= end) {
    const name = textAt(bytes, at, 4)
    const size = view.getUint32(at + 4, true)
    const next = at + 8 + size + (size % 2)
    if (next > end || name === 'ANIM' || name === 'ANMF') return undefined
    if (name === 'VP8X') {
      if (size !== 10) return undefined
      parts.push(quietHead(bytes.subarray(at, next)))
    } else if (webpKept.includes(name)) parts.push(bytes.subarray(at, next))
    drawn ||= name === 'VP8 ' || name === 'VP8L'
    at = next
  }
  return drawn ? [riffHead(parts), ...parts] : undefined
}

/** Says that there is no Exif, no XMP and no colour profile any more; that there is transparency stays. */
function quietHead(part: Uint8Array): Part {
  const head = part.slice()
  head[8] = (head[8] ?? 0) & 0b0001_0000
  return head
}

function riffHead(parts: readonly Part[]): Part {
  const head = new TextEncoder().encode('RIFF....WEBP')
  viewOf(head).setUint32(4, 4 + parts.reduce((sum, { length }) => sum + length, 0), true)
  return head
}

const startOfScan = 0xda
const startOfImage = 0xd8
const endOfImage = 0xd9
const exifMarker = 0xe1
const adobeMarker = 0xee

function jpegParts(bytes: Uint8Array): Part[] | undefined {
  const view = viewOf(bytes)
  const parts: Part[] = [bytes.subarray(0, 2)]
  let turned: number | undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    // Filling before a marker is allowed, and says nothing.
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length || end < at + 4) return undefined
    const segment = bytes.subarray(at, end)
    if (marker === exifMarker) turned ??= orientationIn(segment)
    if (isDrawnFrom(marker, segment)) parts.push(segment)
    at = end
    if (marker === startOfScan) {
      const scanned = endOfScan(bytes, at)
      if (scanned === undefined) return undefined
      parts.push(bytes.subarray(at, scanned))
      at = scanned
      // What stands behind the end, such as a second picture or a film, is no part of this one.
      if (bytes[at + 1] === endOfImage) return withOrientation([...parts, bytes.subarray(at, at + 2)], turned)
    }
  }
  return undefined
}

/** Tables, frames and scans, and Adobe's word for how its colours are meant. No comment and no application's own part. */
function isDrawnFrom(marker: number, segment: Uint8Array): boolean {
  if (marker === adobeMarker) return segment.length === 16 && textAt(segment, 4, 5) === 'Adobe'
  return marker >= 0xc0 && marker <= 0xdd && marker !== endOfImage && marker !== startOfImage
}

/** Where the next marker stands after the drawn points, in which 0xFF is followed by 0, or by a number that parts them. */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return undefined
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return undefined
}

/** How a camera was held, one of eight; it tells nothing else, and without it a picture lies on its side. */
function orientationIn(segment: Uint8Array): number | undefined {
  if (textAt(segment, 4, 4) !== 'Exif' || segment.length < 18) return undefined
  const tiff = segment.subarray(10)
  const view = viewOf(tiff)
  const order = textAt(tiff, 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const little = order === 'II'
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return undefined
  const count = view.getUint16(directory, little)
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif part of our own with the one number in it, where the picture was not upright. */
function withOrientation([start, ...rest]: readonly Part[], turned: number | undefined): Part[] {
  if (turned === undefined || !start) return start ? [start, ...rest] : []
  const exif = [
    ...[0xff, exifMarker, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
    ...[0, 0, 0, 0],
  ]
  return [start, new Uint8Array(exif), ...rest]
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength)

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

const textAt = (bytes: Uint8Array, from: number, count: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + count))

function joined(parts: readonly Part[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

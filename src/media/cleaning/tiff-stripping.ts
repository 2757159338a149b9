// Takes place, time, device, names and thumbnails out of a TIFF without drawing it anew. It does not look for what tells: it
// copies only what a picture is made of into an empty file of the same size, so that everything else is gone.
import { viewOf } from './box-reading.js'

/** How a picture lies there: its sizes, colours, strips and tiles. No words, no colour profile (it may name a device). */
const ofPicture = new Set([
  ...[
    254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291,
  ],
  ...[
    292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341,
  ],
  ...[347, 529, 530, 531, 532],
])
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const places = { strips: 273, stripBytes: 279, tiles: 324, tileBytes: 325 }
const mostPages = 200
const mostPieces = 100_000

interface Field {
  readonly tag: number
  readonly entry: number
  readonly type: number
  readonly count: number
  /** Where its values lie. */
  readonly from: number
  readonly bytes: number
}

/** `undefined`: something in it is not understood. */
export function strippedTiff(original: Uint8Array): Uint8Array | undefined {
  if (original.length < 8) return undefined
  const little = original[0] === 0x49
  const view = viewOf(original)
  const clean = new Uint8Array(original.length)
  const into = viewOf(clean)
  if (view.getUint16(2, little) !== 42) return undefined
  clean.set(original.subarray(0, 8))
  const seen = new Set<number>()
  for (let page = view.getUint32(4, little); page !== 0; ) {
    if (seen.has(page) || seen.size >= mostPages || page + 6 > original.length) return undefined
    seen.add(page)
    const count = view.getUint16(page, little)
    const next = page + 2 + count * 12
    if (next + 4 > original.length) return undefined
    const fields = fieldsOf(view, page, count, little)
    const kept = fields?.filter(({ tag }) => ofPicture.has(tag))
    if (!kept || !copyPieces(original, clean, kept, little)) return undefined
    into.setUint16(page, kept.length, little)
    for (const [place, field] of kept.entries()) {
      const to = page + 2 + place * 12
      clean.set(original.subarray(field.entry, field.entry + 12), to)
      if (field.bytes > 4) clean.set(original.subarray(field.from, field.from + field.bytes), field.from)
    }
    const following = view.getUint32(next, little)
    into.setUint32(page + 2 + kept.length * 12, following, little)
    page = following
  }
  return seen.size === 0 ? undefined : clean
}

function fieldsOf(view: DataView, page: number, count: number, little: boolean): Field[] | undefined {
  const fields: Field[] = []
  for (let place = 0; place < count; place += 1) {
    const entry = page + 2 + place * 12
    const type = view.getUint16(entry + 2, little)
    const number = view.getUint32(entry + 4, little)
    const bytes = (bytesOfType[type] ?? 0) * number
    const from = bytes > 4 ? view.getUint32(entry + 8, little) : entry + 8
    const tag = view.getUint16(entry, little)
    if (ofPicture.has(tag) && (bytes === 0 || from + bytes > view.byteLength)) return undefined
    fields.push({ tag, entry, type, count: number, from, bytes })
  }
  return fields
}

/** Strips or tiles of the picture. */
function copyPieces(
  original: Uint8Array,
  clean: Uint8Array,
  fields: readonly Field[],
  little: boolean,
): boolean {
  const values = (tag: number) =>
    numbersOf(
      viewOf(original),
      fields.find((one) => one.tag === tag),
      little,
    )
  const [starts, lengths] = [
    [...values(places.strips), ...values(places.tiles)],
    [...values(places.stripBytes), ...values(places.tileBytes)],
  ]
  if (starts.length === 0 || starts.length !== lengths.length || starts.length > mostPieces) return false
  return starts.every((start, place) => {
    const end = start + (lengths[place] ?? 0)
    if (end > original.length) return false
    clean.set(original.subarray(start, end), start)
    return true
  })
}

function numbersOf(view: DataView, field: Field | undefined, little: boolean): number[] {
  if (!field || field.count > mostPieces || (field.type !== 3 && field.type !== 4)) return []
  return Array.from({ length: field.count }, (_none, place) =>
    field.type === 3
      ? view.getUint16(field.from + place * 2, little)
      : view.getUint32(field.from + place * 4, little),
  )
}

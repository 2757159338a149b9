// Takes place, time, device and all other words out of a HEIC, HEIF or AVIF without drawing it anew: the parts that hold them
// are blanked where they lie, so that the picture itself is not touched. What it does not understand whole it refuses.

import { latin1 } from '../kinds/file-kind.js'
import { type Box, blank, boxesIn, viewOf } from './box-reading.js'

/** What a picture is made of; every other kind of item tells something, or may. */
const itemsOfPicture = ['hvc1', 'av01', 'grid', 'iden', 'iovl', 'tmap']
const outer = ['ftyp', 'meta', 'mdat', 'free', 'skip']
const inner = ['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'dinf', 'grpl', 'free']

/** `undefined`: something in it is not understood, or nothing is known to be clean. */
export function strippedHeif(original: Uint8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(original)
  const boxes = boxesIn(bytes, 0, bytes.length)
  const meta = boxes?.find(({ type }) => type === 'meta')
  if (!boxes || !meta || boxes.some(({ type }) => !outer.includes(type))) return undefined
  const parts = boxesIn(bytes, meta.from + 4, meta.to)
  if (!parts || parts.some(({ type }) => !inner.includes(type))) return undefined
  const part = (type: string) => parts.find((one) => one.type === type)
  const [items, places] = [part('iinf'), part('iloc')]
  if (!items || !places) return undefined
  const kinds = kindsOfItems(bytes, items)
  const extents = extentsOf(bytes, places, part('idat')?.from)
  if (!kinds || !extents || kinds.size === 0) return undefined
  for (const [id, kind] of kinds)
    if (!itemsOfPicture.includes(kind))
      for (const { from, to } of extents.get(id) ?? []) {
        if (to > bytes.length) return undefined
        bytes.fill(0, from, to)
      }
  for (const box of [...boxes, ...parts]) if (box.type === 'free' || box.type === 'skip') blank(bytes, box)
  return bytes
}

/** What each item is; its name, which a program may have given, is blanked. */
function kindsOfItems(bytes: Uint8Array, { from, to }: Box): Map<number, string> | undefined {
  const view = viewOf(bytes)
  const entries = boxesIn(bytes, from + (bytes[from] === 0 ? 6 : 8), to)
  if (!entries) return undefined
  const kinds = new Map<number, string>()
  for (const entry of entries) {
    const version = bytes[entry.from]
    if (entry.type !== 'infe' || (version !== 2 && version !== 3)) return undefined
    const long = version === 3 ? 2 : 0
    if (entry.from + 12 + long > entry.to) return undefined
    const id = long ? view.getUint32(entry.from + 4) : view.getUint16(entry.from + 4)
    const kind = latin1(bytes, entry.from + 8 + long, entry.from + 12 + long)
    // An item of words says after its name what kind of words: that is no secret and stays.
    if (kind !== 'mime' && kind !== 'uri ') bytes.fill(0, entry.from + 12 + long, entry.to)
    kinds.set(id, kind)
  }
  return kinds
}

interface Extent {
  readonly from: number
  readonly to: number
}

function extentsOf(
  bytes: Uint8Array,
  { from, to }: Box,
  dataBox: number | undefined,
): Map<number, Extent[]> | undefined {
  const read = reader(bytes, from, to)
  const version = read(1) ?? 99
  read(3)
  const [sizes = 0, more = 0] = [read(1), read(1)]
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4]
  const indexSize = version === 0 ? 0 : more & 15
  const count = read(version < 2 ? 2 : 4)
  if (version > 2 || count === undefined) return undefined
  const found = new Map<number, Extent[]>()
  for (let item = 0; item < count; item += 1) {
    const id = read(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : (read(2) ?? 99) & 15
    // Elsewhere than in this file.
    if (read(2) !== 0 || method > 1) return undefined
    const start = (read(baseSize) ?? 0) + (method === 1 ? (dataBox ?? Number.NaN) : 0)
    const extents = read(2)
    if (id === undefined || extents === undefined) return undefined
    const list: Extent[] = []
    for (let extent = 0; extent < extents; extent += 1) {
      read(indexSize)
      const [offset, length] = [read(offsetSize), read(lengthSize)]
      // Without a length it goes to the end of whatever it lies in: not followed.
      if (offset === undefined || !length || Number.isNaN(start)) return undefined
      list.push({ from: start + offset, to: start + offset + length })
    }
    found.set(id, list)
  }
  return found
}

/** Reads numbers of so many bytes, one after the other; `undefined` behind the end. */
function reader(bytes: Uint8Array, from: number, to: number): (size: number) => number | undefined {
  let at = from
  return (size) => {
    if (at + size > to) return undefined
    const number = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0)
    at += size
    return number
  }
}

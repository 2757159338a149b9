// Puts `_id` first in a document's bytes, as MongoDB does, and adds one where there is none: by moving bytes, since nearly every
// insert needs it (drivers add `_id` last) and decoding would cost more than the rest of the insert.
import { ObjectId } from 'bson'

/** A copy of the document with `_id` as its first field. */
export function withIdFirst(raw: Buffer): Buffer {
  if (isIdAt(raw, 4)) return Buffer.from(raw)
  const end = raw.length - 1
  for (let at = 4; at < end; ) {
    const next = at + elementBytes(raw, at)
    if (isIdAt(raw, at)) return moved(raw, at, next)
    at = next
  }
  return withNewId(raw)
}

function isIdAt(raw: Buffer, at: number): boolean {
  return raw[at + 1] === 0x5f && raw[at + 2] === 0x69 && raw[at + 3] === 0x64 && raw[at + 4] === 0
}

function moved(raw: Buffer, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(raw.length)
  raw.copy(bytes, 0, 0, 4)
  let at = 4 + raw.copy(bytes, 4, from, to)
  at += raw.copy(bytes, at, 4, from)
  raw.copy(bytes, at, to)
  return bytes
}

const OBJECT_ID = 7
const ID_BYTES = 17

function withNewId(raw: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(raw.length + ID_BYTES)
  bytes.writeInt32LE(bytes.length, 0)
  bytes[4] = OBJECT_ID
  bytes.write('_id\0', 5)
  bytes.set(new ObjectId().id, 9)
  raw.copy(bytes, 4 + ID_BYTES, 4)
  return bytes
}

/** Type, name and value of the element at this place. Throws RangeError for bytes that are no BSON. */
function elementBytes(raw: Buffer, at: number): number {
  const nameEnd = raw.indexOf(0, at + 1)
  if (nameEnd < 0) throw new RangeError('a field name has no end')
  const value = nameEnd + 1
  const size = valueBytes(raw, raw[at] ?? 0, value)
  if (size < 0 || value + size > raw.length) throw new RangeError('a field is longer than its document')
  return value + size - at
}

function valueBytes(raw: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // 64-bit integer
      return 8
    case 0x10: // 32-bit integer
      return 4
    case 0x08: // boolean
      return 1
    case 0x07: // ObjectId
      return 12
    case 0x13: // decimal
      return 16
    case 0x02: // string
    case 0x0d: // JavaScript
    case 0x0e: // symbol
      return 4 + raw.readInt32LE(at)
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // JavaScript with scope
      return raw.readInt32LE(at)
    case 0x05: // binary
      return 5 + raw.readInt32LE(at)
    case 0x0b: // regular expression
      return raw.indexOf(0, raw.indexOf(0, at) + 1) + 1 - at
    case 0x0c: // DBPointer
      return 4 + raw.readInt32LE(at) + 12
    case 0x06: // undefined
    case 0x0a: // null
    case 0x7f: // MaxKey
    case 0xff: // MinKey
      return 0
    default:
      throw new RangeError(`no BSON type ${type}`)
  }
}

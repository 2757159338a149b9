// Puts `_id` first in a document's bytes, as MongoDB does, and adds one where there is none: by moving bytes, since nearly every
// insert needs it (drivers add `_id` last) and decoding would cost more than the rest of the insert.
import { ObjectId } from 'bson'
import { elementBytes } from './raw-fields.js'

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

// The fields of a document, walked in its bytes: where each begins and ends, without decoding any. What is only moved or
// copied needs no more, and decoding would cost more than the rest of an insert or a read.

/** Type, name and value of the element at this place. Throws RangeError for bytes that are no BSON. */
export function elementBytes(raw: Buffer, at: number): number {
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

/**
 * Copies a document's top-level fields: only those named (`keeps: true`), or all others. The bytes of a field stay as they
 * are, and so does the order.
 */
export function fieldCopier(names: readonly string[], keeps: boolean): (raw: Buffer) => Buffer {
  const named = names.map((name) => Buffer.from(`${name}\0`))
  const isNamed = (raw: Buffer, at: number): boolean => named.some((name) => startsAt(raw, at, name))
  return (raw) => {
    const end = raw.length - 1
    const bytes = Buffer.allocUnsafe(raw.length)
    let to = 4
    // Neighbours that are kept are copied at once.
    let from = 4
    for (let at = 4; at < end; ) {
      const next = at + elementBytes(raw, at)
      if (isNamed(raw, at + 1) !== keeps) {
        to += raw.copy(bytes, to, from, at)
        from = next
      }
      at = next
    }
    to += raw.copy(bytes, to, from, end)
    bytes[to++] = 0
    bytes.writeInt32LE(to, 0)
    return bytes.subarray(0, to)
  }
}

function startsAt(raw: Buffer, at: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (raw[at + i] !== name[i]) return false
  return true
}

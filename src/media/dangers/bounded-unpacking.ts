// Unpacks the beginning of what was packed, as far as it is allowed and no further: whoever packed a gigabyte of zeros gets no more
// memory than somebody with a letter. What is broken ends where it breaks.
import { Inflate, Unzlib } from 'fflate'
import type { ZipEntry } from './zip-entries.js'

/** So small that not even the best packing makes more than four megabytes of one. */
const bite = 4096

/** Of deflate, as in a ZIP, or with zlib's head, as in a PDF. */
export function unpackedStart(packed: Uint8Array, most: number, form: 'deflate' | 'zlib'): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = form === 'zlib' ? new Unzlib() : new Inflate()
  reader.ondata = (part) => {
    const fitting = part.slice(0, most - length)
    parts.push(fitting)
    length += fitting.length
  }
  try {
    for (let at = 0; at < packed.length && length < most; at += bite)
      reader.push(packed.subarray(at, at + bite), at + bite >= packed.length)
  } catch (error) {
    // fflate's own word for what is broken; what came before it is there.
    if (!(error instanceof Error)) throw error
  }
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** `undefined`: packed in a way that is not read here, or not where the table of contents says. */
export function entryStart(bytes: Uint8Array, entry: ZipEntry, most: number): Uint8Array | undefined {
  const { at, packedBytes, method } = entry
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at < 0 || at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) return undefined
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = bytes.subarray(from, from + packedBytes)
  if (method === 0) return packed.subarray(0, most)
  return method === 8 ? unpackedStart(packed, most, 'deflate') : undefined
}

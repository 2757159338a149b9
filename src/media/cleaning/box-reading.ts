// The boxes of which MP4, MOV, HEIC and AVIF are made: where each begins and ends, and nothing when sizes do not add up.
import { latin1 } from '../kinds/file-kind.js'

export interface Box {
  readonly type: string
  readonly start: number
  /** Where its content begins and ends. */
  readonly from: number
  readonly to: number
}

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** `undefined` when sizes do not add up. */
export function boxesIn(bytes: Uint8Array, start: number, end: number): Box[] | undefined {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  for (let at = start; at < end; ) {
    if (at + 8 > end) return undefined
    const short = view.getUint32(at)
    const isLong = short === 1
    if (isLong && at + 16 > end) return undefined
    const size = short === 0 ? end - at : isLong ? Number(view.getBigUint64(at + 8)) : short
    const from = at + (isLong ? 16 : 8)
    if (size < from - at || at + size > end) return undefined
    boxes.push({ type: latin1(bytes, at + 4, at + 8), start: at, from, to: at + size })
    at += size
  }
  return boxes
}

/** The box stays where it is, so that tables of offsets stay right; what was in it is gone. */
export function blank(bytes: Uint8Array, { start, from, to }: Box): void {
  for (const [place, letter] of [...'free'].entries()) bytes[start + 4 + place] = letter.charCodeAt(0)
  bytes.fill(0, from, to)
}

// Sizes tell stories: a short tip, a long one, a photograph. Everything is padded to a few steps before it is encrypted,
// so that whoever holds the database sees only the step.

const firstStep = 1024
const lastStep = 4 * 1024 * 1024
const lengthBytes = 4

/** 1, 4, 16, 64, 256 KiB, 1 and 4 MiB; above that whole multiples of 4 MiB, so that a picture of 10 MB fits in a document of 16. */
export function paddedLength(length: number): number {
  const needed = length + lengthBytes
  for (let step = firstStep; step <= lastStep; step *= 4) if (needed <= step) return step
  return Math.ceil(needed / lastStep) * lastStep
}

/** The length (4 bytes, big-endian), the content, zeros up to the step. */
export function pad(plain: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(plain.length))
  new DataView(padded.buffer).setUint32(0, plain.length)
  padded.set(plain, lengthBytes)
  return padded
}

/** `undefined` for what `pad` did not make. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length < lengthBytes) return undefined
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (padded.length !== paddedLength(length)) return undefined
  return padded.slice(lengthBytes, lengthBytes + length)
}

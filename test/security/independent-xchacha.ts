// XChaCha20-Poly1305 made without libsodium: HChaCha20 as draft-irtf-cfrg-xchacha-03 §2.2 writes it, then OpenSSL's
// ChaCha20-Poly1305. Only to check that our sealed parts are what their description says.
import { createCipheriv } from 'node:crypto'

const constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]
const quarters = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const

function words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true))
}

export function hchacha20(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const state = Uint32Array.from([...constants, ...words(key), ...words(nonce)])
  const at = (index: number) => state[index] ?? 0
  const mix = (to: number, from: number, into: number, turn: number) => {
    state[to] = at(to) + at(from)
    const mixed = at(into) ^ at(to)
    state[into] = (mixed << turn) | (mixed >>> (32 - turn))
  }
  for (let round = 0; round < 10; round += 1)
    for (const [a, b, c, d] of quarters) {
      mix(a, b, d, 16)
      mix(c, d, b, 12)
      mix(a, b, d, 8)
      mix(c, d, b, 7)
    }
  const out = Buffer.alloc(32)
  for (const [place, index] of [0, 1, 2, 3, 12, 13, 14, 15].entries()) out.writeUInt32LE(at(index), place * 4)
  return out
}

/** Ciphertext and tag. */
export function xchacha20poly1305(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  plain: Uint8Array,
): Buffer {
  const cipher = createCipheriv(
    'chacha20-poly1305',
    hchacha20(key, nonce.subarray(0, 16)),
    Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]),
    { authTagLength: 16 },
  )
  cipher.setAAD(associated, { plaintextLength: plain.length })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

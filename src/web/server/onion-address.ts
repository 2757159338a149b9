// An address of an onion service, version 3: 56 letters that are a key, a checksum and the version. One with a slip in it leads
// nowhere or to somebody else, so the checksum is reckoned.
import { createHash } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const version = 3

/** `http://<56 letters>.onion`, small, without a slash, port or path. */
export function isOnionAddress(url: string): boolean {
  const [, name] = /^http:\/\/([a-z2-7]{56})\.onion$/.exec(url) ?? []
  if (name === undefined) return false
  const bytes = bytesOf(name)
  const [key, checksum] = [bytes.subarray(0, 32), bytes.subarray(32, 34)]
  return bytes[34] === version && onionChecksum(key).equals(checksum)
}

/** The two bytes that follow the key. */
export const onionChecksum = (key: Uint8Array): Buffer =>
  createHash('sha3-256')
    .update('.onion checksum')
    .update(key)
    .update(Uint8Array.of(version))
    .digest()
    .subarray(0, 2)

/** 56 letters of five bits are 35 bytes. */
function bytesOf(name: string): Buffer {
  let bits = [...name].reduce((all, letter) => (all << 5n) | BigInt(letters.indexOf(letter)), 0n)
  const bytes = Buffer.alloc(35)
  for (let at = 34; at >= 0; at -= 1) {
    bytes[at] = Number(bits & 255n)
    bits >>= 8n
  }
  return bytes
}

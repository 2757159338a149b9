// libsodium without WebAssembly: its own build in plain JavaScript, but for Argon2id, which that build does five times slower
// than it can be done (14 s measured, against 3 reckoned from a small part). What comes out is the same to the bit; a test compares them.
import { argon2id } from '@noble/hashes/argon2.js'
import sodium from 'libsodium-sumo/plain'

/** While a password is hashed: an event of this name with the share that is done, from 0 to 1. */
const progressEvent = 'slow-hash'

/** Ready to be used. */
export async function plainSodium(): Promise<object> {
  await sodium.ready
  // The signature is libsodium's; 64-bit numbers come in two halves, and what we ask for needs the lower one alone.
  sodium._crypto_pwhash = (out, length, _high, password, size, _high2, salt, passes, _high3, memory) => {
    const at = (address: number, count: number) => sodium.HEAPU8.slice(address, address + count)
    const hashed = argon2id(at(password, size), at(salt, 16), {
      ...{ t: passes, m: memory / 1024, p: 1, dkLen: length },
      onProgress: (share) => dispatchEvent(new CustomEvent(progressEvent, { detail: share })),
    })
    sodium.HEAPU8.set(hashed, out)
    return 0
  }
  return sodium
}

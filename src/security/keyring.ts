// One secret, many keys: every purpose derives its own key from SECRET_KEY (HKDF-SHA256), so that nothing made for one
// purpose can be read or matched in another. Refuses to open what was sealed for another purpose or context.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export interface Keyring {
  /** A stable name that cannot be turned back: HMAC-SHA256 in base64url (43 characters), or its first `length` of them. */
  pseudonym(purpose: string, value: string, length?: number): string
  /** AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. `context` must be the same when opening. */
  seal(purpose: string, plain: string | Uint8Array, context?: string): Buffer
  /** Throws SealBroken when purpose, context, key or a single bit differs. */
  open(purpose: string, sealed: Uint8Array, context?: string): Buffer
}

export class SealBroken extends Error {
  constructor(readonly purpose: string) {
    super(
      `A value sealed for "${purpose}" cannot be opened: it was changed, or SECRET_KEY is not the one it was sealed with`,
    )
  }
}

const version = 1

/** Random bytes are asked for many nonces at a time: one call to the system for each would cost as much as sealing. */
const nonceBytes = 12
let nonces = Buffer.alloc(0)
function nextNonce(): Buffer {
  if (nonces.length < nonceBytes) nonces = randomBytes(nonceBytes * 256)
  const nonce = nonces.subarray(0, nonceBytes)
  nonces = nonces.subarray(nonceBytes)
  return nonce
}

export function createKeyring(secretKey: Uint8Array): Keyring {
  const keys = new Map<string, Buffer>()
  function keyFor(use: string): Buffer {
    let key = keys.get(use)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secretKey, 'sujarit', use, 32))
      keys.set(use, key)
    }
    return key
  }

  return {
    pseudonym(purpose, value, length = 43) {
      return createHmac('sha256', keyFor(`pseudonym/${purpose}`))
        .update(value)
        .digest('base64url')
        .slice(0, length)
    },
    seal(purpose, plain, context = '') {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal/${purpose}`), nonce)
      cipher.setAAD(Buffer.from(context))
      const body = Buffer.concat([
        typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
        cipher.final(),
      ])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(purpose, sealed, context = '') {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < 29 || bytes[0] !== version) throw new SealBroken(purpose)
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal/${purpose}`), bytes.subarray(1, 13))
        decipher.setAAD(Buffer.from(context))
        decipher.setAuthTag(bytes.subarray(13, 29))
        return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()])
      } catch {
        throw new SealBroken(purpose)
      }
    },
  }
}

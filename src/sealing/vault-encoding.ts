// How keys, ids and sealed parts are written down: base64url without padding, and random names in base32.
// No node-only call here: a browser page reads and writes the same.

/** base64url without padding. */
export function toStored(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** `undefined` for what is not base64url, or not as toStored writes it: bytes have one way to be written down and no other. */
export function fromStored(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return toStored(bytes) === text ? bytes : undefined
}

const symbols = '0123456789abcdefghjkmnpqrstvwxyz'

/** What newVaultId makes. */
export const vaultIdPattern = /^[0-9a-hjkmnp-tv-z]{26}$/

/** 128 random bits in Crockford's base32 (26 characters): a name that says nothing about when or by whom. */
export const newVaultId = (): string => vaultIdOf(crypto.getRandomValues(new Uint8Array(16)))

/** Sixteen bytes, written as such a name. */
export function vaultIdOf(bytes: Uint8Array): string {
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  let id = ''
  for (let place = 0; place < 26; place += 1) {
    id = symbols.charAt(Number(bits & 31n)) + id
    bits >>= 5n
  }
  return id
}

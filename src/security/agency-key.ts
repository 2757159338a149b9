// The agency's own key: it signs the list of what our pages load, and nothing else. Made from a seed that is kept for this alone
// (ASSETS_KEY): nothing of it comes from SECRET_KEY, so that neither gives the other away.
import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { fromStored, toStored } from '../sealing/vault-encoding.js'

export const seedBytes = 32

export interface AgencyKey {
  /** base64url. */
  readonly publicKey: string
  /** For people to compare: see `agencyFingerprint`. */
  readonly fingerprint: string
  /** Ed25519, base64url. */
  sign(text: string): string
}

/** What is signed says what it is, so that it is good for nothing else. */
const signedAs = (text: string): string => `sujarit page assets 1\n${text}`

export async function agencyKeyFrom(seed: Uint8Array): Promise<AgencyKey> {
  await sodium.ready
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
  const written = toStored(publicKey)
  return {
    publicKey: written,
    fingerprint: agencyFingerprint(written),
    sign: (text) => toStored(sodium.crypto_sign_detached(signedAs(text), privateKey)),
  }
}

/** 128 bits in small hexadecimal digits, in groups of four: it is read from paper, where large and small letters are confused. */
export function agencyFingerprint(publicKey: string): string {
  const digits = createHash('sha256').update(`sujarit agency key ${publicKey}`).digest('hex').slice(0, 32)
  return digits.match(/.{4}/g)?.join(' ') ?? digits
}

/** Whether the text was signed by whoever holds this key. False, too, for what is no key or no signature. */
export async function isSignedBy(publicKey: string, text: string, signature: string): Promise<boolean> {
  await sodium.ready
  const key = fromStored(publicKey)
  const bytes = fromStored(signature)
  if (key?.length !== sodium.crypto_sign_PUBLICKEYBYTES || bytes?.length !== sodium.crypto_sign_BYTES)
    return false
  return sodium.crypto_sign_verify_detached(bytes, signedAs(text), key)
}

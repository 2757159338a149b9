// The envelope of a case: what is inside is encrypted with the case's own random key, and that key is sealed to every
// recipient's public key. Runs in the server and in a browser alike: bytes in, bytes out, base64url for what is stored.
// Refuses to open a part in another place than the one it was sealed for, and whatever differs by a single bit.
import sodium from 'libsodium-wrappers-sumo'
import { fromStored, toStored } from './vault-encoding.js'
import { pad, unpad } from './vault-padding.js'

export const vaultVersion = 1

/** Where a part belongs. All of it is authenticated with the content, so that no part can be moved to another place. */
export interface PartPlace {
  readonly caseId: string
  /** 'body', or the attachment's id. */
  readonly part: string
  /** 'tip body', 'tip picture', 'tip original', 'tip draft' … */
  readonly purpose: string
}

/** An officer's pair of X25519 keys, base64url. The private half never stays on the server. */
export interface RecipientKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** It was changed, belongs elsewhere, or the key is not its own. Says no more, so that nobody learns by trying. */
export class VaultBroken extends Error {
  override readonly name = 'VaultBroken'
  /** Not written in a log by its name: see `Untold` in log.ts. */
  readonly untold = true
  constructor(readonly what: 'part' | 'key') {
    super(
      `This sealed ${what} cannot be opened here: it was changed, or it was sealed for another place or key`,
    )
  }
}

const keyBytes = 32
const nonceBytes = 24

/** 32 random bytes: the key of one case. */
export function newCaseKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(keyBytes))
}

/** Version byte, nonce (24 bytes), XChaCha20-Poly1305 of the padded content. */
export async function sealPart(
  caseKey: Uint8Array,
  place: PartPlace,
  plain: Uint8Array,
): Promise<Uint8Array> {
  await sodium.ready
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    pad(plain),
    associatedData(vaultVersion, place),
    null,
    nonce,
    caseKey,
  )
  const sealed = new Uint8Array(1 + nonceBytes + body.length)
  sealed[0] = vaultVersion
  sealed.set(nonce, 1)
  sealed.set(body, 1 + nonceBytes)
  return sealed
}

/** Throws VaultBroken when key, case, part, purpose, version or a single bit differs. */
export async function openPart(
  caseKey: Uint8Array,
  place: PartPlace,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  await sodium.ready
  const version = sealed[0]
  if (version !== vaultVersion) throw new VaultBroken('part')
  const plain = unpad(decrypt(caseKey, associatedData(version, place), sealed))
  if (!plain) throw new VaultBroken('part')
  return plain
}

function decrypt(caseKey: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Uint8Array {
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const body = sealed.subarray(1 + nonceBytes)
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, associated, nonce, caseKey)
  } catch {
    throw new VaultBroken('part')
  }
}

/** JSON keeps the fields apart: no case id can be made to look like another one with a longer part name. */
function associatedData(version: number, { caseId, part, purpose }: PartPlace): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['sujarit vault', version, purpose, caseId, part]))
}

export async function makeRecipientKeys(): Promise<RecipientKeys> {
  await sodium.ready
  const pair = sodium.crypto_box_keypair()
  return { publicKey: toStored(pair.publicKey), privateKey: toStored(pair.privateKey) }
}

/** The key in a sealed box (X25519) that only the owner of the private half opens. Throws TypeError for a bad public key. */
export async function sealKeyFor(publicKey: string, caseKey: Uint8Array): Promise<string> {
  await sodium.ready
  const bytes = readKey(publicKey)
  if (!bytes) throw new TypeError('Not a public key: 32 bytes in base64url are expected')
  return toStored(sodium.crypto_box_seal(caseKey, bytes))
}

/** Throws VaultBroken when it was sealed to somebody else, or changed. */
export async function openKey(recipient: RecipientKeys, sealedKey: string): Promise<Uint8Array> {
  await sodium.ready
  const publicKey = readKey(recipient.publicKey)
  const privateKey = readKey(recipient.privateKey)
  const sealed = fromStored(sealedKey)
  if (!publicKey || !privateKey || !sealed) throw new VaultBroken('key')
  try {
    return sodium.crypto_box_seal_open(sealed, publicKey, privateKey)
  } catch {
    throw new VaultBroken('key')
  }
}

/** Whether something can be sealed to it: 32 bytes, base64url, and a point that gives a shared secret. */
export async function isPublicKey(text: string): Promise<boolean> {
  try {
    await sealKeyFor(text, newCaseKey())
    return true
  } catch {
    // A wrong length or a point of low order: libsodium has no error types.
    return false
  }
}

/** A short name of a public key (BLAKE2b, 128 bits) by which an officer sees that the key on the server is their own. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  await sodium.ready
  return toStored(sodium.crypto_generichash(16, `sujarit recipient ${publicKey}`, null))
}

function readKey(text: string): Uint8Array | undefined {
  const bytes = fromStored(text)
  return bytes?.length === keyBytes ? bytes : undefined
}

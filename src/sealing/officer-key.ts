// An officer's private key between two uses: wrapped by a passphrase (Argon2id) and by a recovery key that is printed once.
// Runs in the officer's browser only; the server keeps what is wrapped and never sees what opens it.
import sodium from 'libsodium-wrappers-sumo'
import { z } from 'zod'
import { composed } from '../i18n/letters/composed.js'
import { corrected, groupsOf } from './receipt.js'
import { fingerprintOf, openPart, type RecipientKeys, sealPart, VaultBroken } from './vault.js'
import { fromStored, newVaultId, toStored } from './vault-encoding.js'

const stored = z.string().regex(/^[\w-]+$/)

/** What the server keeps of a private key. */
export const wrappedKeySchema = z.object({
  publicKey: stored.length(43),
  /** 16 bytes, base64url. */
  salt: stored.length(22),
  byPassphrase: stored.max(4000),
  byRecoveryKey: stored.max(4000),
})
export type WrappedKey = z.infer<typeof wrappedKeySchema>

/** The file that `npm run add-recipient` writes. */
const keyFileSchema = z.object({
  kind: z.literal('sujarit recipient key'),
  version: z.literal(1),
  name: z.string(),
  publicKey: stored,
  privateKey: stored,
})

const passes = 3
const memoryBytes = 64 * 1024 * 1024
const recoverySymbols = 52

/** 260 random bits in Crockford's base32, in groups of four, for paper. */
export function newRecoveryKey(): string {
  return groupsOf((newVaultId() + newVaultId()).toUpperCase()).join('-')
}

/** Takes about a second and 64 MiB. */
export async function wrapKey(
  keys: RecipientKeys,
  passphrase: string,
  recoveryKey: string,
): Promise<WrappedKey> {
  const salt = toStored(crypto.getRandomValues(new Uint8Array(16)))
  const privateKey = bytesOf(keys.privateKey)
  const { publicKey } = keys
  return {
    publicKey,
    salt,
    byPassphrase: toStored(await sealPart(await stretch(passphrase, salt), placeOf(publicKey), privateKey)),
    byRecoveryKey: toStored(await sealPart(await hashed(recoveryKey), placeOf(publicKey), privateKey)),
  }
}

/** Another passphrase; the printed recovery key stays good. */
export async function wrapAgain(
  keys: RecipientKeys,
  passphrase: string,
  before: WrappedKey,
): Promise<WrappedKey> {
  const salt = toStored(crypto.getRandomValues(new Uint8Array(16)))
  const key = await stretch(passphrase, salt)
  const sealed = await sealPart(key, placeOf(keys.publicKey), bytesOf(keys.privateKey))
  return { ...before, salt, byPassphrase: toStored(sealed) }
}

/** Throws VaultBroken for a wrong passphrase. Takes about a second. */
export async function unwrapByPassphrase(wrapped: WrappedKey, passphrase: string): Promise<RecipientKeys> {
  return unwrap(wrapped, await stretch(passphrase, wrapped.salt), wrapped.byPassphrase)
}

/** Throws VaultBroken for a wrong recovery key. */
export async function unwrapByRecoveryKey(wrapped: WrappedKey, written: string): Promise<RecipientKeys> {
  if (corrected(written).length !== recoverySymbols) throw new VaultBroken('key')
  return unwrap(wrapped, await hashed(written), wrapped.byRecoveryKey)
}

/** `undefined` for any other file. */
export function readKeyFile(words: string): (RecipientKeys & { readonly name: string }) | undefined {
  try {
    const { name, publicKey, privateKey } = keyFileSchema.parse(JSON.parse(words))
    return { name, publicKey, privateKey }
  } catch {
    // Not JSON, or not a key: for whoever chose the file it is the same.
    return undefined
  }
}

/** For two people to compare, by telephone or side by side: the fingerprint in groups of four. */
export const readableFingerprint = (fingerprint: string): string => groupsOf(fingerprint).join(' ')

/** Whether a public key has this fingerprint: what the server says is not taken for granted. */
export async function isKeyOf(fingerprint: string, publicKey: string): Promise<boolean> {
  return (await fingerprintOf(publicKey)) === fingerprint
}

async function unwrap({ publicKey }: WrappedKey, key: Uint8Array, sealed: string): Promise<RecipientKeys> {
  const privateKey = await openPart(key, placeOf(publicKey), bytesOf(sealed))
  return { publicKey, privateKey: toStored(privateKey) }
}

const placeOf = (publicKey: string) => ({ caseId: publicKey, part: 'private key', purpose: 'officer key' })
const bytesOf = (text: string): Uint8Array => fromStored(text) ?? new Uint8Array()

async function stretch(passphrase: string, salt: string): Promise<Uint8Array> {
  await sodium.ready
  return sodium.crypto_pwhash(
    32,
    new TextEncoder().encode(composed(passphrase, 'NFKC')),
    bytesOf(salt),
    passes,
    memoryBytes,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )
}

/** 260 random bits need no stretching. */
async function hashed(recoveryKey: string): Promise<Uint8Array> {
  await sodium.ready
  return sodium.crypto_generichash(32, `sujarit recovery ${corrected(recoveryKey)}`, null)
}

// How a backup is locked: one random key for all of its files, which a passphrase (Argon2id) or the private half of a public key
// opens. A file is a row of frames (XChaCha20-Poly1305); it names its place, so that no two can be exchanged, and its end, so that
// none can be cut short. Refuses whatever differs by a bit.
import sodium from 'libsodium-wrappers-sumo'
import { z } from 'zod'
import { composed } from '../i18n/letters/composed.js'
import { openKey, type RecipientKeys, sealKeyFor } from '../sealing/vault.js'
import { fromStored, toStored } from '../sealing/vault-encoding.js'

const passes = 3
const memoryBytes = 64 * 1024 * 1024
const stored = z.string().regex(/^[\w-]+$/)

export const lockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), salt: stored, sealedKey: stored }),
  z.object({ kind: z.literal('publicKey'), publicKey: stored, sealedKey: stored }),
])
export type BackupLock = z.infer<typeof lockSchema>

export type LockWith =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'publicKey'; readonly publicKey: string }

export type OpenWith =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'key'; readonly keys: RecipientKeys }

/** Not this passphrase or key, or not as it was written. `file` is a name of the backup's own. */
export class BackupBroken extends Error {
  override readonly name = 'BackupBroken'
  constructor(readonly file: string) {
    super(`${file}: it cannot be opened with this passphrase or key, or it was changed`)
  }
}

/** Throws TypeError for what is no public key. */
export async function newLock(
  lock: LockWith,
): Promise<{ readonly key: Uint8Array; readonly lock: BackupLock }> {
  await sodium.ready
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
  if (lock.kind === 'publicKey') {
    const { publicKey } = lock
    return { key, lock: { kind: 'publicKey', publicKey, sealedKey: await sealKeyFor(publicKey, key) } }
  }
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  const sealed = sodium.crypto_secretbox_easy(key, nonce, stretched(lock.passphrase, salt))
  const sealedKey = toStored(Buffer.concat([nonce, sealed]))
  return { key, lock: { kind: 'passphrase', salt: toStored(salt), sealedKey } }
}

/** Throws BackupBroken. */
export async function openLock(lock: BackupLock, by: OpenWith): Promise<Uint8Array> {
  await sodium.ready
  try {
    if (lock.kind === 'publicKey' && by.kind === 'key') return await openKey(by.keys, lock.sealedKey)
    if (lock.kind === 'passphrase' && by.kind === 'passphrase') {
      const salt = fromStored(lock.salt) ?? new Uint8Array()
      const sealed = fromStored(lock.sealedKey) ?? new Uint8Array()
      const nonceBytes = sodium.crypto_secretbox_NONCEBYTES
      const key = stretched(by.passphrase, salt)
      return sodium.crypto_secretbox_open_easy(
        sealed.subarray(nonceBytes),
        sealed.subarray(0, nonceBytes),
        key,
      )
    }
  } catch (error) {
    // libsodium has no error types: whatever it refuses here does not belong together.
    if (!(error instanceof Error)) throw error
  }
  throw new BackupBroken('backup.json')
}

const stretched = (passphrase: string, salt: Uint8Array): Uint8Array =>
  sodium.crypto_pwhash(
    sodium.crypto_secretbox_KEYBYTES,
    composed(passphrase),
    salt,
    passes,
    memoryBytes,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )

/** Frames as they are written: the header, then each with its length in front (4 bytes, big-endian), the last one marked. */
export async function* lockedFrames(
  key: Uint8Array,
  file: string,
  frames: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  await sodium.ready
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  yield header
  const {
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: on,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL: end,
  } = sodium
  for await (const frame of frames)
    yield withLength(sodium.crypto_secretstream_xchacha20poly1305_push(state, frame, file, on))
  yield withLength(sodium.crypto_secretstream_xchacha20poly1305_push(state, new Uint8Array(), file, end))
}

function withLength(frame: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(frame.length)
  return Buffer.concat([length, frame])
}

/** The frames again. Throws BackupBroken at the first that is not as it was written, and when the last one is missing. */
export async function* openedFrames(
  key: Uint8Array,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  await sodium.ready
  const headerBytes = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
  let rest = Buffer.alloc(0)
  let state: ReturnType<typeof sodium.crypto_secretstream_xchacha20poly1305_init_pull> | undefined
  let ended = false
  for await (const some of bytes) {
    rest = Buffer.concat([rest, some])
    if (!state) {
      if (rest.length < headerBytes) continue
      state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(rest.subarray(0, headerBytes), key)
      rest = rest.subarray(headerBytes)
    }
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const length = rest.readUInt32BE(0)
      const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(
        state,
        rest.subarray(4, 4 + length),
        file,
      )
      if (!opened || ended) throw new BackupBroken(file)
      ended = opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      if (!ended) yield opened.message
      rest = rest.subarray(4 + length)
    }
  }
  if (!ended || rest.length > 0) throw new BackupBroken(file)
}

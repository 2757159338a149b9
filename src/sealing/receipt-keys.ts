// What a receipt unlocks, by two Argon2id derivations with salts of their own: the proof that is shown to the server, and
// the key that wraps the reporter's private key and never leaves the browser. Neither tells anything of the other.
import sodium from 'libsodium-wrappers-sumo'
import type { Receipt } from './receipt.js'
import { openPart, type RecipientKeys, sealPart, VaultBroken } from './vault.js'
import { fromStored, toStored } from './vault-encoding.js'

/** 16 bytes each, base64url; the server makes them from the selector and hands them to whoever asks for it. */
export interface ReceiptSalts {
  readonly authenticatorSalt: string
  readonly wrappingSalt: string
}

/** What the server is shown; of the authenticator it keeps a hash. */
export interface ReceiptLock {
  readonly selector: string
  /** 32 bytes, base64url. */
  readonly authenticator: string
  readonly publicKey: string
  /** The private key, sealed under the wrapping key. */
  readonly wrappedKey: string
}

const saltBytes = 16
const keyBytes = 32
const passes = 3
const memoryBytes = 64 * 1024 * 1024
const smallMemoryBytes = 512 * 1024
const coarseMilliseconds = 60
/** A clock that stands still must not hold anybody. */
const mostTimes = 100

/** Takes about a second and 64 MiB each time: for the reporter once, for a guesser every time. */
export async function deriveAuthenticator(receipt: Receipt, { authenticatorSalt }: ReceiptSalts) {
  return toStored(await derive('authenticator', receipt, authenticatorSalt))
}

/** Locks the reporter's private key behind a new receipt, with the salts of its selector. */
export async function lockWithReceipt(
  receipt: Receipt,
  keys: RecipientKeys,
  salts: ReceiptSalts,
): Promise<ReceiptLock> {
  const wrappingKey = await derive('wrapping', receipt, salts.wrappingSalt)
  const privateKey = fromStored(keys.privateKey) ?? new Uint8Array()
  return {
    selector: receipt.selector,
    authenticator: await deriveAuthenticator(receipt, salts),
    publicKey: keys.publicKey,
    wrappedKey: toStored(await sealPart(wrappingKey, placeOf(keys), privateKey)),
  }
}

/** What a receipt that was proved opens. */
export type LockShown = Pick<ReceiptSalts, 'wrappingSalt'> & Pick<ReceiptLock, 'publicKey' | 'wrappedKey'>

/** Throws VaultBroken when the receipt is another one, or the wrapped key was changed. */
export async function unlockWithReceipt(
  receipt: Receipt,
  { wrappingSalt, publicKey, wrappedKey }: LockShown,
): Promise<RecipientKeys> {
  const wrappingKey = await derive('wrapping', receipt, wrappingSalt)
  const wrapped = fromStored(wrappedKey)
  if (!wrapped) throw new VaultBroken('key')
  return { publicKey, privateKey: toStored(await openPart(wrappingKey, placeOf({ publicKey }), wrapped)) }
}

/** What one of our derivations will take here, in seconds, by a small part of it: some browsers need minutes. */
export async function secondsToDerive(): Promise<number> {
  await sodium.ready
  const began = performance.now()
  let times = 0
  // Clocks are made coarse where people are not to be told apart.
  while (performance.now() - began < coarseMilliseconds && times < mostTimes) {
    argon2id('how quick is it', new Uint8Array(saltBytes), 1, smallMemoryBytes)
    times += 1
  }
  const work = passes * (memoryBytes / smallMemoryBytes)
  return ((performance.now() - began) / 1000 / times) * work
}

/** The public key it belongs to is authenticated with it: wrapped keys cannot be exchanged. */
const placeOf = ({ publicKey }: Pick<RecipientKeys, 'publicKey'>) => ({
  caseId: publicKey,
  part: 'reporter key',
  purpose: 'receipt',
})

async function derive(use: 'authenticator' | 'wrapping', { verifier }: Receipt, salt: string) {
  await sodium.ready
  const bytes = fromStored(salt)
  if (bytes?.length !== saltBytes) throw new VaultBroken('key')
  const password = `sujarit receipt ${use} ${verifier}`
  return argon2id(password, bytes, passes, memoryBytes)
}

const argon2id = (password: string, salt: Uint8Array, times: number, memory: number): Uint8Array =>
  sodium.crypto_pwhash(keyBytes, password, salt, times, memory, sodium.crypto_pwhash_ALG_ARGON2ID13)

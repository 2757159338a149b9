// A one-time link to the page that makes a receipt. The secret stands after '#', which no browser sends: the server knows
// the offer by a hash of it and cannot open what the offer holds. Runs in server and browser alike.
import sodium from 'libsodium-wrappers-sumo'
import { newCaseKey, openPart, sealPart, VaultBroken } from './vault.js'
import { fromStored, toStored } from './vault-encoding.js'

/** 32 random bytes, base64url. */
export const newOfferSecret = (): string => toStored(newCaseKey())

export const isOfferSecret = (text: string): boolean => fromStored(text)?.length === 32

/** By what the server finds the offer: BLAKE2b of the secret, which cannot be turned back. */
export async function offerIdOf(secret: string): Promise<string> {
  await sodium.ready
  return toStored(sodium.crypto_generichash(32, `sujarit receipt offer ${secret}`, null))
}

export async function sealForOffer(secret: string, caseId: string, caseKey: Uint8Array): Promise<string> {
  return toStored(await sealPart(keyOf(secret), placeOf(caseId), caseKey))
}

/** Throws VaultBroken when the secret belongs to another offer. */
export async function openOffer(secret: string, caseId: string, sealedKey: string): Promise<Uint8Array> {
  return openPart(keyOf(secret), placeOf(caseId), fromStored(sealedKey) ?? new Uint8Array())
}

const placeOf = (caseId: string) => ({ caseId, part: 'case key', purpose: 'receipt offer' })

function keyOf(secret: string): Uint8Array {
  const key = fromStored(secret)
  if (key?.length !== 32) throw new VaultBroken('key')
  return key
}

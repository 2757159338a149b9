// An officer's opened key between two pages of one tab: sealed under a secret that only the living session hands out, and bound to
// the public key. What lies in the tab's storage is worth nothing without the session.
import { z } from 'zod'
import { openPart, type RecipientKeys, sealPart, VaultBroken } from './vault.js'
import { fromStored, toStored } from './vault-encoding.js'

const kept = z.strictObject({
  version: z.literal(1),
  publicKey: z.string().length(43),
  sealed: z.string().max(4000),
})

const secretBytes = 32
const placeOf = (publicKey: string) => ({ caseId: publicKey, part: 'private key', purpose: 'key in a tab' })

/** What may lie in the tab's storage: JSON. `secret` is 32 bytes in base64url, from the session. */
export async function sealForTab({ publicKey, privateKey }: RecipientKeys, secret: string): Promise<string> {
  const sealed = await sealPart(keyFrom(secret), placeOf(publicKey), new TextEncoder().encode(privateKey))
  return JSON.stringify({ version: 1, publicKey, sealed: toStored(sealed) } satisfies z.infer<typeof kept>)
}

/** Throws VaultBroken for what was changed, is no such thing, or was sealed in another session or for another key. */
export async function openInTab(words: string, publicKey: string, secret: string): Promise<RecipientKeys> {
  const { sealed, publicKey: whose } = readKept(words)
  if (whose !== publicKey) throw new VaultBroken('key')
  const plain = await openPart(keyFrom(secret), placeOf(publicKey), fromStored(sealed) ?? new Uint8Array())
  return { publicKey, privateKey: new TextDecoder().decode(plain) }
}

function readKept(words: string): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(words))
  } catch {
    // Not JSON, or another version's: it opens nothing.
    throw new VaultBroken('key')
  }
}

function keyFrom(secret: string): Uint8Array {
  const bytes = fromStored(secret)
  if (bytes?.length !== secretBytes) throw new VaultBroken('key')
  return bytes
}

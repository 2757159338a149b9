// The officer's opened key from page to page of this tab. In clear it is in memory alone; in the tab's storage, which browsers
// write to the disk, it is sealed under a secret that the session hands out as long as it lives. Whatever is wrong, it is forgotten.
import { z } from 'zod'
import { openInTab, sealForTab } from '../../../../sealing/tab-key.js'
import { type RecipientKeys, VaultBroken } from '../../../../sealing/vault.js'
import { call } from '../console-call.js'

/** `forgotten`: one was open here, and its session is over or it was changed; the passphrase is asked for again. */
export type KeyInTab =
  | { readonly state: 'open'; readonly keys: RecipientKeys }
  | { readonly state: 'none' | 'forgotten' }

const place = 'sujarit officer key, sealed'
/** Where earlier versions kept it in clear. */
const placeInClear = 'sujarit officer key'
const answer = z.object({ secret: z.string() })

const askSecret = (publicKey: string) => call('POST', '/console/api/keys/tab-secret', answer, { publicKey })

/** The key that lies open in this tab, if it is the one with this public half. */
export async function keyInTab(publicKey: string): Promise<KeyInTab> {
  sessionStorage.removeItem(placeInClear)
  const kept = sessionStorage.getItem(place)
  if (kept === null) return { state: 'none' }
  const asked = await askSecret(publicKey)
  try {
    if (!asked.ok) throw new VaultBroken('key')
    return { state: 'open', keys: await openInTab(kept, publicKey, asked.value.secret) }
  } catch (error) {
    forgetKey()
    if (!(error instanceof VaultBroken)) throw error
    return { state: 'forgotten' }
  }
}

/** For the next pages of this tab. False: they will ask for the passphrase again. */
export async function keepKey(keys: RecipientKeys): Promise<boolean> {
  forgetKey()
  const asked = await askSecret(keys.publicKey)
  if (asked.ok) sessionStorage.setItem(place, await sealForTab(keys, asked.value.secret))
  return asked.ok
}

export function forgetKey(): void {
  sessionStorage.removeItem(place)
  sessionStorage.removeItem(placeInClear)
}

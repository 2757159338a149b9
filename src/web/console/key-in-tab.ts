// The officer's opened key, for as long as this tab lives and no longer. It is never sent anywhere and goes with sign-out.
import { z } from 'zod'
import type { RecipientKeys } from '../../security/vault.js'

const place = 'sujarit officer key'
const keys = z.object({ publicKey: z.string(), privateKey: z.string() })

export function keyInTab(): RecipientKeys | undefined {
  const kept = sessionStorage.getItem(place)
  if (kept === null) return undefined
  const read = keys.safeParse(JSON.parse(kept))
  return read.success ? read.data : undefined
}

export const keepKey = ({ publicKey, privateKey }: RecipientKeys): void =>
  sessionStorage.setItem(place, JSON.stringify({ publicKey, privateKey }))

export const forgetKey = (): void => sessionStorage.removeItem(place)

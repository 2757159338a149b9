// The file in DATA_DIR with which the demo's complaints officer opens tips; in the form that `npm run add-recipient` writes.
import type { RecipientKeys } from '../sealing/vault.js'

export const officerKeyFile = {
  name: 'demo-officer-key.json',
  words: (keys: RecipientKeys & { readonly name: string }): string =>
    `${JSON.stringify({ kind: 'sujarit recipient key', version: 1, ...keys }, null, 2)}\n`,
} as const

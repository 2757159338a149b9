// What opens a backup, read from files: a passphrase on the first line, or a key as `npm run add-recipient` writes it.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { RecipientKeys } from '../src/sealing/vault.js'

const keyFile = z.object({
  kind: z.literal('sujarit recipient key'),
  version: z.literal(1),
  publicKey: z.string(),
  privateKey: z.string(),
})

export async function passphraseIn(file: string): Promise<string> {
  const [line = ''] = (await readFile(file, 'utf8')).split(/\r?\n/)
  return line.trim()
}

/** `undefined` for what is no key file. */
export async function keysIn(file: string): Promise<RecipientKeys | undefined> {
  const words = await readFile(file, 'utf8')
  try {
    const read = keyFile.safeParse(JSON.parse(words))
    return read.success ? { publicKey: read.data.publicKey, privateKey: read.data.privateKey } : undefined
  } catch {
    // Not even JSON.
    return undefined
  }
}

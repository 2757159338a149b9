// Whole files into the vault and out of it, beside the main thread: sealing ten megabytes takes a sixth of a second.
import { type PartPlace, VaultBroken } from '../sealing/vault.js'
import type { HeavyWork } from './heavy-threads.js'

type Threads = Pick<HeavyWork, 'run'>

/** As sealPart does. Rejects with HeavyWorkFailed when there was no time for it. */
export const sealedBeside = (
  threads: Threads,
  key: Uint8Array,
  place: PartPlace,
  bytes: Uint8Array,
): Promise<Uint8Array> => threads.run('sealed', { key, place, bytes })

/** As openPart does, with VaultBroken for what does not open. */
export async function openedBeside(
  threads: Threads,
  key: Uint8Array,
  place: PartPlace,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const opened = await threads.run('opened', { key, place, bytes })
  if (!opened) throw new VaultBroken('part')
  return opened
}

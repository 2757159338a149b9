// What lies in a ZIP: names that run or deceive, passwords, archives in archives, and more than it says. Of each file the beginning is
// unpacked and looked at, of all of them together a bounded amount; where that ends, it says that not all was seen.

import { fileKindOf } from '../kinds/file-kind.js'
import { entryStart } from './bounded-unpacking.js'
import { nameDeceives, nameRuns } from './danger-signs.js'
import type { FileDanger } from './known-dangers.js'
import { type ZipEntry, zipEntries } from './zip-entries.js'

const mostOfOne = 2_000_000
const mostOfAll = 20_000_000
const mostLooked = 300
/** What a ZIP of honest files never says of itself: more than this in all, or so many times its own length. */
const mostUnpacked = 500_000_000
const mostTimes = 150

/** `within` looks at what was unpacked; absent: deep enough. */
export function archiveDangers(
  bytes: Uint8Array,
  within: ((inner: Uint8Array) => readonly FileDanger[]) | undefined,
): FileDanger[] {
  const entries = zipEntries(bytes)
  // Without a table of contents nobody knows what is in it.
  if (!entries) return ['unseen']
  if (isBomb(entries, bytes.length)) return ['bomb']
  const names = entries.map(({ name }) => name)
  return [
    ...(names.some(nameRuns) ? (['archiveRuns'] as const) : []),
    ...(names.some(nameDeceives) ? (['doubleName'] as const) : []),
    ...(entries.some(({ isEncrypted }) => isEncrypted) ? (['locked'] as const) : []),
    ...(within ? contentDangers(bytes, entries, within) : (['unseen'] as const)),
  ]
}

/** Its files overlap, or it would fill a disk. */
function isBomb(entries: readonly ZipEntry[], length: number): boolean {
  const sum = (of: (entry: ZipEntry) => number) => entries.reduce((all, entry) => all + of(entry), 0)
  const unpacked = sum(({ unpackedBytes }) => unpackedBytes)
  const isTooMuch = unpacked > mostUnpacked || (unpacked > 10_000_000 && unpacked > mostTimes * length)
  return isTooMuch || sum(({ packedBytes }) => packedBytes) > length
}

function contentDangers(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  within: (inner: Uint8Array) => readonly FileDanger[],
): FileDanger[] {
  const found = new Set<FileDanger>()
  let left = mostOfAll
  for (const [place, entry] of entries.entries()) {
    if (entry.isEncrypted || entry.name.endsWith('/')) continue
    const start =
      place < mostLooked && left > 0 ? entryStart(bytes, entry, Math.min(mostOfOne, left)) : undefined
    if (!start || start.length < Math.min(entry.unpackedBytes, mostOfOne)) found.add('unseen')
    if (!start) continue
    left -= start.length
    const inner = within(start)
    if (fileKindOf(start).family === 'archive') found.add('nested')
    for (const danger of inner)
      found.add(danger === 'program' || danger === 'script' ? 'archiveRuns' : danger)
  }
  return [...found]
}

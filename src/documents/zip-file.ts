// Files packed into one ZIP whose bytes depend on nothing but what is in it and the date handed in.
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

export interface PackedFile {
  /** A path with '/', in any script; the same name twice is refused. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** The archive, its entries in the order given and dated `asOf` (ZIP knows no earlier year than 1980). */
export function zipOf(files: readonly PackedFile[], asOf: Date): Buffer {
  const entries: Zippable = {}
  for (const { name, bytes } of files) {
    if (name in entries) throw new Error('Two files of one archive have the same name')
    entries[name] = [bytes, { mtime: wallClockOf(asOf), level: isPacked(name) ? 0 : 6 }]
  }
  return Buffer.from(zipSync(entries))
}

/** An office file packed anew with one date; `rewrite` answers another text for a part, or nothing to leave it. */
export function repacked(
  file: Uint8Array,
  asOf: Date,
  rewrite: (name: string, textOf: () => string) => string | undefined = () => undefined,
): Buffer {
  const parts = Object.entries(unzipSync(file)).map(([name, bytes]) => {
    const text = rewrite(name, () => strFromU8(bytes))
    return { name, bytes: text === undefined ? bytes : strToU8(text) }
  })
  return zipOf(parts, asOf)
}

/** ZIP writes a wall clock, and fflate takes this machine's; Bangkok's is what people here read. */
function wallClockOf(moment: Date): Date {
  const bangkok = new Date(moment.getTime() + 7 * 3_600_000)
  return new Date(
    bangkok.getUTCFullYear(),
    bangkok.getUTCMonth(),
    bangkok.getUTCDate(),
    bangkok.getUTCHours(),
    bangkok.getUTCMinutes(),
  )
}

const isPacked = (name: string): boolean => /\.(pdf|png|jpe?g|xlsx|docx|zip)$/i.test(name)

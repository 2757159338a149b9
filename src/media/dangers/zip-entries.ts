// What lies in a ZIP by its own table of contents, without unpacking anything: names, and which of them need a password. It
// reads a bounded number of entries and never trusts a length.

export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** Where its bytes begin, with their own header; and how they are packed (0: as they are). */
  readonly at: number
  readonly packedBytes: number
  /** What the table of contents says of it; nobody has to believe it. */
  readonly unpackedBytes: number
  readonly method: number
}

const mostEntries = 10_000
const endLength = 22
const longestComment = 65_535

/** `undefined`: it has no table of contents that can be read. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfZip(view)
  if (end === undefined) return undefined
  const entries: ZipEntry[] = []
  const said = view.getUint32(end + 16, true)
  const begins = end - view.getUint32(end + 12, true)
  // Where another file was put before it, all its places are off by as much.
  const before = isEntry(view, said) ? 0 : begins - said
  let at = said + before
  const count = Math.min(view.getUint16(end + 10, true), mostEntries)
  while (entries.length < count) {
    if (!isEntry(view, at)) return undefined
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true))
    const from = at + 46
    const to = from + (name ?? 0)
    if (to > view.byteLength) return undefined
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(from, to)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      at: view.getUint32(at + 42, true) + before,
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
    })
    at = to + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** The words of an entry that is kept as it is, such as the `mimetype` of an OpenDocument. */
export function plainEntry(bytes: Uint8Array, { at, packedBytes, method }: ZipEntry): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (method !== 0 || packedBytes > 200 || at < 0 || at + 30 > view.byteLength) return undefined
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return new TextDecoder().decode(bytes.subarray(from, from + packedBytes))
}

const isEntry = (view: DataView, at: number) =>
  at >= 0 && at + 46 <= view.byteLength && view.getUint32(at, true) === 0x02014b50

function endOfZip(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= lowest; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at
  return undefined
}

// Saves a file on the device of whoever opened it, under a name of ours that opens: its kind is what its bytes say, whatever
// somebody called it. What runs, and what nobody knows, ends in .bin, which nothing opens by itself. What may do harm ends in .unsafe
// behind its true ending: a double click asks with what to open it, the ending is shown also where known ones are hidden, and
// whoever looks at it sees what it is.
import { fileKindOf } from '../../media/kinds/file-kind.js'
import type { FileKind } from '../../media/kinds/file-kinds.js'

const longEnough = 60_000

/** Answers what it was saved as. */
export function saveFile(
  bytes: Uint8Array,
  claimed: string,
  name: string,
  { mayHarm = false }: { readonly mayHarm?: boolean } = {},
): FileKind {
  const kind = fileKindOf(bytes, claimed)
  // Without its kind: no browser shows it instead of saving it.
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.${kind.ending}${mayHarm ? '.unsafe' : ''}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), longEnough)
  return kind
}

/** What every browser draws without running anything. */
export const isDrawable = (mime: string): boolean =>
  ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/bmp'].includes(mime)

// A chosen file on its way to becoming evidence, in the browser of whoever sends it: read, recognised by its bytes, and cleaned.
// Each way in which that can fail is a word of its own. A picture is drawn anew on a canvas; what cannot be drawn truly is
// stripped by parsing; all else goes as it is, and the person reads what may hide in it. Nothing keeps its name.

import { strippedFile } from '../../media/cleaning/file-stripping.js'
import { mostPixels, pictureSizeOf } from '../../media/drawing/picture-size.js'
import { fileKindOf } from '../../media/kinds/file-kind.js'
import type { FileFamily, FileKind } from '../../media/kinds/file-kinds.js'
import { drawnAnew } from './picture-drawing.js'

export interface EvidenceFile {
  readonly kind: 'picture' | 'video' | 'audio' | 'file'
  readonly family: FileFamily
  /** `drawn`: a picture, drawn anew. `stripped`: what hid in it was taken out. `no`: it is still there. */
  readonly cleaned: 'drawn' | 'stripped' | 'no'
  /** What an officer looks at; the file itself where it was not cleaned. */
  readonly clean: Uint8Array
  readonly cleanMime: string
  readonly original: Uint8Array
  readonly originalMime: string
}

export const refusals = [
  ...(['tooMany', 'tooLarge', 'empty', 'twice'] as const),
  ...(['unreadable', 'gone', 'folder', 'tooManyPixels'] as const),
] as const
export type FileRefused = (typeof refusals)[number]

export type Read =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly kind: FileKind }
  | { readonly ok: false; readonly why: FileRefused }

export const mostFileBytes = 10_000_000

/** What its size alone says against it. */
export function whyNotFor({ size }: File): 'empty' | 'tooLarge' | undefined {
  if (size === 0) return 'empty'
  return size > mostFileBytes ? 'tooLarge' : undefined
}

/** Its bytes and what they are. What a browser or a name calls it decides nothing but between kinds whose bytes are alike. */
export async function readChosen(file: File): Promise<Read> {
  const why = whyNotFor(file)
  if (why) return refuse(why)
  const bytes = await bytesOf(file)
  if (typeof bytes === 'string') return refuse(bytes)
  if (bytes.length === 0) return refuse('empty')
  const kind = fileKindOf(bytes, file.type)
  const size = kind.family === 'picture' ? pictureSizeOf(bytes, kind) : undefined
  if (size && size.width * size.height > mostPixels) return refuse('tooManyPixels')
  return { ok: true, bytes, kind }
}

/** Takes out of it what hides in it, as far as that can be done here. */
export async function cleanedFile(original: Uint8Array, kind: FileKind): Promise<EvidenceFile> {
  const file = { kind: sortOf(kind), family: kind.family, original, originalMime: kind.mime } as const
  const drawn = kind.family === 'picture' ? await drawnAnew(original, kind) : undefined
  // A drawing that became larger than the vault takes is not used: better evidence than none.
  if (drawn && drawn.bytes.length <= mostFileBytes)
    return { ...file, kind: 'picture', cleaned: 'drawn', clean: drawn.bytes, cleanMime: drawn.mime }
  const stripped = strippedFile(original, kind)
  if (stripped) {
    const sort = shownEverywhere.includes(stripped.mime) ? 'picture' : file.kind
    return { ...file, kind: sort, cleaned: 'stripped', clean: stripped.bytes, cleanMime: stripped.mime }
  }
  return { ...file, cleaned: 'no', clean: original, cleanMime: kind.mime }
}

const refuse = (why: FileRefused) => ({ ok: false, why }) as const

/** The kinds that are stripped part by part where no canvas can be trusted. */
const shownEverywhere = ['image/jpeg', 'image/png', 'image/webp']

/** `picture` is one that was cleaned and that every officer's browser can show. */
function sortOf({ family }: FileKind): 'video' | 'audio' | 'file' {
  return family === 'video' || family === 'audio' ? family : 'file'
}

async function bytesOf(file: File): Promise<Uint8Array | 'unreadable' | 'gone'> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    // Moved or deleted since it was chosen; or not allowed, changed meanwhile, on a drive that is not there.
    return error instanceof DOMException && error.name === 'NotFoundError' ? 'gone' : 'unreadable'
  }
}

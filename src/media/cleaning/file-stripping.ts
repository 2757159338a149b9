// What can be taken out of a file without drawing it anew, whatever kind it is: one door for the chat and for browsers. What is
// not certain to be clean is not called so.
import type { FileKind } from '../kinds/file-kinds.js'
import { strippedHeif } from './heif-stripping.js'
import { strippedPicture } from './picture-stripping.js'
import { cleanRecording } from './recording-cleaning.js'
import { strippedTiff } from './tiff-stripping.js'

export interface StrippedFile {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** `undefined`: what hides in it is still there. */
export function strippedFile(bytes: Uint8Array, { ending, mime }: FileKind): StrippedFile | undefined {
  if (['heic', 'heif', 'avif'].includes(ending)) return withMime(strippedHeif(bytes), mime)
  if (ending === 'tiff') return withMime(strippedTiff(bytes), mime)
  return strippedPicture(bytes) ?? cleanRecording(bytes)
}

const withMime = (bytes: Uint8Array | undefined, mime: string) => bytes && { bytes, mime }

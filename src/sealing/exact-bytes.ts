// Bytes that were written down, read strictly: Node's own decoding passes over what does not belong, so that a key or a signature
// with something behind it, or in the middle, is taken for the same one. Bytes have one way to be written down, and no other.
import { trimmedEnd } from '../i18n/letters/trimmed-end.js'

/** `undefined` unless writing the bytes gives the same letters again; in base64 the `=` at the end may be left out. */
export function exactBytes(text: string, encoding: 'base64' | 'base64url' | 'hex'): Buffer | undefined {
  const bytes = Buffer.from(text, encoding)
  const written = bytes.toString(encoding)
  return text === written || text === trimmedEnd(written, '=') ? bytes : undefined
}

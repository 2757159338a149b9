// Which kind of writing bytes are: a page, a drawing in words, a letter, a table, or plain words. Nothing when they are not
// writing. Bounded to the beginning, but for the look whether it is writing at all, which is linear.
import type { KnownEnding } from './file-kinds.js'

const headLength = 4096

export function writingKind(bytes: Uint8Array, claimed: string): KnownEnding | undefined {
  const words = wordsOf(bytes)
  if (words === undefined) return undefined
  const head = words.slice(0, headLength).trimStart()
  if (head.startsWith('<') && /<svg[\s>]/i.test(head)) return 'svg'
  if (head.startsWith('<') && /<(?:!doctype html|html|head|body|script|meta|iframe)[\s>]/i.test(head))
    return 'html'
  if (isLetter(head)) return 'eml'
  return isTable(head, claimed) ? 'csv' : 'txt'
}

/** The words of these bytes; `undefined`: they are no writing. Thai is written in UTF-8, in UTF-16, or as Windows did. */
export function wordsOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // Tab, line feed, form feed, carriage return and escape are written; the others of the first 32 are not.
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32) || byte === 11))
    return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return isOldThai(bytes) ? new TextDecoder('windows-874').decode(bytes) : undefined
  }
}

/** TIS-620: every byte above the first 128 is a Thai letter, or one of the few signs that Windows put before them. */
function isOldThai(bytes: Uint8Array): boolean {
  return bytes.every(
    (byte) =>
      byte < 0x80 || (byte >= 0xa0 && byte !== 0xff && !(byte > 0xda && byte < 0xdf)) || byte === 0x85,
  )
}

/** At least two lines of a letter's head, one of which says who or how it came. */
function isLetter(head: string): boolean {
  const names = head
    .split(/\r?\n/, 40)
    .flatMap((line) => /^([A-Za-z][A-Za-z-]{1,40}): /.exec(line)?.[1]?.toLowerCase() ?? [])
  const telling = ['from', 'received', 'return-path', 'message-id', 'mime-version', 'delivered-to']
  return /^[A-Za-z-]{2,40}: /.test(head) && names.filter((name) => telling.includes(name)).length >= 2
}

/** Each of the first lines has the same number of commas, semicolons or tabs; or somebody says so and there is one. */
function isTable(head: string, claimed: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 20)
  // The last may be cut.
  const whole = lines.slice(0, Math.max(1, lines.length - 1)).filter((line) => line !== '')
  if (/csv/.test(claimed)) return /[,;\t]/.test(whole[0] ?? '')
  return [',', ';', '\t'].some((sign) => {
    const counts = new Set(whole.map((line) => line.split(sign).length))
    return whole.length > 1 && counts.size === 1 && !counts.has(1)
  })
}

// What would take a browser's memory or time when it is drawn, by looking at its bytes and before anybody draws it: pictures of some
// kilobytes unpack to gigabytes, and drawings repeat themselves a million times over. What cannot be measured is not drawn.
import type { FileKind } from '../kinds/file-kinds.js'
import { wordsOf } from '../kinds/writing-kind.js'
import { mostPixels, pictureSizeOf } from './picture-size.js'

const longestSide = 32_767

/** `undefined`: nothing is against it. */
export function whyNotDrawn(bytes: Uint8Array, kind: FileKind): 'huge' | 'tangled' | 'failed' | undefined {
  if (kind.ending === 'svg') return isTangled(wordsOf(bytes) ?? '') ? 'tangled' : undefined
  if (kind.family !== 'picture') return undefined
  const size = pictureSizeOf(bytes, kind)
  if (!size) return 'failed'
  const { width, height } = size
  return width * height > mostPixels || Math.max(width, height) > longestSide ? 'huge' : undefined
}

const mostLetters = 2_000_000
const mostShapes = 50_000
/** What may draw another part again, which may do the same. Of so few, nested, come some hundreds. */
const mostRepeats = 20
const repeats =
  /<(?:[\w.-]{1,40}:)?(?:use|pattern|mask|clipPath|marker|filter|foreignObject|feImage|animate|set)(?![\w-])/g
/** Names for pieces of text, which may stand for others; and pictures in it, whose size nobody has read. */
const hides = /<!ENTITY|data:/i

function isTangled(words: string): boolean {
  if (words.length > mostLetters || hides.test(words)) return true
  let shapes = 0
  for (let at = words.indexOf('<'); at !== -1; at = words.indexOf('<', at + 1)) shapes += 1
  return shapes > mostShapes || [...words.matchAll(repeats)].length > mostRepeats
}

/*
 * Puts typed Thai into the one order in which it can be drawn. Keyboards, PDFs and old files deliver the same syllable
 * in several orders of code points; only one of them shapes correctly. It changes the order, never the wording.
 */
import { composed } from '../../i18n/letters/composed.js'

const SARA_AM = '\u0e33'
const MARKS_AND_AA = /([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+)(\u0e32?)/g
const SARA_AE_IN_TWO = /\u0e40\u0e40/g
const NIKHAHIT = '\u0e4d'
const isTone = (mark: string): boolean => mark >= '\u0e48' && mark <= '\u0e4b'
/** A tone mark, or the sign of a letter that is not spoken: what is typed above a vowel. */
const standsAbove = (mark: string): boolean => mark >= '\u0e48' && mark <= '\u0e4c'
/** What is neither a vowel nor above one: nothing passes it. */
const isFixed = (mark: string): boolean => mark >= NIKHAHIT

/**
 * Thai in drawing order: composed (NFC), ํ + า joined to ำ, a tone mark after its vowel, เเ joined to แ, and a mark that
 * was typed twice written once. Other scripts only become NFC. Applying it twice changes nothing more.
 */
export function inDrawingOrder(text: string): string {
  return composed(text)
    .replace(MARKS_AND_AA, (_found, marks: string, aa: string) => withAa(inOrder([...marks]), aa))
    .replace(SARA_AE_IN_TWO, '\u0e41')
}

/** The marks of one letter: vowels before what stands above them, up to each fixed mark; none twice in a row. */
function inOrder(marks: readonly string[]): readonly string[] {
  const ordered: string[] = []
  let above: string[] = []
  const push = (mark: string): void => {
    if (ordered.at(-1) !== mark) ordered.push(mark)
  }
  const close = (): void => {
    above.forEach(push)
    above = []
  }
  for (const mark of marks) {
    if (standsAbove(mark)) above.push(mark)
    else {
      if (isFixed(mark)) close()
      push(mark)
    }
  }
  close()
  return ordered
}

/** ํ and า, also with a tone mark between them, are ำ; what stood before and behind the ํ then belongs together. */
function withAa(marks: readonly string[], aa: string): string {
  if (aa === '') return marks.join('')
  const behind = isTone(marks.at(-1) ?? '') ? 1 : 0
  const at = marks.length - 1 - behind
  if (marks[at] !== NIKHAHIT) return marks.join('') + aa
  return inOrder([...marks.slice(0, at), ...marks.slice(at + 1)]).join('') + SARA_AM
}

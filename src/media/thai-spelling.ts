/*
 * Puts typed Thai into the one order in which it can be drawn. Keyboards, PDFs and old files deliver the same syllable
 * in several orders of code points; only one of them shapes correctly. It changes the order, never the wording.
 */

const SARA_AM_IN_TWO = /\u0e4d([\u0e48-\u0e4b]?)\u0e32/g
const TONE_BEFORE_SARA_AM_IN_TWO = /([\u0e48-\u0e4b])\u0e4d\u0e32/g
const TONE_BEFORE_VOWEL = /([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])/g
const SARA_AE_IN_TWO = /\u0e40\u0e40/g
const VOWEL_TYPED_TWICE = /([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+/g

/**
 * Thai in drawing order: composed (NFC), ํ + า joined to ำ, a tone mark after its vowel, เเ joined to แ, and a mark that
 * was typed twice written once. Other scripts only become NFC. Applying it twice changes nothing more.
 */
export function inDrawingOrder(text: string): string {
  // One mend can lay the ground for the next (่ิั: the tone passes one vowel, then the other), so until nothing changes.
  // Every mend makes the text shorter or moves a tone mark to the right, so it ends.
  for (let before = text.normalize('NFC'); ; ) {
    const after = mended(before)
    if (after === before) return after
    before = after
  }
}

function mended(text: string): string {
  return text
    .replace(TONE_BEFORE_SARA_AM_IN_TWO, '$1\u0e33')
    .replace(SARA_AM_IN_TWO, '$1\u0e33')
    .replace(VOWEL_TYPED_TWICE, '$1')
    .replace(TONE_BEFORE_VOWEL, '$2$1')
    .replace(SARA_AE_IN_TWO, '\u0e41')
}

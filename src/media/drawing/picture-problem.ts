/* The one error of drawing: it says which part of a picture cannot be drawn and why, and never repeats a text. */

import type { UnfittingText } from '../lines/thai-text-layout.js'
import type { SetText } from './picture-text.js'

/**
 * `field` is a path such as `title` or `points.2.text`. invalid: wrong kind, length, count or place; empty: no letter
 * or digit; charactersWithoutLetter: `characters` are missing in Sarabun; doesNotFit: too long even in the smallest
 * letters; notAPicture: the logo cannot be read.
 */
export type DrawingProblem =
  | { field: string; problem: 'invalid' | 'empty' | 'doesNotFit' | 'notAPicture' }
  | { field: string; problem: 'charactersWithoutLetter'; characters: string[] }

/** A picture that cannot be drawn as asked. The message names fields and problems, never the texts. */
export class CannotDraw extends Error {
  constructor(readonly problems: DrawingProblem[]) {
    super(`Cannot draw: ${problems.map(({ field, problem }) => `${field} (${problem})`).join(', ')}`)
    this.name = 'CannotDraw'
  }
}

/** The text as it was set. Throws CannotDraw naming the field when it did not fit. */
export function mustFit(field: string, set: SetText | UnfittingText): SetText {
  if (!set.fits) throw new CannotDraw([{ field, problem: 'doesNotFit' }])
  return set
}

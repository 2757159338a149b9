// The sheet of a DOCX paper, in twentieths of a point, as Word has it: A4, wider at the left, where papers are filed.
import type { Paper } from '../paper.js'

export const A4 = { width: 11_906, height: 16_838 }
export const MARGIN = { top: 1134, right: 1134, bottom: 1134, left: 1417 }

/** What the margins leave of a page. */
export function roomOf({ orientation }: Pick<Paper, 'orientation'>): {
  readonly width: number
  readonly height: number
} {
  const [width, height] = orientation === 'landscape' ? [A4.height, A4.width] : [A4.width, A4.height]
  return { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom }
}

// One paragraph of a DOCX paper, in the letter of Thai official papers; it comes from the reader's machine. Sizes are Word's
// half points.
import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx'
import type { Column } from '../paper.js'

export const FONT = 'TH Sarabun New'
export const TEXT = 32
export const SMALL = 26
/** From one line of running text to the next: what Sarabun asks for; letters that stand in for it ask for more. */
export const LEADING = 440

interface LineStyle {
  readonly size?: number
  readonly bold?: boolean
  readonly align?: Column['align']
  /** Above it, in twentieths of a point, as `indent` is. */
  readonly before?: number
  readonly indent?: number
  /** From one line to the next, in the same measure; absent: what the letters ask for. */
  readonly leading?: number
  /** It stands on the page on which the next paragraph begins. */
  readonly keepNext?: boolean
}

export function line(
  text: string,
  {
    size = TEXT,
    bold = false,
    align = 'left',
    before = 0,
    indent,
    leading,
    keepNext = false,
  }: LineStyle = {},
): Paragraph {
  return new Paragraph({
    alignment: { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align],
    spacing: { before, ...(leading !== undefined && { line: leading, lineRule: LineRuleType.EXACT }) },
    ...(indent !== undefined && { indent: { left: indent } }),
    keepNext,
    // No single line of it goes to another page; Word does so by itself, other programs when they are told.
    widowControl: true,
    // Word shows a line feed within a run as a blank.
    children: text
      .split('\n')
      .map((part, index) => new TextRun({ text: part, size, bold, ...(index > 0 && { break: 1 }) })),
  })
}

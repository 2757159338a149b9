// Where people sign a DOCX paper by hand: two beside each other, as in the PDF, or one at the right; nobody's four lines are torn
// apart, and two who sign the same thing do so on the same page.
import { BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import type { Paper, Signer } from '../paper.js'
import type { PaperWords } from '../paper-words.js'
import { signatureLines } from '../pdf/pdf-paper.js'
import { line } from './docx-line.js'
import { roomOf } from './docx-room.js'

/** In twentieths of a point. */
const ALONE = 6400
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE }

export function signaturesOf(
  signers: readonly Signer[],
  paper: Paper,
  words: PaperWords,
): (Paragraph | Table)[] {
  const { width } = roomOf(paper)
  const [only, second] = signers
  if (only && !second) return linesOf(only, paper, words, width - ALONE)
  const half = Math.floor(width / 2)
  const rows: (readonly Signer[])[] = []
  for (let at = 0; at < signers.length; at += 2) rows.push(signers.slice(at, at + 2))
  return [
    new Table({
      width: { size: 2 * half, type: WidthType.DXA },
      columnWidths: [half, half],
      layout: TableLayoutType.FIXED,
      borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
      rows: rows.map(
        (pair) =>
          new TableRow({
            cantSplit: true,
            children: [0, 1].map((at) => {
              const signer = pair[at]
              return new TableCell({
                width: { size: half, type: WidthType.DXA },
                borders: NO_LINES,
                margins: { left: 0, right: 0 },
                children: signer ? linesOf(signer, paper, words) : [line('')],
              })
            }),
          }),
      ),
    }),
  ]
}

const linesOf = (signer: Signer, paper: Paper, words: PaperWords, indent?: number): Paragraph[] =>
  signatureLines(signer, paper).map((text, at, { length }) =>
    line(words.text(text), {
      align: 'center',
      ...(indent !== undefined && { indent }),
      before: at === 0 ? 500 : 60,
      keepNext: at < length - 1,
    }),
  )

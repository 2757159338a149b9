// The pages of a PDF paper: where the next line goes, when a page is full, and what stands on every page (the agency, the
// title, the date, the page number). What is drawn on them is said by pdf-paper and pdf-table.
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { breakIntoLines } from '../../media/lines/thai-text-layout.js'
import type { Paper } from '../paper.js'
import { type PaperWords, say, wordsOf } from '../paper-words.js'
import { missingSign, type PdfWeight } from './pdf-fonts.js'
import { createLetters, type Letters } from './pdf-letters.js'

const A4 = { width: 595.28, height: 841.89 }
const MARGIN = { top: 54, right: 48, bottom: 54, left: 57 }
const GREY = 0.4
const NOTE = { size: 9, grey: GREY }
const CACHED_TEXTS = 20_000
const PAGES_AT_A_TIME = 20

export interface TextStyle {
  readonly size: number
  readonly weight?: PdfWeight
  readonly align?: 'left' | 'center' | 'right'
  readonly grey?: number
}

export interface PdfPages {
  readonly document: PDFKit.PDFDocument
  readonly letters: Letters
  readonly words: PaperWords
  readonly left: number
  readonly width: number
  /** The top of what comes next, in points from the top of the page. */
  y: number
  /** How much fits under y on this page. */
  room(): number
  /** How much fits on an empty page. */
  readonly fullRoom: number
  newPage(): void
  /** Begins a new page when less than this fits; says whether it did. */
  ensure(height: number): boolean
  lines(text: string, width: number, style: TextStyle): string[]
  /** Draws lines from y on, page after page, and moves y below them. */
  write(text: string, style: TextStyle, box?: { left: number; width: number }): void
  /** One line whose box begins at `top`. */
  line(text: string, style: TextStyle, box: { left: number; width: number; top: number }): void
  /** Draws what stands on every page, closes the file. */
  finish(): Promise<Buffer>
}

/** Thai stacks two marks above a consonant and one below. */
export const lineHeight = (size: number): number => size * 1.5

export function openPages(paper: Paper): PdfPages {
  const sideways = paper.orientation === 'landscape'
  const size = sideways ? { width: A4.height, height: A4.width } : A4
  const document = new PDFDocument({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    // Otherwise pdfkit loads Helvetica, which has no Thai.
    font: '',
    bufferPages: true,
    lang: paper.language,
    info: {
      Title: paper.title,
      Author: paper.agency,
      Creator: paper.agency,
      Producer: 'Sujarit',
      CreationDate: paper.asOf,
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const closed = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  const letters = createLetters(document)
  const broken = new Map<string, string[]>()
  const words = wordsOf(paper)
  const left = MARGIN.left
  const width = size.width - MARGIN.left - MARGIN.right
  const bottom = size.height - MARGIN.bottom

  const pages: PdfPages = {
    document,
    letters,
    words,
    left,
    width,
    y: MARGIN.top,
    fullRoom: bottom - MARGIN.top,
    room: () => bottom - pages.y,
    newPage() {
      document.addPage()
      pages.y = MARGIN.top
    },
    ensure(height) {
      if (height <= pages.room() || pages.y === MARGIN.top) return false
      pages.newPage()
      return true
    },
    lines(text, within, style) {
      const measure = (part: string) => letters.width(part, style.size, style.weight)
      if (!/[\r\n\u2028\u2029\u200b\u2060]/u.test(text) && measure(text) <= within) return [text]
      // Units, states and channels come again on every row of a roster; finding their words anew is what costs.
      const key = `${style.size}/${style.weight ?? ''}/${within}/${text}`
      const known = broken.get(key)
      if (known) return known
      const lines = breakIntoLines(text, within, measure, { shape: 'flowing' }).map((line) => line.text)
      if (broken.size < CACHED_TEXTS) broken.set(key, lines)
      return lines
    },
    write(text, style, box = { left, width }) {
      const height = lineHeight(style.size)
      for (const line of pages.lines(text, box.width, style)) {
        pages.ensure(height)
        pages.line(line, style, { ...box, top: pages.y })
        pages.y += height
      }
    },
    line(text, style, box) {
      const spare = style.align === undefined ? 0 : box.width - letters.width(text, style.size, style.weight)
      const share = { left: 0, center: 0.5, right: 1 }[style.align ?? 'left']
      letters.draw(text, {
        ...style,
        x: box.left + spare * share,
        y: box.top + letters.baseline(style.size, lineHeight(style.size)),
      })
    },
    async finish() {
      if (letters.isLacking()) {
        pages.y += lineHeight(NOTE.size)
        pages.write(say(paper.language, 'lettersMissing', { sign: missingSign }), NOTE)
      }
      const { count } = document.bufferedPageRange()
      for (let page = 0; page < count; page++) {
        if (page % PAGES_AT_A_TIME === 0) await setImmediate()
        document.switchToPage(page)
        standOnPage(pages, paper, { number: page + 1, count, height: size.height })
      }
      document.end()
      return closed
    },
  }
  pages.newPage()
  return pages
}

function standOnPage(
  pages: PdfPages,
  paper: Paper,
  { number, count, height }: { number: number; count: number; height: number },
): void {
  const { left, width, words, document } = pages
  const style = { size: 9, grey: GREY }
  const foot = height - MARGIN.bottom + 14
  document.lineWidth(0.5).strokeColor('#999999')
  if (number > 1) {
    const top = MARGIN.top - 24
    const half = { width: width / 2, top }
    pages.line(shortened(pages, words.text(paper.agency), width * 0.3), style, { left, ...half })
    pages.line(
      shortened(pages, words.text(paper.title), width * 0.65),
      { ...style, align: 'right' },
      { left: left + width / 2, ...half },
    )
    document
      .moveTo(left, top + 15)
      .lineTo(left + width, top + 15)
      .stroke()
  }
  document
    .moveTo(left, foot - 4)
    .lineTo(left + width, foot - 4)
    .stroke()
  const foots = [words.asOf, ...(paper.footer === undefined ? [] : [words.text(paper.footer)])].join(' · ')
  pages.line(shortened(pages, foots, width * 0.85), style, { left, width, top: foot })
  pages.line(words.page(number, count), { ...style, align: 'right' }, { left, width, top: foot })
}

/** The first line of what does not fit in one; only for what is repeated on every page and stands whole on the first. */
function shortened(pages: PdfPages, text: string, width: number): string {
  const [first = '', second] = pages.lines(text, width, { size: 9 })
  return second === undefined ? first : `${first} …`
}

// Sets Sarabun into a PDF page: shapes each word once, and puts beside every text what it says (/ActualText), so that
// what is copied or searched is what was written, marks and all. Places glyphs itself because pdfkit's own text call
// shapes the whole string anew each time and has no ActualText for it; that costs minutes on 20,000 rows.
import { inDrawingOrder } from '../../media/lines/thai-spelling.js'
import { createPdfFonts, type PdfWeight, type Run } from './pdf-fonts.js'

type DocumentInside = PDFKit.PDFDocument & {
  readonly page: PDFKit.PDFPage & { readonly fonts: Record<string, PDFKit.PDFKitReference> }
}

/** One word, shaped: its width, and what to show at which height above the baseline. */
interface Shaped {
  readonly width: number
  readonly parts: readonly Part[]
}
interface Part {
  readonly font: Run['font']
  readonly rise: number
  readonly show: string
}

export interface Letters {
  /** In points. */
  width(text: string, size: number, weight?: PdfWeight): number
  /** Draws one line with its baseline at y (points from the top of the page). `grey`: 0 is black, 1 is white. */
  draw(text: string, at: { x: number; y: number; size: number; weight?: PdfWeight; grey?: number }): void
  /** How far below the top of a line box of this height its baseline lies. */
  baseline(size: number, lineHeight: number): number
  /** Whether a sign stands somewhere for letters that no font of ours has. */
  isLacking(): boolean
}

/**
 * Digits and spaces apart: numbers differ from row to row, words come again. Arabic is one piece with its spaces: it runs from right to
 * left, and its words would else stand in the wrong order.
 */
const WORDS = /[\p{Script=Arabic}]+(?:[\s]+[\p{Script=Arabic}]+)*|\s+|[0-9]+|[^0-9\s]+/gu
const CACHED_WORDS = 50_000

export function createLetters(document: PDFKit.PDFDocument): Letters {
  const fonts = createPdfFonts(document)
  const known = { regular: new Map<string, Shaped>(), bold: new Map<string, Shaped>() }

  function shaped(word: string, weight: PdfWeight): Shaped {
    const found = known[weight].get(word)
    if (found) return found
    const fresh = shape(fonts.runsOf(word, weight))
    if (known[weight].size < CACHED_WORDS) known[weight].set(word, fresh)
    return fresh
  }
  /** Cells of a roster come again and again: what is shown for a whole text is found once too. */
  const texts = new Map<string, TextShown>()
  function textOf(text: string, size: number, weight: PdfWeight): TextShown {
    const key = `${weight}/${size}/${text}`
    const found = texts.get(key)
    if (found) return found
    const words = (inDrawingOrder(text).match(WORDS) ?? []).map((word) => shaped(word, weight))
    const width = (words.reduce((sum, word) => sum + word.width, 0) * size) / 1000
    const used = new Set(words.flatMap(({ parts }) => parts.map(({ font }) => font)))
    const fresh = { width, show: showing(words, size), actual: utf16(text), used }
    if (texts.size < CACHED_WORDS) texts.set(key, fresh)
    return fresh
  }

  return {
    width: (text, size, weight = 'regular') => textOf(text, size, weight).width,
    draw(text, { x, y, size, weight = 'regular', grey = 0 }) {
      if (text === '') return
      const { page } = document as DocumentInside
      const { show, actual, used } = textOf(text, size, weight)
      for (const font of used) page.fonts[font.id] ??= font.ref()
      const line = `BT ${n(grey)} g 1 0 0 -1 ${n(x)} ${n(y)} Tm ${show} ET`
      document.addContent(`/Span <</ActualText <${actual}>>> BDC ${line} EMC`)
    },
    baseline(size, lineHeight) {
      const { ascender, descender } = fonts.own.regular
      return (lineHeight - ((ascender - descender) * size) / 1000) / 2 + (ascender * size) / 1000
    },
    isLacking: fonts.isLacking,
  }
}

/** A whole text: what is drawn, what it says, and with which fonts. */
interface TextShown {
  readonly width: number
  readonly show: string
  readonly actual: string
  readonly used: ReadonlySet<Run['font']>
}

function shape(runs: readonly Run[]): Shaped {
  const shaped = runs.map(shapeRun)
  return {
    width: shaped.reduce((sum, { width }) => sum + width, 0),
    parts: shaped.flatMap(({ parts }) => parts),
  }
}

function shapeRun({ font, text }: Run): Shaped {
  const [glyphs, positions] = font.encode(text)
  const parts: { rise: number; show: string }[] = []
  let width = 0
  positions.forEach((at, index) => {
    const rise = at.yOffset
    // A number in a TJ array moves left, so what goes right is negative.
    const before = at.xOffset === 0 ? '' : `${n(-at.xOffset)} `
    const gap = at.advanceWidth - at.xAdvance + at.xOffset
    const show = `${before}<${glyphs[index] ?? '0000'}>${gap === 0 ? '' : ` ${n(gap)}`}`
    const last = parts.at(-1)
    if (last && last.rise === rise) last.show += ` ${show}`
    else parts.push({ rise, show })
    width += at.xAdvance
  })
  return { width, parts: parts.map(({ rise, show }) => ({ font, rise, show: show.replaceAll('> <', '') })) }
}

function showing(words: readonly Shaped[], size: number): string {
  let shown = ''
  let written: Run['font'] | undefined
  let open: Part | undefined
  const close = () => {
    if (!open) return
    const { font, rise, show } = open
    if (font !== written) shown += `/${font.id} ${n(size)} Tf `
    written = font
    shown += rise === 0 ? `[${show}] TJ ` : `${n((rise * size) / 1000)} Ts [${show}] TJ 0 Ts `
  }
  for (const part of words.flatMap((word) => word.parts)) {
    if (open && open.rise === part.rise && open.font === part.font)
      open = { ...open, show: `${open.show} ${part.show}` }
    else {
      close()
      open = part
    }
  }
  close()
  return shown
}

const n = (value: number): string => String(Math.round(value * 100) / 100)
const utf16 = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')

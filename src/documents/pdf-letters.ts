// Sets Sarabun into a PDF page: shapes each word once, and puts beside every text what it says (/ActualText), so that
// what is copied or searched is what was written, marks and all. Places glyphs itself because pdfkit's own text call
// shapes the whole string anew each time and has no ActualText for it; that costs minutes on 20,000 rows.
import { createRequire } from 'node:module'
import { inDrawingOrder } from '../media/thai-spelling.js'

export type PdfWeight = 'regular' | 'bold'

const FILES: Record<PdfWeight, string> = {
  regular: '400Regular/Sarabun_400Regular.ttf',
  bold: '700Bold/Sarabun_700Bold.ttf',
}

/** The part of pdfkit's embedded font that we use; positions are in thousandths of the font size. */
interface EmbeddedFont {
  readonly id: string
  readonly ascender: number
  readonly descender: number
  encode(text: string): [glyphs: string[], positions: GlyphPosition[]]
  ref(): PDFKit.PDFKitReference
}
interface GlyphPosition {
  readonly xAdvance: number
  readonly advanceWidth: number
  readonly xOffset: number
  readonly yOffset: number
}
type DocumentInside = PDFKit.PDFDocument & {
  readonly _font: EmbeddedFont
  readonly page: PDFKit.PDFPage & { readonly fonts: Record<string, PDFKit.PDFKitReference> }
}

/** One word, shaped: its width, and what to show at which height above the baseline. */
interface Shaped {
  readonly width: number
  readonly parts: readonly { readonly rise: number; readonly show: string }[]
}

export interface Letters {
  /** In points. */
  width(text: string, size: number, weight?: PdfWeight): number
  /** Draws one line with its baseline at y (points from the top of the page). `grey`: 0 is black, 1 is white. */
  draw(text: string, at: { x: number; y: number; size: number; weight?: PdfWeight; grey?: number }): void
  /** How far below the top of a line box of this height its baseline lies. */
  baseline(size: number, lineHeight: number): number
}

/** Digits and spaces apart: numbers differ from row to row, words come again. */
const WORDS = /\s+|[0-9]+|[^0-9\s]+/gu
const CACHED_WORDS = 50_000

export function createLetters(document: PDFKit.PDFDocument): Letters {
  const require = createRequire(import.meta.url)
  const fonts = {} as Record<PdfWeight, EmbeddedFont>
  for (const weight of Object.keys(FILES) as PdfWeight[]) {
    document.font(require.resolve(`@expo-google-fonts/sarabun/${FILES[weight]}`))
    fonts[weight] = (document as DocumentInside)._font
  }
  const known = { regular: new Map<string, Shaped>(), bold: new Map<string, Shaped>() }

  function shaped(word: string, weight: PdfWeight): Shaped {
    const found = known[weight].get(word)
    if (found) return found
    const fresh = shape(fonts[weight], word)
    if (known[weight].size < CACHED_WORDS) known[weight].set(word, fresh)
    return fresh
  }
  /** Cells of a roster come again and again: what is shown for a whole text is found once too. */
  const texts = new Map<string, { width: number; show: string; actual: string }>()
  function textOf(text: string, size: number, weight: PdfWeight) {
    const key = `${weight}/${size}/${text}`
    const found = texts.get(key)
    if (found) return found
    const words = (inDrawingOrder(text).match(WORDS) ?? []).map((word) => shaped(word, weight))
    const width = (words.reduce((sum, word) => sum + word.width, 0) * size) / 1000
    const fresh = { width, show: showing(words, size), actual: utf16(text) }
    if (texts.size < CACHED_WORDS) texts.set(key, fresh)
    return fresh
  }

  return {
    width: (text, size, weight = 'regular') => textOf(text, size, weight).width,
    draw(text, { x, y, size, weight = 'regular', grey = 0 }) {
      if (text === '') return
      const font = fonts[weight]
      const { page } = document as DocumentInside
      page.fonts[font.id] ??= font.ref()
      const { show, actual } = textOf(text, size, weight)
      const line = `BT ${n(grey)} g 1 0 0 -1 ${n(x)} ${n(y)} Tm /${font.id} ${n(size)} Tf ${show} ET`
      document.addContent(`/Span <</ActualText <${actual}>>> BDC ${line} EMC`)
    },
    baseline(size, lineHeight) {
      const { ascender, descender } = fonts.regular
      return (lineHeight - ((ascender - descender) * size) / 1000) / 2 + (ascender * size) / 1000
    },
  }
}

function shape(font: EmbeddedFont, word: string): Shaped {
  const [glyphs, positions] = font.encode(word)
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
  return { width, parts: parts.map(({ rise, show }) => ({ rise, show: show.replaceAll('> <', '') })) }
}

function showing(words: readonly Shaped[], size: number): string {
  let shown = ''
  let open: { rise: number; show: string } | undefined
  const close = () => {
    if (!open) return
    const { rise, show } = open
    shown += rise === 0 ? `[${show}] TJ ` : `${n((rise * size) / 1000)} Ts [${show}] TJ 0 Ts `
  }
  for (const part of words.flatMap((word) => word.parts)) {
    if (open && open.rise === part.rise) open = { rise: open.rise, show: `${open.show} ${part.show}` }
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

// The letters of a PDF: Sarabun, and for what people write and Sarabun lacks (pictures of feelings, signs, the letters of our
// neighbours) another from the same house, opened when it is needed. What none of them has becomes a sign that can be seen: an
// empty box would be taken for what somebody wrote.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { composed } from '../../i18n/letters/composed.js'
import { charactersOfFont } from '../../media/drawing/font-characters.js'

export type PdfWeight = 'regular' | 'bold'

const require = createRequire(import.meta.url)

const ownFiles: Record<PdfWeight, string> = {
  regular: require.resolve('@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf'),
}
/** In the order in which they are asked. Each has one weight: what is rare need not be bold. */
const otherFiles = [
  require.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-lao/400Regular/NotoSansLao_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-khmer/400Regular/NotoSansKhmer_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-myanmar/400Regular/NotoSansMyanmar_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
]

/** Stands for letters that no font of ours has; the paper says at its end what it means. */
export const missingSign = '[?]'

/** Full blocks blot out; Sarabun has a square. */
const alike: Readonly<Record<string, string>> = { '\u2588': '\u25a0' }

/** What is not drawn by itself: controls, marks of direction, and what only joins or chooses among other signs. */
const unseen = /^[\p{Cc}\p{Cf}\p{Variation_Selector}]$/u
/** Those of them that change how their neighbours are drawn. */
const joins = ['\u200c', '\u200d', '\ufe0f']

/** The part of pdfkit's embedded font that we use; positions are in thousandths of the font size. */
export interface EmbeddedFont {
  readonly id: string
  readonly ascender: number
  readonly descender: number
  encode(text: string): [glyphs: string[], positions: GlyphPosition[]]
  ref(): PDFKit.PDFKitReference
}
export interface GlyphPosition {
  readonly xAdvance: number
  readonly advanceWidth: number
  readonly xOffset: number
  readonly yOffset: number
}

/** A part of a word that one font draws. */
export interface Run {
  readonly font: EmbeddedFont
  readonly text: string
}

export interface PdfFonts {
  readonly own: Readonly<Record<PdfWeight, EmbeddedFont>>
  runsOf(word: string, weight: PdfWeight): Run[]
  /** Whether a sign had to stand for something. */
  isLacking(): boolean
}

const known = new Map<string, ReadonlySet<number>>()

/** Read once for all papers. */
function charactersOf(file: string): ReadonlySet<number> {
  const before = known.get(file)
  if (before) return before
  const characters = charactersOfFont(readFileSync(file))
  known.set(file, characters)
  return characters
}

function has(file: string, text: string): boolean {
  const characters = charactersOf(file)
  return [...text].every((one) => characters.has(one.codePointAt(0) ?? 0))
}

const clusters = new Intl.Segmenter('th', { granularity: 'grapheme' })

export function createPdfFonts(document: PDFKit.PDFDocument): PdfFonts {
  function embedded(file: string): EmbeddedFont {
    document.font(file)
    return (document as PDFKit.PDFDocument & { readonly _font: EmbeddedFont })._font
  }
  const own = { regular: embedded(ownFiles.regular), bold: embedded(ownFiles.bold) }
  const others = new Map<string, EmbeddedFont>()
  let lacking = false

  function other(file: string): EmbeddedFont {
    const font = others.get(file) ?? embedded(file)
    others.set(file, font)
    return font
  }

  /** A sign with what stands on it: its marks are never torn from it. */
  function runOf(cluster: string, weight: PdfWeight): Run {
    const seen = [...cluster].filter((one) => !unseen.test(one)).join('')
    const plain = has(ownFiles[weight], seen) ? seen : inPlainLetters(seen)
    if (has(ownFiles[weight], plain)) return { font: own[weight], text: plain }
    const file = otherFiles.find((one) => has(one, seen))
    if (file === undefined) {
      lacking = true
      return { font: own[weight], text: missingSign }
    }
    const kept = [...cluster].filter((one) => !unseen.test(one) || (joins.includes(one) && has(file, one)))
    return { font: other(file), text: kept.join('') }
  }

  return {
    own,
    runsOf(word, weight) {
      if (has(ownFiles[weight], word)) return [{ font: own[weight], text: word }]
      const runs: { font: EmbeddedFont; text: string }[] = []
      for (const { segment } of clusters.segment(word)) {
        const { font, text } = runOf(segment, weight)
        const last = runs.at(-1)
        if (last?.font !== font) runs.push({ font, text })
        // One sign for all that is missing in one place.
        else if (text !== missingSign || !last.text.endsWith(missingSign)) last.text += text
      }
      return runs.filter(({ text }) => text !== '')
    },
    isLacking: () => lacking,
  }
}

/** Wide, bold and joined letters as the plain ones that they are: ＡＢ, 𝐁, ㎡. */
const inPlainLetters = (text: string): string =>
  [...text].map((one) => alike[one] ?? composed(one, 'NFKC')).join('')

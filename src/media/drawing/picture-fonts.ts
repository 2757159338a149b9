/*
 * The one typeface of our pictures: Sarabun, the letter of Thai government documents, from an npm package and never
 * from the machine, so that a picture is the same everywhere. It also says which characters it does not have, because
 * a box in place of a letter must never reach a reader.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { MeasureText } from '../lines/thai-text-layout.js'
import { charactersOfFont } from './font-characters.js'

export type FontWeight = 'regular' | 'medium' | 'semiBold' | 'bold' | 'extraBold'

/** Our own family name: a Sarabun that is installed on the machine must not take its place. */
const FAMILY = 'Sujarit Sarabun'

const FILES: Record<FontWeight, { css: number; file: string }> = {
  regular: { css: 400, file: '400Regular/Sarabun_400Regular.ttf' },
  medium: { css: 500, file: '500Medium/Sarabun_500Medium.ttf' },
  semiBold: { css: 600, file: '600SemiBold/Sarabun_600SemiBold.ttf' },
  bold: { css: 700, file: '700Bold/Sarabun_700Bold.ttf' },
  extraBold: { css: 800, file: '800ExtraBold/Sarabun_800ExtraBold.ttf' },
}

const MEASURED_AT = 100
const CACHED_TEXTS = 5000

type Registered = { pen: SKRSContext2D; characters: ReadonlySet<number> }
let registered: Registered | undefined

/** Where the file of a weight lies; for other rooms that draw with the same letters (PDF). */
function fontFile(weight: FontWeight): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/sarabun/${FILES[weight].file}`)
}

/** The CSS font of a weight at a size in pixels, for `context.font`. */
export function pictureFont(weight: FontWeight, size: number): string {
  fonts()
  return `${FILES[weight].css} ${size}px "${FAMILY}"`
}

/**
 * Measures text of a weight. Widths grow in proportion to the size (no hinting), so each text is measured once and the
 * answer is kept for all sizes.
 */
export function measureIn(weight: FontWeight): MeasureText {
  const known = new Map<string, number>()
  return (text, fontSize) => {
    let width = known.get(text)
    if (width === undefined) {
      const { pen } = fonts()
      pen.font = pictureFont(weight, MEASURED_AT)
      width = pen.measureText(text).width / MEASURED_AT
      if (known.size < CACHED_TEXTS) known.set(text, width)
    }
    return width * fontSize
  }
}

/** The characters of a text for which Sarabun has no letter (emoji, Chinese, …), each once; spaces do not count. */
export function charactersWithoutLetter(text: string): string[] {
  const { characters } = fonts()
  const drawn = text.replace(/[\s\u200b\u2060]/gu, '')
  return [...new Set(drawn)].filter((character) => !characters.has(character.codePointAt(0) ?? 0))
}

/** How far the ink of a text reaches above and below the baseline, in shares of the font size. */
export function inkReach(text: string, weight: FontWeight): { above: number; below: number } {
  const { pen } = fonts()
  pen.font = pictureFont(weight, MEASURED_AT)
  const ink = pen.measureText(text)
  return {
    above: ink.actualBoundingBoxAscent / MEASURED_AT,
    below: ink.actualBoundingBoxDescent / MEASURED_AT,
  }
}

function fonts(): Registered {
  if (registered !== undefined) return registered
  for (const weight of Object.keys(FILES) as FontWeight[]) {
    if (GlobalFonts.registerFromPath(fontFile(weight), FAMILY) === null) {
      throw new Error(`The typeface file ${fontFile(weight)} cannot be read. Run "npm install" again.`)
    }
  }
  const pen = createCanvas(1, 1).getContext('2d')
  pen.lang = 'th'
  registered = { pen, characters: charactersOfFont(readFileSync(fontFile('regular'))) }
  return registered
}

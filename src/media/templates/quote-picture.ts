/* Draws the quote of the week: few large words on the agency's colour between two rules, with who said them. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { type Palette, paletteOf } from '../drawing/picture-colours.js'
import { drawFooter, setFooter } from '../drawing/picture-footer.js'
import {
  type Drawn,
  drawPatternedBand,
  encodeForLine,
  newSheet,
  SHEET_WIDTH,
} from '../drawing/picture-frame.js'
import { readLogo } from '../drawing/picture-logo.js'
import { CannotDraw, mustFit } from '../drawing/picture-problem.js'
import { agencyFields, readSpec, writtenText } from '../drawing/picture-spec.js'
import { drawCentredSign, drawText, type SetText, setText } from '../drawing/picture-text.js'

const quoteSchema = z.strictObject({
  ...agencyFields,
  heading: writtenText(80).optional(),
  quote: writtenText(480),
  author: writtenText(160).optional(),
})

/** `quote` without quotation marks: the picture draws a large one; `heading` is for example the week. */
export type QuoteSpec = z.input<typeof quoteSchema>
type Quote = z.output<typeof quoteSchema>

type Layout = { quote: SetText; height: number }
type Words = { heading: SetText | undefined; author: SetText | undefined }

const MARGIN = 110
const WIDTH = SHEET_WIDTH - 2 * MARGIN
const TOP = 76
const SIGN_HEIGHT = 118
const RULE = 46
const HEIGHTS = [1040, 1170, 1300]

/** The picture (1040 wide, square or up to 5 : 4) and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawQuote(spec: QuoteSpec): Promise<Drawn> {
  const quote = readSpec(quoteSchema, spec, 'quote')
  const logo = quote.logo === undefined ? undefined : await readLogo(quote.logo)
  const palette = paletteOf(quote.colours)
  const footer = setFooter({ agencyName: quote.agencyName, footer: undefined }, logo)
  const words = setWords(quote)
  const layout = setQuote(quote, words, footer.height)
  const { canvas, pen } = newSheet(layout.height, quote.width ?? 1040, palette.primary)
  drawWords(pen, layout, words, layout.height - footer.height, palette)
  drawFooter(pen, footer, layout.height, palette)
  return encodeForLine(canvas)
}

function setWords({ heading, author }: Quote): Words {
  return {
    heading:
      heading === undefined
        ? undefined
        : mustFit(
            'heading',
            setText(heading, 'semiBold', {
              width: WIDTH,
              height: 60,
              maxLines: 1,
              sizes: { largest: 36, smallest: 26 },
            }),
          ),
    author:
      author === undefined
        ? undefined
        : mustFit(
            'author',
            setText(author, 'semiBold', {
              width: WIDTH,
              height: 120,
              maxLines: 2,
              sizes: { largest: 40, smallest: 28 },
            }),
          ),
  }
}

function setQuote({ quote }: Quote, words: Words, footerHeight: number): Layout {
  const around = 2 * TOP + SIGN_HEIGHT + RULE + (words.heading?.height ?? 0) + (words.author?.height ?? 0)
  for (const [i, height] of HEIGHTS.entries()) {
    const smallest = i === HEIGHTS.length - 1 ? 38 : 54
    const box = { width: WIDTH, height: height - footerHeight - around, sizes: { largest: 88, smallest } }
    const set = setText(quote, 'bold', box)
    if (set.fits) return { quote: set, height }
  }
  throw new CannotDraw([{ field: 'quote', problem: 'doesNotFit' }])
}

function drawWords(
  pen: SKRSContext2D,
  { quote }: Layout,
  { heading, author }: Words,
  bottom: number,
  palette: Palette,
): void {
  const whole = { x: 0, y: 0, width: SHEET_WIDTH, height: bottom }
  drawPatternedBand(pen, whole, { ground: palette.primary, pattern: palette.lattice })
  drawFrame(pen, bottom, palette)
  const middleX = SHEET_WIDTH / 2
  const height =
    (heading?.height ?? 0) + SIGN_HEIGHT + quote.height + (author === undefined ? 0 : RULE + author.height)
  let y = (bottom - height) / 2
  if (heading !== undefined) {
    drawText(pen, heading, { x: middleX, top: y, align: 'center', colour: palette.accentOnPrimary })
    y += heading.height
  }
  drawCentredSign(
    pen,
    { text: '“', weight: 'extraBold', fontSize: 240, colour: palette.signOnPrimary },
    { x: middleX, y: y + SIGN_HEIGHT / 2 + 6 },
  )
  y += SIGN_HEIGHT
  drawText(pen, quote, { x: middleX, top: y, align: 'center', colour: palette.onPrimary })
  y += quote.height
  if (author === undefined) return
  pen.fillStyle = palette.signOnPrimary
  pen.fillRect(middleX - 60, y + RULE / 2 - 2, 120, 4)
  drawText(pen, author, { x: middleX, top: y + RULE, align: 'center', colour: palette.accentOnPrimary })
}

/** A fine double line inside the edge, as on a printed motto. */
function drawFrame(pen: SKRSContext2D, bottom: number, palette: Palette): void {
  pen.strokeStyle = palette.signOnPrimary
  for (const { inset, width } of [
    { inset: 34, width: 4 },
    { inset: 46, width: 1.5 },
  ]) {
    pen.lineWidth = width
    pen.beginPath()
    pen.roundRect(inset, inset, SHEET_WIDTH - 2 * inset, bottom - 2 * inset, 22)
    pen.stroke()
  }
}

/*
 * Puts text that has been set (thai-text-layout) onto a canvas, with room for Thai's stacked marks above and below.
 * Templates give a box; they never compute baselines.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import {
  type FittedText,
  fitText,
  type TextBox,
  THAI_LEADING,
  type UnfittingText,
} from '../lines/thai-text-layout.js'
import { type FontWeight, inkReach, measureIn, pictureFont } from './picture-fonts.js'

/** Room above and below a baseline that holds all ink, in shares of the font size. */
export type Reach = { above: number; below: number }

/** Text that knows its size, lines, weight and reach, and only needs a place. */
export type SetText = FittedText & { weight: FontWeight; reach: Reach }

export type TextPlace = { x: number; top: number; align: 'left' | 'center' | 'right'; colour: string }

/** Text with few marks keeps at least this room, so that neighbouring blocks look alike. */
const USUAL_REACH: Reach = { above: 1.12, below: 0.3 }
/** The height of Sarabun's consonants: the eye centres on them, not on the marks. */
const CONSONANT = 0.62

const measures: Record<FontWeight, ReturnType<typeof measureIn>> = {
  regular: measureIn('regular'),
  medium: measureIn('medium'),
  semiBold: measureIn('semiBold'),
  bold: measureIn('bold'),
  extraBold: measureIn('extraBold'),
}

/** The width of text on one line, in pixels. */
export function widthOf(text: string, weight: FontWeight, fontSize: number): number {
  return measures[weight](text, fontSize)
}

/**
 * The reach of texts that are to be set alike. Most Thai fits into 1.5 lines; กั๊ก under ฎีกา needs more, and gets it.
 */
export function reachOf(texts: readonly string[], weight: FontWeight): Reach {
  const reaches = texts.map((text) => inkReach(text, weight))
  return {
    above: Math.max(USUAL_REACH.above, ...reaches.map((reach) => reach.above)),
    below: Math.max(USUAL_REACH.below, ...reaches.map((reach) => reach.below)),
  }
}

/**
 * The text in the largest size of the box's range at which it fits, or what it would need. Its lines are far enough
 * apart that no mark touches the line above (`reach`: that of texts that shall look alike).
 */
export function setText(
  text: string,
  weight: FontWeight,
  box: TextBox,
  reach: Reach = reachOf([text], weight),
): SetText | UnfittingText {
  const leading = Math.max(box.leading ?? THAI_LEADING, reach.above + reach.below)
  const fitted = fitText(text, { ...box, leading }, measures[weight])
  return fitted.fits ? { ...fitted, weight, reach } : fitted
}

/**
 * Like setText, but prefers few lines to large letters: `smallestByLines[n]` is the smallest size at which n + 1 lines
 * are taken before one more line is tried.
 */
export function setTextInFewLines(
  text: string,
  weight: FontWeight,
  box: TextBox,
  smallestByLines: readonly number[],
): SetText | UnfittingText {
  for (const [i, smallest] of smallestByLines.entries()) {
    const set = setText(text, weight, { ...box, maxLines: i + 1, sizes: { ...box.sizes, smallest } })
    if (set.fits) return set
  }
  return setText(text, weight, box)
}

/** A short sign (a number, a percentage) whose ink is centred on a point. */
export function drawCentredSign(
  pen: SKRSContext2D,
  sign: { text: string; weight: FontWeight; fontSize: number; colour: string },
  middle: { x: number; y: number },
): void {
  pen.save()
  pen.font = pictureFont(sign.weight, sign.fontSize)
  pen.lang = 'th'
  pen.textAlign = 'left'
  pen.fillStyle = sign.colour
  const ink = pen.measureText(sign.text)
  const x = middle.x - (ink.actualBoundingBoxRight - ink.actualBoundingBoxLeft) / 2
  const y = middle.y + (ink.actualBoundingBoxAscent - ink.actualBoundingBoxDescent) / 2
  pen.fillText(sign.text, x, y)
  pen.restore()
}

/** Draws the lines downwards from `place.top`; nothing reaches above `top` or below `top + height`. */
export function drawText(pen: SKRSContext2D, text: SetText, place: TextPlace): void {
  pen.save()
  pen.font = pictureFont(text.weight, text.fontSize)
  pen.lang = 'th'
  pen.textBaseline = 'alphabetic'
  pen.textAlign = place.align
  pen.fillStyle = place.colour
  const baseline = place.top + firstBaseline(text)
  for (const [i, line] of text.lines.entries())
    pen.fillText(line.text, place.x, baseline + i * text.lineHeight)
  pen.restore()
}

/** The `top` at which the block looks centred on a height: the consonants count, not the marks above them. */
export function topToLookCentred(text: SetText, middleY: number): number {
  const middleOfConsonants = firstBaseline(text) - (text.fontSize * CONSONANT) / 2
  return middleY - middleOfConsonants - ((text.lines.length - 1) * text.lineHeight) / 2
}

/** Where the consonants of the first line have their middle when the block begins at `top`. */
export function middleOfFirstLine(text: SetText, top: number): number {
  return top + firstBaseline(text) - (text.fontSize * CONSONANT) / 2
}

function firstBaseline({ reach, fontSize, lineHeight }: SetText): number {
  const spare = lineHeight - (reach.above + reach.below) * fontSize
  return spare / 2 + reach.above * fontSize
}

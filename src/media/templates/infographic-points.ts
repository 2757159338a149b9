/* The points of an infographic: one card each, with its sign or its number, all in letters of one size. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { drawIconDisc } from '../drawing/icon-disc.js'
import type { IconName } from '../drawing/icon-shapes.js'
import type { Palette } from '../drawing/picture-colours.js'
import { drawCard, drawDisc, SHEET_MARGIN, SHEET_WIDTH } from '../drawing/picture-frame.js'
import {
  drawCentredSign,
  drawText,
  reachOf,
  type SetText,
  setText,
  topToLookCentred,
} from '../drawing/picture-text.js'
import { awkwardnessOf, pleasantSizeThatFits } from '../lines/thai-text-layout.js'
import type { Infographic } from './infographic-spec.js'

type Sign = { kind: 'icon'; icon: IconName } | { kind: 'number'; number: string }
type Card = { text: SetText; sign: Sign; height: number }
export type Points = { cards: Card[]; top: number; gap: number; discRadius: number }

const CARD_PADDING = 10
const AROUND_DISC = 1.36
const MOST_EXTRA_HEIGHT = 84
const LEAST_GAP = 18
const MOST_GAP = 40
const EDGE = 36
const INSIDE_LEFT = 34
const INSIDE_RIGHT = 40
const BESIDE_DISC = 32

/**
 * The points in the largest letters of the range with which all cards fit between `top` and `bottom`, or undefined.
 * Spare height goes into the cards first, then between them.
 */
export function setPoints(
  infographic: Infographic,
  between: { top: number; bottom: number },
  sizes: { largest: number; smallest: number },
): Points | undefined {
  const { points } = infographic
  const discRadius = points.length > 5 ? 32 : 44
  const textWidth = SHEET_WIDTH - 2 * SHEET_MARGIN - INSIDE_LEFT - 2 * discRadius - BESIDE_DISC - INSIDE_RIGHT
  const room = between.bottom - between.top - 2 * EDGE
  const texts = points.map((point) => point.text)
  const reach = reachOf(texts, 'medium')
  return pleasantSizeThatFits(sizes, (size) => {
    const set: SetText[] = []
    for (const point of texts) {
      const box = { width: textWidth, height: room, sizes: { largest: size, smallest: size }, maxLines: 6 }
      const text = setText(point, 'medium', box, reach)
      if (!text.fits) return undefined
      set.push(text)
    }
    const heights = set.map((text) => Math.max(text.height + 2 * CARD_PADDING, 2 * discRadius * AROUND_DISC))
    const spare = room - sum(heights) - LEAST_GAP * (points.length - 1)
    if (spare < 0) return undefined
    const extra = Math.min(MOST_EXTRA_HEIGHT, spare / points.length)
    const gap = Math.min(MOST_GAP, LEAST_GAP + (spare - extra * points.length) / (points.length - 1))
    const cards = set.map((text, i) => ({
      text,
      sign: signOf(infographic, i),
      height: (heights[i] ?? 0) + extra,
    }))
    const used = sum(cards.map((card) => card.height)) + gap * (points.length - 1)
    return {
      result: { cards, top: between.top + (between.bottom - between.top - used) / 2, gap, discRadius },
      awkwardness: sum(set.map((text) => awkwardnessOf(text.lines))),
    }
  })
}

export function drawPoints(pen: SKRSContext2D, points: Points, palette: Palette): void {
  const { cards, gap, discRadius } = points
  let top = points.top
  for (const { text, sign, height } of cards) {
    const area = { x: SHEET_MARGIN, y: top, width: SHEET_WIDTH - 2 * SHEET_MARGIN, height }
    drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep })
    const middleX = area.x + INSIDE_LEFT + discRadius
    const middleY = top + height / 2
    drawSign(pen, sign, { middleX, middleY, discRadius }, palette)
    drawText(pen, text, {
      x: middleX + discRadius + BESIDE_DISC,
      top: topToLookCentred(text, middleY),
      align: 'left',
      colour: palette.onCard,
    })
    top += height + gap
  }
}

function drawSign(
  pen: SKRSContext2D,
  sign: Sign,
  place: { middleX: number; middleY: number; discRadius: number },
  palette: Palette,
): void {
  const { middleX, middleY, discRadius } = place
  switch (sign.kind) {
    case 'icon':
      drawIconDisc(pen, sign.icon, { middleX, middleY, radius: discRadius }, palette)
      return
    case 'number':
      drawDisc(pen, { middleX, middleY, radius: discRadius }, palette.primary)
      drawCentredSign(
        pen,
        { text: sign.number, weight: 'bold', fontSize: discRadius * 1.3, colour: palette.onPrimary },
        { x: middleX, y: middleY },
      )
  }
}

/** Numbers follow the digits that the text itself uses, as official documents do. */
function signOf({ points, title, subtitle }: Infographic, index: number): Sign {
  const icon = points[index]?.icon
  if (icon !== undefined) return { kind: 'icon', icon }
  const usesThaiDigits = /[๐-๙]/u.test([title, subtitle, ...points.map((point) => point.text)].join(''))
  return { kind: 'number', number: usesThaiDigits ? String.fromCodePoint(0x0e51 + index) : String(index + 1) }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

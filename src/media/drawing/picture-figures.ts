/* One to four big figures side by side, each on a card with its name below; figures have letters of one size. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Palette, readableOn } from './picture-colours.js'
import { type Area, drawCard, SHEET_MARGIN, SHEET_WIDTH } from './picture-frame.js'
import { mustFit } from './picture-problem.js'
import { drawText, reachOf, type SetText, setText } from './picture-text.js'

export type FigureWords = { value: string; label: string; colour?: string | undefined }
export type Figures = {
  cards: { value: SetText; label: SetText; colour: string | undefined }[]
  labelHeight: number
  height: number
}

const GAP = 22
const INSIDE = 18
const PADDING = 16
const EDGE = 10
const CORNER = 26

/** The figures in the largest letters that fit beside each other. Throws CannotDraw naming `figures.n.value` or `.label`. */
export function setFigures(figures: readonly FigureWords[]): Figures {
  const width = (SHEET_WIDTH - 2 * SHEET_MARGIN - GAP * (figures.length - 1)) / figures.length - 2 * INSIDE
  const values = setAlike(
    figures.map(({ value }) => value),
    'value',
    'bold',
    { width, height: 220, maxLines: 1, sizes: { largest: 116, smallest: 30 } },
  )
  const labels = setAlike(
    figures.map(({ label }) => label),
    'label',
    'semiBold',
    { width, height: 180, maxLines: 3, sizes: { largest: 36, smallest: 25 } },
  )
  const labelHeight = Math.max(...labels.map((label) => label.height))
  const cards = figures.flatMap(({ colour }, i) => {
    const [value, label] = [values[i], labels[i]]
    return value === undefined || label === undefined ? [] : [{ value, label, colour }]
  })
  const valueHeight = Math.max(...values.map((value) => value.height))
  return { cards, labelHeight, height: EDGE + valueHeight * 0.86 + labelHeight + 2 * PADDING }
}

function setAlike(
  texts: readonly string[],
  part: 'value' | 'label',
  weight: 'bold' | 'semiBold',
  box: Parameters<typeof setText>[2],
): SetText[] {
  const reach = reachOf(texts, weight)
  const at = (largest: number) =>
    texts.map((text, i) =>
      mustFit(
        `figures.${i}.${part}`,
        setText(
          text,
          weight,
          {
            ...box,
            longWords: 'keepWhole',
            sizes: { ...box.sizes, largest: Math.max(largest, box.sizes.smallest) },
          },
          reach,
        ),
      ),
    )
  return at(Math.min(...at(box.sizes.largest).map((set) => set.fontSize)))
}

/** Draws the cards between the margins, downwards from `top`. */
export function drawFigures(pen: SKRSContext2D, figures: Figures, top: number, palette: Palette): void {
  const { cards, labelHeight, height } = figures
  const width = (SHEET_WIDTH - 2 * SHEET_MARGIN - GAP * (cards.length - 1)) / cards.length
  for (const [i, { value, label, colour }] of cards.entries()) {
    const area = { x: SHEET_MARGIN + i * (width + GAP), y: top, width, height }
    const own = readableOn(palette.card, colour ?? palette.primary)
    drawCard(pen, area, { card: palette.card, edge: palette.cardEdge, shadow: palette.deep })
    drawEdge(pen, area, colour ?? palette.primary)
    const x = area.x + width / 2
    const valueTop = top + EDGE + PADDING - value.height * 0.06
    drawText(pen, value, { x, top: valueTop, align: 'center', colour: own })
    // Names of one and of three lines begin on one line.
    const labelTop = top + height - PADDING - labelHeight
    drawText(pen, label, { x, top: labelTop, align: 'center', colour: palette.onCard })
  }
}

/** A strip of the figure's own colour along the upper edge of its card. */
function drawEdge(pen: SKRSContext2D, area: Area, colour: string): void {
  pen.save()
  pen.beginPath()
  pen.roundRect(area.x, area.y, area.width, area.height, CORNER)
  pen.clip()
  pen.fillStyle = colour
  pen.fillRect(area.x, area.y, area.width, EDGE)
  pen.restore()
}

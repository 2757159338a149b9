/* The band on top of a sheet: title, subtitle and a large sign in a ring. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { IconName } from './icon-shapes.js'
import type { Palette } from './picture-colours.js'
import { drawDisc, drawPatternedBand, SHEET_MARGIN, SHEET_WIDTH } from './picture-frame.js'
import { drawIcon } from './picture-icons.js'
import { mustFit } from './picture-problem.js'
import type { SheetSpec } from './picture-spec.js'
import { drawText, type SetText, setText, setTextInFewLines } from './picture-text.js'

export type Header = {
  title: SetText
  subtitle: SetText | undefined
  emblem: IconName | undefined
  height: number
}

const PADDING = 40
const EMBLEM_RADIUS = 96
const EMBLEM_RING = 14
const BETWEEN_TEXTS = 2
const RULE = 10

/** The header's texts in the largest letters that fit. Throws CannotDraw for a title or subtitle that is too long. */
export function setHeader({ title, subtitle, emblem }: SheetSpec): Header {
  const signWidth = emblem === undefined ? 0 : 2 * (EMBLEM_RADIUS + EMBLEM_RING) + 40
  const width = SHEET_WIDTH - 2 * SHEET_MARGIN - signWidth
  const setTitle = mustFit(
    'title',
    setTextInFewLines(
      title,
      'bold',
      { width, height: 400, maxLines: 5, sizes: { largest: 80, smallest: 46 } },
      [64, 55, 54],
    ),
  )
  const setSubtitle =
    subtitle === undefined
      ? undefined
      : mustFit(
          'subtitle',
          setText(subtitle, 'semiBold', {
            width,
            height: 170,
            sizes: { largest: Math.min(42, setTitle.fontSize * 0.6), smallest: 27 },
          }),
        )
  const textHeight = setTitle.height + (setSubtitle === undefined ? 0 : BETWEEN_TEXTS + setSubtitle.height)
  const signHeight = emblem === undefined ? 0 : 2 * (EMBLEM_RADIUS + EMBLEM_RING)
  return {
    title: setTitle,
    subtitle: setSubtitle,
    emblem,
    height: Math.max(textHeight, signHeight) + 2 * PADDING + RULE,
  }
}

export function drawHeader(pen: SKRSContext2D, header: Header, palette: Palette): void {
  const { title, subtitle, emblem, height } = header
  const band = height - RULE
  drawPatternedBand(
    pen,
    { x: 0, y: 0, width: SHEET_WIDTH, height: band },
    { ground: palette.primary, pattern: palette.lattice },
  )
  pen.fillStyle = palette.accent
  pen.fillRect(0, band, SHEET_WIDTH, RULE)

  const textHeight = title.height + (subtitle === undefined ? 0 : BETWEEN_TEXTS + subtitle.height)
  const top = (band - textHeight) / 2
  drawText(pen, title, { x: SHEET_MARGIN, top, align: 'left', colour: palette.onPrimary })
  if (subtitle !== undefined) {
    const below = top + title.height + BETWEEN_TEXTS
    drawText(pen, subtitle, { x: SHEET_MARGIN, top: below, align: 'left', colour: palette.accentOnPrimary })
  }
  if (emblem !== undefined) drawEmblem(pen, emblem, band / 2, palette)
}

function drawEmblem(pen: SKRSContext2D, emblem: IconName, middleY: number, palette: Palette): void {
  const middleX = SHEET_WIDTH - SHEET_MARGIN - EMBLEM_RADIUS - EMBLEM_RING
  const ring = { colour: palette.signOnPrimary, width: 4, gap: EMBLEM_RING - 2 }
  drawDisc(pen, { middleX, middleY, radius: EMBLEM_RADIUS }, palette.deep, ring)
  drawIcon(
    pen,
    emblem,
    { middleX, middleY, side: EMBLEM_RADIUS * 1.3 },
    { line: palette.onDeep, mark: palette.signOnDeep, ground: palette.deep },
  )
}

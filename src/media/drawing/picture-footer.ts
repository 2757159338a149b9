/* The foot of a sheet: what to do next on a strip of the accent colour, the agency's name and logo below. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from './picture-colours.js'
import { SHEET_MARGIN, SHEET_WIDTH } from './picture-frame.js'
import { drawLogoOrPlate, type Logo, logoWidth } from './picture-logo.js'
import { mustFit } from './picture-problem.js'
import type { SheetSpec } from './picture-spec.js'
import { drawText, type SetText, setTextInFewLines, topToLookCentred } from './picture-text.js'

export type Footer = { call: SetText | undefined; agency: SetText; logo: Logo | undefined; height: number }

const PADDING = 12
const LOGO_RADIUS = 46
const BESIDE_LOGO = 24

/** The footer's texts in the largest letters that fit. Throws CannotDraw for a text that is too long. */
export function setFooter(
  { footer, agencyName }: Pick<SheetSpec, 'footer' | 'agencyName'>,
  logo: Logo | undefined,
): Footer {
  const width = SHEET_WIDTH - 2 * SHEET_MARGIN
  const call =
    footer === undefined
      ? undefined
      : mustFit(
          'footer',
          setTextInFewLines(
            footer,
            'semiBold',
            { width, height: 130, maxLines: 3, sizes: { largest: 38, smallest: 26 } },
            [30, 28],
          ),
        )
  const agency = mustFit(
    'agencyName',
    setTextInFewLines(
      agencyName,
      'semiBold',
      {
        width: width - besideText(logo),
        height: 110,
        maxLines: 2,
        sizes: { largest: 34, smallest: 24 },
      },
      [27],
    ),
  )
  return { call, agency, logo, height: callHeight(call) + agencyHeight(agency, logo) }
}

export function drawFooter(pen: SKRSContext2D, footer: Footer, sheetHeight: number, palette: Palette): void {
  const { call, agency, logo, height } = footer
  const top = sheetHeight - height
  const bandTop = top + callHeight(call)
  if (call !== undefined) {
    pen.fillStyle = palette.accent
    pen.fillRect(0, top, SHEET_WIDTH, callHeight(call))
    const place = { x: SHEET_WIDTH / 2, top: topToLookCentred(call, top + callHeight(call) / 2) }
    drawText(pen, call, { ...place, align: 'center', colour: palette.onAccent })
  }
  pen.fillStyle = palette.deep
  pen.fillRect(0, bandTop, SHEET_WIDTH, sheetHeight - bandTop)
  const middleY = (bandTop + sheetHeight) / 2
  const left = (SHEET_WIDTH - agency.width - besideText(logo)) / 2
  if (logo !== undefined) {
    const middleX = left + logoWidth(logo, LOGO_RADIUS) / 2
    drawLogoOrPlate(pen, logo, { middleX, middleY, radius: LOGO_RADIUS }, palette.deep)
  }
  const place = { x: left + besideText(logo), top: topToLookCentred(agency, middleY) }
  drawText(pen, agency, { ...place, align: 'left', colour: palette.onDeep })
}

function besideText(logo: Logo | undefined): number {
  return logo === undefined ? 0 : logoWidth(logo, LOGO_RADIUS) + BESIDE_LOGO
}

function callHeight(call: SetText | undefined): number {
  return call === undefined ? 0 : call.height + 2 * PADDING
}

function agencyHeight(agency: SetText, logo: Logo | undefined): number {
  return Math.max(agency.height, logo === undefined ? 0 : 2 * LOGO_RADIUS) + 2 * PADDING + 8
}

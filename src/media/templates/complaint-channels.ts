/*
 * Draws the card of complaint channels: each channel with its sign, its name and how to reach it, and one QR code with
 * what it opens. The code is never drawn too dense to be read; it is refused instead.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { drawIconDisc } from '../drawing/icon-disc.js'
import type { IconName } from '../drawing/icon-shapes.js'
import type { Palette } from '../drawing/picture-colours.js'
import { type Area, type Drawn, drawCard, SHEET_MARGIN, SHEET_WIDTH } from '../drawing/picture-frame.js'
import { CannotDraw, mustFit } from '../drawing/picture-problem.js'
import {
  drawSheet,
  growingSheets,
  lowSheets,
  type Room,
  type SizeRange,
  TALLEST_SHEET,
} from '../drawing/picture-sheet.js'
import { iconName, readSpec, sheetFields, writtenText } from '../drawing/picture-spec.js'
import { drawText, reachOf, type SetText, setText, topToLookCentred } from '../drawing/picture-text.js'
import { awkwardnessOf, pleasantSizeThatFits } from '../lines/thai-text-layout.js'
import { drawQrCode, moduleSide, type QrModules, QUIET_MODULES, qrModulesOf } from './qr-code.js'

const channelsSchema = z.strictObject({
  ...sheetFields,
  channels: z
    .array(z.strictObject({ name: writtenText(120), detail: writtenText(300), icon: iconName }))
    .min(1)
    .max(6),
  qr: z.strictObject({
    /** What the code holds; at most 213 characters still make a code that a telephone reads from this size. */
    address: z.url({ protocol: /^https?$/ }).max(213),
    caption: writtenText(160),
    note: writtenText(200).optional(),
  }),
})

/** `qr.caption` stands large beside the code, `qr.note` small below it (for example the address itself). */
export type ChannelsSpec = z.input<typeof channelsSchema>
type Channels = z.output<typeof channelsSchema>

type Row = { name: SetText; detail: SetText; icon: IconName; disc: number; height: number }
type Code = { modules: QrModules; side: number; caption: SetText; note: SetText | undefined; height: number }
type Body = { rows: Row[]; code: Code; top: number; gap: number }

const CARD_WIDTH = SHEET_WIDTH - 2 * SHEET_MARGIN
/** How much room everything has: five or six channels move closer together, so that they fit on one sheet. */
type Spacing = {
  disc: number
  rowPadding: number
  gap: number
  mostGap: number
  edge: number
  codeRoom: number
}
const ROOMY: Spacing = { disc: 44, rowPadding: 14, gap: 18, mostGap: 30, edge: 36, codeRoom: 344 }
const CLOSE: Spacing = { disc: 34, rowPadding: 8, gap: 12, mostGap: 24, edge: 26, codeRoom: 264 }
const MOST_ROOMY = 4
const INSIDE = 34
const LARGEST = 44
const BESIDE_DISC = 30
const MOST_EXTRA = 44
const CODE_PADDING = 18
const NAME_TO_DETAIL = 0.74

/** The picture and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawChannels(spec: ChannelsSpec): Promise<Drawn> {
  const channels = readSpec(channelsSchema, spec, 'channels')
  const spacing = channels.channels.length > MOST_ROOMY ? CLOSE : ROOMY
  const code = setCode(channels, spacing)
  return drawSheet(
    { ...channels, emblem: channels.emblem ?? channels.channels[0]?.icon },
    {
      field: 'channels',
      attempts: [
        ...lowSheets([910, 1040, 1170], LARGEST),
        ...growingSheets([1300, 1400, 1500, 1600, TALLEST_SHEET], {
          largest: LARGEST,
          comfortable: 33,
          smallest: 27,
        }),
      ],
      set: (room, sizes) => setBody(channels, code, room, sizes, spacing),
      draw: drawBody,
    },
  )
}

function setCode({ qr }: Channels, { codeRoom }: Spacing): Code {
  const modules = qrModulesOf(qr.address)
  // A long address makes many modules; they are not made too small to be read.
  const side = moduleSide(modules, codeRoom) ?? moduleSide(modules, ROOMY.codeRoom)
  if (side === undefined) throw new CannotDraw([{ field: 'qr.address', problem: 'doesNotFit' }])
  const whole = (modules.length + 2 * QUIET_MODULES) * side
  const width = CARD_WIDTH - whole - 2 * CODE_PADDING - 2 * INSIDE
  const caption = mustFit(
    'qr.caption',
    setText(qr.caption, 'bold', { width, height: whole * 0.62, sizes: { largest: 52, smallest: 30 } }),
  )
  const note =
    qr.note === undefined
      ? undefined
      : mustFit(
          'qr.note',
          setText(qr.note, 'medium', {
            width,
            height: whole - caption.height,
            sizes: { largest: Math.min(34, caption.fontSize * 0.8), smallest: 25 },
          }),
        )
  return { modules, side, caption, note, height: whole + 2 * CODE_PADDING }
}

function setBody(
  { channels }: Channels,
  code: Code,
  room: Room,
  sizes: SizeRange,
  spacing: Spacing,
): Body | undefined {
  const { disc, rowPadding, edge } = spacing
  const width = CARD_WIDTH - 2 * INSIDE - 2 * disc - BESIDE_DISC
  const space = room.bottom - room.top - 2 * edge
  const nameReach = reachOf(
    channels.map(({ name }) => name),
    'semiBold',
  )
  const detailReach = reachOf(
    channels.map(({ detail }) => detail),
    'medium',
  )
  return pleasantSizeThatFits(sizes, (size) => {
    const rows: Row[] = []
    for (const { name, detail, icon } of channels) {
      const nameSize = Math.max(sizes.smallest - 3, Math.round(size * NAME_TO_DETAIL))
      const setName = setText(name, 'semiBold', oneSize(width, nameSize, 2), nameReach)
      const setDetail = setText(detail, 'medium', oneSize(width, size, 3), detailReach)
      if (!setName.fits || !setDetail.fits) return undefined
      const height = Math.max(setName.height + setDetail.height, 2 * disc) + 2 * rowPadding
      rows.push({ name: setName, detail: setDetail, icon, disc, height })
    }
    const needed = rows.reduce((total, row) => total + row.height, code.height)
    const spare = space - needed - spacing.gap * rows.length
    if (spare < 0) return undefined
    const extra = Math.min(MOST_EXTRA, spare / rows.length)
    const gap = Math.min(spacing.mostGap, spacing.gap + (spare - extra * rows.length) / rows.length)
    const used = needed + (extra + gap) * rows.length
    return {
      result: {
        rows: rows.map((row) => ({ ...row, height: row.height + extra })),
        code,
        top: Math.round((room.top + room.bottom - used) / 2),
        gap,
      },
      awkwardness: rows.reduce((total, row) => total + awkwardnessOf(row.detail.lines), 0),
    }
  })
}

function oneSize(width: number, size: number, maxLines: number) {
  return { width, height: Number.POSITIVE_INFINITY, sizes: { largest: size, smallest: size }, maxLines }
}

function drawBody(pen: SKRSContext2D, { rows, code, top, gap }: Body, palette: Palette): void {
  const colours = { card: palette.card, edge: palette.cardEdge, shadow: palette.deep }
  let y = top
  for (const row of rows) {
    const area = { x: SHEET_MARGIN, y, width: CARD_WIDTH, height: row.height }
    drawCard(pen, area, colours)
    drawRow(pen, row, area, palette)
    y += row.height + gap
  }
  drawCode(pen, code, { x: SHEET_MARGIN, y: Math.round(y), width: CARD_WIDTH, height: code.height }, palette)
}

function drawRow(pen: SKRSContext2D, { name, detail, icon, disc }: Row, area: Area, palette: Palette): void {
  const middleX = area.x + INSIDE + disc
  const middleY = area.y + area.height / 2
  drawIconDisc(pen, icon, { middleX, middleY, radius: disc }, palette)
  const x = middleX + disc + BESIDE_DISC
  const top = middleY - (name.height + detail.height) / 2
  drawText(pen, name, { x, top, align: 'left', colour: palette.signOnCard })
  drawText(pen, detail, {
    x,
    top: top + name.height - detail.fontSize * 0.12,
    align: 'left',
    colour: palette.onCard,
  })
}

/** On the primary colour, so that it is found at once; the code itself is on white. */
function drawCode(pen: SKRSContext2D, code: Code, area: Area, palette: Palette): void {
  drawCard(pen, area, { card: palette.primary, edge: palette.primary, shadow: palette.deep })
  const whole = area.height - 2 * CODE_PADDING
  const corner = { x: area.x + CODE_PADDING, y: area.y + CODE_PADDING }
  drawQrCode(pen, code.modules, { ...corner, side: code.side }, palette.deep)
  const x = corner.x + whole + INSIDE
  const middleY = area.y + area.height / 2
  if (code.note === undefined) {
    const top = topToLookCentred(code.caption, middleY)
    drawText(pen, code.caption, { x, top, align: 'left', colour: palette.onPrimary })
    return
  }
  const top = middleY - (code.caption.height + code.note.height) / 2
  drawText(pen, code.caption, { x, top, align: 'left', colour: palette.onPrimary })
  drawText(pen, code.note, {
    x,
    top: top + code.caption.height,
    align: 'left',
    colour: palette.accentOnPrimary,
  })
}

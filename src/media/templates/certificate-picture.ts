/*
 * Draws a personal certificate card: that a person has read and acknowledged a policy, with version, date and the short
 * hash of the acknowledged text. It holds what it is given and is kept nowhere by this room.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { z } from 'zod'
import { type Palette, paletteOf } from '../drawing/picture-colours.js'
import type { FontWeight } from '../drawing/picture-fonts.js'
import {
  type Drawn,
  drawCard,
  drawDisc,
  drawPatternedBand,
  encodeForLine,
  newSheet,
  SHEET_WIDTH,
} from '../drawing/picture-frame.js'
import { drawIcon } from '../drawing/picture-icons.js'
import { drawLogoOrPlate, type Logo, readLogo } from '../drawing/picture-logo.js'
import { CannotDraw, mustFit } from '../drawing/picture-problem.js'
import { agencyFields, readSpec, writtenText } from '../drawing/picture-spec.js'
import { drawStack, type Stacked, stackHeight } from '../drawing/picture-stack.js'
import { drawText, reachOf, type SetText, setText, widthOf } from '../drawing/picture-text.js'

const certificateSchema = z.strictObject({
  ...agencyFields,
  title: writtenText(120),
  name: writtenText(160),
  statement: writtenText(200),
  policyTitle: writtenText(240),
  facts: z
    .array(z.strictObject({ label: writtenText(60), value: writtenText(60) }))
    .min(1)
    .max(4),
})

/** Read from above: agency, title, name, statement, title of the policy, and the facts (version, date, short hash). */
export type CertificateSpec = z.input<typeof certificateSchema>
type Certificate = z.output<typeof certificateSchema>

type Fact = { label: SetText; value: SetText }

const LEAST_HEIGHT = 880
const MOST_HEIGHT = 1040
const BAND = 44
const PAPER = { x: BAND, y: BAND, width: SHEET_WIDTH - 2 * BAND }
const WIDTH = PAPER.width - 120
const SEAL = 56
const UNDER_SEAL = 12
const FACTS_HEIGHT = 128
const EDGE = 26
const BESIDE_RULE = 22
const ABOVE_FACTS = 16
const AROUND_WORDS = ABOVE_FACTS + 2 * BAND + 2 * EDGE + 2 * SEAL + UNDER_SEAL + FACTS_HEIGHT
const LEAST_GAP = 6
const MOST_GAP = 16

/** The picture (about 6 : 5, lying; with long names up to square) and its preview. Throws CannotDraw, which names the fields at fault. */
export async function drawCertificate(spec: CertificateSpec): Promise<Drawn> {
  const certificate = readSpec(certificateSchema, spec, 'certificate')
  const logo = certificate.logo === undefined ? undefined : await readLogo(certificate.logo)
  const palette = paletteOf(certificate.colours)
  const stack = setWords(certificate, palette)
  const facts = setFacts(certificate)
  const height = heightFor(stack)
  const { canvas, pen } = newSheet(height, certificate.width ?? 1040, palette.primary)
  drawPaper(pen, height, palette)
  drawSeal(pen, logo, palette)
  const top = PAPER.y + EDGE + 2 * SEAL + UNDER_SEAL
  const bottom = height - BAND - EDGE - FACTS_HEIGHT
  drawStack(pen, stack, {
    middleX: SHEET_WIDTH / 2,
    top: top + (bottom - ABOVE_FACTS - top - stackHeight(stack)) / 2,
  })
  drawFacts(pen, facts, bottom, palette)
  return encodeForLine(canvas)
}

function setWords(
  { agencyName, title, name, statement, policyTitle }: Certificate,
  palette: Palette,
): Stacked[] {
  const line = (
    field: string,
    text: string,
    weight: FontWeight,
    largest: number,
    smallest: number,
    maxLines = 1,
  ) =>
    mustFit(
      field,
      setText(text, weight, { width: WIDTH, height: 150, maxLines, sizes: { largest, smallest } }),
    )
  const stack = [
    { text: line('agencyName', agencyName, 'semiBold', 32, 25, 2), colour: palette.onCard, gap: 0 },
    { text: line('title', title, 'bold', 50, 32), colour: palette.signOnCard, gap: 0 },
    { text: line('name', name, 'bold', 60, 38, 2), colour: palette.onCard, gap: 0 },
    { text: line('statement', statement, 'medium', 32, 26, 2), colour: palette.onCard, gap: 0 },
    { text: line('policyTitle', policyTitle, 'semiBold', 38, 27, 3), colour: palette.signOnCard, gap: 0 },
  ]
  const needed = stackHeight(stack) + LEAST_GAP * stack.length + AROUND_WORDS
  if (needed > MOST_HEIGHT) throw new CannotDraw([{ field: 'policyTitle', problem: 'doesNotFit' }])
  const gap = Math.min(MOST_GAP, LEAST_GAP + Math.max(0, LEAST_HEIGHT - needed) / stack.length)
  return stack.map((line, i) => (i === 0 ? line : { ...line, gap }))
}

function heightFor(stack: readonly Stacked[]): number {
  return Math.max(LEAST_HEIGHT, Math.ceil(stackHeight(stack) + AROUND_WORDS))
}

function setFacts({ facts }: Certificate): Fact[] {
  const width = WIDTH / facts.length - 2 * BESIDE_RULE
  const set = (part: 'label' | 'value', weight: FontWeight, largest: number, smallest: number) => {
    const texts = facts.map((fact) => fact[part])
    const widest = Math.max(...texts.map((text) => widthOf(text, weight, 1)))
    const size = Math.max(smallest, Math.min(largest, Math.floor(width / widest)))
    const box = { width, height: 90, maxLines: 1, sizes: { largest: size, smallest } }
    return texts.map((text, i) =>
      mustFit(`facts.${i}.${part}`, setText(text, weight, box, reachOf(texts, weight))),
    )
  }
  const [labels, values] = [set('label', 'medium', 30, 21), set('value', 'semiBold', 36, 22)]
  return labels.flatMap((label, i) => {
    const value = values[i]
    return value === undefined ? [] : [{ label, value }]
  })
}

function drawPaper(pen: SKRSContext2D, height: number, palette: Palette): void {
  const paper = { ...PAPER, height: height - 2 * BAND }
  const whole = { x: 0, y: 0, width: SHEET_WIDTH, height }
  drawPatternedBand(pen, whole, { ground: palette.primary, pattern: palette.lattice })
  drawCard(pen, paper, { card: palette.card, edge: palette.markOnCard, shadow: palette.deep })
  pen.strokeStyle = palette.markOnCard
  pen.lineWidth = 3
  pen.beginPath()
  pen.roundRect(PAPER.x + 14, PAPER.y + 14, PAPER.width - 28, paper.height - 28, 16)
  pen.stroke()
}

/** The agency's logo, or a rosette where there is none. */
function drawSeal(pen: SKRSContext2D, logo: Logo | undefined, palette: Palette): void {
  const place = { middleX: SHEET_WIDTH / 2, middleY: PAPER.y + EDGE + SEAL, radius: SEAL }
  if (logo !== undefined) {
    drawLogoOrPlate(pen, logo, place, palette.deep)
    return
  }
  drawDisc(pen, { ...place, radius: SEAL - 8 }, palette.primary, { colour: palette.accent, width: 3, gap: 6 })
  drawIcon(
    pen,
    'award',
    { ...place, side: SEAL * 1.08 },
    { line: palette.onPrimary, mark: palette.signOnPrimary, ground: palette.primary },
  )
}

function drawFacts(pen: SKRSContext2D, facts: readonly Fact[], top: number, palette: Palette): void {
  const width = WIDTH / facts.length
  const left = (SHEET_WIDTH - WIDTH) / 2
  pen.fillStyle = palette.cardEdge
  pen.fillRect(left, top, WIDTH, 2)
  for (const [i, { label, value }] of facts.entries()) {
    const x = left + width * (i + 0.5)
    const labelTop = top + (FACTS_HEIGHT - label.height - value.height + 8) / 2
    if (i > 0) pen.fillRect(left + width * i - 1, top + 24, 2, FACTS_HEIGHT - 44)
    drawText(pen, label, { x, top: labelTop, align: 'center', colour: palette.onCard })
    drawText(pen, value, { x, top: labelTop + label.height - 8, align: 'center', colour: palette.signOnCard })
    pen.fillStyle = palette.cardEdge
  }
}

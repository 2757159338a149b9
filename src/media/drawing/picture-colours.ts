/*
 * Colours of a picture. An agency gives four; every pair in which letters or icons stand on a ground is brought to the
 * contrast of WCAG 2.2 AA by darkening or lightening the letter, so that no choice of colours makes a text unreadable.
 */
import { z } from 'zod'

/** WCAG 2.2, 1.4.3: text 4.5 : 1; 1.4.11: icons and other signs 3 : 1. */
export const TEXT_CONTRAST = 4.5
export const SIGN_CONTRAST = 3
/** A colour that has to be changed anyway is changed until it is good and not only permitted. */
const GOOD_CONTRAST = 7
/** How strongly the lattice of flowers is laid over a ground. */
export const LATTICE_OPACITY = 0.055

export const hexColour = z.string().regex(/^#[0-9a-fA-F]{6}$/)
export const pictureColoursSchema = z
  .strictObject({ primary: hexColour, accent: hexColour, background: hexColour, text: hexColour })
  .partial()
export type PictureColours = z.infer<typeof pictureColoursSchema>

/** Navy and gold on warm white. */
export const DEFAULT_COLOURS: Required<PictureColours> = {
  primary: '#173a6b',
  accent: '#f2b632',
  background: '#f5f2ea',
  text: '#1f2a3a',
}

/** Grounds, and what may stand on them. */
export type Palette = {
  background: string
  onBackground: string
  card: string
  onCard: string
  /** The primary colour as letters and signs on a card. */
  signOnCard: string
  /** The accent as a small mark beside a text; decoration, so that it may be paler than a sign. */
  markOnCard: string
  cardEdge: string
  /** Every second row of a table on a card. */
  cardShade: string
  primary: string
  /** The lattice on the primary colour: laid over it with LATTICE_OPACITY. */
  lattice: string
  onPrimary: string
  accentOnPrimary: string
  signOnPrimary: string
  deep: string
  onDeep: string
  signOnDeep: string
  accent: string
  onAccent: string
}

/** All colours of a picture from the agency's four (each may be left out). */
export function paletteOf(colours: PictureColours = {}): Palette {
  const { primary, accent, background, text } = { ...DEFAULT_COLOURS, ...colours }
  const isLight = luminance(background) > 0.4
  const card = isLight ? '#ffffff' : mix(background, '#ffffff', 0.08)
  // A light colour that is darkened a little looks muddy; darkened much, it is a colour of its own.
  const signOnCard = readableOn(card, primary)
  const { cardShade, onCard } = shadeOf(card, signOnCard, text)
  const onPrimary = whiteOrDark(primary)
  const lattice = latticeFor(primary, onPrimary)
  const deep = mix(primary, '#000000', luminance(primary) > 0.35 ? 0.76 : 0.28)
  return {
    background,
    onBackground: readableOn(background, text),
    card,
    onCard,
    signOnCard,
    markOnCard: readableOn(card, accent, 1.5),
    cardEdge: mix(card, primary, 0.14),
    cardShade,
    primary,
    lattice,
    onPrimary,
    accentOnPrimary: readableOnEach([primary, withLattice(primary, lattice)], accent),
    signOnPrimary: readableOn(primary, accent, SIGN_CONTRAST),
    deep,
    onDeep: whiteOrDark(deep),
    signOnDeep: readableOn(deep, accent, SIGN_CONTRAST),
    accent,
    onAccent: readableOn(accent, deep),
  }
}

/** The contrast ratio of two colours by WCAG 2.2, from 1 (equal) to 21 (black and white). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The wanted colour if it has `atLeast` this contrast on the ground; else a mixture of it with black or white that is
 * well readable, or plain black or white.
 */
export function readableOn(ground: string, wanted: string, atLeast: number = TEXT_CONTRAST): string {
  return readableOnEach([ground], wanted, atLeast)
}

/** As `readableOn`, for letters that stand on several grounds at once. */
function readableOnEach(grounds: readonly string[], wanted: string, atLeast: number = TEXT_CONTRAST): string {
  const least = (letter: string) => Math.min(...grounds.map((ground) => contrast(ground, letter)))
  if (least(wanted) >= atLeast) return wanted
  const towards = least('#ffffff') >= least('#000000') ? '#ffffff' : '#000000'
  const enough = Math.min(Math.max(atLeast, GOOD_CONTRAST), least(towards))
  for (let share = 0.05; share < 1; share += 0.05) {
    const colour = mix(wanted, towards, share)
    if (least(colour) >= enough) return colour
  }
  return towards
}

/** A shade of the card towards the sign's colour; on a ground of middling brightness away from the letters. */
function shadeOf(card: string, sign: string, text: string): Pick<Palette, 'cardShade' | 'onCard'> {
  const cardShade = mix(card, sign, 0.06)
  const onCard = readableOnEach([card, cardShade], text)
  if (Math.min(contrast(card, onCard), contrast(cardShade, onCard)) >= TEXT_CONTRAST)
    return { cardShade, onCard }
  const letters = readableOn(card, text)
  return { cardShade: mix(card, awayFrom(letters, card), 0.06), onCard: letters }
}

/** A lattice in the colour of the letters, unless it would bring the ground too near to them: then it goes the other way. */
function latticeFor(ground: string, letters: string): string {
  if (contrast(withLattice(ground, letters), letters) >= TEXT_CONTRAST) return letters
  return awayFrom(letters, ground)
}

function awayFrom(letters: string, ground: string): string {
  return luminance(letters) > luminance(ground) ? '#000000' : '#ffffff'
}

/** The ground where two lines of the lattice cross. */
export function withLattice(ground: string, lattice: string): string {
  return mix(mix(ground, lattice, LATTICE_OPACITY), lattice, LATTICE_OPACITY)
}

function whiteOrDark(ground: string): string {
  return contrast(ground, '#ffffff') >= TEXT_CONTRAST
    ? '#ffffff'
    : readableOn(ground, mix(ground, '#000000', 0.8))
}

/** A share (0 to 1) of the second colour stirred into the first, in sRGB. */
function mix(first: string, second: string, share: number): string {
  const other = channelsOf(second)
  const mixed = channelsOf(first).map((value, i) => Math.round(value + ((other[i] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The colour with an opacity (0 to 1), as the canvas writes it. */
export function withOpacity(colour: string, opacity: number): string {
  return `rgba(${channelsOf(colour).join(', ')}, ${opacity})`
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

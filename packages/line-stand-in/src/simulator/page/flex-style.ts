// Flex Message layout as CSS: LINE's keywords as pixels, boxes as flexboxes.
import type { CSSProperties } from 'preact'
import type { Part } from './simulator-client.js'

type Style = CSSProperties

const STEP: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 }
const FONT: Record<string, number> = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
}
const PICTURE: Record<string, string> = {
  xxs: '40px',
  xs: '60px',
  sm: '80px',
  md: '100px',
  lg: '120px',
  xl: '140px',
  xxl: '160px',
  '3xl': '180px',
  '4xl': '200px',
  '5xl': '220px',
  full: '100%',
}
const BORDER: Record<string, string> = {
  none: '0',
  light: '0.5px',
  normal: '1px',
  medium: '2px',
  'semi-bold': '3px',
  bold: '4px',
}
export const BUBBLE_WIDTH: Record<string, number> = {
  nano: 120,
  micro: 160,
  deca: 220,
  hecto: 241,
  kilo: 260,
  mega: 300,
  giga: 386,
}

const said = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function step(value: unknown): string | undefined {
  const word = said(value)
  if (word === undefined) return undefined
  return word in STEP ? `${STEP[word]}px` : word
}

const fontSize = (value: unknown): string => {
  const word = said(value) ?? 'md'
  return word in FONT ? `${FONT[word]}px` : word
}

/** How a component sits in its box. `growsBySelf` is LINE's default in a horizontal box. */
function seat(part: Part, layout: string, growsBySelf: boolean): Style {
  const flex = typeof part.flex === 'number' ? part.flex : growsBySelf && layout !== 'vertical' ? 1 : 0
  const margin = step(part.margin)
  return {
    flex: flex > 0 ? `${flex} ${flex} 0` : '0 0 auto',
    minWidth: flex > 0 ? '0' : undefined,
    ...(margin && layout === 'vertical' ? { marginTop: margin } : {}),
    ...(margin && layout !== 'vertical' ? { marginLeft: margin } : {}),
    ...(part.position === 'absolute' ? { position: 'absolute' } : {}),
    top: step(part.offsetTop),
    bottom: step(part.offsetBottom),
    left: step(part.offsetStart),
    right: step(part.offsetEnd),
  }
}

export function boxStyle(part: Part, layout: string): Style {
  const gradient = part.background as Part | undefined
  return {
    ...seat(part, layout, true),
    flexDirection: part.layout === 'vertical' ? 'column' : 'row',
    gap: step(part.spacing),
    alignItems: said(part.alignItems) ?? (part.layout === 'baseline' ? 'baseline' : 'stretch'),
    justifyContent: said(part.justifyContent),
    background: gradient
      ? `linear-gradient(${said(gradient.angle)}, ${said(gradient.startColor)}, ${said(gradient.endColor)})`
      : said(part.backgroundColor),
    borderColor: said(part.borderColor),
    borderStyle: part.borderWidth ? 'solid' : undefined,
    borderWidth: BORDER[said(part.borderWidth) ?? ''] ?? said(part.borderWidth),
    borderRadius: step(part.cornerRadius),
    width: said(part.width),
    maxWidth: said(part.maxWidth),
    height: said(part.height),
    maxHeight: said(part.maxHeight),
    padding: step(part.paddingAll),
    ...(part.paddingTop ? { paddingTop: step(part.paddingTop) } : {}),
    ...(part.paddingBottom ? { paddingBottom: step(part.paddingBottom) } : {}),
    ...(part.paddingStart ? { paddingLeft: step(part.paddingStart) } : {}),
    ...(part.paddingEnd ? { paddingRight: step(part.paddingEnd) } : {}),
  }
}

export function wordStyle(part: Part): Style {
  return {
    fontSize: part.size === undefined ? undefined : fontSize(part.size),
    color: said(part.color),
    fontWeight: part.weight === 'bold' ? '700' : part.weight === 'regular' ? '400' : undefined,
    fontStyle: said(part.style),
    textDecoration: said(part.decoration),
  }
}

export function textStyle(part: Part, layout: string): Style {
  const lines = typeof part.maxLines === 'number' && part.maxLines > 0 ? part.maxLines : undefined
  return {
    ...seat(part, layout, true),
    ...wordStyle(part),
    fontSize: fontSize(part.size),
    textAlign: said(part.align) as Style['textAlign'],
    whiteSpace: part.wrap ? 'pre-wrap' : 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    alignSelf: gravity(part, layout),
    ...(lines && part.wrap
      ? { display: '-webkit-box', WebkitLineClamp: lines, WebkitBoxOrient: 'vertical' }
      : {}),
  }
}

export function buttonStyle(part: Part, layout: string): Style {
  const colour = said(part.color)
  const filled = part.style === 'primary' || part.style === 'secondary'
  return {
    ...seat(part, layout, true),
    ...(colour ? (filled ? { backgroundColor: colour } : { color: colour }) : {}),
    alignSelf: gravity(part, layout),
  }
}

export function pictureStyle(part: Part, layout: string): Style {
  const [width = '1', height = '1'] = (said(part.aspectRatio) ?? '1:1').split(':')
  const size = said(part.size) ?? 'md'
  const side = { start: 'flex-start', end: 'flex-end', center: 'center' }[said(part.align) ?? 'center']
  return {
    ...seat(part, layout, true),
    width: PICTURE[size] ?? size,
    maxWidth: '100%',
    aspectRatio: `${width} / ${height}`,
    objectFit: part.aspectMode === 'cover' ? 'cover' : 'contain',
    backgroundColor: said(part.backgroundColor),
    alignSelf: layout === 'vertical' ? side : gravity(part, layout),
  }
}

export function iconStyle(part: Part, layout: string): Style {
  return { ...seat(part, layout, false), height: fontSize(part.size), width: 'auto' }
}

export function separatorStyle(part: Part, layout: string): Style {
  const { marginTop, marginLeft } = seat(part, layout, false)
  return { marginTop, marginLeft, backgroundColor: said(part.color) }
}

export function fillerStyle(part: Part): Style {
  return { flex: typeof part.flex === 'number' ? String(part.flex) : '1' }
}

export function blockStyle(part: Part | undefined): Style {
  return { backgroundColor: said(part?.backgroundColor) }
}

function gravity(part: Part, layout: string): string | undefined {
  if (layout !== 'horizontal') return undefined
  return { center: 'center', bottom: 'flex-end', top: 'flex-start' }[said(part.gravity) ?? '']
}

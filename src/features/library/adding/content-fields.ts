// What an officer is asked for, kind by kind: which words in which order, how many, and how long they may be so that a
// template holds them. The limits are in characters as people count them and were found by drawing.
import type { AddedKind, DrawnKind } from '../content/content-schema.js'

/** words: one text; lines: one item for each line; blocks: one item for each message; pairs: lines as "name: detail". */
type Shape = 'words' | 'lines' | 'blocks' | 'pairs' | 'figures' | 'link' | 'qr'

export const fieldNames = [
  'title',
  'subtitle',
  'summary',
  'points',
  'sections',
  'dos',
  'donts',
  'quote',
  'author',
  'channels',
  'address',
  'figures',
  'note',
  'text',
  'link',
  'footer',
] as const
export type FieldName = (typeof fieldNames)[number]

export interface Field {
  readonly name: FieldName
  readonly shape: Shape
  /** The longest item, in graphemes. */
  readonly longest: number
  readonly least: number
  readonly most: number
  /** Said once for all languages. */
  readonly shared?: boolean
}

const words = (name: FieldName, longest: number): Field => ({
  name,
  shape: 'words',
  longest,
  least: 1,
  most: 1,
})
const maybe = (field: Field): Field => ({ ...field, least: 0 })
const list = (
  name: FieldName,
  shape: Shape,
  longest: number,
  [least, most]: readonly [number, number],
): Field => ({ name, shape, longest, least, most })

const link: Field = { name: 'link', shape: 'link', longest: 1000, least: 1, most: 1, shared: true }
const title = words('title', 70)
const subtitle = maybe(words('subtitle', 90))
const footer = maybe(words('footer', 90))

const cardFields = [
  words('title', 100),
  words('summary', 400),
  list('points', 'lines', 200, [0, 12]),
  maybe(words('text', 18_000)),
  maybe(link),
]

const templateFields: Record<Exclude<AddedKind, 'picture'>, readonly Field[]> = {
  infographic: [title, subtitle, list('points', 'lines', 90, [3, 7]), footer],
  onePaper: [title, subtitle, list('sections', 'blocks', 200, [2, 6]), footer],
  dosAndDonts: [
    title,
    maybe(words('summary', 90)),
    list('dos', 'lines', 70, [1, 7]),
    list('donts', 'lines', 70, [1, 7]),
  ],
  quote: [words('title', 40), words('quote', 180), maybe(words('author', 60))],
  channels: [
    title,
    subtitle,
    list('channels', 'pairs', 110, [1, 6]),
    { name: 'address', shape: 'qr', longest: 213, least: 1, most: 1, shared: true },
    footer,
  ],
  statistics: [title, subtitle, list('figures', 'figures', 40, [1, 4]), maybe(words('note', 110))],
  ethicsCode: cardFields,
  policy: cardFields,
  document: [words('title', 100), words('summary', 400), link],
  clip: [words('title', 100), words('summary', 400), link],
}

const pictureFields = [words('title', 100), maybe(words('summary', 400)), maybe(link)]

export type Way = 'words' | 'pictures'

/** How a piece of this kind can be made; the first is offered first. */
export function waysOf(kind: AddedKind): readonly Way[] {
  if (kind === 'picture') return ['pictures']
  return kind === 'clip' || kind === 'statistics' ? ['words'] : ['words', 'pictures']
}

export const fieldsOf = (kind: AddedKind, way: Way): readonly Field[] =>
  way === 'pictures' || kind === 'picture' ? pictureFields : templateFields[kind]

export const mostPages = (kind: AddedKind): number => (kind === 'document' ? 10 : 1)

/** Kinds whose points carry icons, and the field that has them. */
export const iconField: Partial<Record<AddedKind, FieldName>> = {
  infographic: 'points',
  onePaper: 'sections',
  channels: 'channels',
} satisfies Partial<Record<DrawnKind, FieldName>>

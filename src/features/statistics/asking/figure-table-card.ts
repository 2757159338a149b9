// One table of figures on a phone: a name and up to three columns, a sum at the foot, and what the figures mean below.
import { band, type CardColour, rule, stack, words } from '../../../line/card-parts.js'
import { type FlexBubble, type FlexComponent, flex, type Message } from '../../../line/message-builders.js'

type Row = readonly [name: string, ...figures: string[]]

export interface FigureTable {
  readonly kind: string
  readonly title: string
  readonly head?: Row
  readonly rows: readonly Row[]
  readonly foot?: Row
  /** A sentence that matters, such as that there was nothing. */
  readonly statement?: string
  readonly notes: readonly string[]
}

/** Several tables become a carousel. The alternative text carries the first rows, for notifications and screen readers. */
export function figureTables(tables: readonly FigureTable[]): Message {
  const altText = tables.map(inWords).join('\n')
  const bubbles = tables.map(bubbleOf)
  const [only] = bubbles
  return flex(altText, bubbles.length === 1 && only ? only : { type: 'carousel', contents: bubbles })
}

function inWords({ kind, title, rows, foot, statement }: FigureTable): string {
  const lines = [...rows, ...(foot ? [foot] : [])].map(
    ([name, ...figures]) => `${name}: ${figures.join(' / ')}`,
  )
  return [`${kind} ${title}`, ...(statement ? [statement] : []), ...lines].join('\n')
}

function bubbleOf({ kind, title, head, rows, foot, statement, notes }: FigureTable): FlexBubble {
  return {
    type: 'bubble',
    size: 'mega',
    header: band(kind, title),
    body: stack(
      [
        ...(statement === undefined ? [] : [words(statement, { size: 'md', bold: true })]),
        ...(head ? [rowOf(head, { quiet: true })] : []),
        ...(head && rows.length > 0 ? [rule()] : []),
        ...rows.map((row) => rowOf(row)),
        ...(foot ? [rule(), rowOf(foot, { bold: true })] : []),
        ...(notes.length > 0 ? [rule()] : []),
        ...notes.map((note) => words(note, { size: 'xs', colour: 'quiet' })),
      ],
      'sm',
    ),
  }
}

function rowOf(
  [name, ...figures]: Row,
  { quiet = false, bold = false }: { readonly quiet?: boolean; readonly bold?: boolean } = {},
): FlexComponent {
  const colour: CardColour = quiet ? 'quiet' : 'ink'
  const look = { size: quiet ? ('xs' as const) : ('sm' as const), colour, bold }
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    contents: [
      words(name, { ...look, flex: figures.length > 1 ? 4 : 6 }),
      ...figures.map((figure) => words(figure, { ...look, align: 'end', flex: figures.length > 1 ? 3 : 4 })),
    ],
  }
}

// The pieces that our Flex cards are built of, so that every card of the product looks like the same office made it.
// LINE refuses an empty text in a card: whoever calls leaves such a piece out.
import type { Action, FlexBubble, FlexComponent } from './message-builders.js'

export const cardColours = {
  primary: '#173A6B',
  onPrimary: '#FFFFFF',
  accent: '#F2B632',
  ink: '#1F2A3A',
  quiet: '#5F6B7A',
  line: '#E3E6EA',
  good: '#1D7A46',
  warning: '#A8421B',
} as const

export type CardColour = keyof typeof cardColours
type TextSize = 'xxs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl' | '3xl'

/** The coloured band at the top: what kind of thing it is, and its title. */
export function band(kind: string, title: string): NonNullable<FlexBubble['header']> {
  return {
    type: 'box',
    layout: 'vertical',
    backgroundColor: cardColours.primary,
    paddingAll: '16px',
    spacing: 'xs',
    contents: [
      words(kind, { size: 'xs', colour: 'accent', bold: true }),
      words(title, { size: 'lg', colour: 'onPrimary', bold: true }),
    ],
  }
}

export function words(
  text: string,
  look: {
    readonly size?: TextSize
    readonly colour?: CardColour
    readonly bold?: boolean
    readonly margin?: 'xs' | 'sm' | 'md' | 'lg'
    readonly align?: 'start' | 'center' | 'end'
    readonly flex?: number
  } = {},
): FlexComponent {
  return {
    type: 'text',
    text,
    wrap: true,
    size: look.size ?? 'sm',
    color: cardColours[look.colour ?? 'ink'],
    ...(look.bold && { weight: 'bold' }),
    ...(look.margin && { margin: look.margin }),
    ...(look.align && { align: look.align }),
    ...(look.flex !== undefined && { flex: look.flex }),
  }
}

/** A line of a list: a sign in a narrow column (a number, • or ✓), and words that wrap beside it. */
export function listLine(sign: string, text: string, colour: CardColour = 'primary'): FlexComponent {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    contents: [
      { type: 'text', text: sign, size: 'sm', color: cardColours[colour], weight: 'bold', flex: 1 },
      { type: 'text', text, wrap: true, size: 'sm', color: cardColours.ink, flex: 14 },
    ],
  }
}

/** A name at the left and its value at the right. */
export const fact = (name: string, value: string, colour: CardColour = 'ink'): FlexComponent =>
  besideEachOther([name, 4], [value, 5], colour)

/** The same for a short name and a value that needs the width: a moment, a number of a paper. */
export const longFact = (name: string, value: string): FlexComponent =>
  besideEachOther([name, 3], [value, 8], 'ink')

/** Words with their shares of the width. */
function besideEachOther(
  [name, nameShare]: readonly [string, number],
  [value, valueShare]: readonly [string, number],
  colour: CardColour,
): FlexComponent {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    contents: [
      words(name, { size: 'sm', colour: 'quiet', flex: nameShare }),
      words(value, { size: 'sm', colour, align: 'end', flex: valueShare }),
    ],
  }
}

export const rule = (): FlexComponent => ({ type: 'separator', margin: 'md', color: cardColours.line })

export function stack(
  contents: readonly FlexComponent[],
  spacing: 'none' | 'xs' | 'sm' | 'md' | 'lg' = 'md',
): NonNullable<FlexBubble['body']> {
  return { type: 'box', layout: 'vertical', spacing, contents: [...contents] }
}

/** How much of a whole is reached, as a bar. `share` is from 0 to 1; anything above 0 shows. */
export function progressBar(share: number, height = 8): FlexComponent {
  const percent = share <= 0 ? 0 : Math.min(100, Math.max(2, Math.floor(share * 100)))
  return {
    type: 'box',
    layout: 'vertical',
    height: `${height}px`,
    cornerRadius: `${height / 2}px`,
    backgroundColor: cardColours.line,
    margin: 'sm',
    contents:
      percent === 0
        ? []
        : [
            {
              type: 'box',
              layout: 'vertical',
              height: `${height}px`,
              cornerRadius: `${height / 2}px`,
              width: `${percent}%`,
              backgroundColor: share >= 1 ? cardColours.good : cardColours.primary,
              contents: [],
            },
          ],
  }
}

/** The one thing a card asks for. */
export function mainButton(action: Action): FlexComponent {
  return { type: 'button', style: 'primary', height: 'sm', color: cardColours.primary, action }
}

/** What a card also offers. */
export function quietButton(action: Action): FlexComponent {
  return { type: 'button', style: 'link', height: 'sm', color: cardColours.primary, action }
}

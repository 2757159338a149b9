// The card of a piece in a row of cards: its picture in small, kind, title, a line about it, and one button. On the shelf of an
// officer the same card has their buttons.

import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import { cardColours, mainButton, quietButton, stack, words } from '../../../line/card-parts.js'
import { type Action, cut, type FlexBubble, type FlexComponent } from '../../../line/message-builders.js'
import { type Content, headlineOf } from '../content/content-schema.js'
import { say } from '../library-words.js'

export interface PieceCard {
  readonly content: Content
  /** The whole address of its preview; absent for a card of words. */
  readonly preview?: string | undefined
  readonly main: Action
  readonly others?: readonly Action[]
  readonly archived?: boolean
}

export function pieceCard(
  { content, preview, main, others = [], archived = false }: PieceCard,
  language: Language,
): FlexBubble {
  const { body, version, addedAt } = content
  const { title, summary } = headlineOf(body, language)
  const day = dayTitle(dayInBangkok(addedAt), language)
  const state = archived ? 'browse.archived' : version === 1 ? 'browse.added' : 'browse.version'
  return {
    type: 'bubble',
    size: 'kilo',
    hero: preview === undefined ? sign(say(language, `kind.${body.kind}`)) : pictureAt(preview, main),
    body: stack(
      [
        words(say(language, `kind.${body.kind}`), {
          size: 'xxs',
          colour: archived ? 'quiet' : 'primary',
          bold: true,
        }),
        words(cut(title, 90), { size: 'md', bold: true }),
        ...(summary === undefined ? [] : [words(cut(summary, 110), { size: 'xs', colour: 'quiet' })]),
        words(say(language, state, { day, version }), { size: 'xxs', colour: 'quiet' }),
      ],
      'xs',
    ),
    footer: stack([mainButton(main), ...others.map(quietButton)], 'xs'),
  }
}

/** The whole picture, whatever its shape: most are drawn 4 : 5 or a little taller, and a cut title is no title. */
function pictureAt(url: string, action: Action): FlexComponent {
  return {
    type: 'image',
    url,
    size: 'full',
    aspectRatio: '4:5',
    aspectMode: 'fit',
    backgroundColor: cardColours.line,
    action,
  }
}

/** A piece of words has a coloured field where others have a picture, so that a row of cards stands level. */
function sign(kind: string): FlexComponent {
  return {
    type: 'box',
    layout: 'vertical',
    backgroundColor: cardColours.primary,
    justifyContent: 'center',
    paddingAll: '20px',
    height: '325px',
    contents: [words(kind, { size: 'lg', colour: 'onPrimary', bold: true, align: 'center' })],
  }
}

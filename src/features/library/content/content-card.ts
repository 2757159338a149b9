// The card of a piece of content: its kind and title, what it says in a few points, and where to read or watch the rest.
import type th from '../../../../locales/th/library.json'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { band, listLine, mainButton, quietButton, rule, stack, words } from '../../../line/card-parts.js'
import {
  type Action,
  type FlexBubble,
  type FlexComponent,
  uriAction,
} from '../../../line/message-builders.js'
import { type CardBody, type UploadedBody, wordsFor } from './content-schema.js'

const say = textsOf<typeof th>('library')

/** `read` is the button that brings the full text into the chat; only shown when there is one. */
export function contentCard(body: CardBody, language: Language, read: Action): FlexBubble {
  const buttons = [
    ...(body.link === undefined ? [] : [mainButton(uriAction(linkLabel(body, language), body.link))]),
    ...(hasText(body, language) ? [quietButton(read)] : []),
  ]
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, `kind.${body.kind}`), wordsFor<{ title: string }>(body, language).title),
    body: stack(body.kind === 'dosAndDonts' ? dosAndDonts(body, language) : points(body, language)),
    ...(buttons.length > 0 && { footer: stack(buttons, 'xs') }),
  }
}

/** What a notification and a screen reader say of the card. */
export function contentCardInWords(body: CardBody, language: Language): string {
  const { title, summary } = wordsFor<{ title: string; summary?: string | undefined }>(body, language)
  return summary === undefined ? title : `${title}\n${summary}`
}

/** The full text for a reader, if there is one. */
export function fullTextOf(body: CardBody, language: Language): string | undefined {
  return body.kind === 'dosAndDonts' ? undefined : wordsFor(body, language).text
}

const hasText = (body: CardBody, language: Language) => fullTextOf(body, language) !== undefined

function linkLabel({ kind }: CardBody, language: Language): string {
  if (kind === 'survey') return say(language, 'card.answer')
  return say(language, kind === 'clip' ? 'card.watch' : 'card.readMore')
}

function points(body: Exclude<CardBody, { kind: 'dosAndDonts' }>, language: Language): FlexComponent[] {
  const { summary, points } = wordsFor(body, language)
  return [words(summary), ...points.map((point, index) => listLine(`${index + 1}`, point))]
}

function dosAndDonts(body: Extract<CardBody, { kind: 'dosAndDonts' }>, language: Language): FlexComponent[] {
  const { summary, dos, donts } = wordsFor(body, language)
  return [
    ...(summary === undefined ? [] : [words(summary)]),
    words(say(language, 'card.dos'), { bold: true, colour: 'good' }),
    ...dos.map((one) => listLine('✓', one, 'good')),
    rule(),
    words(say(language, 'card.donts'), { bold: true, colour: 'warning' }),
    ...donts.map((one) => listLine('✕', one, 'warning')),
  ]
}

/** One page of a document that was sent as pictures; a tap opens it in full. `number` counts from 1. */
export function pageCard(
  page: UploadedBody['pictures'][number],
  number: number,
  publicUrl: string,
  language: Language,
): FlexBubble {
  return {
    type: 'bubble',
    size: 'mega',
    hero: {
      type: 'image',
      url: `${publicUrl}${page.previewPath}`,
      size: 'full',
      aspectRatio: `${page.width}:${Math.min(page.height, page.width * 3)}`,
      aspectMode: 'fit',
      action: uriAction(say(language, 'card.page', { number }), `${publicUrl}${page.path}`),
    },
  }
}

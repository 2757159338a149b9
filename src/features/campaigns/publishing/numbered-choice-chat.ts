// A choice from a list of any length: ten lines a page, numbered through, chosen by a tap, a quick reply or the number.
import type th from '../../../../locales/th/campaigns.json'
import type { Choice, Said } from '../../../conversation/dialog.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { cut, flex, type Message } from '../../../line/message-builders.js'
import { type ListEntry, numberedList } from './publish-card.js'

const say = textsOf<typeof th>('campaigns')
const linesOfPage = 10

export interface Option {
  /** Short: it travels in a quick reply. */
  readonly value: string
  readonly title: string
  readonly detail?: string
}

export type Picked =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'none' }

/** `page` counts from 0; a page beyond the list is its last one. */
export function listMessage(
  title: string,
  options: readonly Option[],
  page: number,
  language: Language,
): Message {
  const { first, shown, at, pages } = pageOf(options, page)
  const entries = shown.map(
    ({ title, detail }, index): ListEntry => ({
      number: first + index,
      title,
      ...(detail !== undefined && { detail }),
    }),
  )
  const hint =
    pages > 1 ? say(language, 'choose.hintOfPage', { page: at + 1, pages }) : say(language, 'choose.hint')
  const list = entries.map(({ number, title }) => `${number}. ${title}`).join('\n')
  return flex(say(language, 'choose.inWords', { title, list }), numberedList(title, hint, entries))
}

export function listChoices(options: readonly Option[], page: number, language: Language): Choice[] {
  const { first, shown, at, pages } = pageOf(options, page)
  return [
    ...shown.map(({ value, title }, index) => ({ value, label: cut(`${first + index}. ${title}`, 20) })),
    ...(at > 0 ? [{ value: `page ${at - 1}`, label: say(language, 'choose.previous') }] : []),
    ...(at < pages - 1 ? [{ value: `page ${at + 1}`, label: say(language, 'choose.next') }] : []),
  ]
}

export function pickedFrom(options: readonly Option[], said: Said): Picked {
  if (said.kind === 'choice') {
    const page = /^page (\d+)$/.exec(said.value)?.[1]
    return page === undefined ? { kind: 'value', value: said.value } : { kind: 'page', page: Number(page) }
  }
  const number = said.kind === 'text' ? fromThaiDigits(said.text).trim() : ''
  const option = /^\d{1,4}$/.test(number) ? options[Number(number) - 1] : undefined
  return option ? { kind: 'value', value: option.value } : { kind: 'none' }
}

function pageOf(options: readonly Option[], page: number) {
  const pages = Math.max(1, Math.ceil(options.length / linesOfPage))
  const at = Math.min(Math.max(0, page), pages - 1)
  const start = at * linesOfPage
  return { first: start + 1, shown: options.slice(start, start + linesOfPage), at, pages }
}

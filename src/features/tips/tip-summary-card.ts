// The card on which a person checks what was told. Its altText, which a locked screen shows, says nothing of it.
import { buttonLabel } from '../../i18n/button-labels.js'
import type { Language } from '../../i18n/texts.js'
import { cut, type FlexComponent, flex, type Message } from '../../line/message-builders.js'
import { categoryName } from '../complaints/complaint-words.js'
import { type Question, type TipDraft, wordsAbout } from './tip-draft.js'
import { say } from './tips-words.js'

/** A bubble holds 30 KB: 6 parts of 600 Thai characters are 11. */
const mostShown = 600

export function summaryCard(language: Language, draft: TipDraft): Message {
  const submit = { submit: buttonLabel(language, 'submit') }
  const shown = partsOf(language, draft)
  const shortened = shown.some(({ words }) => words.length > mostShown)
  return flex(say(language, 'summary.altText', submit), {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'lg',
      contents: [
        { type: 'text', text: say(language, 'summary.title'), weight: 'bold', size: 'lg', wrap: true },
        ...shown.map(({ title, words }) => part(title, cut(words, mostShown))),
        { type: 'separator' },
        ...(shortened ? [note(say(language, 'summary.shortened'))] : []),
        note(say(language, 'summary.submit', submit)),
      ],
    },
  })
}

function partsOf(language: Language, draft: TipDraft): { title: string; words: string }[] {
  const answered = (['what', 'who', 'when', 'where'] as const).map((about) => ({
    title: say(language, `summary.${about}`),
    words: told(language, draft, about),
  }))
  return [
    {
      title: say(language, 'summary.category'),
      words: draft.category ? categoryName(language, draft.category) : say(language, 'summary.notSaid'),
    },
    ...answered,
    { title: say(language, 'summary.evidence'), words: evidence(language, draft) },
  ]
}

function told(language: Language, draft: TipDraft, about: Question): string {
  const words = wordsAbout(draft, about)
  if (words.length > 0) return words.join('\n')
  return say(language, draft.unknown.includes(about) ? 'summary.unknown' : 'summary.notSaid')
}

function evidence(language: Language, draft: TipDraft): string {
  const pictures = draft.pictures.length
  const shown = [
    ...(pictures > 0 ? [say(language, 'summary.pictures', { pictures })] : []),
    ...wordsAbout(draft, 'evidence'),
  ]
  return shown.length > 0 ? shown.join('\n') : say(language, 'summary.notSaid')
}

function part(title: string, words: string): FlexComponent {
  return {
    type: 'box',
    layout: 'vertical',
    contents: [
      { type: 'text', text: title, size: 'sm', color: '#5B6472' },
      { type: 'text', text: words, wrap: true },
    ],
  }
}

function note(words: string): FlexComponent {
  return { type: 'text', text: words, size: 'sm', color: '#5B6472', wrap: true }
}

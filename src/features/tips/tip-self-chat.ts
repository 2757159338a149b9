// Before a tip goes: what in it would tell who wrote it. It is looked for in memory only, shown to nobody but the person, and
// the person decides: change it, let it be made neutral, or send it as it is.
import type { Step } from '../../conversation/dialog.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { type Language, languages } from '../../i18n/texts.js'
import { type Message, text } from '../../line/message-builders.js'
import { disclosuresIn, neutralised } from '../cases/self-disclosure.js'
import { partName } from '../cases/telling-words.js'
import type { DisclosureKind } from '../cases/thai-signs-of-self.js'
import { type Question, questions, type TipDraft } from './tip-draft.js'
import { stepFor } from './tip-more-chat.js'
import type { Submit } from './tip-summary-chat.js'
import { say } from './tips-words.js'

interface Told {
  readonly about: Question
  readonly kind: DisclosureKind
  readonly words: string
}

/** Each kind once per question, in the order of the questions. */
export function tellingOfSelf(draft: TipDraft): Told[] {
  const all = questions.flatMap((about) =>
    draft.texts
      .filter((told) => told.about === about)
      .flatMap(({ words }) =>
        disclosuresIn(words).map(({ kind, start, end }) => ({ about, kind, words: words.slice(start, end) })),
      ),
  )
  return all.filter(
    (one, place) => all.findIndex(({ about, kind }) => about === one.about && kind === one.kind) === place,
  )
}

export function checkingSelf(submit: Submit): Step<TipDraft> {
  return {
    takes: ['text'],
    ask: ({ person: { language } }, draft) => [pointedAt(language, draft)],
    choices: ({ person: { language } }) => [
      { value: 'change', label: say(language, 'choice.changeWords') },
      { value: 'neutral', label: say(language, 'choice.neutral') },
      { value: 'asItIs', label: say(language, 'choice.asItIs') },
    ],
    take: async (turn, said, draft) => {
      const [first] = tellingOfSelf(draft)
      const value = said.kind === 'choice' ? said.value : ''
      // Whoever types ส่งเรื่อง once more has read it and means it. Other words are no answer.
      if (value === 'asItIs' || (said.kind === 'text' && isSubmit(said.text))) return submit(turn, draft)
      if (said.kind !== 'choice') return { again: [pointedAt(turn.person.language, draft)] }
      if (value === 'change' && first)
        return { go: stepFor[first.about], answers: { ...draft, editing: true, replacing: true } }
      const texts = draft.texts
        .map((told) => ({ ...told, words: neutralised(told.words) }))
        .filter(({ words }) => words.length > 0)
      return { go: 'checkingSummary', answers: { ...draft, texts } }
    },
  }
}

const isSubmit = (words: string): boolean =>
  languages.some((language) => buttonLabel(language, 'submit').toLowerCase() === words.trim().toLowerCase())

function pointedAt(language: Language, draft: TipDraft): Message {
  const list = tellingOfSelf(draft).map(
    ({ about, kind, words }) =>
      `• ${partName(language, about)}: ${say(language, `self.${kind}`)} “${masked(kind, words.trim())}”`,
  )
  return text(say(language, 'ask.self', { list: list.join('\n') }))
}

/** Enough to recognise it; a number is not shown whole to whoever looks over the shoulder. */
function masked(kind: DisclosureKind, words: string): string {
  switch (kind) {
    case 'firstPerson':
    case 'ownName':
    case 'ownPosition':
      return words
    case 'nationalId':
    case 'phone':
    case 'email':
    case 'lineId':
      return `${words.slice(0, 3)}…${words.slice(-2)}`
  }
}

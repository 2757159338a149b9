// Before a tip goes: what in it would tell who wrote it. It is looked for in memory only, shown to nobody but the person, and
// the person decides: change it, let it be made neutral, or send it as it is.
import type { Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { type HeavyWork, orTooHeavy } from '../../../heavy-work/heavy-threads.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Language, languages } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import type { DisclosureKind } from '../../cases/disclosure/disclosure-kinds.js'
import type { Disclosure } from '../../cases/disclosure/self-disclosure.js'
import { partName } from '../../cases/disclosure/telling-words.js'
import { type Question, questions, type TipDraft } from '../tip-draft.js'
import { say } from '../tips-words.js'
import { stepFor } from './tip-more-chat.js'

interface Told {
  readonly about: Question
  readonly kind: DisclosureKind
  readonly words: string
}

/** What tells of whoever writes, and the draft without it; or that it could not be read in time. */
export type Submit = (turn: Turn, draft: TipDraft) => Promise<StepResult<TipDraft>>

export interface SelfReading {
  /** Each kind once per question, in the order of the questions. */
  telling(draft: TipDraft): Promise<readonly Told[] | 'tooHeavy'>
  neutral(draft: TipDraft): Promise<TipDraft | 'tooHeavy'>
}

export function selfReading(heavyWork: Pick<HeavyWork, 'run'>): SelfReading {
  const wordsOf = (draft: TipDraft) => draft.texts.map(({ words }) => words)
  return {
    async telling(draft) {
      const read = await orTooHeavy(heavyWork.run('disclosures', wordsOf(draft)))
      return read === 'tooHeavy' ? read : toldOnce(draft, read)
    },
    async neutral(draft) {
      const read = await orTooHeavy(heavyWork.run('neutralised', wordsOf(draft)))
      if (read === 'tooHeavy') return read
      const texts = draft.texts.map((told, place) => ({ ...told, words: read[place] ?? '' }))
      return { ...draft, texts: texts.filter(({ words }) => words.length > 0) }
    },
  }
}

function toldOnce({ texts }: TipDraft, read: readonly (readonly Disclosure[])[]): Told[] {
  return questions.flatMap((about) => {
    const first = new Map<DisclosureKind, string>()
    for (const [place, told] of texts.entries())
      if (told.about === about)
        for (const { kind, start, end } of read[place] ?? [])
          if (!first.has(kind)) first.set(kind, told.words.slice(start, end))
    return [...first].map(([kind, words]) => ({ about, kind, words }))
  })
}

export const tooHeavy = (language: Language): Message => text(say(language, 'refused.tooHeavy'))

export function checkingSelf(submit: Submit, reading: SelfReading): Step<TipDraft> {
  const pointed = async (language: Language, draft: TipDraft): Promise<Message> => {
    const told = await reading.telling(draft)
    return told === 'tooHeavy' ? tooHeavy(language) : pointedAt(language, told)
  }
  return {
    takes: ['text'],
    ask: async ({ person: { language } }, draft) => [await pointed(language, draft)],
    choices: ({ person: { language } }) => [
      { value: 'change', label: say(language, 'choice.changeWords') },
      { value: 'neutral', label: say(language, 'choice.neutral') },
      { value: 'asItIs', label: say(language, 'choice.asItIs') },
    ],
    take: async (turn, said, draft) => {
      const { language } = turn.person
      const value = said.kind === 'choice' ? said.value : ''
      // Whoever types ส่งเรื่อง once more has read it and means it. Other words are no answer.
      if (value === 'asItIs' || (said.kind === 'text' && isSubmit(said.text))) return submit(turn, draft)
      if (said.kind !== 'choice') return { again: [await pointed(language, draft)] }
      if (value === 'change') {
        const told = await reading.telling(draft)
        if (told === 'tooHeavy') return { again: [tooHeavy(language)] }
        const [first] = told
        if (first) return { go: stepFor[first.about], answers: { ...draft, editing: true, replacing: true } }
      }
      const neutral = await reading.neutral(draft)
      if (neutral === 'tooHeavy') return { again: [tooHeavy(language)] }
      return { go: 'checkingSummary', answers: neutral }
    },
  }
}

const isSubmit = (words: string): boolean =>
  languages.some((language) => buttonLabel(language, 'submit').toLowerCase() === words.trim().toLowerCase())

function pointedAt(language: Language, told: readonly Told[]): Message {
  const list = told.map(
    ({ about, kind, words }) =>
      `• ${partName(language, about)}: ${say(language, `self.${kind}`)} “${masked(kind, words.trim())}”`,
  )
  return text(say(language, 'ask.self', { list: list.join('\n') }))
}

/** Longer than that, people recognise it by its beginning. */
const mostShown = 80

/** Enough to recognise it; a number is not shown whole to whoever looks over the shoulder. */
function masked(kind: DisclosureKind, words: string): string {
  switch (kind) {
    case 'firstPerson':
    case 'ownName':
    case 'ownPosition':
    case 'address':
      return words.length > mostShown ? `${words.slice(0, mostShown)}…` : words
    case 'nationalId':
    case 'phone':
    case 'email':
    case 'lineId':
    case 'social':
    case 'ownCode':
    case 'plate':
      return `${words.slice(0, 3)}…${words.slice(-2)}`
  }
}

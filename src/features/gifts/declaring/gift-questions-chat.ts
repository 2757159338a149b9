// The questions of a gift report that are answered by a choice or a few words. Each can be answered again from the summary; what
// cannot be read is explained, and nothing that was told before is lost.
import type { Choice, Said, Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { addDays, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { giverKinds, longestWords, occasions, outcomes } from '../gift-facts.js'
import { say } from '../gifts-words.js'
import { readReceiptDay } from './gift-day-words.js'
import { type GiftDraft, type GiftStep, nextStep } from './gift-draft.js'
import { readBaht } from './gift-value-words.js'

type Asked = Step<GiftDraft>
type TextSaid = Extract<Said, { kind: 'text' }>

export const onFrom = (draft: GiftDraft, first: readonly Message[] = []): StepResult<GiftDraft> => ({
  go: nextStep(draft),
  answers: draft,
  first,
})

const again = (words: string): StepResult<GiftDraft> => ({ again: [text(words)] })

const datingReceipt: Asked = {
  takes: ['text'],
  ask: ({ person: { language } }) => [text(say(language, 'ask.day'))],
  choices: ({ person: { language } }) => [
    { value: 'today', label: say(language, 'choice.today') },
    { value: 'yesterday', label: say(language, 'choice.yesterday') },
  ],
  take: async ({ at, person: { language } }, said, draft) => {
    const today = dayInBangkok(at)
    if (said.kind === 'choice')
      return onFrom({ ...draft, receivedOn: said.value === 'today' ? today : addDays(today, -1) })
    const read = readReceiptDay(said.kind === 'text' ? said.text : '', today)
    return read.ok
      ? onFrom({ ...draft, receivedOn: read.day })
      : again(say(language, `unusable.day.${read.why}`))
  },
}

const valuingGift: Asked = {
  takes: ['text'],
  ask: ({ person: { language } }) => [text(say(language, 'ask.value'))],
  choices: ({ person: { language } }) => [{ value: 'unknown', label: say(language, 'choice.unknownValue') }],
  take: async ({ person: { language } }, said, draft) => {
    if (said.kind === 'choice') return onFrom({ ...draft, baht: null })
    const read = readBaht(said.kind === 'text' ? said.text : '')
    return read.ok
      ? onFrom({ ...draft, baht: read.baht })
      : again(say(language, `unusable.value.${read.why}`))
  },
}

function inWords(
  question: (language: Language) => string,
  taken: (draft: GiftDraft, words: { words: string; messageKey: string }) => GiftDraft,
): Asked {
  return {
    takes: ['text'],
    ask: ({ person: { language } }) => [text(question(language))],
    take: async (turn, said, draft) => takeWords(turn, said, (words) => onFrom(taken(draft, words))),
  }
}

export function takeWords<R>(
  { person: { language } }: Turn,
  said: Said,
  then: (words: { words: string; messageKey: string }) => R,
): R | { readonly again: readonly Message[] } {
  const { text: typed = '', messageKey = '' }: Partial<TextSaid> = said.kind === 'text' ? said : {}
  const words = typed.trim()
  if (words === '' || words.length > longestWords)
    return { again: [text(say(language, 'unusable.words', { most: longestWords }))] }
  return then({ words, messageKey })
}

function oneOf<V extends string>(
  values: readonly V[],
  question: (language: Language) => string,
  label: (language: Language, value: V) => string,
  taken: (draft: GiftDraft, value: V) => GiftDraft,
): Asked {
  return {
    takes: [],
    // The list stands in the message too: LINE on a computer shows no quick replies.
    ask: ({ person: { language } }) => {
      const list = values.map((value) => `• ${label(language, value)}`)
      return [text([question(language), '', ...list].join('\n'))]
    },
    choices: ({ person: { language } }) =>
      values.map((value): Choice => ({ value, label: label(language, value) })),
    take: async ({ person: { language } }, said, draft) => {
      const chosen = values.find((value) => said.kind === 'choice' && said.value === value)
      return chosen === undefined ? again(question(language)) : onFrom(taken(draft, chosen))
    },
  }
}

const choosingOccasion: Asked = {
  ...oneOf(
    occasions.filter((occasion) => occasion !== 'otherOccasion'),
    (language) => say(language, 'ask.occasion'),
    (language, occasion) => say(language, `occasion.${occasion}`),
    ({ occasionWords: _words, ...draft }, occasion) => ({ ...draft, occasion }),
  ),
  takes: ['text'],
}

const choosingOccasionInWordsToo: Asked = {
  ...choosingOccasion,
  take: async (turn, said, draft) =>
    said.kind === 'choice'
      ? choosingOccasion.take(turn, said, draft)
      : takeWords(turn, said, (occasionWords) =>
          onFrom({ ...draft, occasion: 'otherOccasion', occasionWords }),
        ),
}

/** All but the pictures. */
export const giftQuestions: Record<Exclude<GiftStep, 'sendingPictures'>, Asked> = {
  datingReceipt,
  describingGift: inWords(
    (language) => say(language, 'ask.what'),
    (draft, what) => ({ ...draft, what }),
  ),
  choosingGiver: oneOf(
    giverKinds,
    (language) => say(language, 'ask.giver'),
    (language, giver) => say(language, `giver.${giver}`),
    (draft, giver) => ({ ...draft, giver }),
  ),
  namingGiver: inWords(
    (language) => say(language, 'ask.from'),
    (draft, fromWhom) => ({ ...draft, fromWhom }),
  ),
  choosingOccasion: choosingOccasionInWordsToo,
  valuingGift,
  choosingOutcome: oneOf(
    outcomes,
    (language) => say(language, 'ask.outcome'),
    (language, outcome) => say(language, `outcome.${outcome}`),
    (draft, outcome) => ({ ...draft, outcome }),
  ),
}

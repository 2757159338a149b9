// The questions with an answer in words: choices first, one tap for "I do not know", words for whoever has more to say.
// Each can be skipped, and coming back from the summary keeps the old answer until a new one is given.
import type { Choice, Said, Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import type { Language } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { choicesAbout } from '../../cases/case-body.js'
import { chosenName } from '../../cases/disclosure/telling-words.js'
import {
  chosenAbout,
  chosenFrom,
  filesIn,
  kindOf,
  type Question,
  type TipDraft,
  withChosen,
  withoutAnswer,
  withUnknown,
  withWords,
  wordsAbout,
} from '../tip-draft.js'
import { say } from '../tips-words.js'
import type { TakeFile } from './tip-files-chat.js'
import { guideText, type SettingsOf } from './tip-guide-chat.js'
import { isWordForGoingOn, next, onFrom, skip, type TipStep } from './tip-steps-chat.js'

export interface AskedInWords {
  readonly about: Exclude<Question, 'evidence'>
  readonly step: TipStep
  /** Offers "I do not know" in one tap. */
  readonly mayBeUnknown: boolean
  /** A frightened person sends three messages in a row: each adds, and a choice goes on. */
  readonly severalMessages: boolean
  /** After a choice there is room for words: who exactly, on which day. */
  readonly asksMore: boolean
}

export function answeringInWords(
  asked: AskedInWords,
  takeFile: TakeFile,
  settings: SettingsOf,
): Step<TipDraft> {
  return {
    takes: ['text', 'file'],
    ask: (turn, draft) => [text(questionFor(asked, turn.person.language, draft))],
    choices: (turn, draft) => choicesFor(asked, turn.person.language, draft),
    take: async (turn, said, draft) => {
      switch (said.kind) {
        case 'choice':
          return takeChoice(asked, turn, said.value, draft, settings)
        case 'file':
          return receiveFile(asked, turn, said, draft, takeFile)
        case 'text':
          return takeWords(asked, turn, said, draft)
      }
    },
  }
}

function questionFor({ about }: AskedInWords, language: Language, draft: TipDraft): string {
  const asked = say(language, `ask.${about}`)
  const chosen = chosenAbout(draft, about)
  const told = wordsAbout(draft, about).length > 0
  if (!told && !chosen) return asked
  if (draft.replacing)
    return `${asked}\n\n${say(language, 'replace', { keep: say(language, 'choice.keep') })}`
  const goOn = { next: next(language).label }
  if (!told && chosen && chosen.about !== 'howKnown')
    return say(language, `more.${chosen.about}`, { ...goOn, chosen: chosenName(language, chosen) })
  return say(language, 'more.words', goOn)
}

function choicesFor(asked: AskedInWords, language: Language, draft: TipDraft): Choice[] {
  const { about, mayBeUnknown } = asked
  const offered = offeredChoices(about, language)
  const unknown: Choice[] = mayBeUnknown ? [{ value: 'unknown', label: say(language, 'choice.unknown') }] : []
  if (wordsAbout(draft, about).length === 0 && !chosenAbout(draft, about))
    return [...offered, ...unknown, skip(language)]
  if (!draft.replacing) return [next(language), skip(language)]
  return [
    ...offered,
    { value: 'keep', label: say(language, 'choice.keep') },
    { value: 'erase', label: say(language, 'choice.erase') },
    ...unknown,
  ]
}

function offeredChoices(about: Question, language: Language): Choice[] {
  if (about === 'what' || about === 'evidence') return []
  return choicesAbout[about].flatMap((value) => {
    const chosen = chosenFrom(about, value)
    return chosen ? [{ value, label: chosenName(language, chosen) }] : []
  })
}

async function takeChoice(
  { about, step, asksMore }: AskedInWords,
  turn: Turn,
  value: string,
  draft: TipDraft,
  settings: SettingsOf,
): Promise<StepResult<TipDraft>> {
  if (value === 'unknown') return onFrom(withUnknown(draft, about), step)
  if (value === 'erase') return onFrom(withoutAnswer(draft, about), step)
  const chosen = chosenFrom(about, value)
  if (!chosen) return onFrom(draft, step)
  const answers = withChosen(draft, chosen)
  const guide =
    chosen.about === 'who' && kindOf(draft) === 'corruption'
      ? [await guideText(settings, turn.person.language, chosen.value)]
      : []
  if (!asksMore || draft.editing) return onFrom(answers, step, guide)
  return { go: step, answers, first: guide }
}

async function receiveFile(
  { step }: AskedInWords,
  turn: Turn,
  { file }: Said & { kind: 'file' },
  draft: TipDraft,
  takeFile: TakeFile,
): Promise<StepResult<TipDraft>> {
  const taken = await takeFile(turn, file, draft)
  if (!taken.ok) return { again: taken.again }
  const received: Message = text(say(turn.person.language, 'file.taken', { files: filesIn(taken.draft) }))
  return { go: step, answers: taken.draft, first: [...taken.warning, received] }
}

function takeWords(
  asked: AskedInWords,
  turn: Turn,
  said: Said & { kind: 'text' },
  draft: TipDraft,
): StepResult<TipDraft> {
  const words = said.text.trim()
  if (isWordForGoingOn(words)) return onFrom(draft, asked.step)
  const told = withWords(draft, asked.about, words, said.messageKey)
  if (!told) return { again: [text(say(turn.person.language, 'tooLong'))] }
  return asked.severalMessages ? { go: asked.step, answers: told } : onFrom(told, asked.step)
}

// The questions that are answered in words. Each can be skipped, most can be answered with "I do not know", and coming
// back from the summary keeps the old words until new ones are typed.
import type { Choice, Said, Step, StepResult } from '../../conversation/dialog.js'
import type { Turn } from '../../conversation/turn.js'
import type { Language } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import {
  type Question,
  type TipDraft,
  withoutWords,
  withUnknown,
  withWords,
  wordsAbout,
} from './tip-draft.js'
import type { TakePicture } from './tip-pictures-chat.js'
import { isWordForGoingOn, next, onFrom, skip, type TipStep } from './tip-steps-chat.js'
import { say } from './tips-words.js'

export interface AskedInWords {
  readonly about: Exclude<Question, 'evidence'>
  readonly step: TipStep
  readonly next: TipStep
  /** Offers "I do not know" in one tap. */
  readonly mayBeUnknown: boolean
  /** A frightened person sends three messages in a row: each adds, and a choice goes on. */
  readonly severalMessages: boolean
}

export function answeringInWords(asked: AskedInWords, takePicture: TakePicture): Step<TipDraft> {
  return {
    takes: ['text', 'file'],
    ask: (turn, draft) => [text(questionFor(asked, turn.person.language, draft))],
    choices: (turn, draft) => choicesFor(asked, turn.person.language, draft),
    take: async (turn, said, draft) => {
      switch (said.kind) {
        case 'choice':
          return onFrom(chosen(asked, said.value, draft), asked.next)
        case 'file':
          return takeFile(asked, turn, said, draft, takePicture)
        case 'text':
          return takeWords(asked, turn, said, draft)
      }
    },
  }
}

function questionFor({ about }: AskedInWords, language: Language, draft: TipDraft): string {
  const asked = say(language, `ask.${about}`)
  if (wordsAbout(draft, about).length === 0) return asked
  if (draft.replacing)
    return `${asked}\n\n${say(language, 'replace', { keep: say(language, 'choice.keep') })}`
  return say(language, 'more.words', { next: next(language).label })
}

function choicesFor({ about, mayBeUnknown }: AskedInWords, language: Language, draft: TipDraft): Choice[] {
  const unknown: Choice[] = mayBeUnknown ? [{ value: 'unknown', label: say(language, 'choice.unknown') }] : []
  if (wordsAbout(draft, about).length === 0) return [...unknown, skip(language)]
  if (!draft.replacing) return [next(language), skip(language)]
  return [
    { value: 'keep', label: say(language, 'choice.keep') },
    { value: 'erase', label: say(language, 'choice.erase') },
    ...unknown,
  ]
}

function chosen({ about }: AskedInWords, value: string, draft: TipDraft): TipDraft {
  if (value === 'unknown') return withUnknown(draft, about)
  return value === 'erase' ? withoutWords(draft, about) : draft
}

async function takeFile(
  { step }: AskedInWords,
  turn: Turn,
  { file }: Said & { kind: 'file' },
  draft: TipDraft,
  takePicture: TakePicture,
): Promise<StepResult<TipDraft>> {
  const taken = await takePicture(turn, file, draft)
  if (!taken.ok) return { again: taken.again }
  const pictures = taken.draft.pictures.length
  return {
    go: step,
    answers: taken.draft,
    first: [text(say(turn.person.language, 'picture.taken', { pictures }))],
  }
}

function takeWords(
  asked: AskedInWords,
  turn: Turn,
  said: Said & { kind: 'text' },
  draft: TipDraft,
): StepResult<TipDraft> {
  const words = said.text.trim()
  if (isWordForGoingOn(words)) return onFrom(draft, asked.next)
  const told = withWords(draft, asked.about, words, said.messageKey)
  if (!told) return { again: [text(say(turn.person.language, 'tooLong'))] }
  return asked.severalMessages ? { go: asked.step, answers: told } : onFrom(told, asked.next)
}

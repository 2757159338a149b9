// Choosing a category: the list stands in the message too, because LINE on a computer shows no quick replies. Whoever
// begins to tell at once is heard: the words are kept with what happened.
import type { Said, Step, StepResult } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import type { Language } from '../../../i18n/texts.js'
import { text } from '../../../line/message-builders.js'
import { corruptionCategories, generalCategories } from '../../complaints/complaint-kinds.js'
import { filesIn, kindOf, type TipDraft, withWords } from '../tip-draft.js'
import { say } from '../tips-words.js'
import type { TakeFile } from './tip-files-chat.js'
import { isWordForGoingOn, onFrom, skip, type TipStep } from './tip-steps-chat.js'

type Category = NonNullable<TipDraft['category']>

const shortName = (language: Language, category: Category): string => say(language, `category.${category}`)

const categoriesFor = (draft: TipDraft): readonly Category[] =>
  kindOf(draft) === 'general' ? generalCategories : corruptionCategories

export function choosingCategory(takeFile: TakeFile): Step<TipDraft> {
  return {
    takes: ['text', 'file'],
    ask: ({ person: { language } }, draft) => {
      const list = categoriesFor(draft).map((category) => `• ${shortName(language, category)}`)
      return [text(say(language, 'ask.category', { list: list.join('\n'), skip: skip(language).label }))]
    },
    choices: ({ person: { language } }, draft) => [
      ...categoriesFor(draft).map((value) => ({ value, label: shortName(language, value) })),
      skip(language),
    ],
    take: async (turn, said, draft) => {
      if (said.kind !== 'choice') return heardAnyway('choosingCategory', turn, said, draft, takeFile)
      const category = categoriesFor(draft).find((one) => one === said.value)
      return onFrom(category ? { ...draft, category } : draft, 'choosingCategory')
    },
  }
}

/** Words and files that come where a choice is asked for: kept with what happened, and the choice is asked for again. */
export async function heardAnyway(
  here: TipStep,
  turn: Turn,
  said: Exclude<Said, { kind: 'choice' }>,
  draft: TipDraft,
  takeFile: TakeFile,
): Promise<StepResult<TipDraft>> {
  const { language } = turn.person
  switch (said.kind) {
    case 'file': {
      const taken = await takeFile(turn, said.file, draft)
      if (!taken.ok) return { again: taken.again }
      const first = [...taken.warning, text(say(language, 'file.taken', { files: filesIn(taken.draft) }))]
      return { go: here, answers: taken.draft, first }
    }
    case 'text': {
      const words = said.text.trim()
      if (isWordForGoingOn(words)) return onFrom(draft, here)
      const answers = withWords(draft, 'what', words, said.messageKey)
      if (!answers) return { again: [text(say(language, 'tooLong'))] }
      return { go: here, answers, first: [text(say(language, 'noted'))] }
    }
  }
}

// Choosing a category: the list stands in the message too, because LINE on a computer shows no quick replies. Whoever
// begins to tell at once is heard: the words are kept with what happened.
import type { Step } from '../../conversation/dialog.js'
import type { Language } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import { type ChosenCategory, corruptionCategories } from '../complaints/complaint-kinds.js'
import { type TipDraft, withWords } from './tip-draft.js'
import type { TakePicture } from './tip-pictures-chat.js'
import { isWordForGoingOn, onFrom, skip } from './tip-steps-chat.js'
import { say } from './tips-words.js'

const shortName = (language: Language, category: ChosenCategory): string =>
  say(language, `category.${category}`)

export function choosingCategory(takePicture: TakePicture): Step<TipDraft> {
  return {
    takes: ['text', 'file'],
    ask: ({ person: { language } }) => {
      const list = corruptionCategories.map((category) => `• ${shortName(language, category)}`).join('\n')
      return [text(say(language, 'ask.category', { list, skip: skip(language).label }))]
    },
    choices: ({ person: { language } }) => [
      ...corruptionCategories.map((value) => ({ value, label: shortName(language, value) })),
      skip(language),
    ],
    take: async (turn, said, draft) => {
      const { language } = turn.person
      switch (said.kind) {
        case 'choice': {
          const category = corruptionCategories.find((one) => one === said.value)
          return onFrom(category ? { ...draft, category } : draft, 'describingWhat')
        }
        case 'file': {
          const taken = await takePicture(turn, said.file, draft)
          if (!taken.ok) return { again: taken.again }
          const pictures = taken.draft.pictures.length
          const first = [text(say(language, 'picture.taken', { pictures }))]
          return { go: 'choosingCategory', answers: taken.draft, first }
        }
        case 'text': {
          const words = said.text.trim()
          if (isWordForGoingOn(words)) return onFrom(draft, 'describingWhat')
          const answers = withWords(draft, 'what', words, said.messageKey)
          if (!answers) return { again: [text(say(language, 'tooLong'))] }
          return { go: 'choosingCategory', answers, first: [text(say(language, 'noted'))] }
        }
      }
    },
  }
}

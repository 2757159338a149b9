// The question for evidence: pictures, recordings, papers, and words that go with them. ข้าม and ต่อไป both mean "that is all".
import type { Choice, Step } from '../../../conversation/dialog.js'
import type { Language } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import {
  filesIn,
  kindOf,
  mostFiles,
  type TipDraft,
  withoutWords,
  withWords,
  wordsAbout,
} from '../tip-draft.js'
import type { TipDraftsRules } from '../tip-drafts-rules.js'
import { say } from '../tips-words.js'
import type { TakeFile } from './tip-files-chat.js'
import { isWordForGoingOn, next, onFrom, skip } from './tip-steps-chat.js'

export function sendingEvidence(
  drafts: Pick<TipDraftsRules, 'dropFiles'>,
  takeFile: TakeFile,
): Step<TipDraft> {
  return {
    takes: ['text', 'file'],
    ask: (turn, draft) => [questionFor(turn.person.language, draft)],
    choices: (turn, draft) => choicesFor(turn.person.language, draft),
    take: async (turn, said, draft) => {
      switch (said.kind) {
        case 'choice':
          return onFrom(
            said.value === 'erase' ? await withoutEvidence(drafts, draft) : draft,
            'sendingEvidence',
          )
        case 'file': {
          const taken = await takeFile(turn, said.file, draft)
          return taken.ok
            ? { go: 'sendingEvidence', answers: taken.draft, first: taken.warning }
            : { again: taken.again }
        }
        case 'text': {
          const words = said.text.trim()
          if (isWordForGoingOn(words)) return onFrom(draft, 'sendingEvidence')
          const told = withWords(draft, 'evidence', words, said.messageKey)
          if (!told) return { again: [text(say(turn.person.language, 'tooLong'))] }
          return { go: 'sendingEvidence', answers: told }
        }
      }
    },
  }
}

const hasEvidence = (draft: TipDraft): boolean =>
  filesIn(draft) > 0 || wordsAbout(draft, 'evidence').length > 0

function questionFor(language: Language, draft: TipDraft): Message {
  const goOn = { next: next(language).label }
  if (filesIn(draft) > 0) return text(say(language, 'more.files', { ...goOn, files: filesIn(draft) }))
  if (hasEvidence(draft)) return text(say(language, 'more.evidenceWords', goOn))
  // A pothole needs no warning that somebody may be seen to have recorded it.
  const question = kindOf(draft) === 'general' ? 'ask.evidenceGeneral' : 'ask.evidence'
  return text(say(language, question, { most: mostFiles, skip: skip(language).label }))
}

function choicesFor(language: Language, draft: TipDraft): Choice[] {
  if (!hasEvidence(draft)) return [skip(language)]
  if (!draft.editing) return [next(language), skip(language)]
  return [next(language), { value: 'erase', label: say(language, 'choice.eraseEvidence') }]
}

async function withoutEvidence(
  drafts: Pick<TipDraftsRules, 'dropFiles'>,
  draft: TipDraft,
): Promise<TipDraft> {
  return withoutWords(await drafts.dropFiles(draft), 'evidence')
}

// What the steps of the tip dialog share: going on, coming back to the summary, and the words that mean "go on".
import type { Choice, StepResult } from '../../conversation/dialog.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { type Language, languages } from '../../i18n/texts.js'
import type { TipDraft } from './tip-draft.js'
import { say } from './tips-words.js'

/** Steps are named for what the person is doing. */
export type TipStep =
  | 'readingWhoSeesWhat'
  | 'choosingCategory'
  | 'describingWhat'
  | 'namingWho'
  | 'tellingWhen'
  | 'tellingWhere'
  | 'sendingEvidence'
  | 'checkingSummary'

/** On to the next question, or back to the summary for one who came from there. */
export function onFrom(draft: TipDraft, next: TipStep): StepResult<TipDraft> {
  const go: TipStep = draft.editing ? 'checkingSummary' : next
  return { go, answers: { ...draft, editing: false, replacing: false } }
}

export const skip = (language: Language): Choice => ({
  value: 'skip',
  label: buttonLabel(language, 'skip'),
})
export const next = (language: Language): Choice => ({ value: 'next', label: say(language, 'choice.next') })

/** Typed when its button is no longer shown: it must not become part of the story. */
export function isWordForGoingOn(words: string): boolean {
  const typed = words.toLocaleLowerCase()
  return languages.some((language) =>
    [skip(language), next(language)].some(({ label }) => label.toLocaleLowerCase() === typed),
  )
}

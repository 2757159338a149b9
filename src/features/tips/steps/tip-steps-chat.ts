// What the steps of the tip dialog share: their order, coming back to the summary, and the words that mean "go on".
import type { Choice, StepResult } from '../../../conversation/dialog.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { type Language, languages } from '../../../i18n/texts.js'
import type { Message } from '../../../line/message-builders.js'
import { completenessOfDraft, kindOf, type TipDraft } from '../tip-draft.js'
import { say } from '../tips-words.js'

/** Steps are named for what the person is doing. */
export type TipStep =
  | 'readingWhoSeesWhat'
  | 'choosingKind'
  | 'choosingAgency'
  | 'readingWhereToGo'
  | 'choosingCategory'
  | 'describingWhat'
  | 'namingWho'
  | 'tellingWhen'
  | 'tellingWhere'
  | 'tellingHowKnown'
  | 'sendingEvidence'
  | 'choosingNotice'
  | 'addingMore'
  | 'checkingSummary'
  | 'checkingSelf'

/** The questions in the order in which they are asked; the others come only when there is a reason. */
const order: readonly TipStep[] = [
  'readingWhoSeesWhat',
  'choosingKind',
  'choosingAgency',
  'choosingCategory',
  'describingWhat',
  'namingWho',
  'tellingWhen',
  'tellingWhere',
  'tellingHowKnown',
  'sendingEvidence',
  'choosingNotice',
]

/** A complaint about a service asks less: who it was by rank, and how it is known, are for corruption. */
const onlyForCorruption: readonly TipStep[] = ['namingWho', 'tellingHowKnown']

/** On to the next question, or back to the summary for one who came from there. */
export function onFrom(draft: TipDraft, here: TipStep, first: readonly Message[] = []): StepResult<TipDraft> {
  const answers = { ...draft, editing: false, replacing: false }
  return { go: draft.editing ? 'checkingSummary' : after(draft, here), answers, first }
}

function after(draft: TipDraft, here: TipStep): TipStep {
  const place = order.indexOf(here)
  const next = order
    .slice(place + 1)
    .find((step) => kindOf(draft) === 'corruption' || !onlyForCorruption.includes(step))
  return next ?? (mayNudge(draft) ? 'addingMore' : 'checkingSummary')
}

/** Once, and only who has told something and did not skip everything on purpose. */
function mayNudge(draft: TipDraft): boolean {
  const { missing, specific } = completenessOfDraft(draft)
  return (
    !draft.nudged &&
    kindOf(draft) === 'corruption' &&
    !specific &&
    missing.length > 0 &&
    draft.texts.length > 0
  )
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

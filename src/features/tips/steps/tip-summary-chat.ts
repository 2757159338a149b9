// Checking what was told: each answer can be changed, and ส่งเรื่อง sends it. Nothing that was told is lost when it cannot
// be sent now.
import type { Step, StepResult } from '../../../conversation/dialog.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { text } from '../../../line/message-builders.js'
import { chosenAbout, kindOf, type TipDraft, wordsAbout } from '../tip-draft.js'
import type { TipsRules } from '../tips-rules.js'
import { say } from '../tips-words.js'
import { guideText, type SettingsOf } from './tip-guide-chat.js'
import { stepFor } from './tip-more-chat.js'
import { type SelfReading, type Submit, tooHeavy } from './tip-self-chat.js'
import type { TipStep } from './tip-steps-chat.js'
import { summaryCard } from './tip-summary-card.js'
import { type Thanks, thanksMessages } from './tip-thanks-card.js'

const edits = [
  'kind',
  'agency',
  'category',
  'what',
  'who',
  'when',
  'where',
  'howKnown',
  'evidence',
  'notice',
] as const
type Edit = (typeof edits)[number]

const stepOf: Readonly<Record<Edit, TipStep>> = {
  kind: 'choosingKind',
  agency: 'choosingAgency',
  category: 'choosingCategory',
  ...stepFor,
  notice: 'choosingNotice',
}

const editsFor = (draft: TipDraft): readonly Edit[] =>
  kindOf(draft) === 'corruption' ? edits : edits.filter((edit) => edit !== 'who' && edit !== 'howKnown')

export function checkingSummary(submit: Submit, reading: Pick<SelfReading, 'telling'>): Step<TipDraft> {
  return {
    takes: [],
    ask: (turn, draft) => [summaryCard(turn.person.language, draft)],
    choices: ({ person: { language } }, draft) => [
      { value: 'submit', label: buttonLabel(language, 'submit') },
      ...editsFor(draft).map((edit) => ({ value: edit, label: say(language, `edit.${edit}`) })),
    ],
    take: async (turn, said, draft) => {
      const edit = edits.find((one) => said.kind === 'choice' && one === said.value)
      if (edit) return change(draft, edit)
      const telling = await reading.telling(draft)
      if (telling === 'tooHeavy') return { again: [tooHeavy(turn.person.language)] }
      return telling.length > 0 ? { go: 'checkingSelf', answers: draft } : submit(turn, draft)
    },
  }
}

function change(draft: TipDraft, edit: Edit): StepResult<TipDraft> {
  const answers = { ...draft, editing: true }
  switch (edit) {
    case 'kind':
    case 'agency':
    case 'category':
    case 'evidence':
    case 'notice':
      return { go: stepOf[edit], answers }
    case 'what':
    case 'who':
    case 'when':
    case 'where':
    case 'howKnown': {
      const replacing = wordsAbout(draft, edit).length > 0 || chosenAbout(draft, edit) !== undefined
      return { go: stepOf[edit], answers: { ...answers, replacing } }
    }
  }
}

export function submitting(rules: Pick<TipsRules, 'submit'>, settings: SettingsOf, thanks: Thanks): Submit {
  return async (turn, draft) => {
    const { language } = turn.person
    const submitted = await rules.submit(draft, turn)
    if (submitted.ok) {
      const { answerDays: days } = await settings()
      return { done: { messages: thanksMessages(turn, thanks, { ...submitted, days }) } }
    }
    // Whoever comes from the check of words goes back to the summary: there is everything that can be done now.
    switch (submitted.why) {
      case 'empty':
        return back(draft, text(say(language, 'refused.empty')))
      case 'everybodyNamed':
        return back(draft, await guideText(settings, language, 'everybodyNamed'))
      case 'tooHeavy':
        return back(draft, tooHeavy(language))
      case 'tooMany':
        return back(draft, text(say(language, 'refused.tooManyNow', submitted.limits)))
      case 'noRecipient': {
        const labels = { submit: buttonLabel(language, 'submit'), cancel: buttonLabel(language, 'cancel') }
        return back(draft, text(say(language, 'refused.noRecipientNow', labels)))
      }
      case 'filesLost': {
        const first = text(say(language, 'refused.filesLost', { edit: say(language, 'edit.evidence') }))
        return back(submitted.draft, first)
      }
    }
  }
}

const back = (answers: TipDraft, first: ReturnType<typeof text>): StepResult<TipDraft> => ({
  go: 'checkingSummary',
  answers,
  first: [first],
})

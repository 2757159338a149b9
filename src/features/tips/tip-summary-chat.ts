// Checking what was told: each answer can be changed, and ส่งเรื่อง sends it. Nothing that was told is lost when it cannot
// be sent now.
import type { Step, StepResult } from '../../conversation/dialog.js'
import type { Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import type { Language } from '../../i18n/texts.js'
import { type Message, text } from '../../line/message-builders.js'
import { type TipDraft, wordsAbout } from './tip-draft.js'
import type { TipStep } from './tip-steps-chat.js'
import { summaryCard } from './tip-summary-card.js'
import type { TipsRules } from './tips-rules.js'
import { lines, say } from './tips-words.js'

const edits = ['category', 'what', 'who', 'when', 'where', 'evidence'] as const
type Edit = (typeof edits)[number]

const stepOf: Readonly<Record<Edit, TipStep>> = {
  category: 'choosingCategory',
  what: 'describingWhat',
  who: 'namingWho',
  when: 'tellingWhen',
  where: 'tellingWhere',
  evidence: 'sendingEvidence',
}

export function checkingSummary(
  rules: Pick<TipsRules, 'submit'>,
  answerDays: () => Promise<number>,
): Step<TipDraft> {
  return {
    takes: [],
    ask: (turn, draft) => [summaryCard(turn.person.language, draft)],
    choices: ({ person: { language } }) => [
      { value: 'submit', label: buttonLabel(language, 'submit') },
      ...edits.map((edit) => ({ value: edit, label: say(language, `edit.${edit}`) })),
    ],
    take: async (turn, said, draft) => {
      const edit = edits.find((one) => said.kind === 'choice' && one === said.value)
      return edit ? change(draft, edit) : submit(rules, answerDays, turn, draft)
    },
  }
}

function change(draft: TipDraft, edit: Edit): StepResult<TipDraft> {
  const inWords = edit !== 'category' && edit !== 'evidence'
  const replacing = inWords && wordsAbout(draft, edit).length > 0
  return { go: stepOf[edit], answers: { ...draft, editing: true, replacing } }
}

async function submit(
  rules: Pick<TipsRules, 'submit'>,
  answerDays: () => Promise<number>,
  turn: Turn,
  draft: TipDraft,
): Promise<StepResult<TipDraft>> {
  const { language } = turn.person
  const submitted = await rules.submit(draft, turn.at)
  if (submitted.ok) return { done: { messages: [thanks(language, await answerDays())] } }
  switch (submitted.why) {
    case 'empty':
      return { again: [text(say(language, 'refused.empty'))] }
    case 'noRecipient': {
      const labels = { submit: buttonLabel(language, 'submit'), cancel: buttonLabel(language, 'cancel') }
      return { again: [text(say(language, 'refused.noRecipientNow', labels))] }
    }
    case 'picturesLost': {
      const first = [text(say(language, 'refused.picturesLost', { edit: say(language, 'edit.evidence') }))]
      return { go: 'checkingSummary', answers: submitted.draft, first }
    }
  }
}

function thanks(language: Language, days: number): Message {
  const next = lines(language, 'thanks.lines', { days }).map((line) => `• ${line}`)
  return text([say(language, 'thanks.title'), '', ...next].join('\n'))
}

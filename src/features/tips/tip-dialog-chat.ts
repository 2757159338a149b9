// A tip as a conversation, in the order in which it is told. It begins with who sees what, and it works only in private.
import { type Dialog, defineDialog, type Step } from '../../conversation/dialog.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import type { Language } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import { choosingCategory } from './tip-category-chat.js'
import { type TipDraft, tipDraft } from './tip-draft.js'
import { sendingEvidence } from './tip-evidence-chat.js'
import { pictureTaking } from './tip-pictures-chat.js'
import { type AskedInWords, answeringInWords } from './tip-questions-chat.js'
import type { TipStep } from './tip-steps-chat.js'
import { checkingSummary } from './tip-summary-chat.js'
import type { TipsRules } from './tips-rules.js'
import { lines, say } from './tips-words.js'

export const tipDialogName = 'tip'

export function tipDialog(rules: TipsRules, answerDays: () => Promise<number>): Dialog {
  const takePicture = pictureTaking(rules.drafts)
  const inWords = (asked: AskedInWords) => answeringInWords(asked, takePicture)
  const steps: Record<TipStep, Step<TipDraft>> = {
    readingWhoSeesWhat,
    choosingCategory: choosingCategory(takePicture),
    describingWhat: inWords({
      about: 'what',
      step: 'describingWhat',
      next: 'namingWho',
      mayBeUnknown: false,
      severalMessages: true,
    }),
    namingWho: inWords({
      about: 'who',
      step: 'namingWho',
      next: 'tellingWhen',
      mayBeUnknown: true,
      severalMessages: false,
    }),
    tellingWhen: inWords({
      about: 'when',
      step: 'tellingWhen',
      next: 'tellingWhere',
      mayBeUnknown: true,
      severalMessages: false,
    }),
    tellingWhere: inWords({
      about: 'where',
      step: 'tellingWhere',
      next: 'sendingEvidence',
      mayBeUnknown: true,
      severalMessages: false,
    }),
    sendingEvidence: sendingEvidence(rules.drafts, takePicture),
    checkingSummary: checkingSummary(rules, answerDays),
  }
  return defineDialog<TipDraft>({
    name: tipDialogName,
    version: 1,
    idleMinutes: 30,
    places: ['private'],
    answers: tipDraft,
    first: 'readingWhoSeesWhat' satisfies TipStep,
    steps,
    forget: (draft, messageKey) => rules.drafts.withdraw(draft, messageKey),
    closed: (draft) => rules.drafts.discard(draft),
  })
}

const readingWhoSeesWhat: Step<TipDraft> = {
  takes: [],
  ask: ({ person: { language } }) => [text(whoSeesWhat(language))],
  choices: ({ person: { language } }) => [
    { value: 'accept', label: buttonLabel(language, 'acceptAndBegin') },
  ],
  take: async (_turn, _said, answers) => ({ go: 'choosingCategory', answers }),
}

function whoSeesWhat(language: Language): string {
  const numbered = lines(language, 'whoSeesWhat.lines').map((line, index) => `${index + 1}. ${line}`)
  const begin = say(language, 'whoSeesWhat.begin', {
    cancel: buttonLabel(language, 'cancel'),
    accept: buttonLabel(language, 'acceptAndBegin'),
  })
  return [
    say(language, 'whoSeesWhat.title'),
    numbered.join('\n'),
    say(language, 'whoSeesWhat.safety'),
    say(language, 'whoSeesWhat.goodFaith'),
    begin,
  ].join('\n\n')
}

// A tip as a conversation, in the order in which it is told. It begins with who sees what, and it works only in private.
import { type Dialog, defineDialog, type Step } from '../../conversation/dialog.js'
import type { HeavyWork } from '../../heavy-work/heavy-threads.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import type { Language } from '../../i18n/texts.js'
import { flex, type Message, uriAction } from '../../line/message-builders.js'
import { legalText, whoSeesWhatLines } from '../settings/legal-words.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { Settings } from '../settings/settings-schema.js'
import { choosingCategory } from './steps/tip-category-chat.js'
import { sendingEvidence } from './steps/tip-evidence-chat.js'
import { fileTaking } from './steps/tip-files-chat.js'
import { choosingAgency, choosingKind, readingWhereToGo } from './steps/tip-guide-chat.js'
import { addingMore } from './steps/tip-more-chat.js'
import { button, choosingNotice } from './steps/tip-notice-chat.js'
import { type AskedInWords, answeringInWords } from './steps/tip-questions-chat.js'
import { checkingSelf, selfReading } from './steps/tip-self-chat.js'
import { onFrom, type TipStep } from './steps/tip-steps-chat.js'
import { checkingSummary, submitting } from './steps/tip-summary-chat.js'
import type { Thanks } from './steps/tip-thanks-card.js'
import { type TipDraft, tipDraft } from './tip-draft.js'
import type { TipsRules } from './tips-rules.js'
import { say } from './tips-words.js'

export const tipDialogName = 'tip'

const onlyOnce = { mayBeUnknown: true, severalMessages: false } as const
const asked: readonly AskedInWords[] = [
  { about: 'what', step: 'describingWhat', mayBeUnknown: false, severalMessages: true, asksMore: false },
  { about: 'who', step: 'namingWho', ...onlyOnce, asksMore: true },
  { about: 'when', step: 'tellingWhen', ...onlyOnce, asksMore: true },
  { about: 'where', step: 'tellingWhere', ...onlyOnce, asksMore: true },
  { about: 'howKnown', step: 'tellingHowKnown', ...onlyOnce, mayBeUnknown: false, asksMore: false },
]

export interface TipDialogDeps {
  readonly rules: TipsRules
  readonly settings: Pick<SettingsRules, 'get'>
  readonly thanks: Thanks
  readonly heavyWork: HeavyWork
  readonly publicUrl: string
}

export function tipDialog({ rules, settings: { get }, thanks, heavyWork, publicUrl }: TipDialogDeps): Dialog {
  const takeFile = fileTaking(rules.drafts, heavyWork)
  const reading = selfReading(heavyWork)
  const submit = submitting(rules, get, thanks)
  const inWords = asked.map((one) => [one.step, answeringInWords(one, takeFile, get)] as const)
  const others: Partial<Record<TipStep, Step<TipDraft>>> = {
    readingWhoSeesWhat: readingWhoSeesWhat(get, publicUrl),
    choosingKind: choosingKind(rules, takeFile, get),
    choosingAgency: choosingAgency(takeFile),
    readingWhereToGo: readingWhereToGo(get),
    choosingCategory: choosingCategory(takeFile),
    sendingEvidence: sendingEvidence(rules.drafts, takeFile),
    choosingNotice: choosingNotice(get),
    addingMore,
    checkingSummary: checkingSummary(submit, reading),
    checkingSelf: checkingSelf(submit, reading),
  }
  return defineDialog<TipDraft>({
    name: tipDialogName,
    version: 2,
    idleMinutes: 30,
    who: 'everyone',
    places: ['private'],
    answers: tipDraft,
    first: 'readingWhoSeesWhat' satisfies TipStep,
    steps: { ...others, ...Object.fromEntries(inWords) },
    forget: (draft, messageKey) => rules.drafts.withdraw(draft, messageKey),
    closed: (draft) => rules.drafts.discard(draft),
  })
}

const readingWhoSeesWhat = (settings: SettingsRules['get'], publicUrl: string): Step<TipDraft> => ({
  takes: [],
  ask: async ({ person: { language } }) => [whoSeesWhat(language, await settings(), publicUrl)],
  choices: ({ person: { language } }) => [
    { value: 'accept', label: buttonLabel(language, 'acceptAndBegin') },
  ],
  take: async (_turn, _said, draft) => onFrom(draft, 'readingWhoSeesWhat'),
})

/** The other way has a button of its own, before anything was told here. */
function whoSeesWhat(language: Language, chosen: Pick<Settings, 'legalTexts'>, publicUrl: string): Message {
  const promises = whoSeesWhatLines(language, 'whoSeesWhatChat', chosen)
  const numbered = promises.map((line, index) => `${index + 1}. ${line}`)
  const labels = {
    cancel: buttonLabel(language, 'cancel'),
    accept: buttonLabel(language, 'acceptAndBegin'),
  }
  const title = say(language, 'whoSeesWhat.title')
  const otherWay = say(language, 'whoSeesWhat.otherWay')
  const outside = (path: string) => `${publicUrl}${path}?openExternalBrowser=1&lang=${language}`
  const web = uriAction(otherWay, outside('/report'))
  const privacy = uriAction(say(language, 'whoSeesWhat.privacy'), outside('/privacy'))
  const small = { type: 'text', size: 'sm', wrap: true } as const
  return flex(title, {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: title, weight: 'bold', size: 'lg', wrap: true },
        { type: 'text', text: say(language, 'whoSeesWhat.mode'), wrap: true },
        ...numbered.map((line) => ({ type: 'text' as const, text: line, wrap: true })),
        { type: 'separator' },
        { ...small, text: say(language, 'whoSeesWhat.web', { otherWay }) },
        { ...small, text: say(language, 'whoSeesWhat.safety') },
        { ...small, text: legalText(language, 'goodFaith', chosen) },
        { ...small, text: say(language, 'whoSeesWhat.begin', labels) },
      ],
    },
    footer: {
      type: 'box',
      layout: 'vertical',
      contents: [button(web, 'secondary'), button(privacy, 'link')],
    },
  })
}

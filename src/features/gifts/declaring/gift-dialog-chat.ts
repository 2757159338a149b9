// A gift report as a conversation: day, what, from whom, occasion, value, pictures, outcome, and a summary that says what the rules
// decide before anything is confirmed. A correction is the same conversation, begun at its summary.
import { type Dialog, defineDialog, type Step, type StepResult } from '../../../conversation/dialog.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { text } from '../../../line/message-builders.js'
import { decisionInWords, summaryCard } from '../gift-card.js'
import type { GiftsRules, Taken } from '../gifts-rules.js'
import { say } from '../gifts-words.js'
import { type GiftDraft, type GiftStep, giftDraft, nextStep, toldBy, withoutMessage } from './gift-draft.js'
import { sendingPictures } from './gift-pictures-chat.js'
import type { GiftPicturesRules } from './gift-pictures-rules.js'
import { giftQuestions, onFrom } from './gift-questions-chat.js'

export const reportDialogName = 'gifts.report'
export const correctDialogName = 'gifts.correct'

const edits = ['day', 'what', 'giver', 'from', 'occasion', 'value', 'pictures', 'outcome'] as const
const stepOfEdit: Record<(typeof edits)[number], GiftStep> = {
  day: 'datingReceipt',
  what: 'describingGift',
  giver: 'choosingGiver',
  from: 'namingGiver',
  occasion: 'choosingOccasion',
  value: 'valuingGift',
  pictures: 'sendingPictures',
  outcome: 'choosingOutcome',
}

export function giftDialogs(
  rules: Pick<GiftsRules, 'decide' | 'take'>,
  pictures: Pick<GiftPicturesRules, 'add' | 'drop'>,
): readonly Dialog[] {
  const steps: Record<GiftStep | 'checkingReport', Step<GiftDraft>> = {
    ...giftQuestions,
    sendingPictures: sendingPictures(pictures),
    checkingReport: checkingReport(rules),
  }
  const dialog = (name: string, first: GiftStep | 'checkingReport') =>
    defineDialog<GiftDraft>({
      name,
      version: 1,
      idleMinutes: 30,
      who: ['staff'],
      places: ['private'],
      answers: giftDraft,
      first,
      steps,
      async forget(draft, messageKey) {
        const gone = draft.pictures.filter((picture) => picture.messageKey === messageKey)
        await pictures.drop(
          draft.giftId,
          gone.map(({ pictureId }) => pictureId),
        )
        return withoutMessage(draft, messageKey)
      },
      closed: (draft) => pictures.drop(draft.giftId),
    })
  return [dialog(reportDialogName, 'datingReceipt'), dialog(correctDialogName, 'checkingReport')]
}

function checkingReport(rules: Pick<GiftsRules, 'decide' | 'take'>): Step<GiftDraft> {
  return {
    takes: [],
    ask: async (turn, draft) => {
      const told = toldBy(draft)
      // A message that was taken back left a question open: confirming leads to it.
      if (!told) return [text(say(turn.person.language, 'summary.title'))]
      const decision = await rules.decide(told.facts)
      const shown = { ...told, pictures: draft.pictures.length }
      return [summaryCard(turn.person.language, shown, decision, dayInBangkok(turn.at))]
    },
    choices: ({ person: { language } }) => [
      { value: 'confirm', label: buttonLabel(language, 'confirm') },
      ...edits.map((edit) => ({ value: edit, label: say(language, `edit.${edit}`) })),
    ],
    take: async (turn, said, draft) => {
      const edit = edits.find((one) => said.kind === 'choice' && said.value === one)
      if (edit) return { go: stepOfEdit[edit], answers: draft }
      return confirm(rules, turn, draft)
    },
  }
}

async function confirm(
  rules: Pick<GiftsRules, 'take'>,
  turn: Turn,
  draft: GiftDraft,
): Promise<StepResult<GiftDraft>> {
  const { language, staffId } = turn.person
  const told = toldBy(draft)
  if (!told || nextStep(draft) !== 'checkingReport') return onFrom(draft)
  if (staffId === undefined) return { done: { messages: [text(say(language, 'howToLink'))] } }
  const { giftId, from } = draft
  const taken = await rules.take({
    ...{ giftId, from, staffId, ...told },
    pictures: draft.pictures.map(({ pictureId }) => pictureId),
    at: turn.at,
    eventKey: turn.eventKey,
  })
  if (taken.ok) return { done: takenAnswer(turn, taken) }
  switch (taken.why) {
    case 'picturesLost': {
      const labels = { edit: say(language, 'edit.pictures'), confirm: buttonLabel(language, 'confirm') }
      const first = [text(say(language, 'refused.picturesLost', labels))]
      return { go: 'checkingReport', answers: { ...draft, pictures: [] }, first }
    }
    case 'inFuture':
      return { again: [text(say(language, 'refused.inFuture'))] }
    case 'notStaff':
    case 'notYours':
    case 'changed':
      return { done: { messages: [text(say(language, `refused.${taken.why}`))] } }
  }
}

function takenAnswer(turn: Turn, { gift }: Extract<Taken, { ok: true }>): Answer {
  const { language } = turn.person
  const { version, decision, outcome } = gift
  const kept = version === 1 ? say(language, 'taken.reported') : say(language, 'taken.corrected', { version })
  const next = decisionInWords(language, decision, outcome, dayInBangkok(turn.at))
  return { messages: [text([kept, ...next].join('\n\n'))] }
}

// Runs dialogs: asks, takes, moves on, cancels, expires. It changes nothing by itself: it answers what to say and which
// move of the dialog is to be kept once the words are durable.
import { randomBytes } from 'node:crypto'
import { buttonLabel } from '../i18n/button-labels.js'
import { composed } from '../i18n/letters/composed.js'
import {
  type Message,
  messageAction,
  postbackAction,
  text,
  withQuickReplies,
} from '../line/message-builders.js'
import { writePostback } from '../line/postback-codec.js'
import { mayRun } from './command-index.js'
import { say } from './conversation-texts.js'
import type { Choice, Dialog, Said, Step, WhyClosed } from './dialog.js'
import type { OpenDialog } from './dialog-store.js'
import type { Answer, Outgoing, Turn } from './turn.js'

export type Move =
  | { readonly kind: 'stay' }
  | { readonly kind: 'save'; readonly dialog: OpenDialog }
  | { readonly kind: 'remove'; readonly key: string }

export interface Moved {
  readonly messages: readonly Message[]
  readonly also: readonly Outgoing[]
  readonly move: Move
}

export const choiceButton = { id: 'dialog.choice', version: 1 } as const

export interface DialogEngine {
  begin(turn: Turn, name: string, answers: unknown): Promise<Moved>
  take(turn: Turn, open: OpenDialog, said: Said): Promise<Moved>
  /** Something that no step can take, as a sticker: says what is waited for, and keeps the dialog alive. */
  refuse(turn: Turn, open: OpenDialog): Promise<Moved>
  /** A text, or a choice when the text is the label of one. */
  saidInText(turn: Turn, open: OpenDialog, words: string, messageKey: string): Promise<Said>
  ask(turn: Turn, open: OpenDialog): Promise<readonly Message[]>
  /** That the dialog still waits, with its choices: something else was answered in between. */
  remind(turn: Turn, open: OpenDialog): Promise<readonly Message[]>
  /** Tells the dialog that its answers are about to be dropped. */
  close(open: OpenDialog, why: WhyClosed): Promise<void>
  forget(open: OpenDialog, messageKey: string): Promise<OpenDialog | undefined>
  /** The dialog as it is written now; `undefined` when it has changed since it was opened. */
  specOf(open: OpenDialog): Dialog | undefined
  /** Whether whoever speaks still has a role for it. */
  mayGoOn(turn: Turn, open: OpenDialog): boolean
}

/** Dialog states are kept per person within a chat: two people in one group do not share a form. */
export function dialogKey(turn: Pick<Turn, 'chat' | 'sender'>): string | undefined {
  return turn.sender && `${turn.chat.key}/${turn.sender.key}`
}

export class UnknownDialogStep extends Error {
  constructor(dialog: string, step: string) {
    super(`The dialog ${dialog} has no step ${step}`)
  }
}

/** What a keyboard writes of a label: nobody types the arrow of “next page ▶”. */
const wordsOf = (label: string): string =>
  composed(label)
    .replace(/[\s▶◀]+/gu, '')
    .toLowerCase()

export function createDialogEngine(dialogs: readonly Dialog[]): DialogEngine {
  const specs = new Map(dialogs.map((dialog) => [dialog.name, dialog]))

  function specOf(open: OpenDialog): Dialog | undefined {
    const spec = specs.get(open.name)
    return spec?.version === open.version && spec.steps[open.step] ? spec : undefined
  }

  function stepOf(open: OpenDialog): { readonly spec: Dialog; readonly step: Step<unknown> } {
    const spec = specOf(open)
    const step = spec?.steps[open.step]
    if (!spec || !step) throw new UnknownDialogStep(open.name, open.step)
    return { spec, step }
  }

  async function choicesOf(turn: Turn, open: OpenDialog): Promise<readonly Choice[]> {
    return (await stepOf(open).step.choices?.(turn, open.answers)) ?? []
  }

  function choiceAction(turn: Turn, open: OpenDialog, { label, value }: Choice) {
    const data = { d: open.nonce, s: open.step, v: value }
    return postbackAction(label, writePostback(choiceButton.id, choiceButton.version, turn.at, data))
  }

  async function withChoices(turn: Turn, open: OpenDialog, messages: readonly Message[]): Promise<Message[]> {
    const choices = await choicesOf(turn, open)
    return withQuickReplies(messages, [
      ...choices.map((choice) => choiceAction(turn, open, choice)),
      messageAction(buttonLabel(turn.person.language, 'cancel')),
    ])
  }

  async function ask(turn: Turn, open: OpenDialog): Promise<readonly Message[]> {
    return withChoices(turn, open, await stepOf(open).step.ask(turn, open.answers))
  }

  function movedTo(turn: Turn, spec: Dialog, open: OpenDialog, step: string, answers: unknown): OpenDialog {
    if (!spec.steps[step]) throw new UnknownDialogStep(spec.name, step)
    return {
      ...open,
      step,
      answers: spec.answers.parse(answers),
      movedBy: turn.eventKey,
      expiresAt: new Date(turn.at.getTime() + spec.idleMinutes * 60_000),
    }
  }

  async function begin(turn: Turn, name: string, answers: unknown): Promise<Moved> {
    const spec = specs.get(name)
    const key = dialogKey(turn)
    if (!spec) throw new UnknownDialogStep(name, '')
    const mayBegin = mayRun(spec.who, turn)
    if (key === undefined || !mayBegin || !spec.places.includes(turn.place)) {
      const why = mayBegin ? 'refused.privateOnly' : 'refused.role'
      return {
        messages: [text(say(turn.person.language, why))],
        also: [],
        move: { kind: 'stay' },
      }
    }
    const fresh: OpenDialog = {
      key,
      channel: turn.channel,
      name,
      version: spec.version,
      step: spec.first,
      nonce: randomBytes(6).toString('base64url'),
      movedBy: turn.eventKey,
      expiresAt: turn.at,
      answers,
    }
    const dialog = movedTo(turn, spec, fresh, spec.first, answers)
    return { messages: await ask(turn, dialog), also: [], move: { kind: 'save', dialog } }
  }

  async function finished(turn: Turn, open: OpenDialog, answer: Answer): Promise<Moved> {
    const messages = answer.messages ?? []
    const also = answer.also ?? []
    if (!answer.open) return { messages, also, move: { kind: 'remove', key: open.key } }
    const next = await begin(turn, answer.open.dialog, answer.open.answers)
    return { messages: [...messages, ...next.messages], also: [...also, ...next.also], move: next.move }
  }

  async function take(turn: Turn, open: OpenDialog, said: Said): Promise<Moved> {
    const { spec, step } = stepOf(open)
    const refusal = await whyNotTaken(turn, open, said)
    if (refusal) return stayed(turn, open, [refusal])
    const result = await step.take(turn, said, open.answers)
    if ('done' in result) return finished(turn, open, result.done)
    if ('again' in result) return stayed(turn, open, result.again)
    const dialog = movedTo(turn, spec, open, result.go, result.answers)
    const messages = [...(result.first ?? []), ...(await ask(turn, dialog))]
    return { messages, also: [], move: { kind: 'save', dialog } }
  }

  async function stayed(turn: Turn, open: OpenDialog, messages: readonly Message[]): Promise<Moved> {
    const dialog = movedTo(turn, stepOf(open).spec, open, open.step, open.answers)
    return {
      messages: await withChoices(turn, dialog, messages),
      also: [],
      move: { kind: 'save', dialog },
    }
  }

  async function whyNotTaken(turn: Turn, open: OpenDialog, said: Said): Promise<Message | undefined> {
    if (said.kind === 'choice') {
      const known = (await choicesOf(turn, open)).some(({ value }) => value === said.value)
      return known ? undefined : text(say(turn.person.language, 'button.past'))
    }
    return stepOf(open).step.takes.includes(said.kind) ? undefined : waitedFor(turn, open)
  }

  function waitedFor({ person: { language } }: Turn, open: OpenDialog): Message {
    const { takes } = stepOf(open).step
    if (takes.includes('text')) return text(say(language, 'dialog.pleaseWrite'))
    if (takes.includes('file')) return text(say(language, 'dialog.pleaseSend'))
    return text(say(language, 'dialog.pleaseChoose'))
  }

  return {
    begin,
    take,
    refuse: (turn, open) => stayed(turn, open, [waitedFor(turn, open)]),
    ask,
    remind: (turn, open) => withChoices(turn, open, [text(say(turn.person.language, 'dialog.stillOpen'))]),
    specOf,
    mayGoOn: (turn, open) => mayRun(stepOf(open).spec.who, turn),
    async saidInText(turn, open, words, messageKey) {
      const choice = (await choicesOf(turn, open)).find(({ label }) => wordsOf(label) === wordsOf(words))
      return choice ? { kind: 'choice', value: choice.value } : { kind: 'text', text: words, messageKey }
    },
    async close(open, why) {
      const spec = specs.get(open.name)
      if (!spec?.closed) return
      // Answers of an older version may not fit any more; there is nothing then that could be closed by them.
      if (spec.answers.safeParse(open.answers).success) await spec.closed(open.answers, why)
    },
    async forget(open, messageKey) {
      const spec = specOf(open)
      if (!spec?.forget) return undefined
      return { ...open, answers: await spec.forget(open.answers, messageKey) }
    },
  }
}

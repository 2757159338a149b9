// Who answers: cancel, an open dialog, a button, a command, or nobody. The router knows no feature; it is handed the list.
import { hasOnlyOtherLetters } from '../i18n/letters/letters.js'
import { type Message, messageAction, text, withQuickReplies } from '../line/message-builders.js'
import { readPostback } from '../line/postback-codec.js'
import type { Audit } from '../security/audit/audit.js'
import { createCommandIndex, hasSlash, mayRun, type NamedCommand } from './command-index.js'
import { say } from './conversation-texts.js'
import type { Said } from './dialog.js'
import { choiceButton, createDialogEngine, dialogKey, type Move, type Moved } from './dialog-engine.js'
import type { DialogStore, OpenDialog } from './dialog-store.js'
import { engineCommands, isCancel } from './engine-commands.js'
import type { Button, Command, Feature } from './feature.js'
import { shownWord } from './help.js'
import { choiceData } from './postback-choice.js'
import type { Answer, Outgoing, SentFile, Turn } from './turn.js'

/** What the person did, as the router gets it. */
export type Act =
  | { readonly kind: 'text'; readonly text: string; readonly messageKey: string }
  | { readonly kind: 'file'; readonly file: SentFile }
  | { readonly kind: 'other' }
  | { readonly kind: 'press'; readonly data: string; readonly picked?: string }
  | { readonly kind: 'unsend'; readonly messageKey: string }
  | { readonly kind: 'follow' | 'unfollow' | 'join' | 'leave' | 'memberJoined' }

export interface Routed {
  /** How it was understood, for tests. It is in no log and no number: with its minute it would tell that somebody reports. */
  readonly route: string
  readonly messages: readonly Message[]
  readonly also: readonly Outgoing[]
  /** To be run when the messages are durable. */
  readonly done?: () => Promise<void>
}

export interface Router {
  route(turn: Turn, act: Act): Promise<Routed>
  /** Would this text in a group be a command? Anything else of a group is never stored. */
  isGroupCommand(words: string): boolean
  /** Tells a dialog of this channel that its time has run out. */
  closeExpired(dialog: OpenDialog): Promise<void>
}

export interface RouterDeps {
  readonly features: readonly Feature[]
  readonly store: DialogStore
  readonly audit: Audit
  readonly agencyName: { readonly th: string; readonly en: string }
}

/** What the chain calls it. */
type Doing = `command ${string}` | `button ${string}`

/** A sixth message would have to be pushed, which costs. */
const mostInOneReply = 5

export function createRouter({ features, store, audit, agencyName }: RouterDeps): Router {
  const engine = createDialogEngine(features.flatMap(({ dialogs }) => dialogs ?? []))
  const own: Feature = { name: 'conversation', commands: engineCommands(() => commands.all, agencyName) }
  const commands = createCommandIndex([...features, own])
  const buttons = new Map(
    features.flatMap((feature) => (feature.buttons ?? []).map((button) => [button.id, button])),
  )

  const silence = (route: string): Routed => ({ route, messages: [], also: [] })
  const says = (route: string, ...messages: Message[]): Routed => ({ route, messages, also: [] })

  async function keep(move: Move): Promise<void> {
    if (move.kind === 'save') await store.save(move.dialog)
    if (move.kind === 'remove') await store.remove(move.key)
  }

  async function settle(route: string, turn: Turn, answer: Answer, open?: OpenDialog): Promise<Routed> {
    const { messages = [], also = [] } = answer
    if (!answer.open) return { route, messages, also }
    const begun = await engine.begin(turn, answer.open.dialog, answer.open.answers)
    if (open && begun.move.kind === 'save') await engine.close(open, 'replaced')
    return {
      route,
      messages: [...messages, ...begun.messages],
      also: [...also, ...begun.also],
      done: () => keep(begun.move),
    }
  }

  const whoIs = ({ person, sender }: Turn): string => person.staffId ?? sender?.key ?? 'unknown'

  const recordRefused = (turn: Turn, id: Doing) =>
    audit.record({ who: whoIs(turn), action: id, outcome: 'refused' })

  async function refuse(turn: Turn, id: Doing, sentence: string): Promise<Routed> {
    await recordRefused(turn, id)
    return says(`refused ${id}`, text(sentence))
  }

  async function runCommand(
    turn: Turn,
    { command, argument }: NamedCommand,
    open?: OpenDialog,
  ): Promise<Routed> {
    const { language } = turn.person
    if (!command.where.includes(turn.place)) {
      if (turn.place === 'group' && command.quietElsewhere) return silence(`silent ${command.id}`)
      const key = turn.place === 'group' ? 'refused.privateOnly' : 'refused.groupOnly'
      return says(`misplaced ${command.id}`, text(say(language, key)))
    }
    if (!mayRun(command.who, turn))
      return refuse(turn, `command ${command.id}`, say(language, 'refused.role'))
    if (command.argument === 'required' && argument === '') {
      const { example } = command.help(language)
      const sentence =
        example === undefined
          ? say(language, 'refused.argument')
          : say(language, 'refused.argumentExample', { example })
      return says(`incomplete ${command.id}`, text(sentence))
    }
    if (command.audited)
      await audit.record({ who: whoIs(turn), action: `command ${command.id}`, outcome: 'done' })
    const answer = await command.run(turn, argument)
    const routed = await settle(command.id, turn, answer, open)
    const full = routed.messages.length >= mostInOneReply
    if (!open || answer.open || full || turn.place === 'group') return routed
    // A menu under the chat is tapped at any time: whoever was in the middle of something is told that it waits.
    return { ...routed, messages: [...routed.messages, ...(await engine.remind(turn, open))] }
  }

  async function press(turn: Turn, data: string, open: OpenDialog | undefined): Promise<Routed> {
    const { language } = turn.person
    const postback = readPostback(data)
    if (!postback) return says('button notOurs', text(say(language, 'button.notOurs')))
    if (postback.id === choiceButton.id) return pressChoice(turn, postback.data, open)
    const button = buttons.get(postback.id)
    if (!button) return says('button notOurs', text(say(language, 'button.notOurs')))
    const ageDays = (turn.at.getTime() - postback.madeAt.getTime()) / 86_400_000
    if (button.version !== postback.version || ageDays > button.livesDays) {
      return says(`button old ${button.id}`, text(say(language, 'button.old')))
    }
    return pressButton(turn, button, postback.data, open)
  }

  async function pressButton(turn: Turn, button: Button, data: unknown, open?: OpenDialog): Promise<Routed> {
    const { language } = turn.person
    if (!button.where.includes(turn.place)) return silence(`misplaced ${button.id}`)
    if (!mayRun(button.who, turn)) return refuse(turn, `button ${button.id}`, say(language, 'refused.role'))
    const answer = await button.press(turn, data)
    if (!answer) return says(`button old ${button.id}`, text(say(language, 'button.old')))
    return settle(button.id, turn, answer, open)
  }

  async function pressChoice(turn: Turn, data: unknown, open: OpenDialog | undefined): Promise<Routed> {
    const choice = choiceData(data)
    const past = text(say(turn.person.language, 'button.past'))
    if (!choice || !open) return says('button past', past)
    if (choice.d !== open.nonce || choice.s !== open.step) {
      // Of an earlier step or dialog: say so and put the question that is open now, whose buttons have gone out of sight.
      return says('button past', past, ...(await engine.ask(turn, open)))
    }
    return takeStep(turn, open, { kind: 'choice', value: choice.v })
  }

  async function takeStep(turn: Turn, open: OpenDialog, said: Said): Promise<Routed> {
    return moved(open, await engine.take(turn, open, said))
  }

  function moved(open: OpenDialog, { messages, also, move }: Moved): Routed {
    return { route: `${open.name}.${open.step}`, messages, also, done: () => keep(move) }
  }

  function notUnderstood(
    turn: Turn,
    route: string,
    key: 'notUnderstood.text' | 'notUnderstood.file' | 'notUnderstood.otherLetters',
  ): Routed {
    if (turn.place === 'group') return silence(route)
    const { language } = turn.person
    const ready = commands.all
      .filter((command) => command.offered && mayRun(command.who, turn) && command.where.includes('private'))
      .map((command) => messageAction(shownWord(command, language)))
    return { route, messages: withQuickReplies([text(say(language, key))], ready), also: [] }
  }

  async function words(
    turn: Turn,
    said: string,
    messageKey: string,
    open: OpenDialog | undefined,
  ): Promise<Routed> {
    if (isCancel(said)) return cancel(turn, open)
    const named = commands.find(said, turn.place)
    if (open && !(named && hasSlash(said))) {
      return takeStep(turn, open, await engine.saidInText(turn, open, said, messageKey))
    }
    if (named) return runCommand(turn, named, open)
    const kind = hasOnlyOtherLetters(said, turn.person.language) ? 'otherLetters' : 'text'
    return notUnderstood(turn, 'notUnderstood', `notUnderstood.${kind}`)
  }

  async function cancel(turn: Turn, open: OpenDialog | undefined): Promise<Routed> {
    const { language } = turn.person
    if (!open)
      return turn.place === 'group'
        ? silence('cancel')
        : says('cancel', text(say(language, 'cancel.nothing')))
    await engine.close(open, 'cancelled')
    return { ...says('cancel', text(say(language, 'cancel.done'))), done: () => store.remove(open.key) }
  }

  async function unsend(messageKey: string, open: OpenDialog | undefined): Promise<Routed> {
    const without = open && (await engine.forget(open, messageKey))
    return { ...silence('unsend'), ...(without && { done: () => store.save(without) }) }
  }

  async function happening(turn: Turn, kind: 'follow' | 'join' | 'memberJoined'): Promise<Routed> {
    const messages: Message[] = []
    for (const feature of features)
      messages.push(...((await feature.happens?.[kind]?.(turn))?.messages ?? []))
    return { route: kind, messages, also: [] }
  }

  async function parting(
    turn: Turn,
    kind: 'unfollow' | 'leave',
    open: OpenDialog | undefined,
  ): Promise<Routed> {
    for (const feature of features) await feature.happens?.[kind]?.(turn)
    if (open) await engine.close(open, 'left')
    return { ...silence(kind), ...(open && { done: () => store.remove(open.key) }) }
  }

  async function routeWith(turn: Turn, act: Act, open: OpenDialog | undefined): Promise<Routed> {
    switch (act.kind) {
      case 'text':
        return words(turn, act.text, act.messageKey, open)
      case 'file':
        if (open) return takeStep(turn, open, { kind: 'file', file: act.file })
        return notUnderstood(turn, 'notUnderstood', 'notUnderstood.file')
      case 'other':
        if (open) return moved(open, await engine.refuse(turn, open))
        return notUnderstood(turn, 'notUnderstood', 'notUnderstood.text')
      case 'press':
        return press(turn, act.data, open)
      case 'unsend':
        return unsend(act.messageKey, open)
      case 'follow':
      case 'join':
      case 'memberJoined':
        return happening(turn, act.kind)
      case 'unfollow':
      case 'leave':
        return parting(turn, act.kind, open)
    }
  }

  /** The dialog that is open for this person here, or why the one that was is gone. */
  async function openDialog(
    turn: Turn,
  ): Promise<{ open?: OpenDialog; gone?: 'expired' | 'outdated' | 'noRole' }> {
    const key = dialogKey(turn)
    const found = key === undefined ? undefined : await store.find(key)
    if (key === undefined || !found) return {}
    if (found === 'emptied') {
      await store.remove(key)
      return { gone: 'expired' }
    }
    const gone = found.expiresAt <= turn.at ? 'expired' : 'outdated'
    const isGood = gone === 'outdated' && engine.specOf(found) !== undefined
    if (isGood && engine.mayGoOn(turn, found)) return { open: found }
    // Lost in the middle: what was begun ends here, and nothing of it is done.
    if (isGood) await recordRefused(turn, `command ${found.name}`)
    await engine.close(found, gone)
    await store.remove(found.key)
    return { gone: isGood ? 'noRole' : gone }
  }

  return {
    async route(turn, act) {
      const { open, gone } = await openDialog(turn)
      // The event moved the dialog in an earlier run that ended before the event was finished: its letters are durable.
      if (open?.movedBy === turn.eventKey) return silence('rerun')
      const routed = await routeWith(turn, act, open)
      const told = gone && act.kind !== 'unsend' && act.kind !== 'unfollow' && act.kind !== 'leave'
      if (!told) return routed
      return { ...routed, messages: [text(say(turn.person.language, `dialog.${gone}`)), ...routed.messages] }
    },
    isGroupCommand(said) {
      const named = commands.find(said, 'group')
      if (!named) return false
      const { where, quietElsewhere }: Command = named.command
      return where.includes('group') || !quietElsewhere
    },
    closeExpired: (dialog) => engine.close(dialog, 'expired'),
  }
}

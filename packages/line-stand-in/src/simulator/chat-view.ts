// A chat through one person's eyes: what was said, what can be pressed, and waiting for what comes next (woken by the
// arrival itself, never by looking again and again).

import type { JsonObject } from '../webhook/webhook-event-types.js'
import type { Author, ChatHistory, ChatMessage } from '../world/chat-history.js'
import { type Pressable, pressablesOf, textOf } from '../world/message-actions.js'

/** One message as a person sees it. `text` is everything readable in it, with altText and Flex texts, line by line. */
export interface SeenMessage {
  id: string
  type: string
  text: string
  from: Author
  time: number
  buttons: string[]
  /** Labels that show now: none once a newer message came or one of them was pressed. */
  quickReplies: string[]
  content: JsonObject
  unsent: boolean
  edited: boolean
}

/** Nobody said what was waited for. The message tells what the bot said instead. */
export class NothingHeardError extends Error {
  constructor(wanted: string, heard: readonly string[]) {
    const instead = heard.length === 0 ? 'the bot said nothing' : `the bot said:\n${heard.join('\n---\n')}`
    super(`Waited for ${wanted}, but ${instead}`)
    this.name = 'NothingHeardError'
  }
}

export type HeardPattern = string | RegExp | ((message: SeenMessage) => boolean)

/** Only silence takes so long: a busy machine may need many seconds for a picture. */
export const DEFAULT_WAIT_MS = 60_000

export class ChatView {
  constructor(
    private readonly history: ChatHistory,
    private readonly userId: string,
  ) {}

  /** Everything in the chat that is still kept, oldest first, own messages included. */
  get messages(): SeenMessage[] {
    return this.history.messages.map((message) => this.seen(message))
  }

  /** What the bot said, oldest first. */
  get received(): SeenMessage[] {
    return this.messages.filter((message) => message.from.kind === 'bot')
  }

  /** The readable text of each message of the bot. */
  texts(): string[] {
    return this.received.map((message) => message.text)
  }

  /** What the bot said since this person last did something here: the answer. */
  lastMessages(): SeenMessage[] {
    return this.history.fromBotSinceLastActOf(this.userId).map((message) => this.seen(message))
  }

  /** From now on only what comes after this moment counts for `hears`, `lastMessages` and `waitForMessage`. */
  listensAnew(): void {
    this.history.markAct(this.userId)
  }

  /** The first message of the bot since this person's last act that matches. Throws NothingHeardError. */
  async hears(pattern: HeardPattern, timeoutMs = DEFAULT_WAIT_MS): Promise<SeenMessage> {
    const find = () => this.lastMessages().find((message) => matches(message, pattern))
    return this.until(find, String(pattern), timeoutMs)
  }

  /** Waits until the bot said `wanted` many messages (or one that satisfies it) since the last act; gives all of them. */
  async waitForMessage(
    wanted: number | ((message: SeenMessage) => boolean) = 1,
    timeoutMs = DEFAULT_WAIT_MS,
  ): Promise<SeenMessage[]> {
    const enough = (heard: SeenMessage[]) =>
      typeof wanted === 'number' ? heard.length >= wanted : heard.some(wanted)
    const find = () => {
      const heard = this.lastMessages()
      return enough(heard) ? heard : undefined
    }
    return this.until(find, typeof wanted === 'number' ? `${wanted} message(s)` : 'a message', timeoutMs)
  }

  /** The newest thing with this label that can be pressed now. */
  findPressable(label: string | RegExp): { messageId: string; pressable: Pressable } | null {
    for (const message of [...this.history.messages].reverse()) {
      if (message.from.kind !== 'bot') continue
      const pressable = this.pressables(message).find((one) =>
        typeof label === 'string' ? one.label.trim() === label.trim() : label.test(one.label),
      )
      if (pressable) return { messageId: message.id, pressable }
    }
    return null
  }

  /** Labels of everything that can be pressed now, newest message first. */
  pressableLabels(): string[] {
    return [...this.history.messages]
      .reverse()
      .flatMap((message) =>
        message.from.kind === 'bot' ? this.pressables(message).map((one) => one.label) : [],
      )
  }

  private pressables(message: ChatMessage): Pressable[] {
    const quickRepliesShow = this.history.messages.at(-1) === message && !message.quickReplyPressed
    return pressablesOf(message.content).filter((one) => one.kind === 'button' || quickRepliesShow)
  }

  private seen(message: ChatMessage): SeenMessage {
    const pressables = message.from.kind === 'bot' ? this.pressables(message) : []
    const labels = (kind: Pressable['kind']) =>
      pressables.filter((one) => one.kind === kind).map((one) => one.label)
    const { id, type, from, time, content, unsent, edited } = message
    return {
      id,
      type,
      from,
      time,
      content,
      unsent,
      edited,
      text: unsent ? '' : textOf(content),
      buttons: labels('button'),
      quickReplies: labels('quickReply'),
    }
  }

  private until<Found>(find: () => Found | undefined, wanted: string, timeoutMs: number): Promise<Found> {
    const already = find()
    if (already !== undefined) return Promise.resolve(already)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        unsubscribe()
        reject(
          new NothingHeardError(
            wanted,
            this.lastMessages().map((message) => message.text),
          ),
        )
      }, timeoutMs)
      const unsubscribe = this.history.onMessage(() => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        unsubscribe()
        resolve(found)
      })
    })
  }
}

function matches(message: SeenMessage, pattern: HeardPattern): boolean {
  if (typeof pattern === 'function') return pattern(message)
  return typeof pattern === 'string' ? message.text.includes(pattern) : pattern.test(message.text)
}

// One chat as its people see it: messages in order, who waits for the next one, and where each person last spoke.
// It keeps the newest few hundred messages and refuses to grow beyond them.
import type { JsonObject } from '../webhook/webhook-event-types.js'

export type Author = { kind: 'bot'; name: string } | { kind: 'person'; userId: string; name: string }

/** A message in a chat. `content` is LINE's message object (outgoing) or the webhook's message content (incoming). */
export interface ChatMessage {
  id: string
  sequence: number
  time: number
  from: Author
  type: string
  content: JsonObject
  quickReplyPressed: boolean
  unsent: boolean
  edited: boolean
}

export type NewMessage = Pick<ChatMessage, 'id' | 'time' | 'from' | 'type' | 'content'>

type Listener = (message: ChatMessage) => void

/** The place that keeps the chat. */
export interface ChatKeeper {
  /** Adds what was sent to many and nobody has looked at in this chat. */
  catchUp(chat: ChatHistory): void
  /** Somebody waits for the next message, or nobody any more. */
  awaited(chat: ChatHistory, isAwaited: boolean): void
  forgotten(message: ChatMessage): void
}

export class ChatHistory {
  loadingUntil = 0
  private readonly taken: ChatMessage[] = []
  private nextSequence = 1
  private readonly listeners = new Set<Listener>()
  private readonly lastActs = new Map<string, number>()

  constructor(
    readonly key: string,
    readonly channel: string,
    private readonly keep: number,
    private readonly keeper: ChatKeeper,
  ) {}

  /** Oldest first. */
  get messages(): readonly ChatMessage[] {
    this.keeper.catchUp(this)
    return this.taken
  }

  add(message: NewMessage): ChatMessage {
    const sequence = this.nextSequence
    const added = { ...message, sequence, quickReplyPressed: false, unsent: false, edited: false }
    this.nextSequence = sequence + 1
    this.taken.push(added)
    // Cut in larger steps: moving the array at every message would cost more than the message itself.
    if (this.taken.length > this.keep * 1.25) {
      for (const old of this.taken.splice(0, this.taken.length - this.keep)) this.keeper.forgotten(old)
    }
    this.loadingUntil = 0
    if (this.listeners.size > 0) for (const listener of [...this.listeners]) listener(added)
    return added
  }

  /** Takes a message read from a file, as it was. */
  restore(message: ChatMessage): void {
    this.taken.push(message)
    this.nextSequence = Math.max(this.nextSequence, message.sequence + 1)
  }

  /** What the person acts on from now on counts as an answer. */
  markAct(userId: string): void {
    this.keeper.catchUp(this)
    this.lastActs.set(userId, this.nextSequence)
  }

  fromBotSinceLastActOf(userId: string): ChatMessage[] {
    const mark = this.lastActs.get(userId) ?? 0
    const found: ChatMessage[] = []
    const { messages } = this
    for (let place = messages.length - 1; place >= 0; place -= 1) {
      const message = messages[place]
      if (!message || message.sequence < mark) break
      if (message.from.kind === 'bot') found.unshift(message)
    }
    return found
  }

  onMessage(listener: Listener): () => void {
    this.listeners.add(listener)
    this.keeper.awaited(this, true)
    return () => {
      this.listeners.delete(listener)
      this.keeper.awaited(this, this.listeners.size > 0)
    }
  }
}

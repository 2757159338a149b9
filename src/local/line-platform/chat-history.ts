// One chat as its people see it: messages in order, who waits for the next one, and where each person last spoke.
// It keeps the newest few hundred messages and refuses to grow beyond them.
import type { JsonObject } from './webhook-event-types.js'

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

export class ChatHistory {
  readonly messages: ChatMessage[] = []
  loadingUntil = 0
  private nextSequence = 1
  private readonly listeners = new Set<Listener>()
  private readonly lastActs = new Map<string, number>()

  constructor(
    readonly key: string,
    readonly channel: string,
    private readonly keep: number,
    private readonly forgotten: (message: ChatMessage) => void,
  ) {}

  /** Written out field by field, and with care for what it allocates: a multicast comes through here 500 times. */
  add({ id, time, from, type, content }: NewMessage): ChatMessage {
    const sequence = this.nextSequence
    const added = {
      id,
      sequence,
      time,
      from,
      type,
      content,
      quickReplyPressed: false,
      unsent: false,
      edited: false,
    }
    this.nextSequence = sequence + 1
    this.messages.push(added)
    // Cut in larger steps: moving the array at every message would cost more than the message itself.
    if (this.messages.length > this.keep * 1.25) {
      for (const old of this.messages.splice(0, this.messages.length - this.keep)) this.forgotten(old)
    }
    this.loadingUntil = 0
    if (this.listeners.size > 0) for (const listener of [...this.listeners]) listener(added)
    return added
  }

  /** Takes a message read from a file, as it was. */
  restore(message: ChatMessage): void {
    this.messages.push(message)
    this.nextSequence = Math.max(this.nextSequence, message.sequence + 1)
  }

  /** What the person acts on from now on counts as an answer. */
  markAct(userId: string): void {
    this.lastActs.set(userId, this.nextSequence)
  }

  fromBotSinceLastActOf(userId: string): ChatMessage[] {
    const mark = this.lastActs.get(userId) ?? 0
    const found: ChatMessage[] = []
    for (let place = this.messages.length - 1; place >= 0; place -= 1) {
      const message = this.messages[place]
      if (!message || message.sequence < mark) break
      if (message.from.kind === 'bot') found.unshift(message)
    }
    return found
  }

  onMessage(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

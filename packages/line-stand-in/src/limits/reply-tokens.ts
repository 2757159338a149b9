// Reply tokens: once, within a minute of the webhook; after a redelivery again a minute, but never 20 minutes after the event.
import type { ChatHistory } from '../world/chat-history.js'
import { newReplyToken } from '../world/platform-ids.js'
import type { Channel } from '../world/platform-records.js'

const LAST_CHANCE_MS = 20 * 60 * 1000

interface Issued {
  channel: Channel
  chat: ChatHistory
  eventTime: number
  receivedAt: number
}

export class ReplyTokens {
  private readonly issued = new Map<string, Issued>()

  constructor(
    private readonly clock: () => number,
    private readonly lifeMs: number,
  ) {}

  issue(channel: Channel, chat: ChatHistory): string {
    const token = newReplyToken()
    const now = this.clock()
    this.issued.set(token, { channel, chat, eventTime: now, receivedAt: now })
    this.forgetOld(now)
    return token
  }

  /** The event came again: an unused token lives for another minute. */
  renew(token: string): void {
    const issued = this.issued.get(token)
    if (issued) issued.receivedAt = this.clock()
  }

  /** The chat that the token answers, or null when it is unknown, foreign, used or too old. */
  find(channel: Channel, token: string): ChatHistory | null {
    const issued = this.issued.get(token)
    if (!issued || issued.channel !== channel) return null
    const now = this.clock()
    const fresh = now - issued.receivedAt <= this.lifeMs && now - issued.eventTime <= LAST_CHANCE_MS
    return fresh ? issued.chat : null
  }

  /** A used token is as unknown as a wrong one. */
  use(token: string): void {
    this.issued.delete(token)
  }

  private forgetOld(now: number): void {
    for (const [token, issued] of this.issued) {
      if (now - issued.eventTime <= LAST_CHANCE_MS) return
      this.issued.delete(token)
    }
  }
}

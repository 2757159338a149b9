// Retry keys of accepted sends, kept for 24 hours per channel.
import type { Channel } from '../world/platform-records.js'

const DAY_MS = 24 * 60 * 60 * 1000

export interface AcceptedBefore {
  requestId: string
  sentMessages: readonly SentMessage[] | undefined
}

/** What the API tells about a sent message. */
export type SentMessage = { id: string; quoteToken?: string }

export class RetryKeys {
  private readonly accepted = new Map<string, AcceptedBefore & { at: number }>()

  constructor(private readonly clock: () => number) {}

  /** A UUID in hexadecimal, 8-4-4-4-12. */
  static isWellFormed(key: string): boolean {
    return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(key)
  }

  find(channel: Channel, key: string): AcceptedBefore | undefined {
    const known = this.accepted.get(nameOf(channel, key))
    return known && this.clock() - known.at < DAY_MS ? known : undefined
  }

  keep(channel: Channel, key: string, accepted: AcceptedBefore): void {
    const now = this.clock()
    this.accepted.delete(nameOf(channel, key))
    this.accepted.set(nameOf(channel, key), { ...accepted, at: now })
    for (const [name, old] of this.accepted) {
      if (now - old.at < DAY_MS) return
      this.accepted.delete(name)
    }
  }
}

const nameOf = (channel: Channel, key: string) => `${channel.name} ${key.toLowerCase()}`

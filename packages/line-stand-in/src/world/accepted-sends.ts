// What bots sent and LINE accepted: for tests and the bench. Counts never forget; the list keeps the newest.
import { BoundedLog } from '../limits/bounded-log.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'

export type SendKind = 'reply' | 'push' | 'multicast' | 'broadcast'

/** One accepted call. `to` are user ids or a group id as the bot knows them; `reached` is who really got it. */
export interface AcceptedSend {
  kind: SendKind
  channel: string
  time: number
  requestId: string
  retryKey: string | undefined
  to: string[]
  reached: number
  messages: JsonObject[]
}

const mostUncounted = 1000

export class AcceptedSends {
  readonly counts: Record<SendKind, number> = { reply: 0, push: 0, multicast: 0, broadcast: 0 }
  private readonly byRecipient = new Map<string, number>()
  /** Recipients that are counted when somebody asks for a number, or when they become many. */
  private uncounted: (readonly string[])[] = []
  private readonly log: BoundedLog<AcceptedSend>

  constructor(keep: number) {
    this.log = new BoundedLog(keep)
  }

  add(send: AcceptedSend): void {
    this.counts[send.kind] += 1
    this.uncounted.push(send.to)
    if (this.uncounted.length >= mostUncounted) this.count()
    this.log.add(send)
  }

  all(): readonly AcceptedSend[] {
    return this.log.all()
  }

  get total(): number {
    return this.counts.reply + this.counts.push + this.counts.multicast + this.counts.broadcast
  }

  /** Accepted calls that named this user or group id. */
  countFor(id: string): number {
    this.count()
    return this.byRecipient.get(id) ?? 0
  }

  clear(): void {
    for (const kind of ['reply', 'push', 'multicast', 'broadcast'] as const) this.counts[kind] = 0
    this.byRecipient.clear()
    this.uncounted = []
    this.log.clear()
  }

  private count(): void {
    for (const to of this.uncounted.flat()) this.byRecipient.set(to, (this.byRecipient.get(to) ?? 0) + 1)
    this.uncounted = []
  }
}

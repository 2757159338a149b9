// Messages counted against the month, by recipients and not by bubbles. Replies never come here.
import type { Channel } from '../world/platform-records.js'

const UTC_PLUS_9_MS = 9 * 60 * 60 * 1000

export class QuotaLedger {
  private readonly used = new Map<string, number>()

  constructor(
    private readonly clock: () => number,
    public monthlyQuota: number | 'none',
  ) {}

  hasRoomFor(channel: Channel, recipients: number): boolean {
    return this.monthlyQuota === 'none' || this.usage(channel) + recipients <= this.monthlyQuota
  }

  count(channel: Channel, recipients: number): void {
    this.used.set(this.month(channel), this.usage(channel) + recipients)
  }

  usage(channel: Channel): number {
    return this.used.get(this.month(channel)) ?? 0
  }

  /** Messages by channel and month. */
  saved(): Record<string, number> {
    return Object.fromEntries(this.used)
  }

  restore(used: Readonly<Record<string, number>>): void {
    for (const [month, messages] of Object.entries(used)) this.used.set(month, messages)
  }

  // LINE's statistics use UTC+9; its quota month is taken to be the same.
  private month(channel: Channel): string {
    return `${channel.name} ${new Date(this.clock() + UTC_PLUS_9_MS).toISOString().slice(0, 7)}`
  }
}

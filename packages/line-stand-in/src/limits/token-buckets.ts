// Rate limits as LINE counts them: one bucket per channel and endpoint, filled by the clock.

/** `limit` calls per `perMs`. */
export interface RateLimit {
  limit: number
  perMs: number
}

const perSecond = (limit: number): RateLimit => ({ limit, perMs: 1000 })

export const RATE = {
  usual: perSecond(2000),
  multicast: perSecond(200),
  loading: perSecond(100),
  broadcast: { limit: 60, perMs: 3_600_000 },
  richMenu: { limit: 100, perMs: 3_600_000 },
  richMenuList: perSecond(10),
  insight: { limit: 60, perMs: 3_600_000 },
  webhookTest: { limit: 60, perMs: 3_600_000 },
  webhookSettings: { limit: 1000, perMs: 60_000 },
} as const satisfies Record<string, RateLimit>

export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>()

  constructor(
    private readonly clock: () => number,
    private readonly enabled: boolean,
  ) {}

  /** Takes one token; false when the bucket is empty. */
  take(name: string, rate: RateLimit): boolean {
    if (!this.enabled) return true
    const now = this.clock()
    const bucket = this.buckets.get(name) ?? { tokens: rate.limit, at: now }
    const refilled = bucket.tokens + ((now - bucket.at) * rate.limit) / rate.perMs
    bucket.tokens = Math.min(rate.limit, refilled)
    bucket.at = now
    this.buckets.set(name, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}

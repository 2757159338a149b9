// The parts that endpoints and people share. Made once by startLinePlatform.

import type { FaultDesk } from '../limits/fault-desk.js'
import type { QuotaLedger } from '../limits/quota-ledger.js'
import type { ReplyTokens } from '../limits/reply-tokens.js'
import type { RetryKeys } from '../limits/retry-keys.js'
import type { RateLimit, TokenBuckets } from '../limits/token-buckets.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import type { WebhookPost } from '../webhook/webhook-post.js'
import type { AcceptedSends } from './accepted-sends.js'
import type { InsightDesk } from './insight-desk.js'
import type { Channel } from './platform-records.js'
import type { PlatformWorld } from './platform-world.js'

export interface PlatformParts {
  clock: () => number
  /** Seals quote tokens and read tokens; kept with the people, so that they outlive a restart as LINE's do. */
  sealSecret: string
  world: PlatformWorld
  webhooks: WebhookPost
  replyTokens: ReplyTokens
  retryKeys: RetryKeys
  quota: QuotaLedger
  buckets: TokenBuckets
  faults: FaultDesk
  accepted: AcceptedSends
  insight: InsightDesk
  /** Something that must survive a restart has changed: `now` for people and groups, soon for history. */
  changed: (when: 'now' | 'soon') => void
}

/** One API call after authentication. */
export interface ApiCall {
  parts: PlatformParts
  channel: Channel
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  body: JsonObject
  /** The body as it came, with its media type: for endpoints that take bytes. */
  bytes: Buffer
  mime: string
  requestId: string
  retryKey: string | undefined
}

export interface ApiAnswer {
  status: number
  json?: unknown
  bytes?: Buffer
  mime?: string
}

/** One line of the endpoint table. `:name` in the path is a parameter. */
export interface Endpoint {
  host: 'api' | 'data'
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  rate: RateLimit
  takesRetryKey?: true
  /** The body is not JSON but a file. */
  takesBytes?: true
  answer: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>
}

export const ok = (json: unknown = {}): ApiAnswer => ({ status: 200, json })

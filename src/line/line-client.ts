// The only door out to LINE. The SDK has no timeouts, so every call is raced against one; it answers outcomes, never
// throws what LINE said. Content is fetched without the SDK, whose stream can hang (see docs/decisions).
import { HTTPFetchError, LineBotClient } from '@line/bot-sdk'
import { z } from 'zod'
import { outcomeOfFailure, outcomeOfStatus, type SendOutcome } from './line-send-outcome.js'
import type { Message } from './message-builders.js'

export interface LineClient {
  reply(replyToken: string, messages: readonly Message[]): Promise<SendOutcome>
  /** `unit`: the name under which LINE counts who sees it; the same at every try. */
  push(to: string, messages: readonly Message[], retryKey: string, unit?: string): Promise<SendOutcome>
  /** At most 500 user ids, no groups. Who has blocked the account gets nothing, and LINE does not say so. */
  multicast(
    to: readonly string[],
    messages: readonly Message[],
    retryKey: string,
    unit?: string,
  ): Promise<SendOutcome>
  /** Names for counting that this month has used; LINE drops what goes beyond 1,000. GET /v2/bot/message/aggregation/info. */
  unitsUsed(): Promise<number | undefined>
  /**
   * How many people have seen and clicked what was sent under a name; `null` is what LINE withholds. Days of UTC+9 as
   * 'YYYYMMDD', at most 30 apart. Source: GET /v2/bot/insight/message/event/aggregation, 60 an hour.
   */
  unitFigures(unit: string, from: string, to: string): Promise<UnitFigures | undefined>
  /** `limit` is absent on a plan without one. */
  quota(): Promise<{ readonly limit?: number; readonly used: number } | undefined>
  memberCount(groupId: string): Promise<number | undefined>
  /** The account's own id for addresses (`@abc1234x`); asked for once. Source: GET /v2/bot/info. */
  basicId(): Promise<string | undefined>
  content(messageId: string): Promise<Content>
}

export interface UnitFigures {
  readonly seen: number | null
  readonly clicked: number | null
}

export type Content =
  | { readonly ok: true; readonly bytes: Buffer; readonly mime: string }
  | { readonly ok: false; readonly why: 'gone' | 'notReady' | 'tooLarge' }

export interface LineClientOptions {
  readonly accessToken: string
  readonly apiBaseUrl?: string
  readonly dataApiBaseUrl?: string
  /** Milliseconds for one call. */
  readonly timeout?: number
  readonly maxContentBytes?: number
}

class TimedOut extends Error {}

export function createLineClient(options: LineClientOptions): LineClient {
  const { accessToken, apiBaseUrl, dataApiBaseUrl = 'https://api-data.line.me' } = options
  const timeout = options.timeout ?? 10_000
  const maxContentBytes = options.maxContentBytes ?? 10 * 1024 * 1024
  const sdk = LineBotClient.fromChannelAccessToken({
    channelAccessToken: accessToken,
    ...(apiBaseUrl !== undefined && { apiBaseURL: apiBaseUrl }),
    dataApiBaseURL: dataApiBaseUrl,
  })

  let basicId: string | undefined

  async function inTime<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TimedOut()), timeout)
    })
    // The loser of the race must not become an unhandled rejection.
    call.catch(() => undefined)
    return Promise.race([call, late]).finally(() => clearTimeout(timer))
  }

  async function send(call: () => Promise<unknown>): Promise<SendOutcome> {
    try {
      await inTime(call())
      return { kind: 'accepted' }
    } catch (error) {
      if (error instanceof TimedOut) return { kind: 'unclear', cause: 'timeout', maybeAccepted: true }
      if (error instanceof HTTPFetchError) {
        return outcomeOfStatus(error.status, error.body, error.headers.get('x-line-request-id') ?? undefined)
      }
      // A 200 whose body is not JSON: LINE took the message, the answer was damaged on its way.
      if (error instanceof SyntaxError) return { kind: 'accepted' }
      return outcomeOfFailure(error)
    }
  }

  async function ask<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await inTime(call())
    } catch (error) {
      if (error instanceof TimedOut || error instanceof HTTPFetchError || error instanceof TypeError)
        return undefined
      throw error
    }
  }

  return {
    reply: (replyToken, messages) => send(() => sdk.replyMessage({ replyToken, messages: [...messages] })),
    push: (to, messages, retryKey, unit) =>
      send(() => sdk.pushMessage({ to, messages: [...messages], ...counted(unit) }, retryKey)),
    multicast: (to, messages, retryKey, unit) =>
      send(() => sdk.multicast({ to: [...to], messages: [...messages], ...counted(unit) }, retryKey)),
    async unitsUsed() {
      return (await ask(() => sdk.getAggregationUnitUsage()))?.numOfCustomAggregationUnits
    },
    async unitFigures(unit, from, to) {
      const answer = await ask(() => sdk.getStatisticsPerUnit(unit, from, to))
      return answer && figuresOf(answer)
    },
    async quota() {
      const [quota, consumption] = await Promise.all([
        ask(() => sdk.getMessageQuota()),
        ask(() => sdk.getMessageQuotaConsumption()),
      ])
      if (!quota || !consumption) return undefined
      return { used: consumption.totalUsage, ...(quota.type === 'limited' && { limit: quota.value ?? 0 }) }
    },
    async memberCount(groupId) {
      return (await ask(() => sdk.getGroupMemberCount(groupId)))?.count
    },
    async basicId() {
      basicId ??= (await ask(() => sdk.getBotInfo()))?.basicId
      return basicId
    },
    async content(messageId) {
      const answer = await fetch(
        `${dataApiBaseUrl}/v2/bot/message/${encodeURIComponent(messageId)}/content`,
        {
          headers: { authorization: `Bearer ${accessToken}` },
          signal: AbortSignal.timeout(timeout * 3),
        },
      )
      return readContent(answer, maxContentBytes)
    },
  }
}

const counted = (unit: string | undefined) => (unit === undefined ? {} : { customAggregationUnits: [unit] })

const figure = z.int().nonnegative().nullish()
const statistics = z.object({ overview: z.object({ uniqueImpression: figure, uniqueClick: figure }) })

function figuresOf(answer: unknown): UnitFigures {
  const { overview } = statistics.parse(answer)
  return { seen: overview.uniqueImpression ?? null, clicked: overview.uniqueClick ?? null }
}

async function readContent(answer: Response, maxBytes: number): Promise<Content> {
  if (answer.status === 202) return { ok: false, why: 'notReady' }
  if (answer.status === 404 || answer.status === 410) return { ok: false, why: 'gone' }
  if (!answer.ok || !answer.body) throw new Error(`LINE answered ${answer.status} for content`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body) {
    size += part.byteLength
    if (size > maxBytes) return { ok: false, why: 'tooLarge' }
    parts.push(part)
  }
  const mime = answer.headers.get('content-type') ?? 'application/octet-stream'
  return { ok: true, bytes: Buffer.concat(parts), mime }
}

// Posts webhooks to the bot as LINE does: at once, many at a time, signed over the exact bytes, two seconds to answer,
// and (only when switched on) again with isRedelivery when the answer was not 2xx.
import http from 'node:http'
import https from 'node:https'
import { BoundedLog } from '../limits/bounded-log.js'
import type { Channel } from '../world/platform-records.js'
import { signatureOf, webhookBody } from './webhook-body.js'
import type { DeliveryReason, WebhookDelivery, WebhookEvent } from './webhook-event-types.js'

export interface WebhookPostOptions {
  clock: () => number
  timeoutMs: number
  /** Waits between redeliveries; an empty list means that redelivery is off. */
  redeliveryDelaysMs: readonly number[]
  logLimit: number
  /** A redelivered event makes its unused reply token usable again. */
  onRedelivery: (event: WebhookEvent) => void
}

/** `signature: null` leaves the header out; undefined signs as LINE does. */
export interface RawPost {
  signature?: string | null
  headers?: Record<string, string>
  url?: string
}

interface Gathering {
  byChannel: Map<Channel, { events: WebhookEvent[]; delivery: Promise<WebhookDelivery> }>
  ready: Promise<void>
}

export class WebhookPost {
  readonly deliveries: BoundedLog<WebhookDelivery>
  onDelivery: (delivery: WebhookDelivery) => void = () => undefined
  private readonly sent = new Map<string, { channel: Channel; event: WebhookEvent }>()
  private readonly plainAgent = new http.Agent({ keepAlive: true, maxSockets: 512, scheduling: 'lifo' })
  private readonly tlsAgent = new https.Agent({ keepAlive: true, maxSockets: 512, scheduling: 'lifo' })
  private readonly timers = new Set<NodeJS.Timeout>()
  private underWay = 0
  private whenSettled: (() => void)[] = []
  private gathering: Gathering | null = null

  constructor(private readonly options: WebhookPostOptions) {
    this.deliveries = new BoundedLog(options.logLimit)
  }

  /** Posts the events in one body. Inside `inOneBody` they wait for the others and share their delivery. */
  post(channel: Channel, events: readonly WebhookEvent[]): Promise<WebhookDelivery> {
    const gathering = this.gathering
    if (!gathering) return this.postNow(channel, events, 0)
    const waiting = gathering.byChannel.get(channel)
    if (waiting) {
      waiting.events.push(...events)
      return waiting.delivery
    }
    const together = [...events]
    const delivery = gathering.ready.then(() => this.postNow(channel, together, 0))
    gathering.byChannel.set(channel, { events: together, delivery })
    return delivery
  }

  /** Everything that people do during `act` (without awaiting) goes out in one body per channel. */
  async inOneBody(act: () => void): Promise<WebhookDelivery[]> {
    let open: () => void = () => undefined
    const ready = new Promise<void>((resolve) => {
      open = resolve
    })
    const gathering: Gathering = { byChannel: new Map(), ready }
    this.gathering = gathering
    try {
      act()
    } finally {
      this.gathering = null
    }
    open()
    return Promise.all([...gathering.byChannel.values()].map((waiting) => waiting.delivery))
  }

  /** The same event once more, by its id: with `isRedelivery: true`, or as the exact duplicate that routing can cause. */
  again(eventId: string, isRedelivery: boolean): Promise<WebhookDelivery> {
    const known = this.sent.get(eventId)
    if (!known) throw new Error('This event was never posted, or is too old to be remembered')
    const event = isRedelivery ? { ...known.event, deliveryContext: { isRedelivery } } : known.event
    if (isRedelivery) this.options.onRedelivery(event)
    return this.postNow(known.channel, [event], 0)
  }

  /** Posts any bytes; never redelivered. */
  postRaw(
    channel: Channel,
    body: Buffer,
    raw: RawPost = {},
    events: readonly WebhookEvent[] = [],
  ): Promise<WebhookDelivery> {
    return this.logged(channel, body, raw, events)
  }

  /** Resolves when no post is in flight and no redelivery is planned. */
  settled(): Promise<void> {
    if (this.underWay === 0) return Promise.resolve()
    return new Promise((resolve) => this.whenSettled.push(resolve))
  }

  stop(): void {
    for (const timer of this.timers) {
      clearTimeout(timer)
      this.finishOne()
    }
    this.timers.clear()
    this.plainAgent.destroy()
    this.tlsAgent.destroy()
  }

  private async postNow(
    channel: Channel,
    events: readonly WebhookEvent[],
    attempt: number,
  ): Promise<WebhookDelivery> {
    this.remember(channel, events)
    const body = webhookBody(channel.botUserId, events)
    const delivery = await this.logged(channel, body, {}, events)
    if (delivery.reason !== 'OK' && delivery.reason !== 'NO_WEBHOOK_URL') {
      this.planRedelivery(channel, events, attempt)
    }
    return delivery
  }

  private planRedelivery(channel: Channel, events: readonly WebhookEvent[], attempt: number): void {
    const delay = this.options.redeliveryDelaysMs[attempt]
    if (delay === undefined) return
    this.underWay += 1
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
      for (const event of again) this.options.onRedelivery(event)
      void this.postNow(channel, again, attempt + 1).finally(() => this.finishOne())
    }, delay)
    this.timers.add(timer)
  }

  private remember(channel: Channel, events: readonly WebhookEvent[]): void {
    for (const event of events) {
      // The first one is kept: a later redelivery differs from it.
      if (!this.sent.has(event.webhookEventId)) this.sent.set(event.webhookEventId, { channel, event })
    }
    while (this.sent.size > 5000) {
      const oldest = this.sent.keys().next()
      if (oldest.done) break
      this.sent.delete(oldest.value)
    }
  }

  private async logged(
    channel: Channel,
    body: Buffer,
    raw: RawPost,
    events: readonly WebhookEvent[],
  ): Promise<WebhookDelivery> {
    this.underWay += 1
    const began = performance.now()
    const outcome = await this.send(channel, body, raw)
    const delivery: WebhookDelivery = {
      channel: channel.name,
      time: this.options.clock(),
      eventIds: events.map((event) => event.webhookEventId),
      eventTypes: events.map((event) => event.type),
      ms: Math.round(performance.now() - began),
      isRedelivery: events.some((event) => event.deliveryContext?.isRedelivery === true),
      ...outcome,
    }
    this.deliveries.add(delivery)
    this.onDelivery(delivery)
    this.finishOne()
    return delivery
  }

  private finishOne(): void {
    this.underWay -= 1
    if (this.underWay > 0) return
    const waiting = this.whenSettled
    this.whenSettled = []
    for (const resolve of waiting) resolve()
  }

  private async send(channel: Channel, body: Buffer, raw: RawPost): Promise<Outcome> {
    const url = raw.url ?? channel.webhookUrl
    if (!url) return { status: 0, reason: 'NO_WEBHOOK_URL', detail: 'no webhook URL is set' }
    const first = await this.sendOnce(url, channel, body, raw)
    // A kept-alive connection may have been closed by the bot in the same instant: that is not the bot's failure.
    return first === 'stale' ? ((await this.sendOnce(url, channel, body, raw, true)) as Outcome) : first
  }

  private sendOnce(
    url: string,
    channel: Channel,
    body: Buffer,
    raw: RawPost,
    fresh = false,
  ): Promise<Outcome | 'stale'> {
    return new Promise((resolve) => {
      const secure = url.startsWith('https:')
      const headers: Record<string, string | number> = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook/2.0',
        'content-length': body.length,
        ...raw.headers,
      }
      if (raw.signature !== null) {
        headers['x-line-signature'] = raw.signature ?? signatureOf(channel.secret, body)
      }
      const agent = fresh ? false : secure ? this.tlsAgent : this.plainAgent
      let late = false
      const settle = (outcome: Outcome | 'stale') => {
        clearTimeout(timer)
        resolve(outcome)
      }
      const request = (secure ? https : http).request(url, { method: 'POST', headers, agent }, (response) => {
        response.resume()
        response.on('error', () => settle(late ? timedOut : refused('the answer was cut off')))
        response.on('end', () => settle(answered(response.statusCode ?? 0)))
      })
      const timer = setTimeout(() => {
        late = true
        request.destroy(new Error('timeout'))
      }, this.options.timeoutMs)
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (late) settle(timedOut)
        else if (request.reusedSocket && !fresh && error.code === 'ECONNRESET') settle('stale')
        else settle(refused(error.code ?? 'connection failed'))
      })
      request.end(body)
    })
  }
}

type Outcome = { status: number; reason: DeliveryReason; detail: string }

const timedOut: Outcome = { status: 0, reason: 'REQUEST_TIMEOUT', detail: 'Request timeout' }

const refused = (detail: string): Outcome => ({ status: 0, reason: 'COULD_NOT_CONNECT', detail })

function answered(status: number): Outcome {
  const good = status >= 200 && status < 300
  return { status, reason: good ? 'OK' : 'ERROR_STATUS_CODE', detail: String(status) }
}

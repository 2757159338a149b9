// The door for LINE: untouched bytes, signature, at most 1 MB, and a 200 only when every event is durable.
// It refuses early and says nothing about why; it never waits for the work itself.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { whyNotNow } from '../../delivery/inbox/event-age.js'
import type { Inbox } from '../../delivery/inbox/inbox.js'
import { readWebhookBody } from '../../line/line-events.js'
import { isSignedByLine } from '../../line/line-signature.js'
import type { Clock } from '../../operation/clock.js'
import { type Log, problemOf } from '../../operation/log.js'
import type { Metrics } from '../../operation/metrics.js'

export interface WebhookChannel {
  readonly name: string
  readonly secrets: readonly string[]
  readonly isGroupCommand: (words: string) => boolean
}

export interface WebhookDeps {
  /** The first one is served at /webhook itself. */
  readonly channels: readonly WebhookChannel[]
  readonly inbox: Pick<Inbox, 'receive'>
  readonly wake: () => void
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** Milliseconds; `storingPatience` when absent. */
  readonly patience?: number
}

const mostBytes = 1024 * 1024
const emptyBody = { 'content-length': 0 }
/** LINE gives 2 seconds; what is not stored by then is better delivered again. */
export const storingPatience = 1500

type Status = 200 | 400 | 401 | 404 | 405 | 413 | 503

export type WebhookDoor = (request: IncomingMessage, response: ServerResponse, channelName?: string) => void

export function createWebhookDoor({
  channels,
  inbox,
  wake,
  clock,
  log,
  metrics,
  patience = storingPatience,
}: WebhookDeps): WebhookDoor {
  const byName = new Map(channels.map((channel) => [channel.name, channel]))

  function answer(response: ServerResponse, status: Status): void {
    metrics.webhooks.inc({ status })
    if (response.headersSent) return
    // No body: LINE ignores it, and headers alone go out in one write.
    response.writeHead(status, emptyBody).end()
  }

  async function receive(
    channel: WebhookChannel,
    body: Buffer,
    signature: string | undefined,
  ): Promise<Status> {
    if (!isSignedByLine(body, signature, channel.secrets)) return 401
    const read = readWebhookBody(body.toString('utf8'), channel.isGroupCommand)
    if (!read) return 400
    for (const type of read.dropped) metrics.eventsDropped.inc({ type })
    // Answered like any other: an error would have LINE send it again, and a thief learns nothing.
    const events = read.events.filter(({ at }) => {
      const why = whyNotNow(at, clock())
      if (why) metrics.eventsDropped.inc({ type: why })
      return why === undefined
    })
    const dropped = read.events.length - events.length
    if (dropped > 0)
      log.warn('events of another time were not taken', { channel: channel.name, count: dropped })
    if (events.length === 0) return 200
    await inTime(inbox.receive(channel.name, events), patience)
    wake()
    return 200
  }

  return (request, response, channelName) => {
    const channel = channelName === undefined ? channels[0] : byName.get(channelName)
    if (!channel) return answer(response, 404)
    if (request.method !== 'POST') return answer(response, 405)
    const signature = request.headers['x-line-signature']
    readBody(request)
      .then(
        (body): Status | Promise<Status> =>
          body === undefined
            ? 413
            : receive(channel, body, typeof signature === 'string' ? signature : undefined).catch(
                (error: unknown): Status => {
                  log.error('webhook not stored', { channel: channel.name, ...problemOf(error) })
                  return 503
                },
              ),
        // It broke off while it was sent: nobody is there to be answered, and whoever likes can do it.
        (): Status => 400,
      )
      .then((status) => answer(response, status))
  }
}

class StoringTooSlow extends Error {}

async function inTime(storing: Promise<void>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoringTooSlow()), patience)
  })
  storing.catch(() => undefined)
  await Promise.race([storing, late]).finally(() => clearTimeout(timer))
}

/** `undefined` when it is longer than 1 MB; the rest is then read and thrown away, so that the sender sees our answer. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= mostBytes) parts.push(part)
      else parts.length = 0
    })
    request.on('end', () =>
      resolve(size > mostBytes ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts)),
    )
    request.on('error', reject)
  })
}

// A bot for the tests of the stand-in: keeps every webhook exactly as it came, and answers through the real SDK.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { LineBotClient, type webhook } from '@line/bot-sdk'
import { type LinePlatform, type LinePlatformOptions, startLinePlatform } from '../src/line-platform.js'

export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8'
export const TOKEN = 'token-of-the-first-channel'

export interface Received {
  body: Buffer
  signature: string | undefined
  events: webhook.Event[]
}

export interface ListeningBot {
  platform: LinePlatform
  client: LineBotClient
  received: Received[]
  /** What the webhook answers; may be slow or wrong. */
  answer: (received: Received, response: http.ServerResponse) => void | Promise<void>
  /** The newest event. */
  event: () => webhook.Event
  replyToken: () => string
  stop: () => Promise<void>
}

export async function startListeningBot(options: Partial<LinePlatformOptions> = {}): Promise<ListeningBot> {
  const platform = await startLinePlatform({
    channels: [{ name: 'main', secret: SECRET, accessToken: TOKEN, botName: 'สุจริต' }],
    ...options,
  })
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const signature = request.headers['x-line-signature']
      const received = {
        body,
        signature: typeof signature === 'string' ? signature : undefined,
        events: eventsIn(body),
      }
      bot.received.push(received)
      void bot.answer(received, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  platform.setWebhookUrl('main', url)
  const bot: ListeningBot = {
    platform,
    received: [],
    client: clientOf(platform, TOKEN),
    answer: (_received, response) => void response.writeHead(200).end(),
    event: () => {
      const newest = bot.received.at(-1)?.events.at(-1)
      if (!newest) throw new Error('The bot received no event')
      return newest
    },
    replyToken: () => {
      const event = bot.event()
      if (!('replyToken' in event) || !event.replyToken) throw new Error('The event has no reply token')
      return event.replyToken
    },
    stop: async () => {
      await platform.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return bot
}

export function clientOf(platform: LinePlatform, token: string): LineBotClient {
  return LineBotClient.fromChannelAccessToken({
    channelAccessToken: token,
    apiBaseURL: platform.apiBaseUrl,
    dataApiBaseURL: platform.dataApiBaseUrl,
  })
}

function eventsIn(body: Buffer): webhook.Event[] {
  try {
    return JSON.parse(body.toString('utf8')).events ?? []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Plain HTTP to the API, for what the SDK would never send. */
export async function call(
  url: string,
  init: RequestInit & { json?: unknown; token?: string | null } = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const { json, token = TOKEN, headers, ...rest } = init
  const response = await fetch(url, {
    ...rest,
    method: rest.method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? (rest.body ?? null) : JSON.stringify(json),
  })
  const words = await response.text()
  return { status: response.status, headers: response.headers, body: words === '' ? {} : JSON.parse(words) }
}

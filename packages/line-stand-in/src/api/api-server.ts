// One host of the Messaging API on loopback (there are two: api and api-data). Plain node:http, because a bench drives
// hundreds of calls a second through it. Order of refusals: path, token, faults, rate, retry key header, body, endpoint.
import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from '../limits/fault-desk.js'
import { RetryKeys } from '../limits/retry-keys.js'
import type { ApiAnswer, ApiCall, Endpoint, PlatformParts } from '../world/platform-parts.js'
import type { Channel } from '../world/platform-records.js'
import { LineApiError, refusals } from './api-errors.js'
import { mediaTypeOf, parsedBody, readBody } from './api-request-body.js'
import { findEndpoint, type Match } from './endpoint-table.js'

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  'x-frame-options': 'DENY',
}

export interface ApiHost {
  baseUrl: string
  stop: () => Promise<void>
}

export async function startApiHost(
  host: Endpoint['host'],
  parts: PlatformParts,
  port: number,
): Promise<ApiHost> {
  const server = http.createServer((request, response) => {
    serve(host, parts, request, response).catch((error: unknown) => ownFault(response, error))
  })
  // LINE keeps connections open for long; a short life here would only add resets to a bench.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    baseUrl: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  host: Endpoint['host'],
  parts: PlatformParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID()
  const bytes = await readBody(request)
  try {
    const { match, channel, query } = admitted(host, parts, request)
    const fault = parts.faults.take(match.endpoint.path)
    if (fault && (await failsBefore(fault, response))) return
    if (bytes === null) throw refusals.tooLarge()
    const retryKey = retryKeyOf(request, match.endpoint)
    const mime = mediaTypeOf(request.headers['content-type'])
    const body = match.endpoint.takesBytes ? {} : parsedBody(bytes, mime)
    const { params } = match
    const call: ApiCall = { parts, channel, params, query, body, bytes, mime, requestId, retryKey }
    const answer = await match.endpoint.answer(call)
    if (fault && failsAfter(fault, response)) return
    send(response, requestId, answer)
  } catch (error) {
    if (!(error instanceof LineApiError)) throw error
    send(response, requestId, { status: error.status, json: error.body }, error.extra.headers)
  }
}

/** The endpoint and the channel, or a refusal: 404, 401, 429. */
function admitted(
  host: Endpoint['host'],
  parts: PlatformParts,
  request: IncomingMessage,
): { match: Match; channel: Channel; query: URLSearchParams } {
  const [path = '', search = ''] = (request.url ?? '').split('?', 2)
  const match = findEndpoint(host, request.method ?? 'GET', path)
  if (!match) throw refusals.notFound()
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const channel = token === undefined ? undefined : parts.world.channelsByToken.get(token)
  if (!channel) {
    throw refusals.unauthorized(
      'invalid token. Confirm that the access token in the authorization header is valid.',
    )
  }
  const { endpoint } = match
  if (!parts.buckets.take(`${channel.name} ${endpoint.method} ${endpoint.path}`, endpoint.rate)) {
    throw refusals.rateLimit()
  }
  return { match, channel, query: new URLSearchParams(search) }
}

function retryKeyOf(request: IncomingMessage, endpoint: Endpoint): string | undefined {
  const key = request.headers['x-line-retry-key']
  if (key === undefined) return undefined
  if (!endpoint.takesRetryKey) throw refusals.retryKeyUnsupported()
  if (typeof key !== 'string' || !RetryKeys.isWellFormed(key)) throw refusals.retryKeyMalformed()
  return key
}

/** Faults that strike before anything is accepted. True when the call ends here. */
async function failsBefore(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'delay':
      await wait(fault.delayMs)
      return false
    case 'error500BeforeAccept':
      throw refusals.serverError()
    case 'rateLimit429':
      throw refusals.rateLimit()
    case 'quota429':
      throw refusals.quota()
    case 'tooManyToUser429':
      throw refusals.tooManyToUser()
    case 'contentGone410':
      throw refusals.contentGone()
    case 'contentNotReady202':
      response.writeHead(202, { ...ALWAYS, 'content-length': 0, 'x-line-request-id': randomUUID() }).end()
      return true
    case 'dropConnectionBefore':
      response.destroy()
      return true
    case 'silenceBefore':
      return true
    case 'error500AfterAccept':
    case 'dropConnectionAfter':
    case 'silenceAfter':
    case 'brokenBodyAfterAccept':
      return false
  }
}

/** Faults that strike when the call has already had its effect. True when the answer is not to be sent. */
function failsAfter(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'error500AfterAccept':
      throw refusals.serverError()
    case 'dropConnectionAfter':
      response.destroy()
      return true
    case 'silenceAfter':
      return true
    case 'brokenBodyAfterAccept':
      response.writeHead(200, { ...ALWAYS, 'content-type': 'text/html' }).end('<html>')
      return true
    default:
      return false
  }
}

function send(
  response: ServerResponse,
  requestId: string,
  answer: ApiAnswer,
  headers: Record<string, string> = {},
): void {
  const json = answer.json === undefined ? undefined : Buffer.from(JSON.stringify(answer.json))
  const bytes = answer.bytes ?? json ?? Buffer.alloc(0)
  response.writeHead(answer.status, {
    ...ALWAYS,
    ...(bytes.length > 0 ? { 'content-type': answer.mime ?? 'application/json' } : {}),
    'content-length': bytes.length,
    'x-line-request-id': requestId,
    ...headers,
  })
  response.end(bytes)
}

/** A mistake of the stand-in itself must be seen, and must not look like one of LINE's refusals. */
function ownFault(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy()
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  send(response, randomUUID(), { status: 500, json: { message: `The LINE stand-in failed: ${reason}` } })
}

// For the operator and the orchestrator: alive, ready, and numbers. Nothing here names a person. The numbers move with whatever
// people do, so they are for this machine and for whoever holds the token; for everybody else there is no such page.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, Router } from 'express'
import type { Metrics } from '../../operation/metrics.js'
import { exactRouter } from './exact-router.js'

export interface HealthDeps {
  readonly metrics: Metrics
  /** Each part with whether it works now. */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>
  /** Opens the numbers to others than this machine; absent: to nobody else. */
  readonly metricsToken?: string
  /** Called before the numbers are read, for gauges that are counted on demand. */
  readonly measure: () => Promise<void>
}

export function createHealthRoutes({ metrics, parts, measure, metricsToken }: HealthDeps): Router {
  const router = exactRouter()
  router.get('/health', (_request, response) => {
    response.json({ alive: true })
  })
  router.get('/ready', async (_request, response) => {
    const found = await parts()
    response.status(Object.values(found).every(Boolean) ? 200 : 503).json(found)
  })
  router.get('/metrics', async (request, response, next) => {
    if (!holdsToken(request, metricsToken) && !isOfThisMachine(request)) return next()
    await measure()
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics())
  })
  return router
}

function holdsToken(request: Request, token: string | undefined): boolean {
  const [, given] = /^Bearer (.+)$/.exec(request.get('authorization') ?? '') ?? []
  if (token === undefined || given === undefined) return false
  // Hashes are of one length, and comparing them takes the same time for every guess.
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(token))
}

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const loopbackName = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?::\d+)?$/i
const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** A proxy on this machine speaks for the world: it shows itself by what it adds, or by the name that it was asked under. */
function isOfThisMachine(request: Request): boolean {
  return (
    loopback.test(request.socket.remoteAddress ?? '') &&
    loopbackName.test(request.headers.host ?? '') &&
    forwarding.every((name) => request.headers[name] === undefined)
  )
}

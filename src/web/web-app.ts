// The doors from the internet, joined. The webhook comes first and untouched: no parser and no header of ours before it.
import type { RequestListener } from 'node:http'
import express, { type Router } from 'express'
import helmet from 'helmet'
import { type Log, problemOf } from '../log.js'
import type { WebhookDoor } from './webhook.js'

export interface WebDeps {
  readonly webhook: WebhookDoor
  readonly routers: readonly Router[]
  /** Only with the LINE stand-in: its chat page. */
  readonly simulator?: Router
  readonly log: Log
}

/**
 * LINE's door is answered before Express routes anything: it needs no route, no parser and no header of ours, and it is
 * asked far more often than all else together. Everything else is Express's.
 */
export function createWebApp({ webhook, ...deps }: WebDeps): RequestListener {
  const app = createPages(deps)
  return (request, response) => {
    const path = /^\/webhook(?:\/([^/?]*))?\/?(?:\?.*)?$/.exec(request.url ?? '')
    if (path) webhook(request, response, path[1] || undefined)
    else app(request, response)
  }
}

function createPages({ routers, simulator, log }: Omit<WebDeps, 'webhook'>): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Limits per address need the visitor's own. A proxy of ours stands on this machine or in its private network.
  app.set('trust proxy', 'loopback, linklocal, uniquelocal')
  if (simulator) app.use('/simulator', simulator)
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          // libsodium is WebAssembly; it may be compiled, nothing may be evaluated.
          scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
          fontSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          // A trial run speaks http on this machine; some browsers would upgrade even that.
          ...(simulator && { upgradeInsecureRequests: null }),
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  )
  for (const router of routers) app.use(router)
  app.use((_request, response) => {
    response.status(404).end()
  })
  app.use(
    (
      error: unknown,
      request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ): void => {
      log.error('request failed', { path: request.route?.path ?? 'unknown', ...problemOf(error) })
      if (!response.headersSent) response.status(500).end()
    },
  )
  return app
}

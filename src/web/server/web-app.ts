// The doors from the internet, joined. The webhook comes first and untouched: no parser and no header of ours before it.
import type { RequestListener } from 'node:http'
import express, { type Router } from 'express'
import helmet from 'helmet'
import { HeavyWorkFailed } from '../../heavy-work/heavy-threads.js'
import { type Log, problemOf } from '../../operation/log.js'
import { sendProblem } from '../pages/problem-page.js'
import type { WebhookDoor } from '../webhook/webhook.js'
import { cameThroughOnion, createOnionDoor, markThroughOnion } from './onion-door.js'

export interface WebDeps {
  readonly webhook: WebhookDoor
  readonly routers: readonly Router[]
  readonly publicUrl: string
  readonly onionUrl: string | undefined
  /** Addresses and networks, as config has checked them. */
  readonly trustedProxies: readonly string[]
  /** Only with the LINE stand-in: its chat page. */
  readonly simulator?: Router
  readonly agencyName: { readonly th: string; readonly en: string }
  readonly log: Log
}

/**
 * LINE's door is answered before Express routes anything: it needs no route, no parser and no header of ours, and it is
 * asked far more often than all else together. Everything else is Express's.
 */
export function createWebApp({ webhook, ...deps }: WebDeps): {
  readonly web: RequestListener
  /** Behind Tor, for the reporters' pages alone. */
  readonly onionWeb: RequestListener
} {
  const app = createPages(deps)
  const web: RequestListener = (request, response) => {
    const path = /^\/webhook(?:\/([^/?]*))?\/?(?:\?.*)?$/.exec(request.url ?? '')
    if (path) webhook(request, response, path[1] || undefined)
    else app(request, response)
  }
  const onionWeb: RequestListener = (request, response) => {
    markThroughOnion(request)
    app(request, response)
  }
  return { web, onionWeb }
}

function createPages({
  routers,
  simulator,
  publicUrl,
  onionUrl,
  trustedProxies,
  agencyName,
  log,
}: Omit<WebDeps, 'webhook'>): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('case sensitive routing', true)
  // Limits per address need the visitor's own. Of the addresses in the header the last one counts that is no proxy of ours: what
  // stands before it the visitor may have written. Without a proxy that was named nothing of the header counts.
  app.set('trust proxy', [...trustedProxies])
  // It has rules of its own, for trying out on this machine; by Tor it is not there.
  if (simulator)
    app.use('/simulator', (request, response, next) =>
      cameThroughOnion(request) ? next() : simulator(request, response, next),
    )
  const overHttps = headersFor({ isHttp: simulator !== undefined })
  // Tor encrypts and vouches for the address: there is no https to insist on, and a browser that did would find nobody.
  const overOnion = headersFor({ isHttp: true })
  app.use((request, response, next) =>
    (cameThroughOnion(request) ? overOnion : overHttps)(request, response, next),
  )
  app.use(createOnionDoor({ publicUrl, onionUrl, agencyName }))
  for (const router of routers) app.use(router)
  app.use((request, response) => sendProblem(request, response, 404, agencyName))
  app.use(
    (
      error: unknown,
      request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ): void => {
      const status = statusOf(error)
      // A visitor's mistake is answered, and is no line in the log: else whoever likes could fill it.
      if (status >= 500)
        // By its error alone: the path, with its minute, would tell whoever reads the log that somebody reports.
        log.error('request failed', problemOf(error))
      if (response.headersSent) response.destroy()
      else sendProblem(request, response, status, agencyName)
    },
  )
  return app
}

function headersFor({ isHttp }: { readonly isHttp: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // libsodium is WebAssembly; it may be compiled, nothing may be evaluated.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // From a copy in memory of what was compared (pages/later-script.ts).
        workerSrc: ['blob:'],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // A trial run speaks http on this machine; some browsers would upgrade even that.
        ...(isHttp && { upgradeInsecureRequests: null }),
      },
    },
    // Browsers mind it on https alone.
    ...(isHttp && { strictTransportSecurity: false }),
    referrerPolicy: { policy: 'no-referrer' },
  })
}

/** What the error itself says that the visitor did wrong (a body that cannot be read, a path that cannot be decoded); else 5xx. */
function statusOf(error: unknown): number {
  // It may go better later, when fewer ask.
  if (error instanceof HeavyWorkFailed) return 503
  const found =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : Number.NaN
  return Number.isInteger(found) && found >= 400 && found < 500 ? found : 500
}

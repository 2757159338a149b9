// The reporter's pages by an onion address. They have a listener of their own, which Tor alone reaches: what comes there is no
// matter of headers, which anybody writes. Nothing but the pages for the public is behind it: no console, no webhook, and no
// /metrics, which would take Tor, on this machine, for the machine's own.
import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler } from 'express'
import { sendProblem } from '../pages/problem-page.js'

const throughOnion = new WeakSet<IncomingMessage>()

/** Said by the listener that Tor reaches, before anything else sees the request. */
export const markThroughOnion = (request: IncomingMessage): void => {
  throughOnion.add(request)
}
export const cameThroughOnion = (request: IncomingMessage): boolean => throughOnion.has(request)

/** What anybody may open, and what those pages ask for. */
const publicPath =
  /^\/(?:report|receipt|case|privacy|statistics(?:\.(?:json|csv|xlsx|pdf|png))?|\.well-known\/security\.txt|assets\/[\w.-]+|(?:report|receipt|case)\/api\/[\w-]+)$/

/**
 * Pages of which the onion address is told. Not /receipt: what its link carries stands behind '#', and a browser that goes over to the
 * onion address by itself leaves that behind.
 */
const toldPath = /^\/(?:report|case|privacy|statistics)$/

interface OnionDeps {
  readonly publicUrl: string
  readonly onionUrl: string | undefined
  readonly agencyName: { readonly th: string; readonly en: string }
}

export function createOnionDoor({ publicUrl, onionUrl, agencyName }: OnionDeps): RequestHandler {
  const onionHost = onionUrl && new URL(onionUrl).host
  const own = new URL(publicUrl)
  return (request, response, next) => {
    if (cameThroughOnion(request)) {
      const isOurs = request.headers.host?.toLowerCase() === onionHost
      return isOurs && publicPath.test(request.path)
        ? next()
        : sendProblem(request, response, 404, agencyName)
    }
    // Tor Browser minds it on https alone, and another name than ours is none of our business.
    const isTold = onionUrl !== undefined && own.protocol === 'https:' && isAt(request, own.host)
    if (isTold && request.method === 'GET' && toldPath.test(request.path))
      response.set('onion-location', `${onionUrl}${request.originalUrl}`)
    next()
  }
}

const isAt = (request: Request, host: string): boolean => request.headers.host?.toLowerCase() === host

// Server-sent events for the chat page: every new or changed message, loading animations, failed webhooks, new people.
import type { RequestHandler, Response } from 'express'
import type { PlatformParts } from '../world/platform-parts.js'

const STILL_HERE_MS = 20_000

/** One handler for all listeners; nothing is written while nobody listens. */
export function simulatorStream({ world, webhooks }: PlatformParts): RequestHandler {
  const listeners = new Set<Response>()
  const tell = (event: string, data: unknown) => {
    if (listeners.size === 0) return
    const lines = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
    for (const listener of listeners) listener.write(lines)
  }
  world.onChat = (chat, message) => tell('message', { chat: chat.key, message })
  world.onLoading = (chat) => tell('loading', { chat: chat.key })
  world.onPeople = () => tell('people', {})
  webhooks.onDelivery = (delivery) => {
    if (delivery.reason !== 'OK') tell('failure', delivery)
  }
  return (request, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    response.write(': here\n\n')
    listeners.add(response)
    const stillHere = setInterval(() => response.write(': here\n\n'), STILL_HERE_MS)
    stillHere.unref()
    request.on('close', () => {
      clearInterval(stillHere)
      listeners.delete(response)
    })
  }
}

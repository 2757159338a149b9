// The exact bytes of a webhook and their signature. Supplementary-plane characters go out as \uXXXX pairs while Thai stays
// raw, as real bodies do: a bot that signs JSON.stringify of what it parsed will fail here too.
import { createHmac } from 'node:crypto'
import type { WebhookEvent } from './webhook-event-types.js'

export function webhookBody(destination: string, events: readonly WebhookEvent[]): Buffer {
  const json = JSON.stringify({ destination, events })
  return Buffer.from(escapeAstral(json), 'utf8')
}

/** base64(HMAC-SHA256(channel secret, exact body bytes)). */
export function signatureOf(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('base64')
}

function escapeAstral(json: string): string {
  return json.replace(/[\ud800-\udfff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`)
}

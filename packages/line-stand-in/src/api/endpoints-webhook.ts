// The webhook settings of a channel: get, put and test.

import { RATE } from '../limits/token-buckets.js'
import { webhookBody } from '../webhook/webhook-body.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import { refusals } from './api-errors.js'

function getWebhook({ channel }: ApiCall): ApiAnswer {
  if (!channel.webhookUrl) throw refusals.webhookNotFound()
  return ok({ endpoint: channel.webhookUrl, active: true })
}

function putWebhook({ channel, body }: ApiCall): ApiAnswer {
  channel.webhookUrl = webhookUrl(body.endpoint)
  return ok()
}

async function testWebhook({ parts, channel, body }: ApiCall): Promise<ApiAnswer> {
  const url = body.endpoint === undefined ? channel.webhookUrl : webhookUrl(body.endpoint)
  if (!url) throw refusals.webhookNotFound()
  const began = parts.clock()
  const bytes = webhookBody(channel.botUserId, [])
  const { reason, status, detail } = await parts.webhooks.postRaw(channel, bytes, { url })
  return ok({
    success: reason === 'OK',
    timestamp: new Date(began).toISOString(),
    statusCode: status,
    reason,
    detail,
  })
}

/** https, at most 500 characters; http only on this machine (the same deviation as for pictures). */
function webhookUrl(value: unknown): string {
  const good = typeof value === 'string' && value.length <= 500 && URL.canParse(value)
  if (!good) throw refusals.invalidWebhook()
  const { protocol, hostname } = new URL(value)
  const local = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !local) throw refusals.invalidWebhook()
  return value
}

const api = { host: 'api', rate: RATE.webhookSettings } as const
const WEBHOOK = '/v2/bot/channel/webhook'

export const webhookEndpoints: readonly Endpoint[] = [
  { ...api, method: 'GET', path: `${WEBHOOK}/endpoint`, answer: getWebhook },
  { ...api, method: 'PUT', path: `${WEBHOOK}/endpoint`, answer: putWebhook },
  { ...api, method: 'POST', path: `${WEBHOOK}/test`, rate: RATE.webhookTest, answer: testWebhook },
]

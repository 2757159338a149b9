// Every endpoint of the platform, one line each in its own room's list. A path that is not here, or is asked for on the
// other host, does not exist.

import type { Endpoint } from '../world/platform-parts.js'
import { chatEndpoints } from './endpoints-chat.js'
import { insightEndpoints } from './endpoints-insight.js'
import { messageEndpoints } from './endpoints-messages.js'
import { peopleEndpoints } from './endpoints-people.js'
import { richMenuEndpoints } from './endpoints-rich-menus.js'
import { webhookEndpoints } from './endpoints-webhook.js'

const ENDPOINTS: readonly Endpoint[] = [
  ...messageEndpoints,
  ...insightEndpoints,
  ...peopleEndpoints,
  ...chatEndpoints,
  ...webhookEndpoints,
  ...richMenuEndpoints,
]

export interface Match {
  endpoint: Endpoint
  params: Record<string, string>
}

const fixed = new Map<string, Endpoint>()
const withParameters = new Map<string, { endpoint: Endpoint; steps: string[] }[]>()

for (const endpoint of ENDPOINTS) {
  const steps = endpoint.path.split('/')
  const key = `${endpoint.host} ${endpoint.method}`
  if (!endpoint.path.includes(':')) fixed.set(`${key} ${endpoint.path}`, endpoint)
  else {
    const shape = `${key} ${steps.length}`
    withParameters.set(shape, [...(withParameters.get(shape) ?? []), { endpoint, steps }])
  }
}

export function findEndpoint(host: Endpoint['host'], method: string, path: string): Match | null {
  const exact = fixed.get(`${host} ${method} ${path}`)
  if (exact) return { endpoint: exact, params: {} }
  const asked = path.split('/')
  for (const { endpoint, steps } of withParameters.get(`${host} ${method} ${asked.length}`) ?? []) {
    const params = paramsOf(steps, asked)
    if (params) return { endpoint, params }
  }
  return null
}

function paramsOf(steps: readonly string[], asked: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [place, step] of steps.entries()) {
    const given = asked[place] ?? ''
    if (!step.startsWith(':')) {
      if (step !== given) return null
    } else if (given === '') return null
    else params[step.slice(1)] = given
  }
  return params
}

// Webhook bodies as LINE sends them: one event of one person in each, signed over the exact bytes.
import { createHmac, randomBytes } from 'node:crypto'

export interface SignedBody {
  readonly body: string
  readonly signature: string
}

export interface BodyOptions {
  readonly count: number
  readonly people: number
  readonly secret: string
  readonly event: (person: number, index: number) => Readonly<Record<string, unknown>>
}

export const userIdOf = (person: number): string => `U${person.toString(16).padStart(32, '0')}`

export function signedBodies({ count, people, secret, event }: BodyOptions): SignedBody[] {
  const run = randomBytes(6).toString('hex')
  return Array.from({ length: count }, (_, index) => {
    const person = index % people
    const body = JSON.stringify({
      destination: 'Uffffffffffffffffffffffffffffffff',
      events: [
        {
          mode: 'active',
          timestamp: Date.now(),
          webhookEventId: `${run}${index.toString(36).padStart(14, '0')}`,
          deliveryContext: { isRedelivery: false },
          source: { type: 'user', userId: userIdOf(person) },
          ...event(person, index),
        },
      ],
    })
    return { body, signature: createHmac('sha256', secret).update(body).digest('base64') }
  })
}

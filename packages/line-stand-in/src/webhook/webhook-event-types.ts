// What goes over the wire to a bot (LINE's webhook JSON), and what the platform remembers about having sent it.

export type JsonObject = { [key: string]: unknown }

export type EventSource =
  | { type: 'user'; userId?: string }
  | { type: 'group'; groupId: string; userId?: string }

/** One event as LINE sends it; `type` decides which further fields there are. */
export interface WebhookEvent extends JsonObject {
  type: string
  mode: 'active' | 'standby'
  timestamp: number
  webhookEventId: string
  deliveryContext: { isRedelivery: boolean }
  source?: EventSource
  replyToken?: string
}

/** The reasons of LINE's error statistics; NO_WEBHOOK_URL is ours: nobody listens, nothing was posted. */
export type DeliveryReason =
  | 'OK'
  | 'COULD_NOT_CONNECT'
  | 'REQUEST_TIMEOUT'
  | 'ERROR_STATUS_CODE'
  | 'NO_WEBHOOK_URL'

/** How one webhook post went. `status` is 0 when no answer came; `ms` is how long the bot took to answer. */
export interface WebhookDelivery {
  channel: string
  time: number
  eventIds: string[]
  eventTypes: string[]
  status: number
  ms: number
  reason: DeliveryReason
  detail: string
  isRedelivery: boolean
}

// Makes events in LINE's shape: source, reply token, ULID, time. What people do is told here; how it is posted is not.
import type { ChatHistory } from '../world/chat-history.js'
import { sealToken, ulid } from '../world/platform-ids.js'
import type { PlatformParts } from '../world/platform-parts.js'
import type { Channel, GroupRecord, PersonRecord } from '../world/platform-records.js'
import { quoteTokenFor } from '../world/send-messages.js'
import type { EventSource, JsonObject, WebhookDelivery, WebhookEvent } from './webhook-event-types.js'

const WITH_REPLY_TOKEN = new Set([
  'message',
  'messageEdited',
  'follow',
  'join',
  'memberJoined',
  'postback',
  'videoPlayComplete',
  'beacon',
  'accountLink',
])

/** Where something happens: the account, the chat, and who did it (nobody for join, leave, memberJoined, memberLeft). */
export interface Scene {
  channel: Channel
  chat: ChatHistory
  group: GroupRecord | undefined
  person: PersonRecord | undefined
}

/** An event of any type, also of one that LINE does not know yet. `fields` are its own properties. */
export function makeEvent(
  parts: PlatformParts,
  scene: Scene,
  type: string,
  fields: JsonObject,
): WebhookEvent {
  const timestamp = parts.clock()
  const replyable = WITH_REPLY_TOKEN.has(type)
  return {
    type,
    ...fields,
    webhookEventId: ulid(timestamp),
    deliveryContext: { isRedelivery: false },
    timestamp,
    source: sourceOf(parts, scene),
    ...(replyable ? { replyToken: parts.replyTokens.issue(scene.channel, scene.chat) } : {}),
    mode: 'active',
  }
}

/** People without consent have no id in events; LINE leaves empty properties out. */
function sourceOf(parts: PlatformParts, { channel, group, person }: Scene): EventSource {
  const who = person?.consent ? { userId: parts.world.idFor(person, channel) } : {}
  return group ? { type: 'group', groupId: group.groupId, ...who } : { type: 'user', ...who }
}

const QUOTABLE = new Set(['text', 'image', 'video', 'sticker'])

/** The message content of a webhook with its id and tokens. An edited text has a new quote token and no read token. */
export function messageContent(
  parts: PlatformParts,
  scene: Scene,
  id: string,
  content: JsonObject,
  edited = false,
): JsonObject {
  const type = String(content.type)
  const quote = QUOTABLE.has(type) ? { quoteToken: quoteTokenFor(parts, scene.chat, id) } : {}
  const read = edited
    ? {}
    : { markAsReadToken: sealToken(parts.sealSecret, 'read', [scene.channel.name, scene.chat.key, id]) }
  const { type: _, ...fields } = content
  return { id, type, ...quote, ...read, ...fields }
}

/** How it went to tell an account something from a group in which it is not. */
export async function nobodyListens(parts: PlatformParts, channel: Channel): Promise<WebhookDelivery> {
  return {
    channel: channel.name,
    time: parts.clock(),
    eventIds: [],
    eventTypes: [],
    status: 0,
    ms: 0,
    reason: 'NO_WEBHOOK_URL',
    detail: 'the bot is not in this group',
    isRedelivery: false,
  }
}

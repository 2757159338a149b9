// What happens when a send is accepted: the messages appear in chats, the quota is counted, the retry key is kept.
// Who cannot be reached (strangers, blockers) gets nothing and costs nothing, and the bot is not told.

import { LineApiError, refusals } from '../api/api-errors.js'
import {
  checkFields,
  Findings,
  isAbsent,
  listOf,
  optional,
  pattern,
  Spot,
  trueOrFalse,
} from '../checks/check-primitives.js'
import type { SentMessage } from '../limits/retry-keys.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import type { SendKind } from './accepted-sends.js'
import type { ChatHistory } from './chat-history.js'
import type { Draft } from './mailings.js'
import { openToken, sealToken } from './platform-ids.js'
import type { ApiCall, PlatformParts } from './platform-parts.js'
import type { Channel, GroupRecord, PersonRecord } from './platform-records.js'

const QUOTABLE = new Set(['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex'])

/** Refuses a send whose key was accepted in the last 24 hours: 409 with the first request's id and sent messages. */
export function refuseRepeatedKey({ parts, channel, retryKey }: ApiCall): void {
  if (retryKey === undefined) return
  const before = parts.retryKeys.find(channel, retryKey)
  if (!before) return
  throw new LineApiError(409, 'The retry key is already accepted', [], {
    body: before.sentMessages ? { sentMessages: before.sentMessages } : {},
    headers: { 'x-line-accepted-request-id': before.requestId },
  })
}

const sendOptions = {
  notificationDisabled: optional(trueOrFalse),
  customAggregationUnits: optional(listOf(0, 1, pattern(/^[a-zA-Z0-9_]{1,30}$/))),
}

export function checkSendOptions(body: JsonObject): void {
  const findings = new Findings()
  checkFields(body, sendOptions, new Spot('dotted', ''), findings)
  if (findings.details.length > 0) throw refusals.bodyErrors(findings.details)
}

/** Quote tokens work only in the chat they came from; mentions only in a group, of its members. */
export function checkForChat(
  parts: PlatformParts,
  channel: Channel,
  chat: ChatHistory,
  group: GroupRecord | undefined,
  messages: readonly JsonObject[],
): void {
  const findings = new Findings()
  for (const [index, message] of messages.entries()) {
    const spot = new Spot('dotted', 'messages').item(index)
    if (!isAbsent(message.quoteToken)) {
      const place = openToken(parts.sealSecret, 'quote', String(message.quoteToken))
      if (place?.[0] !== chat.key) findings.add(spot.field('quoteToken'), 'invalid quote token')
    }
    for (const userId of mentionedIn(message)) {
      const person = userId === 'all' ? undefined : parts.world.personKnownTo(channel, userId)
      const good = group && (userId === 'all' || (person && group.members.has(person.userId)))
      if (!good) findings.add(spot.field('substitution'), 'the mentionee is not a member of the chat')
    }
  }
  if (findings.details.length > 0) throw refusals.bodyErrors(findings.details)
}

function mentionedIn(message: JsonObject): string[] {
  if (message.type !== 'textV2') return []
  const found: string[] = []
  for (const value of Object.values(Object(message.substitution))) {
    const { type, mentionee } = Object(value)
    if (type === 'mention') found.push(mentionee.type === 'all' ? 'all' : String(mentionee.userId))
  }
  return found
}

/** Puts the messages into one chat and gives what the API answers about them. */
export function putIntoChat(
  parts: PlatformParts,
  channel: Channel,
  chat: ChatHistory,
  messages: readonly JsonObject[],
): SentMessage[] {
  const drafts = draftsOf(channel, messages)
  const time = parts.clock()
  return drafts.map((draft) => {
    const id = parts.world.messageIds.next(time)
    parts.world.addMessage(chat, { id, time, ...draft })
    return QUOTABLE.has(draft.type) ? { id, quoteToken: quoteTokenFor(parts, chat, id) } : { id }
  })
}

function draftsOf(channel: Channel, messages: readonly JsonObject[]): Draft[] {
  return messages.map((content) => {
    const sender = Object(content.sender).name
    const name = typeof sender === 'string' ? `${sender} · ${channel.botName}` : channel.botName
    return { from: { kind: 'bot', name }, type: String(content.type), content }
  })
}

export function quoteTokenFor(parts: PlatformParts, chat: ChatHistory, messageId: string): string {
  return sealToken(parts.sealSecret, 'quote', [chat.key, messageId])
}

/** Counts the recipients against the month. Throws 429 when the month is spent. */
export function spendQuota(parts: PlatformParts, channel: Channel, recipients: number): void {
  if (!parts.quota.hasRoomFor(channel, recipients)) throw refusals.quota()
  parts.quota.count(channel, recipients)
}

/** Puts the messages into the private chats of everybody who can be reached. The API answers nothing about them. */
export function putIntoPrivateChats(
  { world, clock }: PlatformParts,
  channel: Channel,
  people: readonly PersonRecord[],
  messages: readonly JsonObject[],
): void {
  world.mail(channel, people, draftsOf(channel, messages), clock())
}

export interface AcceptedDetails {
  kind: SendKind
  to: string[]
  reached: number
  messages: JsonObject[]
  /** What a push has answered, and answers again to the same key. */
  sent?: readonly SentMessage[]
}

/** Writes the accepted send down; from here on the same retry key answers 409. */
export function noteAccepted(call: ApiCall, details: AcceptedDetails): void {
  const { parts, channel, requestId, retryKey } = call
  if (retryKey !== undefined) {
    const sentMessages = details.kind === 'push' ? details.sent : undefined
    parts.retryKeys.keep(channel, retryKey, { requestId, sentMessages })
  }
  const [unit] = Array.isArray(call.body.customAggregationUnits) ? call.body.customAggregationUnits : []
  if (typeof unit === 'string') parts.insight.sent(channel, unit, details.messages.length)
  parts.accepted.add({
    kind: details.kind,
    channel: channel.name,
    time: parts.clock(),
    requestId,
    retryKey,
    to: details.to,
    reached: details.reached,
    messages: details.messages,
  })
  parts.changed('soon')
}

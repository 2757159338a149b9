// Sending: reply, push, multicast, broadcast, validate and the quota.

import { checkedMessages } from '../checks/check-messages.js'
import { RATE } from '../limits/token-buckets.js'
import { isGroupOrRoomId, isUserId, sealToken } from '../world/platform-ids.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import type { PersonRecord } from '../world/platform-records.js'
import {
  checkForChat,
  checkSendOptions,
  noteAccepted,
  putIntoChat,
  putIntoPrivateChats,
  refuseRepeatedKey,
  spendQuota,
} from '../world/send-messages.js'
import { refusals } from './api-errors.js'

function reply(call: ApiCall): ApiAnswer {
  const { parts, channel, body } = call
  const token = body.replyToken
  if (typeof token !== 'string' || token === '') {
    throw refusals.bodyErrors([{ message: 'May not be empty', property: 'replyToken' }])
  }
  const messages = checkedMessages(body)
  checkSendOptions(body)
  const chat = parts.replyTokens.find(channel, token)
  if (!chat) throw refusals.invalidReplyToken()
  const groupId = chat.key.startsWith('g:') ? chat.key.slice(2) : null
  const group = groupId === null ? undefined : parts.world.joinedGroup(channel, groupId)
  if (groupId !== null && !group) throw refusals.failedToSend()
  checkForChat(parts, channel, chat, group, messages)
  parts.replyTokens.use(token)
  const person = groupId === null ? personOf(call, chat.key) : undefined
  const arrives = group !== undefined || (person && !parts.world.tie(person, channel).blocked)
  const sent = arrives ? putIntoChat(parts, channel, chat, messages) : lostMessages(call, messages.length)
  const to = [groupId ?? (person ? parts.world.idFor(person, channel) : '')]
  noteAccepted(call, { kind: 'reply', to, reached: arrives ? 1 : 0, messages })
  return ok({ sentMessages: sent })
}

function push(call: ApiCall): ApiAnswer {
  const { parts, channel, body } = call
  if (typeof body.to !== 'string' || body.to === '') {
    throw refusals.bodyErrors([{ message: 'May not be empty', property: 'to' }])
  }
  const messages = checkedMessages(body)
  checkSendOptions(body)
  refuseRepeatedKey(call)
  if (isGroupOrRoomId(body.to)) return pushToGroup(call, body.to, messages)
  if (!isUserId(body.to)) throw refusals.invalidProperty("'to'")
  const person = parts.world.personKnownTo(channel, body.to)
  if (!person) throw refusals.failedToSend()
  const chat = parts.world.privateChat(person, channel)
  checkForChat(parts, channel, chat, undefined, messages)
  const arrives = parts.world.canReach(person, channel, parts.clock())
  if (arrives) spendQuota(parts, channel, 1)
  const sent = arrives ? putIntoChat(parts, channel, chat, messages) : lostMessages(call, messages.length)
  noteAccepted(call, { kind: 'push', to: [body.to], reached: arrives ? 1 : 0, messages, sent })
  return ok({ sentMessages: sent })
}

function pushToGroup(
  call: ApiCall,
  groupId: string,
  messages: ReturnType<typeof checkedMessages>,
): ApiAnswer {
  const { parts, channel } = call
  const group = parts.world.joinedGroup(channel, groupId)
  if (!group) throw refusals.failedToSend()
  const chat = parts.world.groupChat(group)
  checkForChat(parts, channel, chat, group, messages)
  spendQuota(parts, channel, group.members.size)
  const sent = putIntoChat(parts, channel, chat, messages)
  noteAccepted(call, { kind: 'push', to: [groupId], reached: group.members.size, messages, sent })
  return ok({ sentMessages: sent })
}

function multicast(call: ApiCall): ApiAnswer {
  const { parts, channel, body } = call
  if (!Array.isArray(body.to) || body.to.length === 0) {
    throw refusals.bodyErrors([{ message: 'May not be empty', property: 'to' }])
  }
  if (body.to.length > 500) {
    throw refusals.bodyErrors([{ message: 'Size must be between 1 and 500', property: 'to' }])
  }
  const malformed = body.to.findIndex((id) => !isUserId(id))
  if (malformed >= 0) throw refusals.invalidProperty(`to[${malformed}]`)
  const messages = checkedMessages(body)
  checkSendOptions(body)
  refuseMentions(messages)
  refuseRepeatedKey(call)
  const to = [...new Set(body.to.map(String))]
  const reachable = to
    .map((id) => parts.world.personKnownTo(channel, id))
    .filter((person) => person !== undefined)
    .filter((person) => parts.world.canReach(person, channel, parts.clock()))
  return sendToMany(call, 'multicast', to, reachable, messages)
}

function broadcast(call: ApiCall): ApiAnswer {
  const { parts, channel, body } = call
  const messages = checkedMessages(body)
  checkSendOptions(body)
  refuseMentions(messages)
  refuseRepeatedKey(call)
  const friends = [...parts.world.people.values()].filter((person) => {
    const tie = person.ties.get(channel.name)
    return tie?.friend && !tie.blocked
  })
  return sendToMany(call, 'broadcast', [], friends, messages)
}

function sendToMany(
  call: ApiCall,
  kind: 'multicast' | 'broadcast',
  to: string[],
  people: readonly PersonRecord[],
  messages: ReturnType<typeof checkedMessages>,
): ApiAnswer {
  spendQuota(call.parts, call.channel, people.length)
  putIntoPrivateChats(call.parts, call.channel, people, messages)
  noteAccepted(call, { kind, to, reached: people.length, messages })
  return ok()
}

function refuseMentions(messages: ReturnType<typeof checkedMessages>): void {
  const index = messages.findIndex(
    (message) =>
      message.type === 'textV2' && JSON.stringify(message.substitution ?? {}).includes('"mention"'),
  )
  if (index < 0) return
  throw refusals.bodyErrors([
    { message: 'mention is available only in groups', property: `messages[${index}].substitution` },
  ])
}

function personOf({ parts }: ApiCall, chatKey: string): PersonRecord | undefined {
  return parts.world.people.get(chatKey.slice(chatKey.lastIndexOf(':') + 1))
}

/** Who blocked the account never sees the messages, yet the bot gets ids for them as usual. */
function lostMessages({ parts, channel }: ApiCall, count: number): { id: string; quoteToken: string }[] {
  return Array.from({ length: count }, () => {
    const id = parts.world.messageIds.next(parts.clock())
    return { id, quoteToken: sealToken(parts.sealSecret, 'quote', [`lost:${channel.name}`, id]) }
  })
}

function validate({ body }: ApiCall): ApiAnswer {
  checkedMessages(body)
  return ok()
}

function quota({ parts }: ApiCall): ApiAnswer {
  const value = parts.quota.monthlyQuota
  return ok(value === 'none' ? { type: 'none' } : { type: 'limited', value })
}

const consumption = ({ parts, channel }: ApiCall): ApiAnswer => ok({ totalUsage: parts.quota.usage(channel) })

const api = { host: 'api', rate: RATE.usual } as const
const MESSAGE = '/v2/bot/message'

export const messageEndpoints: readonly Endpoint[] = [
  { ...api, method: 'POST', path: `${MESSAGE}/reply`, answer: reply },
  { ...api, method: 'POST', path: `${MESSAGE}/push`, takesRetryKey: true, answer: push },
  {
    ...api,
    method: 'POST',
    path: `${MESSAGE}/multicast`,
    rate: RATE.multicast,
    takesRetryKey: true,
    answer: multicast,
  },
  {
    ...api,
    method: 'POST',
    path: `${MESSAGE}/broadcast`,
    rate: RATE.broadcast,
    takesRetryKey: true,
    answer: broadcast,
  },
  { ...api, method: 'POST', path: `${MESSAGE}/validate/reply`, answer: validate },
  { ...api, method: 'POST', path: `${MESSAGE}/validate/push`, answer: validate },
  { ...api, method: 'POST', path: `${MESSAGE}/validate/multicast`, answer: validate },
  { ...api, method: 'POST', path: `${MESSAGE}/validate/narrowcast`, answer: validate },
  { ...api, method: 'POST', path: `${MESSAGE}/validate/broadcast`, answer: validate },
  { ...api, method: 'GET', path: `${MESSAGE}/quota`, answer: quota },
  { ...api, method: 'GET', path: `${MESSAGE}/quota/consumption`, answer: consumption },
]

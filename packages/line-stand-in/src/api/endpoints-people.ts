// Profiles, the bot itself, followers and groups.

import { RATE } from '../limits/token-buckets.js'
import { isUserId } from '../world/platform-ids.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import type { GroupRecord } from '../world/platform-records.js'
import { refusals } from './api-errors.js'

function profile({ parts, channel, params }: ApiCall): ApiAnswer {
  const { userId } = params
  if (!isUserId(userId)) throw refusals.invalidParameter('userId')
  const person = parts.world.personKnownTo(channel, userId)
  if (!person?.consent || !parts.world.canReach(person, channel, parts.clock())) {
    throw refusals.notFound()
  }
  return ok({ displayName: person.name, userId, language: person.language })
}

function followers({ parts, channel, query }: ApiCall): ApiAnswer {
  if (!channel.verified) throw refusals.notAvailable()
  const limit = Number(query.get('limit') ?? 300)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw refusals.invalidParameter('limit')
  const ids: string[] = []
  for (const person of parts.world.people.values()) {
    const tie = person.ties.get(channel.name)
    if (tie?.friend && !tie.blocked && person.consent) ids.push(parts.world.idFor(person, channel))
  }
  const { page, next } = pageOf(ids, query.get('start'), limit)
  return ok({ userIds: page, ...next })
}

function botInfo({ channel }: ApiCall): ApiAnswer {
  const { botUserId: userId, basicId, botName: displayName } = channel
  return ok({ userId, basicId, displayName, chatMode: 'chat', markAsReadMode: 'manual' })
}

function groupOf({ parts, channel, params }: ApiCall): GroupRecord {
  const groupId = params.groupId ?? ''
  if (!/^C[0-9a-f]{32}$/.test(groupId)) throw refusals.invalidParameter('groupId')
  const group = parts.world.joinedGroup(channel, groupId)
  if (!group) throw refusals.notFound()
  return group
}

function groupSummary(call: ApiCall): ApiAnswer {
  const { groupId, name } = groupOf(call)
  return ok({ groupId, groupName: name })
}

const memberCount = (call: ApiCall): ApiAnswer => ok({ count: groupOf(call).members.size })

function memberIds(call: ApiCall): ApiAnswer {
  const { parts, channel, query } = call
  if (!channel.verified) throw refusals.notAvailable()
  const ids: string[] = []
  for (const userId of groupOf(call).members) {
    const person = parts.world.people.get(userId)
    if (person?.consent) ids.push(parts.world.idFor(person, channel))
  }
  const { page, next } = pageOf(ids, query.get('start'), 100)
  return ok({ memberIds: page, ...next })
}

function memberProfile(call: ApiCall): ApiAnswer {
  const { parts, channel, params } = call
  const { userId } = params
  if (!isUserId(userId)) throw refusals.invalidParameter('userId')
  const group = groupOf(call)
  const person = parts.world.personKnownTo(channel, userId)
  if (!person?.consent || !group.members.has(person.userId)) throw refusals.notFound()
  return ok({ displayName: person.name, userId })
}

function leaveGroup(call: ApiCall): ApiAnswer {
  const group = groupOf(call)
  group.botIsMember = false
  call.parts.changed('now')
  return ok()
}

function pageOf(ids: readonly string[], start: string | null, limit: number) {
  const from = start === null ? 0 : Number(Buffer.from(start, 'base64url').toString('utf8'))
  if (!Number.isInteger(from) || from < 0 || (start !== null && from === 0)) throw refusals.invalidStart()
  const page = ids.slice(from, from + limit)
  const more = from + limit < ids.length
  return { page, next: more ? { next: Buffer.from(String(from + limit)).toString('base64url') } : {} }
}

const api = { host: 'api', rate: RATE.usual } as const
const GROUP = '/v2/bot/group/:groupId'

export const peopleEndpoints: readonly Endpoint[] = [
  { ...api, method: 'GET', path: '/v2/bot/info', answer: botInfo },
  { ...api, method: 'GET', path: '/v2/bot/profile/:userId', answer: profile },
  { ...api, method: 'GET', path: '/v2/bot/followers/ids', answer: followers },
  { ...api, method: 'GET', path: `${GROUP}/summary`, answer: groupSummary },
  { ...api, method: 'GET', path: `${GROUP}/members/count`, answer: memberCount },
  { ...api, method: 'GET', path: `${GROUP}/members/ids`, answer: memberIds },
  { ...api, method: 'GET', path: `${GROUP}/member/:userId`, answer: memberProfile },
  { ...api, method: 'POST', path: `${GROUP}/leave`, answer: leaveGroup },
]

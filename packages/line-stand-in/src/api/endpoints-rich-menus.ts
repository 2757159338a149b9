// Rich menus: made, given a picture once, named by aliases, shown by default or to single people. (The batch endpoint is
// not here: whoever asks for it hears 404.)

import { checkRichMenu, checkRichMenuPicture } from '../checks/check-rich-menu.js'
import { RATE } from '../limits/token-buckets.js'
import { isUserId } from '../world/platform-ids.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import type { PersonRecord } from '../world/platform-records.js'
import type { RichMenuRecord } from '../world/rich-menu-shelf.js'
import { LineApiError, refusals } from './api-errors.js'

const MOST_MENUS = 1000
const bad = (message: string) => new LineApiError(400, message)
const missing = (message: string) => new LineApiError(404, message)
const shelfOf = ({ parts }: ApiCall) => parts.world.richMenus

function menuOf(call: ApiCall, richMenuId: unknown = call.params.richMenuId): RichMenuRecord {
  const menu = shelfOf(call).find(call.channel, richMenuId)
  if (!menu) throw refusals.notFound()
  return menu
}

/** A menu that can be shown: one with a picture. */
function showable(call: ApiCall, richMenuId?: unknown): RichMenuRecord {
  const menu = menuOf(call, richMenuId)
  if (!menu.picture) throw bad('must upload richmenu image before applying it to user')
  return menu
}

function personOf({ parts, channel, params }: ApiCall): PersonRecord | undefined {
  if (!isUserId(params.userId)) throw refusals.invalidParameter('userId')
  return parts.world.personKnownTo(channel, params.userId)
}

function changed(call: ApiCall, answer = ok()): ApiAnswer {
  call.parts.changed('now')
  return answer
}

function create(call: ApiCall): ApiAnswer {
  checkRichMenu(call.body)
  if (shelfOf(call).of(call.channel).length >= MOST_MENUS)
    throw bad('The number of rich menus has reached the limit')
  const { richMenuId } = shelfOf(call).add(call.channel, call.body)
  return changed(call, ok({ richMenuId }))
}

function validate(call: ApiCall): ApiAnswer {
  checkRichMenu(call.body)
  return ok()
}

const shown = ({ richMenuId, menu }: RichMenuRecord) => ({ richMenuId, ...menu })

const list = (call: ApiCall): ApiAnswer => ok({ richmenus: shelfOf(call).of(call.channel).map(shown) })

function remove(call: ApiCall): ApiAnswer {
  shelfOf(call).remove(menuOf(call))
  return changed(call)
}

async function upload(call: ApiCall): Promise<ApiAnswer> {
  const menu = menuOf(call)
  await checkRichMenuPicture(call.bytes, call.mime)
  if (menu.picture) throw bad('An image has already been uploaded to the richmenu')
  menu.picture = { bytes: call.bytes, mime: call.mime }
  return changed(call)
}

function picture(call: ApiCall): ApiAnswer {
  const { picture: found } = menuOf(call)
  if (!found) throw refusals.notFound()
  return { status: 200, bytes: found.bytes, mime: found.mime }
}

function setDefault(call: ApiCall): ApiAnswer {
  shelfOf(call).setDefault(call.channel, showable(call).richMenuId)
  return changed(call)
}

function getDefault(call: ApiCall): ApiAnswer {
  const richMenuId = shelfOf(call).defaultOf(call.channel)
  if (richMenuId === undefined) throw missing('no default richmenu')
  return ok({ richMenuId })
}

function clearDefault(call: ApiCall): ApiAnswer {
  shelfOf(call).setDefault(call.channel, undefined)
  return changed(call)
}

/** LINE says 200 also for somebody who is no friend, and links nothing. */
function linkPerson(call: ApiCall, person: PersonRecord | undefined, richMenuId: string | undefined): void {
  if (!person) return
  const tie = person.ties.get(call.channel.name)
  if (tie?.friend && !tie.blocked) shelfOf(call).link(person, call.channel, richMenuId)
}

function link(call: ApiCall): ApiAnswer {
  linkPerson(call, personOf(call), showable(call).richMenuId)
  return changed(call)
}

function unlink(call: ApiCall): ApiAnswer {
  linkPerson(call, personOf(call), undefined)
  return changed(call)
}

function ownMenu(call: ApiCall): ApiAnswer {
  const person = personOf(call)
  const richMenuId = person && shelfOf(call).ownOf(person, call.channel)
  if (richMenuId === undefined) throw missing('the user has no richmenu')
  return ok({ richMenuId })
}

/** All are refused when one of them is malformed. */
function peopleIn(call: ApiCall): (PersonRecord | undefined)[] {
  const { userIds } = call.body
  if (!Array.isArray(userIds) || userIds.length < 1 || userIds.length > 500) {
    throw refusals.bodyErrors([{ message: 'Size must be between 1 and 500', property: 'userIds' }])
  }
  const wrong = userIds.findIndex((userId) => !isUserId(userId))
  if (wrong >= 0) throw refusals.bodyErrors([{ message: 'invalid userId', property: `userIds[${wrong}]` }])
  return userIds.map((userId: string) => call.parts.world.personKnownTo(call.channel, userId))
}

function bulkLink(call: ApiCall): ApiAnswer {
  const people = peopleIn(call)
  const { richMenuId } = showable(call, call.body.richMenuId)
  for (const person of people) linkPerson(call, person, richMenuId)
  return changed(call, { status: 202, json: {} })
}

function bulkUnlink(call: ApiCall): ApiAnswer {
  for (const person of peopleIn(call)) linkPerson(call, person, undefined)
  return changed(call, { status: 202, json: {} })
}

function aliasTarget(call: ApiCall): string {
  const menu = shelfOf(call).find(call.channel, call.body.richMenuId)
  if (!menu?.picture) throw bad('richmenu not found')
  return menu.richMenuId
}

function createAlias(call: ApiCall): ApiAnswer {
  const { richMenuAliasId: aliasId } = call.body
  if (typeof aliasId !== 'string' || !/^[a-z0-9_-]{1,32}$/.test(aliasId)) {
    throw refusals.bodyErrors([{ message: 'invalid property', property: 'richMenuAliasId' }])
  }
  const target = aliasTarget(call)
  if (shelfOf(call).alias(call.channel, aliasId) !== undefined) throw bad('conflict richmenu alias id')
  shelfOf(call).pointAlias(call.channel, aliasId, target)
  return changed(call)
}

function knownAlias(call: ApiCall): { richMenuAliasId: string; richMenuId: string } {
  const richMenuAliasId = call.params.aliasId ?? ''
  const richMenuId = shelfOf(call).alias(call.channel, richMenuAliasId)
  if (richMenuId === undefined) throw missing('richmenu alias not found')
  return { richMenuAliasId, richMenuId }
}

function updateAlias(call: ApiCall): ApiAnswer {
  const { richMenuAliasId } = knownAlias(call)
  shelfOf(call).pointAlias(call.channel, richMenuAliasId, aliasTarget(call))
  return changed(call)
}

function removeAlias(call: ApiCall): ApiAnswer {
  shelfOf(call).removeAlias(call.channel, knownAlias(call).richMenuAliasId)
  return changed(call)
}

const aliasList = (call: ApiCall): ApiAnswer => ok({ aliases: shelfOf(call).aliasesOf(call.channel) })

const api = { host: 'api', rate: RATE.usual } as const
const data = { host: 'data', rate: RATE.usual } as const
const MENU = '/v2/bot/richmenu'
const ALL = '/v2/bot/user/all/richmenu'
const OWN = '/v2/bot/user/:userId/richmenu'

export const richMenuEndpoints: readonly Endpoint[] = [
  { ...api, method: 'POST', path: MENU, rate: RATE.richMenu, answer: create },
  { ...api, method: 'POST', path: `${MENU}/validate`, answer: validate },
  { ...api, method: 'GET', path: `${MENU}/list`, rate: RATE.richMenuList, answer: list },
  { ...api, method: 'POST', path: `${MENU}/bulk/link`, answer: bulkLink },
  { ...api, method: 'POST', path: `${MENU}/bulk/unlink`, answer: bulkUnlink },
  { ...api, method: 'POST', path: `${MENU}/alias`, answer: createAlias },
  { ...api, method: 'GET', path: `${MENU}/alias/list`, answer: aliasList },
  { ...api, method: 'POST', path: `${MENU}/alias/:aliasId`, answer: updateAlias },
  { ...api, method: 'GET', path: `${MENU}/alias/:aliasId`, answer: (call) => ok(knownAlias(call)) },
  { ...api, method: 'DELETE', path: `${MENU}/alias/:aliasId`, rate: RATE.richMenu, answer: removeAlias },
  { ...api, method: 'GET', path: `${MENU}/:richMenuId`, answer: (call) => ok(shown(menuOf(call))) },
  { ...api, method: 'DELETE', path: `${MENU}/:richMenuId`, rate: RATE.richMenu, answer: remove },
  { ...data, method: 'POST', path: `${MENU}/:richMenuId/content`, takesBytes: true, answer: upload },
  { ...data, method: 'GET', path: `${MENU}/:richMenuId/content`, answer: picture },
  { ...api, method: 'GET', path: ALL, answer: getDefault },
  { ...api, method: 'DELETE', path: ALL, answer: clearDefault },
  { ...api, method: 'POST', path: `${ALL}/:richMenuId`, answer: setDefault },
  { ...api, method: 'POST', path: `${OWN}/:richMenuId`, answer: link },
  { ...api, method: 'GET', path: OWN, answer: ownMenu },
  { ...api, method: 'DELETE', path: OWN, answer: unlink },
]

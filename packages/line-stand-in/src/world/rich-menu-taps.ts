// What a tap on a rich menu does: what the same action on a button does, or a change to another menu.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import type { Channel, PersonRecord } from './platform-records.js'
import type { PlatformWorld } from './platform-world.js'
import { type Hand, type Pressed, type PressOptions, pressAction } from './press-action.js'

export interface Thumb {
  readonly world: PlatformWorld
  readonly person: PersonRecord
  readonly channel: Channel
  readonly hand: Hand
}

/** `area`: its label, or its place in the menu. Throws, with the labels that are there, when there is none. */
export function tapRichMenu(thumb: Thumb, area: string | number, options: PressOptions): Promise<Pressed> {
  const menu = thumb.world.richMenus.seenBy(thumb.person, thumb.channel)
  const found = typeof area === 'number' ? menu?.areas[area] : menu?.areas.find(({ label }) => label === area)
  if (!found) {
    const labels = menu?.areas.map(({ label }) => label).join(', ')
    throw new Error(`There is nothing to tap named ${area}. There is: ${labels ?? 'no menu'}`)
  }
  return found.action.type === 'richmenuswitch'
    ? switchMenu(thumb, found.action)
    : pressAction(found.action, options, thumb.hand)
}

/** From now on the person has a menu of their own; the bot hears of it after the change. */
async function switchMenu({ world, person, channel, hand }: Thumb, action: JsonObject): Promise<Pressed> {
  const aliasId = String(action.richMenuAliasId)
  const richMenuId = world.richMenus.alias(channel, aliasId)
  const found = world.richMenus.find(channel, richMenuId)
  if (found) world.richMenus.link(person, channel, found.richMenuId)
  const status =
    richMenuId === undefined ? 'RICHMENU_ALIAS_ID_NOTFOUND' : found ? 'SUCCESS' : 'RICHMENU_NOTFOUND'
  const params = { ...(found && { newRichMenuAliasId: aliasId }), status }
  return { kind: 'posted', delivery: await hand.postback({ data: action.data, params }) }
}

// The rich menus of this LINE: what each account has made, its aliases, its default, and who has a menu of their own.
// A person's own menu goes before the account's default; a group has none.
import { z } from 'zod'
import { isObject } from '../checks/check-primitives.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import { randomLineId } from './platform-ids.js'
import type { Channel, PersonRecord } from './platform-records.js'

export interface RichMenuRecord {
  richMenuId: string
  channel: string
  /** The object as the account made it. */
  menu: JsonObject
  picture?: { bytes: Buffer; mime: string }
}

/** What survives a restart; the pictures are kept beside it, by menu id. */
export const richMenuShelfFile = z.object({
  menus: z.array(
    z.object({
      richMenuId: z.string(),
      channel: z.string(),
      menu: z.record(z.string(), z.unknown()),
      mime: z.string().optional(),
    }),
  ),
  aliases: z.array(z.tuple([z.string(), z.string()])),
  defaults: z.array(z.tuple([z.string(), z.string()])),
  own: z.array(z.tuple([z.string(), z.string()])),
})

/** A menu as a person sees it. `index` of an area is its place in the list. */
export interface SeenRichMenu {
  richMenuId: string
  name: string
  chatBarText: string
  selected: boolean
  size: { width: number; height: number }
  areas: { label: string; bounds: JsonObject; action: JsonObject }[]
}

const aliasKey = (channel: string, aliasId: string) => `${channel} ${aliasId}`

export class RichMenuShelf {
  private readonly menus = new Map<string, RichMenuRecord>()
  private readonly aliases = new Map<string, string>()
  private readonly defaults = new Map<string, string>()
  private readonly own = new Map<string, string>()

  add(channel: Channel, menu: JsonObject): RichMenuRecord {
    const record = {
      richMenuId: `richmenu-${randomLineId('U').slice(1)}`,
      channel: channel.name,
      menu,
    }
    this.menus.set(record.richMenuId, record)
    return record
  }

  find(channel: Channel, richMenuId: unknown): RichMenuRecord | undefined {
    const menu = typeof richMenuId === 'string' ? this.menus.get(richMenuId) : undefined
    return menu?.channel === channel.name ? menu : undefined
  }

  of(channel: Channel): RichMenuRecord[] {
    return [...this.menus.values()].filter((menu) => menu.channel === channel.name)
  }

  /** Whoever had it falls back to the default; an alias that pointed to it points to nothing. */
  remove({ richMenuId }: RichMenuRecord): void {
    this.menus.delete(richMenuId)
    for (const table of [this.defaults, this.own]) {
      for (const [key, id] of table) if (id === richMenuId) table.delete(key)
    }
  }

  alias(channel: Channel, aliasId: string): string | undefined {
    return this.aliases.get(aliasKey(channel.name, aliasId))
  }

  pointAlias(channel: Channel, aliasId: string, richMenuId: string): void {
    this.aliases.set(aliasKey(channel.name, aliasId), richMenuId)
  }

  removeAlias(channel: Channel, aliasId: string): void {
    this.aliases.delete(aliasKey(channel.name, aliasId))
  }

  aliasesOf(channel: Channel): { richMenuAliasId: string; richMenuId: string }[] {
    const mine = `${channel.name} `
    return [...this.aliases]
      .filter(([key]) => key.startsWith(mine))
      .map(([key, richMenuId]) => ({ richMenuAliasId: key.slice(mine.length), richMenuId }))
  }

  defaultOf(channel: Channel): string | undefined {
    return this.defaults.get(channel.name)
  }

  setDefault(channel: Channel, richMenuId: string | undefined): void {
    if (richMenuId === undefined) this.defaults.delete(channel.name)
    else this.defaults.set(channel.name, richMenuId)
  }

  ownOf(person: PersonRecord, channel: Channel): string | undefined {
    return this.own.get(`${channel.name} ${person.userId}`)
  }

  link(person: PersonRecord, channel: Channel, richMenuId: string | undefined): void {
    const key = `${channel.name} ${person.userId}`
    if (richMenuId === undefined) this.own.delete(key)
    else this.own.set(key, richMenuId)
  }

  /** What stands under the private chat; whoever is no friend sees only the default. */
  seenBy(person: PersonRecord, channel: Channel): SeenRichMenu | undefined {
    const tie = person.ties.get(channel.name)
    const own = tie?.friend && !tie.blocked ? this.ownOf(person, channel) : undefined
    const record = this.find(channel, own) ?? this.find(channel, this.defaultOf(channel))
    return record?.picture && seen(record)
  }

  picture(richMenuId: string): RichMenuRecord['picture'] {
    return this.menus.get(richMenuId)?.picture
  }

  get pictures(): { richMenuId: string; bytes: Buffer }[] {
    return [...this.menus.values()].flatMap(({ richMenuId, picture }) =>
      picture ? [{ richMenuId, bytes: picture.bytes }] : [],
    )
  }

  saved(): z.input<typeof richMenuShelfFile> {
    const menus = [...this.menus.values()].map(({ picture, ...menu }) => ({
      ...menu,
      ...(picture && { mime: picture.mime }),
    }))
    return { menus, aliases: [...this.aliases], defaults: [...this.defaults], own: [...this.own] }
  }

  /** A menu whose picture is lost is dropped, as if it had never been made. */
  restore(
    file: z.output<typeof richMenuShelfFile>,
    pictureOf: (richMenuId: string) => Buffer | undefined,
  ): void {
    for (const { mime, ...menu } of file.menus) {
      const bytes = mime === undefined ? undefined : pictureOf(menu.richMenuId)
      if (mime !== undefined && !bytes) continue
      this.menus.set(menu.richMenuId, { ...menu, ...(mime && bytes && { picture: { bytes, mime } }) })
    }
    for (const [key, id] of file.aliases) this.aliases.set(key, id)
    for (const [key, id] of file.defaults) this.defaults.set(key, id)
    for (const [key, id] of file.own) this.own.set(key, id)
  }
}

function seen({ richMenuId, menu }: RichMenuRecord): SeenRichMenu {
  const areas = Array.isArray(menu.areas) ? menu.areas.filter(isObject) : []
  const size = isObject(menu.size) ? menu.size : {}
  return {
    richMenuId,
    name: String(menu.name),
    chatBarText: String(menu.chatBarText),
    selected: menu.selected === true,
    size: { width: Number(size.width), height: Number(size.height) },
    areas: areas.map(({ bounds, action }) => {
      const does = isObject(action) ? action : {}
      return {
        label: String(does.label ?? does.text ?? ''),
        bounds: isObject(bounds) ? bounds : {},
        action: does,
      }
    }),
  }
}

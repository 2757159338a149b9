// Brings the rich menus of one account to what is wanted, and changes nothing when they are. Menus are known by their
// names, which hold a hash of what they are; a menu that is not named so is not ours and is never touched.
import { createHash } from 'node:crypto'
import type { ListedRichMenu, RichMenuClient } from './rich-menu-client.js'
import type { LineRichMenu } from './rich-menu-file.js'

export interface WantedMenu {
  readonly alias: string
  readonly name: string
  readonly menu: LineRichMenu
  readonly picture: Buffer
  readonly mime: 'image/png' | 'image/jpeg'
}

export interface PublicationPlan {
  readonly create: readonly WantedMenu[]
  /** There from a run that was cut off before its picture. */
  readonly upload: readonly { readonly richMenuId: string; readonly menu: WantedMenu }[]
  readonly createAliases: readonly WantedMenu[]
  readonly moveAliases: readonly WantedMenu[]
  readonly makeDefault?: WantedMenu
  readonly removeAliases: readonly string[]
  readonly remove: readonly ListedRichMenu[]
  /** Ids of wanted menus that are there, by name. */
  readonly known: ReadonlyMap<string, string>
}

const ourName = /^sujarit\/[a-z]{1,40}\/[a-z]{2}\/[0-9a-f]{64}$/
const ourAlias = /^sujarit-/

/** The same for the same menu and picture, whenever and wherever it is published from. */
export function menuName(key: string, menu: LineRichMenu, picture: Buffer): string {
  const hash = createHash('sha256').update(JSON.stringify(menu)).update('\0').update(picture)
  return `sujarit/${key}/${hash.digest('hex')}`
}

/** Asks LINE what is there; changes nothing. The first of `wanted` is the default. */
export async function planPublication(
  client: RichMenuClient,
  wanted: readonly WantedMenu[],
): Promise<PublicationPlan> {
  const [listed, aliases, defaultId] = await Promise.all([
    client.list(),
    client.aliases(),
    client.defaultMenu(),
  ])
  const known = new Map<string, string>()
  for (const one of wanted) {
    const same = listed.filter(({ name }) => name === one.name)
    // A run that was cut off may have left two of the same name: the one that is in use stays.
    const inUse = same.find(({ richMenuId }) => richMenuId === aliases.get(one.alias))
    const kept = inUse ?? same[0]
    if (kept) known.set(one.name, kept.richMenuId)
  }
  const inUse = (one: WantedMenu) => known.has(one.name) && aliases.get(one.alias) === known.get(one.name)
  const upload = []
  for (const menu of wanted.filter((one) => !inUse(one))) {
    const richMenuId = known.get(menu.name)
    if (richMenuId !== undefined && !(await client.hasPicture(richMenuId))) upload.push({ richMenuId, menu })
  }
  const first = wanted[0]
  const stay = new Set(known.values())
  return {
    create: wanted.filter(({ name }) => !known.has(name)),
    upload,
    createAliases: wanted.filter(({ alias }) => !aliases.has(alias)),
    moveAliases: wanted.filter((one) => aliases.has(one.alias) && !inUse(one)),
    ...(first && defaultId !== (known.get(first.name) ?? '') && { makeDefault: first }),
    removeAliases: [...aliases.keys()].filter(
      (alias) => ourAlias.test(alias) && !wanted.some((one) => one.alias === alias),
    ),
    remove: listed.filter(({ richMenuId, name }) => ourName.test(name) && !stay.has(richMenuId)),
    known,
  }
}

/**
 * Every step may be done again: a run that was cut off is finished by the next. LINE checks all new menus before the
 * first is made; old ones go only after `relink` has moved everybody away. Throws RichMenuRefused.
 */
export async function publish(
  client: RichMenuClient,
  plan: PublicationPlan,
  relink: () => Promise<{ readonly complete: boolean }>,
): Promise<{ readonly removed: boolean }> {
  for (const { name, menu } of plan.create) await client.validate(name, menu)
  const ids = new Map(plan.known)
  for (const { name, menu, picture, mime } of plan.create) {
    const richMenuId = await client.create(name, menu)
    await client.upload(richMenuId, picture, mime)
    ids.set(name, richMenuId)
  }
  for (const { richMenuId, menu } of plan.upload) await client.upload(richMenuId, menu.picture, menu.mime)
  const idOf = ({ name }: WantedMenu): string => {
    const id = ids.get(name)
    if (id === undefined) throw new Error(`The menu ${name} was planned and not made`)
    return id
  }
  for (const one of plan.createAliases) await client.createAlias(one.alias, idOf(one))
  for (const one of plan.moveAliases) await client.moveAlias(one.alias, idOf(one))
  if (plan.makeDefault) await client.makeDefault(idOf(plan.makeDefault))
  const { complete } = await relink()
  // Whoever could not be moved keeps an old menu rather than none.
  if (!complete) return { removed: false }
  for (const alias of plan.removeAliases) await client.removeAlias(alias)
  for (const { richMenuId } of plan.remove) await client.remove(richMenuId)
  return { removed: true }
}

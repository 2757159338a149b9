// Keeps which rich menu LINE was last asked to show to whom, and for whom it has yet to be asked. An address is kept as
// long as there is something to take back; of somebody without a role only until LINE has been asked.

import { type AnyBulkWriteOperation, type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { ChatAddress } from '../../security/chat-address.js'

export interface MenuLink {
  readonly address: ChatAddress
  /** Different after each change: what was done for an older one does not settle a newer one. */
  readonly change: string
  readonly richMenuId?: string
}

export interface MenuLinksModel {
  /** From now on LINE has to be asked about these accounts. Without an address it is only known by its key. */
  want(accounts: readonly { readonly key: string; readonly address?: ChatAddress }[]): Promise<void>
  due(channel: string, most: number): Promise<MenuLink[]>
  /** LINE shows this menu to them. Answers for how many this is still the newest change. */
  linked(links: readonly MenuLink[], richMenuId: string, keepAddress: boolean): Promise<number>
  /** They have the default; nothing of them is kept. Answers as `linked`. */
  forget(links: readonly MenuLink[]): Promise<number>
  /** What LINE was asked for these accounts. */
  menusOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Accounts that have a menu, in the order of their keys. */
  pageOnChannel(channel: string, after: string, most: number): Promise<{ key: string; canBeAsked: boolean }[]>
}

interface StoredMenuLink {
  _id: string
  channel?: string
  sealed?: string
  change: string
  due?: true
  richMenuId?: string
}

export function createMenuLinksModel(connection: Connection, newChange: () => string): MenuLinksModel {
  const Rows: Model<StoredMenuLink> =
    connection.models.MenuLink ?? connection.model<StoredMenuLink>('MenuLink', menuLinkSchema())

  async function write(operations: AnyBulkWriteOperation<StoredMenuLink>[]): Promise<number> {
    if (operations.length === 0) return 0
    const { matchedCount, deletedCount } = await Rows.bulkWrite(operations, { ordered: false })
    return matchedCount + deletedCount
  }

  return {
    async want(accounts) {
      await write(
        accounts.map(({ key, address }) => ({
          updateOne: {
            filter: { _id: key },
            update: {
              $set: {
                due: true as const,
                change: newChange(),
                ...(address && { channel: address.channel, sealed: address.sealed }),
              },
            },
            // Whoever was let go and never had a menu needs none taken away.
            upsert: address !== undefined,
          },
        })),
      )
    },
    async due(channel, most) {
      const rows = await Rows.find({ channel, due: true }).limit(most).lean()
      return rows.flatMap(linkFrom)
    },
    async linked(links, richMenuId, keepAddress) {
      return write(
        links.map(({ address: { key }, change }) => ({
          updateOne: {
            filter: { _id: key, change },
            update: { $set: { richMenuId }, $unset: { due: 1, ...(keepAddress ? {} : { sealed: 1 }) } },
          },
        })),
      )
    },
    async forget(links) {
      return write(
        links.map(({ address: { key }, change }) => ({ deleteOne: { filter: { _id: key, change } } })),
      )
    },
    async menusOf(keys) {
      const rows = await Rows.find({ _id: { $in: [...keys] } })
        .select({ richMenuId: 1 })
        .lean()
      return new Map(
        rows.flatMap(({ _id, richMenuId }) => (richMenuId === undefined ? [] : [[_id, richMenuId]])),
      )
    },
    async pageOnChannel(channel, after, most) {
      const rows = await Rows.find({ _id: { $gt: after }, channel, richMenuId: { $exists: true } })
        .sort({ _id: 1 })
        .limit(most)
        .select({ sealed: 1 })
        .lean()
      return rows.map(({ _id, sealed }) => ({ key: _id, canBeAsked: sealed !== undefined }))
    },
  }
}

function linkFrom({ _id, channel, sealed, change, richMenuId }: StoredMenuLink): MenuLink[] {
  if (channel === undefined || sealed === undefined) return []
  return [{ address: { channel, key: _id, sealed }, change, ...(richMenuId !== undefined && { richMenuId }) }]
}

function menuLinkSchema(): Schema<StoredMenuLink> {
  const schema = new Schema<StoredMenuLink>(
    {
      _id: { type: String, required: true },
      channel: String,
      sealed: String,
      change: { type: String, required: true },
      due: Boolean,
      richMenuId: String,
    },
    { ...clustered, collection: 'menu_links' },
  )
  schema.index({ channel: 1, due: 1 })
  return schema
}

// Keeps what is known of a LINE account: the staff row it is linked with, its roles, its language. The account itself is
// there only as an HMAC and, once it is linked, as a sealed address. Refuses two accounts of one channel for one staff row.
import { type AnyBulkWriteOperation, type Connection, type Model, Schema } from 'mongoose'
import { createGroupRead } from '../../group-read.js'
import type { Day } from '../../i18n/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { type Role, roles } from '../../security/roles.js'

/** An account that is linked with a staff row, has a role, or both. */
interface Link {
  readonly address: ChatAddress
  readonly roles: readonly Role[]
  readonly language: Language
  readonly staffId?: string
  readonly name?: string
}

export interface LinkModel {
  /** One indexed read, shared with whoever asks at the same moment; also finds an account that only chose a language. */
  known(key: string): Promise<Pick<Link, 'roles' | 'language' | 'staffId' | 'name'> | undefined>
  ofStaff(staffId: string, channel: string): Promise<Link | undefined>
  withStaff(channel: string, staffIds?: readonly string[]): Promise<Link[]>
  withRole(role: Role, channel: string): Promise<Link[]>
  /** Accounts that can be written to, in the order of their keys, those after `after`: an audience is read page by page. */
  pageOnChannel(channel: string, after: string, most: number): Promise<Link[]>
  linkedStaffIds(): Promise<string[]>
  /** What is known of each of these keys; accounts of which nothing is kept are left out. */
  knownAll(keys: readonly string[]): Promise<(Pick<Link, 'roles' | 'language'> & { readonly key: string })[]>
  keysOfStaff(staffIds: readonly string[]): Promise<string[]>
  /** Adds to what the account has. The staff row must be free on this channel (`release` first). */
  link(
    address: ChatAddress,
    to: {
      readonly staff?: { readonly staffId: string; readonly name: string }
      readonly roles: readonly Role[]
      readonly language?: Language
      readonly on: Day
    },
  ): Promise<void>
  chooseLanguage(address: ChatAddress, language: Language): Promise<void>
  /** Only the chosen language stays. */
  release(key: string): Promise<void>
  releaseStaff(staffIds: readonly string[]): Promise<void>
  rename(people: readonly { readonly staffId: string; readonly name: string }[]): Promise<void>
}

interface StoredLink {
  _id: string
  channel: string
  language?: Language
  roles: Role[]
  sealed?: string
  staffId?: string
  name?: string
  /** Staff id and channel: the unique place that one account takes. */
  seat?: string
  linkedAt?: string
}

const linkFields = { sealed: '', staffId: '', name: '', seat: '', linkedAt: '' }

export function createLinkModel(connection: Connection): LinkModel {
  const Rows: Model<StoredLink> = connection.models.Link ?? connection.model<StoredLink>('Link', linkSchema())
  const seatOf = (staffId: string, channel: string) => `${staffId} ${channel}`

  const known = createGroupRead(async (keys) => {
    const rows = await Rows.find({ _id: { $in: [...keys] } })
      .select({ roles: 1, language: 1, staffId: 1, name: 1 })
      .lean()
    return new Map(rows.map((row) => [row._id, knownFrom(row)]))
  })

  return {
    known,
    async ofStaff(staffId, channel) {
      const row = await Rows.findOne({ seat: seatOf(staffId, channel) }).lean()
      return row ? linksFrom([row])[0] : undefined
    },
    async withStaff(channel, staffIds) {
      const chosen = { channel, staffId: staffIds ? { $in: [...staffIds] } : { $exists: true } }
      return linksFrom(await Rows.find(chosen).lean())
    },
    async withRole(role, channel) {
      return linksFrom(await Rows.find({ roles: role, channel }).lean())
    },
    async pageOnChannel(channel, after, most) {
      const chosen = { _id: { $gt: after }, channel, sealed: { $exists: true } }
      return linksFrom(await Rows.find(chosen).sort({ _id: 1 }).limit(most).batchSize(most).lean())
    },
    async linkedStaffIds() {
      const found = await Rows.find({ staffId: { $exists: true } })
        .select({ staffId: 1 })
        .lean()
      return found.flatMap(({ staffId }) => staffId ?? [])
    },
    async knownAll(keys) {
      const rows = await Rows.find({ _id: { $in: [...keys] } })
        .select({ roles: 1, language: 1 })
        .lean()
      return rows.map(({ _id, roles, language = 'th' }) => ({ key: _id, roles, language }))
    },
    async keysOfStaff(staffIds) {
      const rows = await Rows.find({ staffId: { $in: [...staffIds] } })
        .select({ _id: 1 })
        .lean()
      return rows.map(({ _id }) => _id)
    },
    async link({ key, channel, sealed }, { staff, roles, language, on }) {
      await Rows.updateOne(
        { _id: key },
        {
          $set: {
            channel,
            sealed,
            linkedAt: on,
            ...(staff && { ...staff, seat: seatOf(staff.staffId, channel) }),
            ...(language && { language }),
          },
          $addToSet: { roles: { $each: [...roles] } },
        },
        { upsert: true },
      )
    },
    async chooseLanguage({ key, channel }, language) {
      await Rows.updateOne(
        { _id: key },
        { $set: { language }, $setOnInsert: { channel, roles: [] } },
        { upsert: true },
      )
    },
    async release(key) {
      await Rows.updateOne({ _id: key }, { $set: { roles: [] }, $unset: linkFields })
    },
    async releaseStaff(staffIds) {
      await Rows.updateMany({ staffId: { $in: [...staffIds] } }, { $set: { roles: [] }, $unset: linkFields })
    },
    async rename(people) {
      if (people.length > 0) await Rows.bulkWrite(people.map(renameOf), { ordered: false })
    },
  }
}

function linkSchema(): Schema<StoredLink> {
  const schema = new Schema<StoredLink>(
    {
      _id: { type: String, required: true },
      channel: { type: String, required: true },
      language: String,
      roles: { type: [String], enum: roles, required: true },
      sealed: String,
      staffId: String,
      name: String,
      seat: String,
      linkedAt: String,
    },
    { versionKey: false, collection: 'links' },
  )
  schema.index({ seat: 1 }, { unique: true, sparse: true })
  schema.index({ staffId: 1 }, { sparse: true })
  schema.index({ roles: 1 })
  return schema
}

function renameOf({ staffId, name }: { staffId: string; name: string }): AnyBulkWriteOperation<StoredLink> {
  return { updateMany: { filter: { staffId }, update: { $set: { name } } } }
}

function knownFrom({ roles, language = 'th', staffId, name }: StoredLink) {
  return { roles, language, ...(staffId !== undefined && { staffId }), ...(name !== undefined && { name }) }
}

/** Accounts that were never linked have no address, and are nobody to write to. */
function linksFrom(rows: readonly StoredLink[]): Link[] {
  return rows.flatMap((row) =>
    row.sealed === undefined
      ? []
      : [{ ...knownFrom(row), address: { channel: row.channel, key: row._id, sealed: row.sealed } }],
  )
}

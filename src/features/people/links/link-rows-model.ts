// The row of a LINE account as it lies in the database, and what is made of it.
import { type AnyBulkWriteOperation, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { type Day, isDay } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import { type Role, roles } from '../../../security/roles.js'

/** An account that is linked with a staff row, has a role, or both. */
export interface Link {
  readonly address: ChatAddress
  readonly roles: readonly Role[]
  readonly language: Language
  readonly staffId?: string
  readonly name?: string
}

export interface HoldingLink extends Link {
  /** The day on which each role was given, where it is known. */
  readonly givenOn: Readonly<Partial<Record<Role, Day>>>
}

export interface StoredLink {
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
  given?: Partial<Record<Role, string>>
  ending?: { roles: Role[]; by: string; actedAs: string[]; evenIfLast?: boolean }
}

export const linkFields = { sealed: '', staffId: '', name: '', seat: '', linkedAt: '', given: '' }

export function linkSchema(): Schema<StoredLink> {
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
      given: Schema.Types.Mixed,
      ending: {
        type: new Schema(
          {
            roles: { type: [String], default: undefined },
            by: String,
            actedAs: [String],
            evenIfLast: Boolean,
          },
          { _id: false },
        ),
        default: undefined,
      },
    },
    { ...clustered, collection: 'links' },
  )
  schema.index({ seat: 1 }, { unique: true, sparse: true })
  schema.index({ staffId: 1 }, { sparse: true })
  schema.index({ roles: 1 })
  schema.index({ 'ending.roles': 1 }, { sparse: true })
  return schema
}

/** Added to what is due already: a role that ended before may not be settled yet. */
export const dueOf = ({ _id, staffId }: StoredLink, ended: readonly Role[]) => ({
  $addToSet: {
    'ending.roles': { $each: [...ended] },
    'ending.actedAs': { $each: [_id, ...(staffId === undefined ? [] : [staffId])] },
  },
})

export function daysIn(given: StoredLink['given'] = {}): HoldingLink['givenOn'] {
  return Object.fromEntries(
    roles.flatMap((role) => {
      const on = given[role]
      return on !== undefined && isDay(on) ? [[role, on]] : []
    }),
  )
}

export function renameOf({
  staffId,
  name,
}: {
  staffId: string
  name: string
}): AnyBulkWriteOperation<StoredLink> {
  return { updateMany: { filter: { staffId }, update: { $set: { name } } } }
}

export function knownFrom({ roles, language = 'th', staffId, name }: StoredLink) {
  return { roles, language, ...(staffId !== undefined && { staffId }), ...(name !== undefined && { name }) }
}

/** Accounts that were never linked have no address, and are nobody to write to. */
export function linksFrom(rows: readonly StoredLink[]): Link[] {
  return rows.flatMap((row) =>
    row.sealed === undefined
      ? []
      : [{ ...knownFrom(row), address: { channel: row.channel, key: row._id, sealed: row.sealed } }],
  )
}

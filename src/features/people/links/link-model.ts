// Keeps what is known of a LINE account: the staff row it is linked with, its roles, its language. The account itself is
// there only as an HMAC and, once it is linked, as a sealed address. Refuses two accounts of one channel for one staff row.

import type { Connection, Model } from 'mongoose'
import { createGroupRead } from '../../../database/group-read.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Role } from '../../../security/roles.js'
import {
  daysIn,
  dueOf,
  type HoldingLink,
  knownFrom,
  type Link,
  linkFields,
  linkSchema,
  linksFrom,
  renameOf,
  type StoredLink,
} from './link-rows-model.js'

/** Roles that an account has no more, and of which something may be left: sessions, keys, files, letters. */
export interface EndingDue {
  readonly key: string
  readonly channel: string
  /** Absent when the account was let go: nobody keeps where it is. */
  readonly address?: ChatAddress
  readonly ended: readonly Role[]
  readonly left: readonly Role[]
  /** For the chain: who ended them. */
  readonly by: string
  /** The staff ids and pseudonyms under which the account acted. */
  readonly actedAs: readonly string[]
  /** Also when nobody is left then who could read. */
  readonly evenIfLast: boolean
}

export interface LinkModel {
  /** One indexed read, shared with whoever asks at the same moment; also finds an account that only chose a language. */
  known(key: string): Promise<Pick<Link, 'roles' | 'language' | 'staffId' | 'name'> | undefined>
  ofStaff(staffId: string, channel: string): Promise<Link | undefined>
  /** Where an account can be written to. */
  reachable(key: string): Promise<Link | undefined>
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
  /** Only the chosen language stays. What its roles gave is due to be ended; `by` is for the chain. */
  release(key: string, by: string): Promise<void>
  releaseStaff(staffIds: readonly string[], by: string): Promise<void>
  /** Takes roles from an account in one step with noting what is due to be ended. False: it had none of them. */
  takeRoles(key: string, roles: readonly Role[], how: { by: string; evenIfLast: boolean }): Promise<boolean>
  /** Accounts with one of these roles, on every channel. */
  holding(roles: readonly Role[]): Promise<HoldingLink[]>
  /** What is due to be ended: of one account, or all. */
  endingsDue(key?: string): Promise<EndingDue[]>
  /** All that was due by then is done. What came in between stays due. */
  settleEnding(due: EndingDue): Promise<void>
  rename(people: readonly { readonly staffId: string; readonly name: string }[]): Promise<void>
}

export function createLinkModel(connection: Connection): LinkModel {
  const Rows: Model<StoredLink> = connection.models.Link ?? connection.model<StoredLink>('Link', linkSchema())
  const seatOf = (staffId: string, channel: string) => `${staffId} ${channel}`

  async function releaseAll(rows: readonly StoredLink[], by: string): Promise<void> {
    for (const row of rows)
      await Rows.updateOne(
        { _id: row._id },
        {
          $set: { roles: [], ...(row.roles.length > 0 && { 'ending.by': by }) },
          $unset: linkFields,
          ...(row.roles.length > 0 && dueOf(row, row.roles)),
        },
      )
  }

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
    async reachable(key) {
      const row = await Rows.findById(key).lean()
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
      // The day of a role that is given twice is the first one.
      for (const role of roles)
        await Rows.updateOne(
          { _id: key, [`given.${role}`]: { $exists: false } },
          { $set: { [`given.${role}`]: on } },
        )
    },
    async chooseLanguage({ key, channel }, language) {
      await Rows.updateOne(
        { _id: key },
        { $set: { language }, $setOnInsert: { channel, roles: [] } },
        { upsert: true },
      )
    },
    async release(key, by) {
      await releaseAll(await Rows.find({ _id: key }).lean(), by)
    },
    async releaseStaff(staffIds, by) {
      await releaseAll(await Rows.find({ staffId: { $in: [...staffIds] } }).lean(), by)
    },
    async takeRoles(key, taken, { by, evenIfLast }) {
      const row = await Rows.findById(key).lean()
      const ended = (row?.roles ?? []).filter((role) => taken.includes(role))
      if (!row || ended.length === 0) return false
      const done = await Rows.updateOne(
        { _id: key, roles: { $in: ended } },
        {
          $pull: { roles: { $in: ended } },
          $unset: Object.fromEntries(ended.map((role) => [`given.${role}`, ''])),
          ...dueOf(row, ended),
          $set: { 'ending.by': by, ...(evenIfLast && { 'ending.evenIfLast': true }) },
        },
      )
      return done.matchedCount === 1
    },
    async holding(wanted) {
      const rows = await Rows.find({ roles: { $in: [...wanted] } })
        .sort({ _id: 1 })
        .lean()
      return rows.flatMap((row) => linksFrom([row]).map((link) => ({ ...link, givenOn: daysIn(row.given) })))
    },
    async endingsDue(key) {
      const chosen = { 'ending.roles': { $exists: true }, ...(key !== undefined && { _id: key }) }
      return (await Rows.find(chosen).lean()).flatMap(({ _id, channel, sealed, roles: left, ending }) => {
        if (!ending) return []
        const { roles: ended, by, actedAs, evenIfLast = false } = ending
        const address = sealed === undefined ? undefined : { channel, key: _id, sealed }
        return [{ key: _id, channel, ...(address && { address }), ended, left, by, actedAs, evenIfLast }]
      })
    },
    async settleEnding({ key, ended }) {
      await Rows.updateOne({ _id: key, 'ending.roles': [...ended] }, { $unset: { ending: '' } })
    },
    async rename(people) {
      if (people.length > 0) await Rows.bulkWrite(people.map(renameOf), { ordered: false })
    },
  }
}

// Keeps who was asked to acknowledge a version of a policy, and when each first opened its text. Every write may be run twice.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'

export interface Opening {
  readonly policyKey: string
  readonly version: number
  readonly staffId: string
  readonly at: Date
  /** The key of the chat, a group's or a person's own. */
  readonly chat: string
  readonly eventKey: string
}

export interface ReadingModel {
  /** The first opening stays. */
  open(opening: Opening): Promise<void>
  openedAt(policyKey: string, version: number, staffId: string): Promise<Date | undefined>
  /** Whether this text was opened in this chat since then, by another event than this one. */
  shownIn(
    chat: string,
    of: Pick<Opening, 'policyKey' | 'version' | 'eventKey'>,
    since: Date,
  ): Promise<boolean>
  askedStaff(policyKey: string, version: number): Promise<ReadonlySet<string>>
  markAsked(people: readonly Pick<Opening, 'policyKey' | 'version' | 'staffId'>[], on: Day): Promise<void>
}

interface Stored {
  _id: string
  policyKey: string
  version: number
  staffId: string
  askedOn?: Day
  openedAt?: Date
  openedIn?: string
  openedBy?: string
}

const schema = new Schema<Stored>(
  {
    _id: String,
    policyKey: String,
    version: Number,
    staffId: String,
    askedOn: String,
    openedAt: Date,
    openedIn: String,
    openedBy: String,
  },
  { ...clustered, collection: 'policy_readings' },
)
schema.index({ policyKey: 1, version: 1, openedIn: 1 })

const batch = 1000

export function createReadingModel(connection: Connection): ReadingModel {
  const Rows: Model<Stored> =
    connection.models.PolicyReading ?? connection.model<Stored>('PolicyReading', schema)
  const idOf = (policyKey: string, version: number, staffId: string) => `${policyKey}/${version}/${staffId}`

  return {
    async open({ policyKey, version, staffId, at, chat, eventKey }) {
      const _id = idOf(policyKey, version, staffId)
      await Rows.updateOne({ _id }, { $setOnInsert: { policyKey, version, staffId } }, { upsert: true })
      await Rows.updateOne(
        { _id, openedAt: { $exists: false } },
        { $set: { openedAt: at, openedIn: chat, openedBy: eventKey } },
      )
    },
    async openedAt(policyKey, version, staffId) {
      return (await Rows.findById(idOf(policyKey, version, staffId)).lean())?.openedAt
    },
    async shownIn(chat, { policyKey, version, eventKey }, since) {
      const found = await Rows.findOne({
        policyKey,
        version,
        openedIn: chat,
        openedAt: { $gte: since },
        openedBy: { $ne: eventKey },
      }).lean()
      return found !== null
    },
    async askedStaff(policyKey, version) {
      const chosen = { policyKey, version, askedOn: { $exists: true } }
      const rows = await Rows.find(chosen, { _id: 0, staffId: 1 }).lean()
      return new Set(rows.map(({ staffId }) => staffId))
    },
    async markAsked(people, on) {
      for (let from = 0; from < people.length; from += batch) {
        const writes = people.slice(from, from + batch).map(({ policyKey, version, staffId }) => ({
          updateOne: {
            filter: { _id: idOf(policyKey, version, staffId) },
            update: { $setOnInsert: { policyKey, version, staffId }, $set: { askedOn: on } },
            upsert: true,
          },
        }))
        await Rows.bulkWrite(writes, { ordered: false })
      }
    },
  }
}

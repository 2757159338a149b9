// Keeps the gift register: one row per gift with its current version on top and every earlier one below it. A version is only
// put on the one it was made from, so that two corrections cannot hide one another. Ids are random; words come here sealed.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import type { GiftDecision } from './gift-decision-rules.js'
import type { GiverKind, Occasion, Outcome } from './gift-facts.js'

export interface GiftVersion {
  readonly version: number
  readonly state: 'reported' | 'withdrawn'
  readonly receivedOn: Day
  readonly giver: GiverKind
  readonly occasion: Occasion
  /** `null`: nobody knows. */
  readonly baht: number | null
  readonly outcome: Outcome
  readonly decision: GiftDecision
  /** What it was and who gave it, and the reason of a withdrawal; base64. */
  readonly sealedWords: string
  readonly pictures: readonly string[]
  readonly at: Date
  /** The event that made this version. */
  readonly eventKey: string
}

export interface KeptGift extends GiftVersion {
  readonly giftId: string
  readonly staffId: string
  /** The unit on the day of receipt. */
  readonly unit: string
  readonly firstAt: Date
  /** The oldest first. */
  readonly earlier: readonly GiftVersion[]
}

export interface GiftsModel {
  /** What is kept under this id: the first report wins. */
  add(gift: KeptGift): Promise<KeptGift>
  /** `false` when the current version is no longer `from`. */
  revise(gift: KeptGift, from: number): Promise<boolean>
  find(giftId: string): Promise<KeptGift | undefined>
  /** The latest receipt first; withdrawn ones too. */
  ofStaff(staffId: string, most: number): Promise<KeptGift[]>
  latest(most: number): Promise<KeptGift[]>
  /** Received from one day to the other, both included; without the withdrawn. */
  received(from: Day, until: Day, unit?: string): Promise<KeptGift[]>
  /** Not handed over yet, and due on one of these days. */
  notYetDueOn(days: readonly Day[]): Promise<KeptGift[]>
  /** Puts what was reported up to a moment, and is in no digest yet, into the digest of a day. */
  putIntoDigest(digest: Day, upTo: Date): Promise<void>
  countInDigest(digest: Day): Promise<number>
}

type Stored = Omit<KeptGift, 'giftId'> & { _id: string; digest?: Day }

const version = {
  version: Number,
  state: String,
  receivedOn: String,
  giver: String,
  occasion: String,
  baht: Number,
  outcome: String,
  decision: {
    type: { kind: String, rulesVersion: Number, limitBaht: Number, reportDays: Number, dueOn: String },
    _id: false,
  },
  sealedWords: String,
  pictures: [String],
  at: Date,
  eventKey: String,
}

const giftSchema = new Schema<Stored>(
  {
    _id: String,
    staffId: String,
    unit: String,
    firstAt: Date,
    ...version,
    earlier: [new Schema(version, { _id: false })],
    digest: String,
  },
  { ...clustered, collection: 'gifts' },
)
giftSchema.index({ receivedOn: 1, unit: 1 })
giftSchema.index({ staffId: 1, receivedOn: -1 })
giftSchema.index({ 'decision.dueOn': 1 })
giftSchema.index({ digest: 1, firstAt: 1 })

export function createGiftsModel(connection: Connection): GiftsModel {
  const Rows: Model<Stored> = connection.models.Gift ?? connection.model<Stored>('Gift', giftSchema)

  async function find(giftId: string): Promise<KeptGift | undefined> {
    const row = await Rows.findById(giftId).lean()
    return row ? giftFrom(row) : undefined
  }

  return {
    find,
    async add({ giftId, ...gift }) {
      await Rows.updateOne({ _id: giftId }, { $setOnInsert: gift }, { upsert: true })
      return (await find(giftId)) ?? { giftId, ...gift }
    },
    async revise({ giftId, ...gift }, from) {
      const { matchedCount } = await Rows.updateOne({ _id: giftId, version: from }, { $set: gift })
      return matchedCount > 0
    },
    async ofStaff(staffId, most) {
      const rows = await Rows.find({ staffId }).sort({ receivedOn: -1, _id: 1 }).limit(most).lean()
      return rows.map(giftFrom)
    },
    async latest(most) {
      const rows = await Rows.find({ state: 'reported' }).sort({ receivedOn: -1, _id: 1 }).limit(most).lean()
      return rows.map(giftFrom)
    },
    async received(from, until, unit) {
      const rows = await Rows.find({
        receivedOn: { $gte: from, $lte: until },
        state: 'reported',
        ...(unit !== undefined && { unit }),
      })
        .sort({ receivedOn: 1, _id: 1 })
        .lean()
      return rows.map(giftFrom)
    },
    async notYetDueOn(days) {
      const rows = await Rows.find({
        'decision.dueOn': { $in: [...days] },
        state: 'reported',
        outcome: 'notYet',
      }).lean()
      return rows.map(giftFrom)
    },
    async putIntoDigest(digest, upTo) {
      await Rows.updateMany(
        { digest: null, state: 'reported', firstAt: { $lte: upTo } },
        { $set: { digest } },
      )
    },
    countInDigest: (digest) => Rows.countDocuments({ digest, state: 'reported' }),
  }
}

function giftFrom({ _id, digest: _digest, ...row }: Stored): KeptGift {
  return { giftId: _id, ...versionFrom(row), ...ownerOf(row), earlier: row.earlier.map(versionFrom) }
}

const ownerOf = ({ staffId, unit, firstAt }: Stored | Omit<Stored, '_id' | 'digest'>) => ({
  staffId,
  unit,
  firstAt,
})

function versionFrom(row: GiftVersion): GiftVersion {
  const { version, state, receivedOn, giver, occasion, outcome, decision, sealedWords, pictures } = row
  const { at, eventKey } = row
  const { kind, rulesVersion, limitBaht, reportDays, dueOn } = decision
  return {
    ...{ version, state, receivedOn, giver, occasion, outcome, sealedWords, at, eventKey },
    baht: row.baht ?? null,
    decision: { kind, rulesVersion, limitBaht, reportDays, ...(dueOn && { dueOn }) },
    pictures: [...pictures],
  }
}

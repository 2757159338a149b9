// Keeps campaigns: what, to whom, when, and whether it goes on. A campaign is written once; afterwards only its state and
// its next sending change.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { isDuplicateKey } from '../../database/driver-values.js'
import type { Language } from '../../i18n/texts.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { type Audience, audienceSchema } from './publishing/audience.js'
import { type Timing, timingSchema } from './publishing/timing.js'

/** The exact version of something that is sent. */
export interface Piece {
  readonly from: 'content' | 'policy'
  readonly key: string
  readonly version: number
  readonly sha256: string
  readonly title: { readonly th: string; readonly en: string }
}

type CampaignState = 'active' | 'paused' | 'stopped' | 'finished'

export interface Campaign {
  readonly id: string
  readonly channel: string
  /** One for each step of a series, otherwise one. */
  readonly pieces: readonly Piece[]
  readonly audience: Audience
  readonly timing: Timing
  readonly by: string
  readonly at: Date
  /** The event that confirmed it: the same event again may finish what it began, another one may not. */
  readonly eventKey: string
  /** Who is told how it goes. */
  readonly told: { readonly to: ChatAddress; readonly language: Language }
  readonly state: CampaignState
  /** The sending that comes next; absent when there is none. */
  readonly next?: { readonly number: number; readonly at: Date }
}

export interface CampaignsModel {
  /** What is kept under this id; the first one wins. */
  addCampaign(campaign: Campaign): Promise<Campaign>
  campaign(id: string): Promise<Campaign | undefined>
  latestCampaigns(channel: string, most: number): Promise<Campaign[]>
  /** Also those that were stopped. */
  startedBefore(moment: Date): Promise<Campaign[]>
  /** Active ones whose next sending is due. */
  due(now: Date): Promise<Campaign[]>
  /** Only if sending `number` is still the next one. */
  advance(id: string, number: number, next: Campaign['next']): Promise<void>
  /** Whether it was in one of the states of `from`. */
  change(id: string, from: readonly CampaignState[], to: CampaignState): Promise<boolean>
}

type StoredCampaign = Omit<Campaign, 'id'> & { _id: string }

const address = { channel: String, key: String, sealed: String }
const campaignSchema = new Schema<StoredCampaign>(
  {
    _id: String,
    channel: String,
    pieces: [
      {
        _id: false,
        from: String,
        key: String,
        version: Number,
        sha256: String,
        title: { type: { th: String, en: String }, _id: false },
      },
    ],
    audience: Schema.Types.Mixed,
    timing: Schema.Types.Mixed,
    by: String,
    at: Date,
    eventKey: String,
    told: { type: { to: { type: address, _id: false }, language: String }, _id: false },
    state: String,
    next: { type: { number: Number, at: Date }, _id: false, default: undefined },
  },
  { ...clustered, collection: 'campaigns', minimize: false },
)
campaignSchema.index({ channel: 1, at: -1 })
campaignSchema.index({ state: 1, 'next.at': 1 })

export function createCampaignsModel(connection: Connection): CampaignsModel {
  const Campaigns: Model<StoredCampaign> =
    connection.models.Campaign ?? connection.model<StoredCampaign>('Campaign', campaignSchema)

  async function campaign(id: string): Promise<Campaign | undefined> {
    const row = await Campaigns.findById(id).lean()
    return row ? campaignFrom(row) : undefined
  }

  return {
    campaign,
    async addCampaign({ id, ...row }) {
      try {
        await Campaigns.create({ _id: id, ...row })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      return (await campaign(id)) ?? { id, ...row }
    },
    async latestCampaigns(channel, most) {
      const rows = await Campaigns.find({ channel }).sort({ at: -1, _id: 1 }).limit(most).lean()
      return rows.map(campaignFrom)
    },
    async startedBefore(moment) {
      const rows = await Campaigns.find({ at: { $lt: moment } })
        .sort({ at: 1, _id: 1 })
        .lean()
      return rows.map(campaignFrom)
    },
    async due(now) {
      const rows = await Campaigns.find({ state: 'active', 'next.at': { $lte: now } }).lean()
      return rows.map(campaignFrom)
    },
    async advance(id, number, next) {
      await Campaigns.updateOne(
        { _id: id, 'next.number': number },
        next ? { $set: { next } } : { $unset: { next: '' } },
      )
    },
    async change(id, from, to) {
      const changed = await Campaigns.updateOne(
        { _id: id, state: { $in: [...from] } },
        { $set: { state: to } },
      )
      return changed.modifiedCount === 1
    },
  }
}

function campaignFrom({ _id, audience, timing, next, ...row }: StoredCampaign): Campaign {
  return {
    ...row,
    id: _id,
    audience: audienceSchema.parse(audience),
    timing: timingSchema.parse(timing),
    ...(next && { next: { number: next.number, at: next.at } }),
  }
}

// Keeps the links of campaigns and how often each was opened: a number and nothing about anybody.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { nativeCollection } from '../../../database/native-collection.js'

interface CountedLink {
  /** The token in its address. */
  readonly _id: string
  readonly campaignId: string
  readonly url: string
  readonly opened: number
}

export interface CountedLinksModel {
  /** The first one wins. */
  add(link: CountedLink): Promise<void>
  /** Counts one more opening. */
  open(token: string): Promise<CountedLink | undefined>
  ofCampaigns(campaignIds: readonly string[]): Promise<CountedLink[]>
}

export function createCountedLinksModel(connection: Connection): CountedLinksModel {
  const schema = new Schema<CountedLink>(
    { _id: String, campaignId: String, url: String, opened: Number },
    { collection: 'campaignLinks', ...clustered },
  )
  schema.index({ campaignId: 1 })
  const links: mongo.Collection<CountedLink> = nativeCollection<CountedLink>(
    connection,
    'CampaignLink',
    schema,
  )
  return {
    async add({ _id, ...row }) {
      await links.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    },
    async open(token) {
      return (await links.findOneAndUpdate({ _id: token }, { $inc: { opened: 1 } })) ?? undefined
    },
    ofCampaigns: (campaignIds) => links.find({ campaignId: { $in: [...campaignIds] } }).toArray(),
  }
}

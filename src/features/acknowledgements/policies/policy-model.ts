// Keeps policies, one row for each version. The text, its hash, the fiscal year and the version never change; the words on
// the card, the dates and the audience may. Every write may be run twice.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import type { Policy } from './policy-schema.js'

export interface PolicyModel {
  /** Every version of every policy, or of one; a policy's newest version last. */
  policies(key?: string): Promise<Policy[]>
  /** `false` when the version is there already: somebody was faster. */
  addPolicy(policy: Omit<Policy, 'addedOn'>, at: Date): Promise<boolean>
  /** Brings card words, dates and audience up to date. */
  retouchPolicy(policy: Omit<Policy, 'addedOn'>): Promise<void>
}

type StoredPolicy = Omit<Policy, 'addedOn'> & { _id: string; addedAt: Date }

const words = { title: String, summary: String, points: [String], text: String }

const policySchema = new Schema<StoredPolicy>(
  {
    _id: String,
    key: String,
    version: Number,
    kind: String,
    fiscalYear: Number,
    th: { type: words, _id: false },
    en: { type: words, _id: false },
    sha256: { type: { th: String, en: String }, _id: false },
    opens: String,
    due: String,
    units: { type: [String], default: undefined },
    addedAt: Date,
  },
  { ...clustered, collection: 'policies' },
)
policySchema.index({ key: 1, version: 1 }, { unique: true })

export function createPolicyModel(connection: Connection): PolicyModel {
  const Policies: Model<StoredPolicy> =
    connection.models.Policy ?? connection.model<StoredPolicy>('Policy', policySchema)
  const idOf = ({ key, version }: Pick<Policy, 'key' | 'version'>) => `${key}/${version}`

  return {
    async policies(key) {
      const rows = await Policies.find(key === undefined ? {} : { key })
        .sort({ key: 1, version: 1 })
        .lean()
      return rows.map(({ _id, addedAt, ...policy }) => ({ ...policy, addedOn: dayInBangkok(addedAt) }))
    },
    async addPolicy(policy, at) {
      try {
        await Policies.create({ ...policy, _id: idOf(policy), addedAt: at })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async retouchPolicy(policy) {
      const { th, en, opens, due, units } = policy
      const card = (language: 'th' | 'en', { title, summary, points }: Policy['th']) => ({
        [`${language}.title`]: title,
        [`${language}.summary`]: summary,
        [`${language}.points`]: points,
      })
      const cards = { ...card('th', th), ...(en && card('en', en)) }
      await Policies.updateOne(
        { _id: idOf(policy) },
        units
          ? { $set: { ...cards, opens, due, units } }
          : { $set: { ...cards, opens, due }, $unset: { units: '' } },
      )
    },
  }
}

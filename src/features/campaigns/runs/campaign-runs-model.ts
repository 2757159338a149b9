// Keeps each sending of a campaign, and one delivery for each target of it: which chunk it went in tells what became of it.

import { type Connection, type mongo, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { nativeCollection } from '../../../database/native-collection.js'
import type { DeliveryRow, Run, RunInsight, RunState } from './campaign-run.js'

export interface CampaignRunsModel {
  /** The first one wins. */
  addRun(run: Run): Promise<void>
  run(id: string): Promise<Run | undefined>
  /** Of these campaigns, by number. */
  runsOf(campaignIds: readonly string[]): Promise<Run[]>
  /** Begun from the one moment up to, but not including, the other; in that order. */
  startedBetween(from: Date, before: Date): Promise<Run[]>
  /** That LINE counts, begun since `since`, and not asked about since `asked`. The oldest question first. */
  countedByLine(since: Date, asked: Date, most: number): Promise<Run[]>
  noteInsight(id: string, insight: RunInsight): Promise<void>
  /** Takes a lease on one that has work and nobody works on, but none of these. */
  claim(owner: string, now: Date, until: Date, except: readonly string[]): Promise<Run | undefined>
  /** Keeps the lease, with how far it is; as it is then. `undefined` when `owner` has it no more. */
  keep(id: string, owner: string, set: Partial<Pick<Run, 'leaseUntil' | 'counts'>>): Promise<Run | undefined>
  /** Only while `owner` has it; whether it did. */
  write(id: string, owner: string, change: RunChange): Promise<boolean>
  /** Whether it was in one of the states of `from`. */
  change(id: string, from: readonly RunState[], change: RunChange): Promise<boolean>
  /** Those that wait for the quota. */
  parked(): Promise<Run[]>
  /** Stopped, on which nobody works any more, and whose addresses are still there. */
  toForget(now: Date): Promise<Run[]>
  addDeliveries(rows: readonly DeliveryRow[]): Promise<void>
  dropDeliveries(runId: string): Promise<void>
  dropSomeDeliveries(ids: readonly string[]): Promise<void>
  deliveries(batch: string): Promise<DeliveryRow[]>
}

interface RunChange {
  readonly set: Partial<Omit<Run, '_id'>>
  readonly unset?: readonly ('wants' | 'endedAt')[]
}

export function createCampaignRunsModel(connection: Connection): CampaignRunsModel {
  const runs: mongo.Collection<Run> = nativeCollection<Run>(connection, 'CampaignRun', runSchema())
  const deliveries: mongo.Collection<DeliveryRow> = nativeCollection<DeliveryRow>(
    connection,
    'CampaignDelivery',
    deliverySchema(),
  )
  const updateOf = ({ set, unset = [] }: RunChange): mongo.UpdateFilter<Run> => ({
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(unset.length > 0 && {
      $unset: {
        ...(unset.includes('wants') && { wants: '' as const }),
        ...(unset.includes('endedAt') && { endedAt: '' as const }),
      },
    }),
  })

  return {
    async addRun({ _id, ...row }) {
      await runs.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    },
    run: async (id) => (await runs.findOne({ _id: id })) ?? undefined,
    runsOf: (campaignIds) =>
      runs
        .find({ campaignId: { $in: [...campaignIds] } })
        .sort({ number: 1 })
        .toArray(),
    startedBetween: (from, before) =>
      runs
        .find({ startedAt: { $gte: from, $lt: before } })
        .sort({ startedAt: 1, _id: 1 })
        .toArray(),
    countedByLine: (since, asked, most) =>
      runs
        .find({
          startedAt: { $gte: since },
          unit: { $exists: true },
          $or: [{ 'insight.askedAt': { $exists: false } }, { 'insight.askedAt': { $lt: asked } }],
        })
        .sort({ startedAt: 1 })
        .limit(most)
        .toArray(),
    async noteInsight(_id, insight) {
      // LINE forgets after its 14 days: what it told once is not lost to that.
      const told = insight.seen === null ? { 'insight.seen': null } : {}
      await runs.updateOne({ _id, ...told }, { $set: { insight } })
    },
    async claim(owner, now, until, except) {
      const row = await runs.findOneAndUpdate(
        {
          state: { $in: ['planning', 'sending'] },
          leaseUntil: { $lte: now },
          ...(except.length > 0 && { campaignId: { $nin: [...except] } }),
        },
        { $set: { owner, leaseUntil: until } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      return row ?? undefined
    },
    async keep(id, owner, set) {
      const kept = await runs.findOneAndUpdate({ _id: id, owner }, { $set: set }, { returnDocument: 'after' })
      return kept ?? undefined
    },
    async write(id, owner, change) {
      return (await runs.updateOne({ _id: id, owner }, updateOf(change))).matchedCount === 1
    },
    async change(id, from, change) {
      const changed = await runs.updateOne({ _id: id, state: { $in: [...from] } }, updateOf(change))
      return changed.matchedCount === 1
    },
    parked: () => runs.find({ state: 'parked' }).toArray(),
    toForget: (now) => runs.find({ state: 'stopped', wants: 'forget', leaseUntil: { $lte: now } }).toArray(),
    async addDeliveries(rows) {
      if (rows.length > 0) await deliveries.insertMany([...rows], { ordered: false })
    },
    async dropDeliveries(runId) {
      await deliveries.deleteMany({ runId })
    },
    async dropSomeDeliveries(ids) {
      await deliveries.deleteMany({ _id: { $in: [...ids] } })
    },
    deliveries: (batch) => deliveries.find({ batch }).sort({ _id: 1 }).toArray(),
  }
}

function runSchema(): Schema<Run> {
  const counts = { waiting: Number, sent: Number, parked: Number, failed: Number, unsure: Number }
  const schema = new Schema<Run>(
    {
      _id: String,
      campaignId: String,
      number: Number,
      channel: String,
      dueAt: Date,
      state: String,
      plan: Number,
      owner: String,
      leaseUntil: Date,
      groups: Number,
      people: Number,
      counts,
      wants: String,
      unit: String,
      insight: { seen: Number, clicked: Number, askedAt: Date },
      startedAt: Date,
      endedAt: Date,
    },
    { collection: 'campaignRuns', ...clustered },
  )
  schema.index({ state: 1, leaseUntil: 1 })
  schema.index({ campaignId: 1, number: 1 })
  schema.index({ startedAt: 1 })
  return schema
}

function deliverySchema(): Schema<DeliveryRow> {
  const schema = new Schema<DeliveryRow>(
    {
      _id: String,
      runId: String,
      batch: String,
      chunk: Number,
      kind: String,
      targetId: String,
      unit: String,
      language: String,
    },
    { collection: 'campaignDeliveries', ...clustered },
  )
  schema.index({ batch: 1, chunk: 1 })
  schema.index({ runId: 1 })
  return schema
}

// Keeps drafts that wait for approval, and publications, which are only ever added: each has the next number of the chain, and
// a draft becomes one publication however often its button is pressed.
import { type Connection, type Model, Schema } from 'mongoose'
import { isDuplicateKey } from '../../driver-values.js'
import type { FiscalYear } from '../../i18n/thai-calendar.js'
import type { Draft, Snapshot } from './snapshot.js'

export interface SnapshotsModel {
  /** False when one with this id is there. */
  addDraft(draft: Draft): Promise<boolean>
  draft(id: string): Promise<Draft | undefined>
  waitingDrafts(): Promise<readonly Draft[]>
  setDraft(id: string, set: Partial<Pick<Draft, 'state' | 'groups'>>): Promise<void>
  /** `event` approved it. False when its number is taken, or its draft has been published. */
  publish(snapshot: Snapshot, draftId: string, event: string): Promise<boolean>
  publishedFrom(draftId: string): Promise<{ readonly snapshot: Snapshot; readonly event: string } | undefined>
  last(): Promise<Snapshot | undefined>
  /** The oldest first. */
  versions(fiscalYear: FiscalYear): Promise<readonly Snapshot[]>
  /** The oldest first. */
  chain(): Promise<readonly Snapshot[]>
}

interface StoredDraft {
  _id: string
  state: Draft['state']
  groups?: readonly string[]
  draft: Omit<Draft, 'id' | 'state' | 'groups'>
}
interface StoredSnapshot {
  _id: number
  draftId: string
  event: string
  fiscalYear: FiscalYear
  snapshot: Snapshot
}

export function createSnapshotsModel(connection: Connection): SnapshotsModel {
  const Drafts: Model<StoredDraft> =
    connection.models.StatisticsDraft ??
    connection.model<StoredDraft>(
      'StatisticsDraft',
      new Schema<StoredDraft>(
        {
          _id: { type: String, required: true },
          state: { type: String, required: true },
          groups: { type: [String], default: undefined },
          draft: { type: Schema.Types.Mixed, required: true },
        },
        { versionKey: false, collection: 'statistics_drafts' },
      ),
    )
  const Published: Model<StoredSnapshot> =
    connection.models.StatisticsSnapshot ??
    connection.model<StoredSnapshot>(
      'StatisticsSnapshot',
      new Schema<StoredSnapshot>(
        {
          _id: { type: Number, required: true },
          draftId: { type: String, required: true, unique: true },
          event: { type: String, required: true },
          fiscalYear: { type: Number, required: true, index: true },
          snapshot: { type: Schema.Types.Mixed, required: true },
        },
        { versionKey: false, collection: 'statistics_snapshots' },
      ),
    )
  const draftFrom = ({ _id, state, groups, draft }: StoredDraft): Draft => ({
    ...draft,
    id: _id,
    state,
    ...(groups && { groups }),
  })

  return {
    async addDraft({ id, state, groups, ...draft }) {
      try {
        await Drafts.create({ _id: id, state, ...(groups && { groups }), draft })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async draft(id) {
      const row = await Drafts.findById(id).lean()
      return row ? draftFrom(row) : undefined
    },
    waitingDrafts: async () => (await Drafts.find({ state: 'waiting' }).lean()).map(draftFrom),
    async setDraft(id, set) {
      await Drafts.updateOne({ _id: id }, { $set: set })
    },
    async publish(snapshot, draftId, event) {
      const { number, fiscalYear } = snapshot
      try {
        await Published.create({ _id: number, draftId, event, fiscalYear, snapshot })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async publishedFrom(draftId) {
      const row = await Published.findOne({ draftId }).lean()
      return row ? { snapshot: row.snapshot, event: row.event } : undefined
    },
    last: async () => (await Published.findOne().sort({ _id: -1 }).lean())?.snapshot,
    versions: async (fiscalYear) =>
      (await Published.find({ fiscalYear }).sort({ _id: 1 }).lean()).map(({ snapshot }) => snapshot),
    chain: async () => (await Published.find().sort({ _id: 1 }).lean()).map(({ snapshot }) => snapshot),
  }
}

// Keeps drafts that wait for approval, and publications, which are only ever added: each has the next number of the chain, and
// a draft becomes one publication however often its button is pressed.

import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../../database/clustered.js'
import { isDuplicateKey } from '../../../database/driver-values.js'
import type { FiscalYear } from '../../../i18n/calendar/thai-calendar.js'
import { snapshotChain } from '../../../security/audit/chain-rows.js'
import { type ChainEnd, createChainSeals, type SealedRow } from '../../../security/audit/chain-seals.js'
import type { Keyring } from '../../../security/keyring.js'
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
  /** What the next one follows: the last, or where the chain was cut the end that it had. */
  end(): Promise<ChainEnd | undefined>
  /** The oldest first. */
  versions(fiscalYear: FiscalYear): Promise<readonly Snapshot[]>
  /** The oldest first. */
  chain(): Promise<readonly Snapshot[]>
  /** The number of the first that we did not write, or that is missing at the end. */
  firstWrong(): Promise<number | undefined>
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
  mac?: string
}

export function createSnapshotsModel(
  connection: Connection,
  keyring: Pick<Keyring, 'pseudonym'>,
): SnapshotsModel {
  const seals = createChainSeals(connection, keyring)
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
        { ...clustered, collection: 'statistics_drafts' },
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
          mac: String,
        },
        { ...clustered, collection: 'statistics_snapshots' },
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
        const mac = seals.macOf(snapshotChain, snapshot)
        await Published.create({ _id: number, draftId, event, fiscalYear, snapshot, mac })
        await seals.reached(snapshotChain, snapshot)
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
    async end() {
      const newest = await Published.findOne().sort({ _id: -1 }).lean()
      return seals.endAfter(snapshotChain, newest?.snapshot)
    },
    versions: async (fiscalYear) =>
      (await Published.find({ fiscalYear }).sort({ _id: 1 }).lean()).map(({ snapshot }) => snapshot),
    chain: async () => (await Published.find().sort({ _id: 1 }).lean()).map(({ snapshot }) => snapshot),
    async firstWrong() {
      const rows = await Published.find().sort({ _id: 1 }).lean()
      const links = rows.map(
        ({ _id, snapshot, mac }): SealedRow => ({ number: _id, hash: snapshot.hash, mac }),
      )
      return seals.firstWrong(snapshotChain, links)
    },
  }
}

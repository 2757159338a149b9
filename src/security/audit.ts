// The audit chain: append-only, each row carries the hash of the one before, so that a changed or missing row shows.
// It keeps who (a staff id or a pseudonym), what, and the hour; never a word that somebody said.

import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import type { Clock } from '../clock.js'
import { duplicatesOnly } from '../driver-values.js'
import { createGroupCommit } from '../group-commit.js'
import type { AuditAction } from './audit-actions.js'

export interface AuditEntry {
  /** A staff id, a pseudonym, or 'system'. */
  readonly who: string
  readonly action: AuditAction
  readonly about?: string
  readonly outcome: 'done' | 'refused' | 'failed'
}

/** What was done, as it was written by whichever version. */
type Written = Omit<AuditEntry, 'action'> & { readonly action: string }

export interface AuditRow extends Written {
  readonly number: number
  /** ISO time cut to the hour. */
  readonly hour: string
  readonly previous: string
  readonly hash: string
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>
  rows(): Promise<AuditRow[]>
  /** The last rows, newest first; those before `before` for the page after. */
  latest(most: number, before?: number): Promise<AuditRow[]>
  /**
   * The number of the first row that does not follow from the one before; `undefined` when the chain is whole. A chain that
   * was cut begins at its anchor, and a row of the chain itself says that it was cut there.
   */
  firstBroken(): Promise<number | undefined>
  /** Removes the rows before this moment and leaves the last one's hash as an anchor. Answers how many are gone. */
  cutBefore(moment: Date): Promise<number>
}

/** The last row that was cut: the chain goes on from its hash. */
interface Anchor {
  readonly number: number
  readonly hash: string
}

interface StoredRow extends Written {
  _id: number
  hour: string
  previous: string
  hash: string
}

interface StoredAnchor extends Anchor {
  _id: string
}

const start = '0'.repeat(64)
const anchorId = 'anchor'

function hashOf(number: number, hour: string, previous: string, entry: Written): string {
  const line = JSON.stringify([
    number,
    hour,
    previous,
    entry.who,
    entry.action,
    entry.about ?? '',
    entry.outcome,
  ])
  return createHash('sha256').update(line).digest('hex')
}

export function createAudit(connection: Connection, clock: Clock): Audit {
  const schema = new Schema<StoredRow>(
    {
      _id: Number,
      who: String,
      action: String,
      about: String,
      outcome: String,
      hour: String,
      previous: String,
      hash: String,
    },
    { versionKey: false, collection: 'audit' },
  )
  const Rows: Model<StoredRow> = connection.models.AuditRow ?? connection.model<StoredRow>('AuditRow', schema)

  /** In order, from the chain's end on. What a faster replica left no number for is tried again behind its rows. */
  async function append(entries: readonly AuditEntry[]): Promise<void> {
    let left = entries
    while (left.length > 0) {
      const last = await Rows.findOne().sort({ _id: -1 }).lean()
      const rows = chained(left, last ?? { _id: 0, hash: start })
      try {
        await Rows.insertMany(rows)
        return
      } catch (error) {
        // In order: what stands before the first number that was taken is written.
        left = left.slice(Math.min(...duplicatesOnly(error)))
      }
    }
  }

  function chained(entries: readonly AuditEntry[], last: Pick<StoredRow, '_id' | 'hash'>): StoredRow[] {
    const hour = `${clock().toISOString().slice(0, 13)}:00Z`
    let { _id, hash: previous } = last
    return entries.map((entry) => {
      _id += 1
      const row = { _id, ...entry, hour, previous, hash: hashOf(_id, hour, previous, entry) }
      previous = row.hash
      return row
    })
  }

  const Anchors: Model<StoredAnchor> =
    connection.models.AuditAnchor ??
    connection.model<StoredAnchor>(
      'AuditAnchor',
      new Schema<StoredAnchor>(
        { _id: String, number: Number, hash: String },
        { versionKey: false, collection: 'audit_anchor' },
      ),
    )

  async function cutBefore(moment: Date): Promise<number> {
    const hour = `${moment.toISOString().slice(0, 13)}:00Z`
    // From the old end: each night there is a day to cut and five years to keep.
    const kept = await Rows.findOne({ hour: { $gte: hour } })
      .sort({ _id: 1 })
      .lean()
    const last = await Rows.findOne(kept ? { _id: { $lt: kept._id } } : {})
      .sort({ _id: -1 })
      .lean()
    if (last) {
      const { _id: number, hash } = last
      // In the chain first: an anchor that no row of the chain speaks of is somebody else's.
      await record({ who: 'system', action: 'audit cut', about: cutAbout({ number, hash }), outcome: 'done' })
      await Anchors.updateOne({ _id: anchorId }, { $set: { number, hash } }, { upsert: true })
    }
    // Also what a run left that was cut off after its anchor.
    const anchor = await Anchors.findById(anchorId).lean()
    return anchor ? (await Rows.deleteMany({ _id: { $lte: anchor.number } })).deletedCount : 0
  }

  async function rows(): Promise<AuditRow[]> {
    const found = await Rows.find().sort({ _id: 1 }).lean()
    return found.map(({ _id, ...row }) => ({ number: _id, ...row }))
  }

  /** One write at a time within a process, so that a burst does not race against itself for the next number. */
  const record = createGroupCommit(append)

  return {
    record,
    rows,
    async latest(most, before) {
      const chosen = before === undefined ? {} : { _id: { $lt: before } }
      const found = await Rows.find(chosen).sort({ _id: -1 }).limit(most).lean()
      return found.map(({ _id, ...row }) => ({ number: _id, ...row }))
    },
    cutBefore,
    async firstBroken() {
      const [all, anchor] = await Promise.all([rows(), Anchors.findById(anchorId).lean()])
      const kept = all.filter(({ number }) => number > (anchor?.number ?? 0))
      if (anchor && !kept.some((row) => row.action === 'audit cut' && row.about === cutAbout(anchor)))
        return kept[0]?.number ?? anchor.number
      let previous = anchor?.hash ?? start
      let expected = (anchor?.number ?? 0) + 1
      for (const row of kept) {
        const whole =
          row.number === expected &&
          row.previous === previous &&
          row.hash === hashOf(row.number, row.hour, previous, row)
        if (!whole) return row.number
        previous = row.hash
        expected += 1
      }
      return undefined
    },
  }
}

const cutAbout = ({ number, hash }: Anchor): string => `${number} ${hash}`

// The audit chain: append-only, each row carries the hash of the one before and a code under a key that is not in the database,
// so that a row that was changed, written by somebody else or cut off shows. It keeps who (a staff id or a pseudonym), what, and
// the hour; never a word that somebody said. It claims only what was checked: what an older copy of everything hides, witnesses show.

import { createHash } from 'node:crypto'
import { type Connection, type Model, Schema } from 'mongoose'
import { clustered } from '../../database/clustered.js'
import { duplicatesOnly } from '../../database/driver-values.js'
import { createGroupCommit } from '../../database/group-commit.js'
import type { Clock } from '../../operation/clock.js'
import type { Keyring } from '../keyring.js'
import type { AuditAction } from './audit-actions.js'
import { type ChainEnd, createChainSeals, firstOf, type readWitness } from './chain-seals.js'

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
  /** Missing in rows that an earlier version wrote. */
  readonly mac?: string
}

export interface AuditCheck {
  /** How many rows were checked, and the first and the last of them. */
  readonly rows: number
  readonly first?: AuditRow
  readonly last?: AuditRow
  /** The number of the first row that was changed, was not written by us, or is missing; `undefined`: none was found. */
  readonly wrongFrom?: number
}

/** `later`: the chain does not reach so far: its end was cut. `old`: the row was cut at the end of its time. */
export type Witnessed = 'same' | 'other' | 'later' | 'old'

export interface Audit {
  record(entry: AuditEntry): Promise<void>
  rows(): Promise<AuditRow[]>
  /** The last rows, newest first; those before `before` for the page after. */
  latest(most: number, before?: number): Promise<AuditRow[]>
  /**
   * Every row against the one before, its code and the note of how far the chain has come, and against the end that this process
   * has seen. A chain that was cut at its old end begins at its anchor, and a row of the chain itself says that it was cut there.
   */
  check(): Promise<AuditCheck>
  /** `wrongFrom` of the check alone. */
  firstBroken(): Promise<number | undefined>
  /** The end, as a witness of all before it; `undefined` before the first row. */
  end(): Promise<ChainEnd | undefined>
  /** What somebody wrote down outside, against the chain. */
  compare(witness: NonNullable<ReturnType<typeof readWitness>>): Promise<Witnessed>
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
  mac?: string
}

interface StoredAnchor extends Anchor {
  _id: string
}

const start = '0'.repeat(64)
const anchorId = 'anchor'
const chain = 'audit'

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

export function createAudit(
  connection: Connection,
  clock: Clock,
  keyring: Pick<Keyring, 'pseudonym'>,
): Audit {
  const seals = createChainSeals(connection, keyring)
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
      mac: String,
    },
    { ...clustered, collection: 'audit' },
  )
  const Rows: Model<StoredRow> = connection.models.AuditRow ?? connection.model<StoredRow>('AuditRow', schema)

  /** The furthest end that this process has seen: whoever cuts the chain behind its back is found without any witness outside. */
  let seen: ChainEnd | undefined

  function see({ number, hash }: ChainEnd): void {
    if (number > (seen?.number ?? -1)) seen = { number, hash }
  }

  /**
   * In order, from the chain's end on. What a faster replica left no number for is tried again behind its rows. Where the end was
   * cut, the number goes on from where the chain has been: the gap stays for ever.
   */
  async function append(entries: readonly AuditEntry[]): Promise<void> {
    // A process that starts after the end was cut must not write over the place where it was.
    if (!seen) see((await seals.endAfter(chain, undefined)) ?? { number: 0, hash: start })
    let left = entries
    while (left.length > 0) {
      const last = await Rows.findOne().sort({ _id: -1 }).lean()
      if (last) see(endOf(last))
      const from = seen && seen.number > (last?._id ?? 0) ? { _id: seen.number, hash: seen.hash } : last
      const rows = chained(left, from ?? { _id: 0, hash: start })
      try {
        await Rows.insertMany(rows)
        const end = rows.at(-1)
        if (end) see(endOf(end))
        if (end) await seals.reached(chain, endOf(end))
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
      const hash = hashOf(_id, hour, previous, entry)
      const row = { _id, ...entry, hour, previous, hash, mac: seals.macOf(chain, { number: _id, hash }) }
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
        { ...clustered, collection: 'audit_anchor' },
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
    check,
    firstBroken: async () => (await check()).wrongFrom,
    async end() {
      const last = await Rows.findOne().sort({ _id: -1 }).lean()
      return last ? endOf(last) : undefined
    },
    async compare({ number, start }) {
      const [row, oldest, last] = await Promise.all([
        Rows.findById(number).lean(),
        Rows.findOne().sort({ _id: 1 }).lean(),
        Rows.findOne().sort({ _id: -1 }).lean(),
      ])
      if (row) return row.hash.startsWith(start) ? 'same' : 'other'
      if (number > (last?._id ?? 0)) return 'later'
      return number < (oldest?._id ?? 0) ? 'old' : 'other'
    },
  }

  async function check(): Promise<AuditCheck> {
    const before = seen
    const [all, anchor] = await Promise.all([rows(), Anchors.findById(anchorId).lean()])
    const kept = all.filter(({ number }) => number > (anchor?.number ?? 0))
    const last = kept.at(-1)
    const wrongFrom = firstOf(
      unlinkedIn(kept, anchor ?? undefined),
      await seals.firstWrong(chain, kept),
      before && before.number > (last?.number ?? anchor?.number ?? 0) ? (last?.number ?? 0) + 1 : undefined,
    )
    if (last && wrongFrom === undefined) see(last)
    return {
      rows: kept.length,
      ...(kept[0] && { first: kept[0] }),
      ...(last && { last }),
      ...(wrongFrom !== undefined && { wrongFrom }),
    }
  }
}

function unlinkedIn(kept: readonly AuditRow[], anchor: Anchor | undefined): number | undefined {
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
}

const endOf = ({ _id: number, hash }: Pick<StoredRow, '_id' | 'hash'>): ChainEnd => ({ number, hash })
const cutAbout = ({ number, hash }: Anchor): string => `${number} ${hash}`

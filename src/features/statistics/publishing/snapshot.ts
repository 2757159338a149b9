// A published table as it stays: exact totals of a fiscal year up to a month, what counted as completed, the splits that were
// due, and the hash of the publication before it. Whoever has the JSON can compute the hash again: see docs/statistics.md.
import { createHash } from 'node:crypto'
import type { Day, FiscalYear, Month } from '../../../i18n/calendar/thai-calendar.js'
import type { CountableStatus } from '../../settings/settings-schema.js'
import type { Figures, MonthFigures } from '../counting/statistics-rules.js'
import type { Split } from '../splitting/split.js'

/** What is drafted, approved and published, unchanged. */
export interface SnapshotFigures extends Figures {
  readonly fiscalYear: FiscalYear
  /** The last month that it covers. */
  readonly through: Month
  readonly asOf: Day
  readonly completedStatuses: readonly CountableStatus[]
  readonly months: readonly MonthFigures[]
  readonly splits: readonly Split[]
  /** Why it takes the place of a publication of the same months. */
  readonly reason?: string
}

export interface Draft extends SnapshotFigures {
  readonly id: string
  readonly draftedOn: Day
  readonly state: 'waiting' | 'published' | 'replaced'
  /** Ids of the groups that get the infographic; absent: every registered one. */
  readonly groups?: readonly string[]
}

export interface Snapshot extends SnapshotFigures {
  /** Its place in the chain of all publications, from 1. */
  readonly number: number
  /** Of its fiscal year, from 1. */
  readonly version: number
  readonly publishedOn: Day
  readonly previousHash: string
  /** SHA-256 of hashedText, in hexadecimal. */
  readonly hash: string
}

export const beginningOfChain = '0'.repeat(64)

/** The exact text that is hashed: one JSON array in this order, without blanks. */
export function hashedText(snapshot: Omit<Snapshot, 'hash'>): string {
  const { number, fiscalYear, version, through, asOf, publishedOn, completedStatuses } = snapshot
  const { months, splits, reason = null, previousHash } = snapshot
  return JSON.stringify([
    number,
    fiscalYear,
    version,
    through,
    asOf,
    publishedOn,
    completedStatuses,
    months.map(({ month, total, completed, inProgress }) => [month, total, completed, inProgress]),
    splits.map((split) => [
      split.by,
      split.half,
      split.countedOn,
      split.threshold,
      split.total,
      split.shown?.level ?? null,
      (split.shown?.cells ?? []).map((cell) => [cell.name, cell.shown === 'count' ? cell.count : cell.shown]),
    ]),
    reason,
    previousHash,
  ])
}

export const hashOf = (snapshot: Omit<Snapshot, 'hash'>): string =>
  createHash('sha256').update(hashedText(snapshot), 'utf8').digest('hex')

/** The number of the first that does not follow from the one before; `undefined` when the chain is whole. */
export function firstBrokenOf(chain: readonly Snapshot[]): number | undefined {
  let previous = beginningOfChain
  for (const [index, snapshot] of chain.entries()) {
    const whole =
      snapshot.number === index + 1 &&
      snapshot.previousHash === previous &&
      snapshot.hash === hashOf(snapshot)
    if (!whole) return snapshot.number
    previous = snapshot.hash
  }
  return undefined
}

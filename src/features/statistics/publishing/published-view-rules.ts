// What the public sees of a window: the newest publication that covers any of it, a version that was asked for, or, where
// nothing of it has been published yet, the figures up to the last day that is over, which say that they are not a publication.
import type { FiscalYear, Month } from '../../../i18n/calendar/thai-calendar.js'
import { type StatisticsRules, type StatisticsTable, sumOf } from '../counting/statistics-rules.js'
import type { Split } from '../splitting/split.js'
import type { Snapshot } from './snapshot.js'
import type { SnapshotsRules } from './snapshots-rules.js'

export interface PublicView extends StatisticsTable {
  readonly fiscalYear: FiscalYear
  /** Absent: the figures so far. */
  readonly publication?: Omit<Snapshot, 'months' | 'splits' | 'total' | 'completed' | 'inProgress'>
  readonly splits: readonly Split[]
}

export interface PublishedViewRules {
  /** `undefined` when there is no such version, or it covers none of these months. */
  view(what: {
    readonly fiscalYear: FiscalYear
    readonly months: readonly Month[]
    readonly version?: number | 'latest'
  }): Promise<PublicView | undefined>
}

export function createPublishedViewRules({
  statistics,
  snapshots,
}: {
  readonly statistics: Pick<StatisticsRules, 'table' | 'past'>
  readonly snapshots: Pick<SnapshotsRules, 'versions'>
}): PublishedViewRules {
  async function latest(fiscalYear: FiscalYear, months: readonly Month[]): Promise<PublicView> {
    const table = await statistics.table({ months: statistics.past.begun(months) })
    return { ...table, fiscalYear, splits: [] }
  }

  return {
    async view({ fiscalYear, months, version }) {
      if (version === 'latest') return latest(fiscalYear, months)
      const versions = await snapshots.versions(fiscalYear)
      const snapshot =
        version === undefined ? versions.at(-1) : versions.find((one) => one.version === version)
      const published = snapshot && partOf(snapshot, months)
      if (published) return published
      return version === undefined ? latest(fiscalYear, months) : undefined
    },
  }
}

function partOf(snapshot: Snapshot, asked: readonly Month[]): PublicView | undefined {
  const { months, splits, total: _total, completed: _completed, inProgress: _rest, ...publication } = snapshot
  const rows = months.filter(({ month }) => asked.includes(month))
  if (rows.length === 0) return undefined
  const { asOf, completedStatuses, fiscalYear } = snapshot
  // A split is of a half-year, so it stands beside the year and its own half, and never beside a part of it.
  const inside = splits.filter(({ half }) => asked.length === 12 || isHalf(asked, half))
  return {
    kind: 'corruption',
    asOf,
    completedStatuses,
    months: rows,
    ...sumOf(rows),
    fiscalYear,
    publication,
    splits: inside,
  }
}

const isHalf = (months: readonly Month[], half: 1 | 2): boolean =>
  months.length === 6 && months[0]?.endsWith(half === 1 ? '-10' : '-04') === true

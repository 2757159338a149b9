// The table that ITA asks for: per month, complaints received (total), those of them that are closed by the as-of day
// (completed), and the rest (in progress). Every figure is a pure function of the register and of the setting that says
// which statuses count as completed. A month without complaints is a row of zeros. Whoever does not read the cases sees them as
// they stood when the last day ended.

import { type Day, dayInBangkok, type Month } from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { CellCount, StatusCounts } from '../../complaints/complaint.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { KeptFigures } from '../../figures/kept-figures-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { CountableStatus } from '../../settings/settings-schema.js'
import { createMonthCounts, type Difference } from './month-count-rules.js'
import { createPastFigures, type PastFigures } from './past-figures-rules.js'
import type { StatisticsModel } from './statistics-model.js'

export interface Figures {
  readonly total: number
  readonly completed: number
  /** Always total − completed. */
  readonly inProgress: number
}

export interface MonthFigures extends Figures {
  readonly month: Month
}

export interface StatisticsTable extends Figures {
  readonly kind: ComplaintKind
  /** The day up to which receipts and closings count. */
  readonly asOf: Day
  /** What counted as completed. */
  readonly completedStatuses: readonly CountableStatus[]
  /** In the order in which the months were asked for; months that have not come are zeros. */
  readonly months: readonly MonthFigures[]
}

interface StatisticsQuery {
  readonly months: readonly Month[]
  /** Corruption and misconduct unless said otherwise; general complaints never mix with them. */
  readonly kind?: ComplaintKind
  /**
   * The last day that is over unless an earlier one is given. An earlier day is counted from what the register says now,
   * so a complaint that was reopened since is in progress on that day too: what was published is in its snapshot.
   */
  readonly asOf?: Day
  /** Figures of this minute: only for officers who read the cases of this kind. */
  readonly seesToday?: boolean
}

export interface StatisticsRules {
  table(query: StatisticsQuery): Promise<StatisticsTable>
  /** How many ended after how many days, by status: for the time that an answer takes. */
  counted(
    query: Pick<StatisticsQuery, 'months' | 'kind' | 'seesToday'>,
  ): Promise<readonly (CellCount & { readonly month: Month })[]>
  readonly past: Pick<PastFigures, 'asOf' | 'begun' | 'overdue' | 'overdueNow' | 'keepAll'>
  /** Counts everything again and corrects it; the differences are for the operator. */
  reconcile(): Promise<readonly Difference[]>
}

export function createStatisticsRules({
  model,
  complaints,
  settings,
  kept,
  clock,
}: {
  readonly model: StatisticsModel
  readonly complaints: ComplaintsRules
  readonly settings: SettingsRules
  readonly kept: KeptFigures
  readonly clock: Clock
}): StatisticsRules {
  const counts = createMonthCounts({ model, figures: complaints.figures })
  // Counting now spares the next reader the work; a crash before it costs nothing but that.
  complaints.whenChanged((cells) => counts.bringUpToDate(cells))
  const past = createPastFigures({ kept, counts, model, complaints, settings, clock })

  /** As many small rows as there are months, however many complaints there are. */
  async function counted({
    months,
    kind = 'corruption',
    seesToday = false,
  }: StatisticsQuery): Promise<readonly (CellCount & { readonly month: Month })[]> {
    if (!seesToday) return past.months(kind, months)
    await counts.bringUpToDate(months.map((month) => ({ kind, month })))
    return model.read(kind, months)
  }

  return {
    past,
    counted,
    async table(query) {
      const { months, kind = 'corruption', asOf, seesToday = false } = query
      const { completedStatuses } = await settings.get()
      const newest = seesToday ? dayInBangkok(clock()) : past.asOf()
      const day = asOf !== undefined && asOf < newest ? asOf : newest
      const rows =
        day === newest
          ? (await counted(query)).map((row) => ({
              month: row.month,
              ...figuresFrom(row.counts, completedStatuses),
            }))
          : await complaints.figures.countAsOf(kind, months, day, completedStatuses)
      const byMonth = new Map(rows.map((row) => [row.month, row]))
      const table = months.map((month): MonthFigures => {
        const { total, completed } = byMonth.get(month) ?? { total: 0, completed: 0 }
        return { month, total, completed, inProgress: total - completed }
      })
      return { kind, asOf: day, completedStatuses, months: table, ...sumOf(table) }
    },
    reconcile: () => counts.reconcile(),
  }
}

/** Sums of rows, such as the months of a year. */
export function sumOf(rows: readonly Figures[]): Figures {
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  const completed = rows.reduce((sum, row) => sum + row.completed, 0)
  return { total, completed, inProgress: total - completed }
}

function figuresFrom(counts: StatusCounts, completedStatuses: readonly CountableStatus[]): Figures {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const completed = completedStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  return { total, completed, inProgress: total - completed }
}

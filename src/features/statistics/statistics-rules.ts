// The table that ITA asks for: per month, complaints received (total), those of them that are closed by the as-of day
// (completed), and the rest (in progress). Every figure is a pure function of the register and of the setting that says
// which statuses count as completed. A month without complaints is a row of zeros.
import type { Clock } from '../../clock.js'
import { type Day, dayInBangkok, type Month } from '../../i18n/thai-calendar.js'
import type { StatusCounts } from '../complaints/complaint.js'
import type { ComplaintKind } from '../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { CountableStatus } from '../settings/settings-schema.js'
import { createMonthCounts, type Difference } from './month-count-rules.js'
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
   * Today unless an earlier day is given; a later one is today. An earlier day is counted from what the register says
   * now, so a complaint that was reopened since is in progress on that day too: what was published is in its snapshot.
   */
  readonly asOf?: Day
}

export interface StatisticsRules {
  table(query: StatisticsQuery): Promise<StatisticsTable>
  /** Counts everything again and corrects it; the differences are for the operator. */
  reconcile(): Promise<readonly Difference[]>
}

export function createStatisticsRules({
  model,
  complaints,
  settings,
  clock,
}: {
  readonly model: StatisticsModel
  readonly complaints: ComplaintsRules
  readonly settings: SettingsRules
  readonly clock: Clock
}): StatisticsRules {
  const counts = createMonthCounts({ model, figures: complaints.figures })
  // Counting now spares the next reader the work; a crash before it costs nothing but that.
  complaints.whenChanged((cells) => counts.bringUpToDate(cells))

  /** As many small rows as there are months, however many complaints there are. */
  async function today(
    kind: ComplaintKind,
    months: readonly Month[],
    completedStatuses: readonly CountableStatus[],
  ): Promise<readonly MonthFigures[]> {
    await counts.bringUpToDate(months.map((month) => ({ kind, month })))
    const rows = await model.read(kind, months)
    return rows.map(({ month, counts }) => ({ month, ...figuresFrom(counts, completedStatuses) }))
  }

  return {
    async table({ months, kind = 'corruption', asOf }) {
      const { completedStatuses } = await settings.get()
      const now = dayInBangkok(clock())
      const day = asOf !== undefined && asOf < now ? asOf : now
      const rows =
        day === now
          ? await today(kind, months, completedStatuses)
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

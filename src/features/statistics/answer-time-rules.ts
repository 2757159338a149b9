// How long the agency takes, what waits and what is late: from the counted months, and from the register only for the one
// month in which the days are running out. What reporters thought of it comes from the case page, where there is one.
import type { Clock } from '../../clock.js'
import {
  addDays,
  type Day,
  dayInBangkok,
  lastDayOf,
  type Month,
  monthOfDay,
} from '../../i18n/thai-calendar.js'
import { type ComplaintKind, complaintStatuses } from '../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type AnswerTimes, answerTimes } from './answer-time.js'
import type { StatisticsModel } from './statistics-model.js'
import type { StatisticsRules } from './statistics-rules.js'

/** What the case page knows of its readers; handed in by whoever keeps cases. Each part is absent until there is one. */
export interface CaseFeedback {
  of(
    kind: ComplaintKind,
    months: readonly Month[],
  ): Promise<{
    readonly satisfaction?: { readonly satisfied: number; readonly answers: number }
    readonly returned?: { readonly cameBack: number; readonly reporters: number }
  }>
}

export interface Waiting {
  readonly asOf: Day
  readonly answerDays: number
  readonly months: readonly { readonly month: Month; readonly waiting: number; readonly overdue: number }[]
  readonly waiting: number
  readonly overdue: number
}

export interface AnswerTimeRules {
  waiting(months: readonly Month[]): Promise<Waiting>
  times(
    months: readonly Month[],
  ): Promise<
    AnswerTimes & { readonly answerDays: number; readonly least: number } & Awaited<
        ReturnType<CaseFeedback['of']>
      >
  >
}

export function createAnswerTimeRules({
  model,
  statistics,
  figures,
  settings,
  clock,
  feedback,
}: {
  readonly model: Pick<StatisticsModel, 'read'>
  readonly statistics: Pick<StatisticsRules, 'table'>
  readonly figures: Pick<ComplaintsRules['figures'], 'countReceivedBy'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
  readonly feedback?: CaseFeedback
}): AnswerTimeRules {
  const kind = 'corruption'

  async function waiting(months: readonly Month[]): Promise<Waiting> {
    const { answerDays, completedStatuses } = await settings.get()
    const { asOf, ...table } = await statistics.table({ months })
    // Received on this day or before, the last day for the answer is over.
    const late = addDays(dayInBangkok(clock()), -(answerDays + 1))
    const open = complaintStatuses.filter((status) => !completedStatuses.some((one) => one === status))
    const rows = await Promise.all(
      table.months.map(async ({ month, inProgress }) => ({
        month,
        waiting: inProgress,
        overdue:
          lastDayOf(month) <= late
            ? inProgress
            : monthOfDay(late) === month
              ? await figures.countReceivedBy({ kind, month }, late, open)
              : 0,
      })),
    )
    return {
      asOf,
      answerDays,
      months: rows,
      waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
      overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
    }
  }

  return {
    waiting,
    async times(months) {
      const { completedStatuses, smallCellThreshold } = await settings.get()
      const { overdue, answerDays } = await waiting(months)
      const histogram = new Map<number, number>()
      for (const { days } of await model.read(kind, months))
        for (const status of completedStatuses)
          for (const [day, count] of Object.entries(days[status] ?? {}))
            histogram.set(Number(day), (histogram.get(Number(day)) ?? 0) + count)
      return {
        ...answerTimes(histogram, { answerDays, overdue, least: smallCellThreshold }),
        answerDays,
        least: smallCellThreshold,
        ...(await feedback?.of(kind, months)),
      }
    },
  }
}

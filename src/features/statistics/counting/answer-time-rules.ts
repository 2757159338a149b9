// How long the agency takes, what waits and what is late: from the counted months, and from the register only for the one
// month in which the days are running out. What reporters thought of it comes from the case page, where there is one. All of it
// ends with the last day that is over, except for those who read the cases.
import { type Day, lastDayOf, type Month, monthOfDay } from '../../../i18n/calendar/thai-calendar.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import { type AnswerTimes, answerTimes } from './answer-time.js'
import type { StatisticsRules } from './statistics-rules.js'

/** What the case page knows of its readers; handed in by whoever keeps cases. Each part is absent until there is one. */
export interface CaseFeedback {
  of(
    kind: ComplaintKind,
    months: readonly Month[],
    sight: Sight,
  ): Promise<{
    readonly satisfaction?: { readonly satisfied: number; readonly answers: number }
    readonly returned?: { readonly cameBack: number; readonly reporters: number }
  }>
}

export interface Sight {
  /** Only for officers who read these cases. */
  readonly seesToday: boolean
}

export interface Waiting {
  readonly asOf: Day
  readonly answerDays: number
  readonly months: readonly { readonly month: Month; readonly waiting: number; readonly overdue: number }[]
  readonly waiting: number
  readonly overdue: number
}

export interface AnswerTimeRules {
  waiting(months: readonly Month[], sight: Sight): Promise<Waiting>
  times(
    months: readonly Month[],
    sight: Sight,
  ): Promise<
    AnswerTimes & { readonly answerDays: number; readonly least: number } & Awaited<
        ReturnType<CaseFeedback['of']>
      >
  >
}

export function createAnswerTimeRules({
  statistics,
  settings,
  feedback,
}: {
  readonly statistics: Pick<StatisticsRules, 'table' | 'counted' | 'past'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly feedback?: CaseFeedback
}): AnswerTimeRules {
  const kind = 'corruption'

  async function waiting(months: readonly Month[], { seesToday }: Sight): Promise<Waiting> {
    const { asOf, ...table } = await statistics.table({ months, seesToday })
    const { answerDays, late, inItsMonth } = await (seesToday
      ? statistics.past.overdueNow()
      : statistics.past.overdue())
    const rows = table.months.map(({ month, inProgress }) => ({
      month,
      waiting: inProgress,
      overdue: lastDayOf(month) <= late ? inProgress : monthOfDay(late) === month ? inItsMonth : 0,
    }))
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
    async times(months, sight) {
      const { completedStatuses, smallCellThreshold } = await settings.get()
      const { overdue, answerDays } = await waiting(months, sight)
      const histogram = new Map<number, number>()
      for (const { days } of await statistics.counted({ kind, months, ...sight }))
        for (const status of completedStatuses)
          for (const [day, count] of Object.entries(days[status] ?? {}))
            histogram.set(Number(day), (histogram.get(Number(day)) ?? 0) + count)
      return {
        ...answerTimes(histogram, { answerDays, overdue, least: smallCellThreshold }),
        answerDays,
        least: smallCellThreshold,
        ...(await feedback?.of(kind, months, sight)),
      }
    },
  }
}

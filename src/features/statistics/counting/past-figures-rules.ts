// The figures that outsiders, groups and executives see: of each month as it stood when the last day ended, and how many were
// overdue then. Kept before the first change of a day, so that no report, answer or correction shows before midnight.
import { z } from 'zod'
import {
  addDays,
  addMonths,
  type Day,
  dayInBangkok,
  isMonth,
  type Month,
  monthOfDay,
} from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Cell, CellCount } from '../../complaints/complaint.js'
import { type ComplaintKind, complaintKinds, complaintStatuses } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { KeptFigures } from '../../figures/kept-figures-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { MonthCounts } from './month-count-rules.js'
import type { StatisticsModel } from './statistics-model.js'

/** How many wait for an answer although its last day is over; of one month at most it has to be counted by the day. */
export interface Overdue {
  readonly answerDays: number
  /** Whatever was received in a month that ended by this day, and waits, is overdue. */
  readonly late: Day
  /** Of the month in which that day lies. */
  readonly inItsMonth: number
}

export interface PastFigures {
  readonly asOf: () => Day
  /** Those of which a day is over. On its first day nothing of a month has happened yet, which is not the same as zero. */
  begun(months: readonly Month[]): readonly Month[]
  months(
    kind: ComplaintKind,
    months: readonly Month[],
  ): Promise<readonly (CellCount & { readonly month: Month })[]>
  overdue(): Promise<Overdue>
  /** As it stands now, for those who read the cases. */
  overdueNow(): Promise<Overdue>
  /** Soon after midnight, so that no first question of a day takes longer than another. */
  keepAll(): Promise<number>
}

/** Months that are kept also while nothing is in them: late entries go into these. */
const monthsKeptEmpty = 24

const count = z.record(z.string(), z.number())
const cellSchema = z.object({
  counts: z.partialRecord(z.enum(complaintStatuses), z.number()),
  days: z.partialRecord(z.enum(complaintStatuses), count),
})
const overdueSchema = z.object({
  answerDays: z.number(),
  late: z.custom<Day>((day) => typeof day === 'string'),
  inItsMonth: z.number(),
})
/** The clock of the answer runs for what general complaints never mix with. */
const answeredKind = 'corruption'

export function createPastFigures({
  kept,
  counts,
  model,
  complaints,
  settings,
  clock,
}: {
  readonly kept: KeptFigures
  readonly counts: Pick<MonthCounts, 'bringUpToDate'>
  readonly model: Pick<StatisticsModel, 'read' | 'all'>
  readonly complaints: Pick<ComplaintsRules, 'figures' | 'beforeChange' | 'whenFilled'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
}): PastFigures {
  const today = () => dayInBangkok(clock())
  const asOf = () => addDays(today(), -1)

  async function overdueNow(): Promise<Overdue> {
    const { answerDays, completedStatuses } = await settings.get()
    // Received on this day or before, the last day for the answer is over.
    const late = addDays(today(), -(answerDays + 1))
    const open = complaintStatuses.filter((status) => !completedStatuses.some((one) => one === status))
    const cell = { kind: answeredKind, month: monthOfDay(late) } as const
    return { answerDays, late, inItsMonth: await complaints.figures.countReceivedBy(cell, late, open) }
  }

  const cells = kept.figure('cell', cellSchema, async (parts) => {
    const asked = parts.map(cellFrom)
    await counts.bringUpToDate(asked)
    const rows = await Promise.all(
      complaintKinds.map((kind) =>
        model.read(
          kind,
          asked.flatMap((cell) => (cell.kind === kind ? cell.month : [])),
        ),
      ),
    )
    const counted = new Map(rows.flat().map((row) => [partOf(row), { counts: row.counts, days: row.days }]))
    return new Map(parts.map((part) => [part, counted.get(part) ?? nothing]))
  })
  const overdue = kept.figure(
    'overdue',
    overdueSchema,
    async (parts) =>
      new Map(await Promise.all(parts.map(async (part) => [part, await overdueNow()] as const))),
  )

  complaints.beforeChange(async (changing) => {
    await cells.keep(changing.map(partOf))
    await overdue.keep([answeredKind])
  })
  complaints.whenFilled(kept.clear)

  /** Old months in which nothing ever was need no row: anybody may ask for them. */
  async function worthKeeping(kind: ComplaintKind, months: readonly Month[]): Promise<readonly Month[]> {
    const running = monthOfDay(today())
    const begun = months.filter((month) => month <= running)
    const isRecent = (month: Month) => month > addMonths(running, -monthsKeptEmpty)
    const old = begun.filter((month) => !isRecent(month))
    const there = old.length === 0 ? [] : (await model.read(kind, old)).map(({ month }) => month)
    return begun.filter((month) => isRecent(month) || there.includes(month))
  }

  return {
    asOf,
    begun: (months) => months.filter((month) => month <= monthOfDay(asOf())),
    async months(kind, months) {
      const found = await cells.asDayEnded(
        (await worthKeeping(kind, months)).map((month) => partOf({ kind, month })),
      )
      return [...found].map(([part, cell]) => ({ ...cell, month: cellFrom(part).month }))
    },
    async overdue() {
      return (await overdue.asDayEnded([answeredKind])).get(answeredKind) ?? overdueNow()
    },
    overdueNow,
    async keepAll() {
      const running = monthOfDay(today())
      const recent = complaintKinds.flatMap((kind) =>
        Array.from({ length: monthsKeptEmpty }, (_, ago) =>
          partOf({ kind, month: addMonths(running, -ago) }),
        ),
      )
      await cells.keep([...new Set([...recent, ...(await model.all()).map(partOf)])])
      await overdue.keep([answeredKind])
      return kept.purge()
    },
  }
}

const nothing = { counts: {}, days: {} }

const partOf = ({ kind, month }: Cell): string => `${kind}/${month}`

function cellFrom(part: string): Cell {
  const kind = complaintKinds.find((one) => part.startsWith(`${one}/`))
  const month = part.slice(part.indexOf('/') + 1)
  if (!kind || !isMonth(month)) throw new Error(`A figure is kept of no month that exists: ${part}`)
  return { kind, month }
}

// What stands behind the totals, for officers in a private chat: splits, what waits and is late, how long it takes, and the
// year before. Splits come protected; nothing here is counted.

import { type Period, periodTitle, yearEarlier } from '../../../i18n/calendar/period.js'
import { dayTitle, shortMonth } from '../../../i18n/calendar/thai-calendar.js'
import { percent } from '../../../i18n/percent.js'
import type { Language } from '../../../i18n/texts.js'
import type { Message } from '../../../line/message-builders.js'
import { kindName } from '../../complaints/complaint-words.js'
import type { AnswerTimeRules, Waiting } from '../counting/answer-time-rules.js'
import type { Figures, StatisticsTable } from '../counting/statistics-rules.js'
import { leastForSplit, type SplitKind } from '../splitting/split.js'
import type { SplitAnswer } from '../splitting/split-rules.js'
import { leastForUnits } from '../splitting/unit-split.js'
import { type FigureTable, figureTables } from './figure-table-card.js'
import { cellInWords, cellName, say, statusesInWords, written } from './statistics-words.js'

type Times = Awaited<ReturnType<AnswerTimeRules['times']>>

export function compareCard(
  period: Period,
  now: StatisticsTable,
  before: StatisticsTable,
  language: Language,
): Message {
  const row = (column: keyof Figures): [string, string, string, string] => [
    say(language, `figures.${column}`),
    written(before[column]),
    written(now[column]),
    changeInWords(now[column] - before[column], language),
  ]
  const difference = now.total - before.total
  const statement =
    difference === 0
      ? say(language, 'cards.equal')
      : say(language, difference < 0 ? 'cards.fewer' : 'cards.more', {
          number: written(Math.abs(difference)),
        })
  return figureTables([
    {
      kind: say(language, 'cards.compare'),
      title: periodTitle(period, language),
      statement,
      head: [
        '\u2007',
        shortOf(yearEarlier(period), language),
        shortOf(period, language),
        say(language, 'cards.changeColumn'),
      ],
      rows: [row('total'), row('completed'), row('inProgress')],
      notes: [
        say(language, 'asOf', { day: dayTitle(now.asOf, language) }),
        say(language, 'definition', { statuses: statusesInWords(now.completedStatuses, language) }),
      ],
    },
  ])
}

function shortOf(period: Period, language: Language): string {
  const [first] = period.months
  const last = period.months.at(-1)
  if ('fiscalYear' in period) return String(period.fiscalYear)
  return first && last && first !== last
    ? `${shortMonth(first, language)}–${shortMonth(last, language)}`
    : first
      ? shortMonth(first, language)
      : '–'
}

function changeInWords(difference: number, language: Language): string {
  if (difference === 0) return say(language, 'cards.same')
  return `${difference > 0 ? '+' : '−'}${written(Math.abs(difference))}`
}

export function splitCards(
  by: SplitKind,
  answers: readonly SplitAnswer[],
  threshold: number,
  language: Language,
): Message {
  return figureTables(answers.slice(-10).map((answer) => splitTable(by, answer, threshold, language)))
}

function splitTable(by: SplitKind, answer: SplitAnswer, threshold: number, language: Language): FigureTable {
  const { half, fiscalYear } = answer.ok ? answer.split : answer
  const frame = {
    kind: say(language, `cards.${by}`),
    title: say(language, `split.half.${half}`, { year: fiscalYear }),
  }
  if (!answer.ok) {
    const statement =
      answer.why === 'notYet'
        ? say(language, 'split.notYet', { day: dayTitle(answer.from, language) })
        : say(language, 'split.smallUnits', { least: answer.leastStaff })
    return { ...frame, rows: [], statement, notes: [] }
  }
  const { split } = answer
  const day = dayTitle(split.countedOn, language)
  const foot = [say(language, 'split.total'), written(split.total)] as const
  const counted = say(language, 'split.counted', { day })
  if (!split.shown) {
    const least = by === 'unit' ? leastForUnits(threshold) : leastForSplit(by, threshold)
    return { ...frame, rows: [], foot, statement: say(language, 'split.tooFew', { least }), notes: [counted] }
  }
  return {
    ...frame,
    rows: split.shown.cells.map((cell) => [
      cellName(split, cell.name, language),
      cellInWords(cell, split.threshold, language),
    ]),
    foot,
    notes: [
      counted,
      say(language, 'split.means', { threshold: split.threshold }),
      ...(by === 'unit' ? [say(language, 'split.unitsMean')] : []),
    ],
  }
}

export function typeCard(period: Period, tables: readonly StatisticsTable[], language: Language): Message {
  const [first] = tables
  return figureTables([
    {
      kind: say(language, 'cards.type'),
      title: periodTitle(period, language),
      head: [
        say(language, 'views.type'),
        say(language, 'columns.total'),
        say(language, 'columns.completed'),
        say(language, 'columns.inProgress'),
      ],
      rows: tables.map((table) => [
        kindName(language, table.kind),
        written(table.total),
        written(table.completed),
        written(table.inProgress),
      ]),
      notes: [
        ...(first ? [say(language, 'asOf', { day: dayTitle(first.asOf, language) })] : []),
        say(language, 'cards.typeMeans'),
      ],
    },
  ])
}

export function waitingCard(
  view: 'pending' | 'overdue',
  period: Period,
  { months, waiting, overdue, asOf, answerDays }: Waiting,
  language: Language,
): Message {
  const column = view === 'pending' ? 'waiting' : 'overdue'
  const rows = months.filter((row) => row[column] > 0).slice(-24)
  const none = say(language, view === 'pending' ? 'cards.nothingPending' : 'cards.nothingOverdue')
  return figureTables([
    {
      kind: say(language, `cards.${view}`),
      title: periodTitle(period, language),
      ...(rows.length === 0 && { statement: none }),
      head: [
        say(language, 'columns.month'),
        say(language, 'cards.pendingColumn'),
        say(language, 'cards.overdueColumn'),
      ],
      rows: rows.map((row) => [shortMonth(row.month, language), written(row.waiting), written(row.overdue)]),
      foot: [say(language, 'sum'), written(waiting), written(overdue)],
      notes: [
        say(language, 'asOf', { day: dayTitle(asOf, language) }),
        say(language, 'cards.overdueMeans', { days: answerDays }),
      ],
    },
  ])
}

export function timesCard(period: Period, now: Times, before: Times, language: Language): Message {
  const few = say(language, 'time.tooFew', { least: now.least })
  const days = (times: Times, one: 'median' | 'ninetieth') =>
    times.ended === 0
      ? say(language, 'time.noData')
      : times.typical
        ? say(language, 'time.days', { days: times.typical[one] })
        : few
  const share = (part: number | undefined, whole: number | undefined) =>
    part === undefined || !whole
      ? say(language, 'time.noData')
      : say(language, 'time.share', {
          percent: percent(part, whole),
          part: written(part),
          whole: written(whole),
        })
  const line = (name: string, of: (times: Times) => string): [string, string, string] => [
    name,
    of(before),
    of(now),
  ]
  return figureTables([
    {
      kind: say(language, 'cards.time'),
      title: periodTitle(period, language),
      head: ['\u2007', say(language, 'time.yearBefore'), say(language, 'time.thisPeriod')],
      rows: [
        line(say(language, 'time.ended'), (times) =>
          say(language, 'cases', { figure: written(times.ended) }),
        ),
        line(say(language, 'time.median'), (times) => days(times, 'median')),
        line(say(language, 'time.ninetieth'), (times) => days(times, 'ninetieth')),
        line(say(language, 'time.inTime', { days: now.answerDays }), (times) =>
          share(times.inTime, times.due),
        ),
        line(say(language, 'time.satisfaction'), ({ satisfaction }) =>
          share(satisfaction?.satisfied, satisfaction?.answers),
        ),
        line(say(language, 'time.returned'), ({ returned }) =>
          share(returned?.cameBack, returned?.reporters),
        ),
      ],
      notes: [say(language, 'time.means')],
    },
  ])
}

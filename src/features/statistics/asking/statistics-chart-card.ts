// The chart and the infographic of a table, from exactly its figures. Up to two years by month, more by fiscal year.

import { dayTitle, fiscalYearOf, shortMonth } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChartSpec } from '../../../media/templates/statistics-chart.js'
import type { StatisticsCardSpec } from '../../../media/templates/statistics-picture.js'
import type { AgencyLook } from '../../settings/agency-look-rules.js'
import { type MonthFigures, type StatisticsTable, sumOf } from '../counting/statistics-rules.js'
import { say, written } from './statistics-words.js'

type Table = Pick<StatisticsTable, 'months' | 'total' | 'completed' | 'inProgress' | 'asOf'>

const mostBars = 24

export function chartOf(
  { months }: Pick<Table, 'months'>,
  language: Language,
  counts: Pick<AgencyLook['counts'], 'completed' | 'inProgress'>,
  title?: string,
): ChartSpec {
  const bars = months.map((row) => ({ ...row, name: shortMonth(row.month, language) }))
  return {
    bars: months.length > mostBars ? byYear(months, language) : bars,
    completed: { name: say(language, 'figures.completed'), colour: counts.completed },
    inProgress: { name: say(language, 'figures.inProgress'), colour: counts.inProgress },
    ...(title !== undefined && { title }),
  }
}

function byYear(months: readonly MonthFigures[], language: Language): ChartSpec['bars'] {
  const years = [...new Set(months.map(({ month }) => fiscalYearOf(month)))]
  return years.map((year) => ({
    ...sumOf(months.filter(({ month }) => fiscalYearOf(month) === year)),
    name: say(language, 'periods.fiscalYear', { year }),
  }))
}

/** Totals, a row per month, and the official sentence where there was nothing. */
export function infographicOf(
  table: Table,
  language: Language,
  {
    period,
    agencyName,
    look: { colours, counts, logo },
    footer,
  }: {
    readonly period: string
    readonly agencyName: string
    readonly look: AgencyLook
    readonly footer?: string
  },
): StatisticsCardSpec {
  const figure = (column: 'total' | 'completed' | 'inProgress', colour: string) => ({
    value: written(table[column]),
    label: say(language, `figures.${column}`),
    colour,
  })
  return {
    title: say(language, 'title.corruption'),
    subtitle: period,
    agencyName,
    colours,
    ...(logo && { logo: logo.bytes }),
    // Beside more rows than this there is no room for them, and the row of sums says the same.
    ...(table.months.length <= 6 && {
      figures: [
        figure('total', counts.all),
        figure('completed', counts.completed),
        figure('inProgress', counts.inProgress),
      ],
    }),
    ...(table.total === 0 && { statement: say(language, 'none.corruption').replaceAll('\n', '') }),
    table: {
      head: (['month', 'total', 'completed', 'inProgress'] as const).map((column) =>
        say(language, `columns.${column}`).replaceAll('\n', language === 'th' ? '' : ' '),
      ),
      rows: table.months.map((row) => [
        shortMonth(row.month, language),
        written(row.total),
        written(row.completed),
        written(row.inProgress),
      ]),
      foot: [say(language, 'sum'), written(table.total), written(table.completed), written(table.inProgress)],
    },
    note: say(language, 'asOf', { day: dayTitle(table.asOf, language) }),
    ...(footer !== undefined && { footer }),
  }
}

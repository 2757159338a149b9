// How figures look on a phone: one month as three large numbers, up to a year as a table of months, up to three years as
// a table per fiscal year, and more than that as a table of fiscal years (LINE takes at most 50 KB in one message).
import type th from '../../../../locales/th/statistics.json'
import { type Period, periodTitle } from '../../../i18n/calendar/period.js'
import { dayTitle, type FiscalYear, fiscalYearOf, shortMonth } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type FlexBubble, type FlexComponent, flex, type Message } from '../../../line/message-builders.js'
import { statusName } from '../../complaints/complaint-words.js'
import type { Settings } from '../../settings/settings-schema.js'
import { type Figures, type MonthFigures, type StatisticsTable, sumOf } from '../counting/statistics-rules.js'

const say = textsOf<typeof th>('statistics')
const mostMonthsByMonth = 36

export interface StatisticsCard {
  readonly table: StatisticsTable
  readonly period: Period
  readonly language: Language
  readonly colours: Settings['colours']
}

/** altText carries the totals. */
export function statisticsCard(card: StatisticsCard): Message {
  const { table, period, language } = card
  const altText = say(language, 'altText', {
    title: say(language, `title.${table.kind}`),
    period: periodTitle(period, language),
    total: table.total,
    completed: table.completed,
    inProgress: table.inProgress,
    day: dayTitle(table.asOf, language),
  })
  const bubbles = bubblesOf(card)
  const [only] = bubbles
  return flex(altText, bubbles.length === 1 && only ? only : { type: 'carousel', contents: bubbles })
}

function bubblesOf(card: StatisticsCard): FlexBubble[] {
  const { table, period, language } = card
  const title = periodTitle(period, language)
  if (table.months.length <= 1) return [bubble(card, title, bigNumbers(card, table))]
  if (table.months.length <= 12) return [bubble(card, title, monthRows(card, table.months))]
  const years = [...byFiscalYear(table.months)]
  if (table.months.length > mostMonthsByMonth) return [bubble(card, title, yearRows(card, years))]
  return [
    bubble(card, title, bigNumbers(card, table)),
    ...years.map(([year, months]) => bubble(card, yearTitle(year, language), monthRows(card, months))),
  ]
}

function bubble(card: StatisticsCard, title: string, figures: readonly FlexComponent[]): FlexBubble {
  const { table, language, colours } = card
  return {
    type: 'bubble',
    size: 'mega',
    header: {
      type: 'box',
      layout: 'vertical',
      backgroundColor: colours.primary,
      contents: [
        {
          type: 'text',
          text: say(language, `title.${table.kind}`),
          size: 'sm',
          color: '#FFFFFF',
          wrap: true,
        },
        { type: 'text', text: title, size: 'lg', weight: 'bold', color: '#FFFFFF', wrap: true },
      ],
    },
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'sm',
      contents: [
        ...figures,
        ...(table.total === 0 ? [noneOf(card)] : []),
        { type: 'separator', margin: 'md' },
        paragraph(say(language, 'asOf', { day: dayTitle(table.asOf, language) }), 'xs', '#555555'),
        paragraph(definition(table, language), 'xxs', '#777777'),
      ],
    },
  }
}

function bigNumbers({ language, colours }: StatisticsCard, figures: Figures): FlexComponent[] {
  const line = (column: keyof Figures, color: string): FlexComponent => ({
    type: 'box',
    layout: 'vertical',
    margin: 'md',
    contents: [
      { type: 'text', text: say(language, `figures.${column}`), size: 'sm', color: '#555555', wrap: true },
      {
        type: 'text',
        text: say(language, 'cases', { figure: written(figures[column]) }),
        size: 'xxl',
        weight: 'bold',
        color,
      },
    ],
  })
  return [
    line('total', colours.primary),
    line('completed', colours.completed),
    line('inProgress', colours.inProgress),
  ]
}

function monthRows(card: StatisticsCard, months: readonly MonthFigures[]): FlexComponent[] {
  return tableOf(
    card,
    say(card.language, 'columns.month'),
    months.map((row) => [shortMonth(row.month, card.language), row]),
  )
}

function yearRows(
  card: StatisticsCard,
  years: readonly [FiscalYear, readonly MonthFigures[]][],
): FlexComponent[] {
  return tableOf(
    card,
    say(card.language, 'columns.fiscalYear'),
    years.map(([year, months]) => [yearTitle(year, card.language), sumOf(months)]),
  )
}

function tableOf(card: StatisticsCard, heading: string, rows: readonly [string, Figures][]): FlexComponent[] {
  const { language, colours } = card
  return [
    row([
      cell(heading, { size: 'xxs', color: '#555555', align: 'start' }),
      cell(say(language, 'columns.total'), { size: 'xxs', color: '#555555' }),
      cell(say(language, 'columns.completed'), { size: 'xxs', color: '#555555' }),
      cell(say(language, 'columns.inProgress'), { size: 'xxs', color: '#555555' }),
    ]),
    { type: 'separator' },
    ...rows.map(([name, figures]) => figuresRow(name, figures)),
    { type: 'separator' },
    figuresRow(say(language, 'sum'), sumOf(rows.map(([, figures]) => figures)), colours),
  ]
}

function figuresRow(name: string, figures: Figures, bold?: Settings['colours']): FlexComponent {
  const weight = bold ? { weight: 'bold' as const } : {}
  return row([
    cell(name, { ...weight, align: 'start' }),
    cell(written(figures.total), { ...weight, ...(bold && { color: bold.primary }) }),
    cell(written(figures.completed), { ...weight, ...(bold && { color: bold.completed }) }),
    cell(written(figures.inProgress), { ...weight, ...(bold && { color: bold.inProgress }) }),
  ])
}

const row = (contents: FlexComponent[]): FlexComponent => ({ type: 'box', layout: 'horizontal', contents })

interface CellLook {
  readonly size?: 'xxs' | 'sm'
  readonly color?: string
  readonly align?: 'start' | 'end'
  readonly weight?: 'bold'
}

/** The first column is a little wider than the figures. */
function cell(text: string, { size = 'sm', align = 'end', color, weight }: CellLook): FlexComponent {
  return {
    type: 'text',
    text,
    size,
    align,
    flex: align === 'start' ? 4 : 3,
    wrap: true,
    ...(color && { color }),
    ...(weight && { weight }),
  }
}

const noneOf = ({ table, language }: StatisticsCard): FlexComponent => ({
  type: 'text',
  text: say(language, `none.${table.kind}`),
  size: 'sm',
  color: '#333333',
  wrap: true,
  margin: 'lg',
})

const paragraph = (text: string, size: 'xxs' | 'xs', color: string): FlexComponent => ({
  type: 'text',
  text,
  size,
  color,
  wrap: true,
})

function definition(table: StatisticsTable, language: Language): string {
  const statuses = table.completedStatuses.map((status) => `“${statusName(language, status)}”`).join(', ')
  return say(language, 'definition', { statuses })
}

const yearTitle = (year: FiscalYear, language: Language): string =>
  say(language, 'periods.fiscalYear', { year })

const written = (figure: number): string => figure.toLocaleString('en-US')

function byFiscalYear(months: readonly MonthFigures[]): Map<FiscalYear, MonthFigures[]> {
  const years = new Map<FiscalYear, MonthFigures[]>()
  for (const month of months) {
    const year = fiscalYearOf(month.month)
    years.set(year, [...(years.get(year) ?? []), month])
  }
  return years
}

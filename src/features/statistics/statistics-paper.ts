// The table as a paper: A4 to print and sign, and a workbook, from exactly the figures of the page.
import type { Paper, Section, TableSection } from '../../documents/paper.js'
import { dayTitle, longMonth, startOfDay, toThaiDigits } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { cellInWords, cellName, say, statusesInWords } from './asking/statistics-words.js'
import type { PublicView } from './publishing/published-view-rules.js'
import type { Split } from './splitting/split.js'

export function paperOf(
  view: PublicView,
  {
    language,
    period,
    agency,
    digits = 'arabic',
  }: {
    readonly language: Language
    readonly period: string
    readonly agency: string
    readonly digits?: 'arabic' | 'thai'
  },
): Paper {
  const { publication } = view
  const statuses = statusesInWords(view.completedStatuses, language)
  return {
    language,
    agency,
    title: say(language, 'paper.title'),
    subtitle: period,
    asOf: startOfDay(view.asOf),
    asOfIs: 'day',
    digits,
    facts: [
      [
        say(language, 'page.versionLabel'),
        publication
          ? say(language, 'paper.version', {
              version: publication.version,
              day: dayTitle(publication.publishedOn, language),
            })
          : say(language, 'page.live'),
      ],
      ...(publication?.reason === undefined
        ? []
        : [[say(language, 'page.reason'), publication.reason] as const]),
    ],
    sections: [
      ...(view.total === 0
        ? [{ kind: 'text' as const, paragraphs: [flat(say(language, 'none.corruption'))] }]
        : []),
      monthTable(view, language, digits),
      ...view.splits.map((split) => splitTable(split, language)),
      {
        kind: 'text',
        heading: say(language, 'page.definitions'),
        paragraphs: [
          `${say(language, 'figures.total')}: ${say(language, 'page.def.total')}`,
          `${say(language, 'figures.completed')}: ${say(language, 'page.def.completed', { statuses })}`,
          `${say(language, 'figures.inProgress')}: ${say(language, 'page.def.inProgress')}`,
        ],
      },
      {
        kind: 'signatures',
        signers: [{ as: say(language, 'paper.prepared') }, { as: say(language, 'paper.approved') }],
      },
    ],
    ...(publication && { footer: say(language, 'paper.hash', { hash: publication.hash }) }),
  }
}

const flat = (text: string): string => text.replaceAll('\n', '')

function monthTable(view: PublicView, language: Language, digits: Paper['digits']): TableSection {
  // A paper prints strings as they are; the year of a month is a number to its reader.
  const written = (month: string) => (digits === 'thai' ? toThaiDigits(month) : month)
  const heads = ['total', 'completed', 'inProgress'] as const
  return {
    kind: 'table',
    heading: say(language, 'page.table'),
    columns: [
      { title: say(language, 'columns.month'), width: 1.4 },
      ...heads.map((column) => ({ title: say(language, `figures.${column}`), align: 'right' as const })),
    ],
    rows: view.months.map((row) => [
      written(longMonth(row.month, language)),
      row.total,
      row.completed,
      row.inProgress,
    ]),
    totals: [say(language, 'sum'), view.total, view.completed, view.inProgress],
  }
}

function splitTable(split: Split, language: Language): Section {
  const heading = `${say(language, `cards.${split.by}`)} ${say(language, `split.half.${split.half}`, {
    year: split.fiscalYear,
  })}`
  if (!split.shown) return { kind: 'text', heading, paragraphs: [say(language, 'split.none')] }
  return {
    kind: 'table',
    heading,
    sheet: `${say(language, `views.${split.by}`)} ${split.half}`,
    columns: [
      { title: say(language, 'page.item'), width: 3 },
      { title: say(language, 'page.number'), align: 'right' },
    ],
    rows: split.shown.cells.map((cell) => [
      cellName(split, cell.name, language),
      cell.shown === 'count' ? cell.count : cellInWords(cell, split.threshold, language),
    ]),
    totals: [say(language, 'split.total'), split.total],
  }
}

// The table for a spreadsheet: UTF-8 with a byte order mark, so that Excel reads Thai; one row per month, the sum, and below
// an empty row what the figures are.

import { say } from '../../features/statistics/asking/statistics-words.js'
import type { PublicView } from '../../features/statistics/publishing/published-view-rules.js'
import { dayTitle, longMonth, toBuddhistMonth } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'

export function csvOf(view: PublicView, language: Language): string {
  const { publication } = view
  const rows: (string | number)[][] = [
    [
      'month',
      say(language, 'columns.month'),
      say(language, 'figures.total'),
      say(language, 'figures.completed'),
      say(language, 'figures.inProgress'),
    ],
    ...view.months.map((row) => [
      toBuddhistMonth(row.month),
      longMonth(row.month, language),
      row.total,
      row.completed,
      row.inProgress,
    ]),
    ['', say(language, 'sum'), view.total, view.completed, view.inProgress],
    [],
    ['', say(language, 'page.asOfLabel'), dayTitle(view.asOf, language)],
    ['', say(language, 'page.versionLabel'), publication ? publication.version : say(language, 'page.live')],
    ...(publication ? [['', say(language, 'page.hash'), publication.hash]] : []),
    ...(view.total === 0 ? [['', say(language, 'none.corruption').replaceAll('\n', '')]] : []),
  ]
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

const field = (value: string | number): string =>
  typeof value === 'number' || !/[",\r\n]/.test(value) ? String(value) : `"${value.replaceAll('"', '""')}"`

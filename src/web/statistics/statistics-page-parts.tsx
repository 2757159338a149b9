// The parts of the page of statistics: its tables, what they mean, its files and its earlier versions.

import {
  cellInWords,
  cellName,
  say,
  statusesInWords,
  written,
} from '../../features/statistics/asking/statistics-words.js'
import type { Snapshot } from '../../features/statistics/publishing/snapshot.js'
import type { Split } from '../../features/statistics/splitting/split.js'
import { dayTitle, longMonth, type Month } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { type Drawing, formats } from './statistics-files.js'
import { addressOf, type Window } from './statistics-window.js'

export interface StatisticsPage extends Drawing {
  readonly window: Window
  readonly now: Month
  readonly years: readonly number[]
  readonly versions: readonly Snapshot[]
  /** One `<svg>` element, drawn by us; absent when there was no time to draw it. */
  readonly chart?: string
}

const columns = ['total', 'completed', 'inProgress'] as const

export function MonthTable({ language, view, period }: StatisticsPage) {
  return (
    <table class="months">
      <caption>{`${say(language, 'title.corruption')} ${period}`}</caption>
      <thead>
        <tr>
          <th scope="col">{say(language, 'columns.month')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" class="number">
              {say(language, `columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.months.map((row) => (
          <tr key={row.month}>
            <th scope="row">{longMonth(row.month, language)}</th>
            {columns.map((column) => (
              <td key={column} class="number">
                {written(row[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(language, 'sum')}</th>
          {columns.map((column) => (
            <td key={column} class="number">
              {written(view[column])}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

export function SplitTable({ split, language }: { readonly split: Split; readonly language: Language }) {
  const half = say(language, `split.half.${split.half}`, { year: split.fiscalYear })
  const title = `${say(language, `cards.${split.by}`)} ${half}`
  if (!split.shown)
    return (
      <p>
        <strong>{title}</strong>: {say(language, 'split.none')}
      </p>
    )
  return (
    <>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say(language, 'page.item')}</th>
            <th scope="col" class="number">
              {say(language, 'page.number')}
            </th>
          </tr>
        </thead>
        <tbody>
          {split.shown.cells.map((cell) => (
            <tr key={cell.name}>
              <th scope="row">{cellName(split, cell.name, language)}</th>
              <td class="number">{cellInWords(cell, split.threshold, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(language, 'split.total')}</th>
            <td class="number">{written(split.total)}</td>
          </tr>
        </tfoot>
      </table>
      <p class="quiet">
        {say(language, 'split.counted', { day: dayTitle(split.countedOn, language) })}{' '}
        {say(language, 'split.means', { threshold: split.threshold })}
      </p>
    </>
  )
}

export function Definitions({ language, view }: StatisticsPage) {
  const statuses = statusesInWords(view.completedStatuses, language)
  return (
    <>
      <h2>{say(language, 'page.definitions')}</h2>
      <dl>
        {columns.map((column) => (
          <>
            <dt>{say(language, `figures.${column}`)}</dt>
            <dd>{say(language, `page.def.${column}`, { statuses })}</dd>
          </>
        ))}
      </dl>
    </>
  )
}

export function Downloads({ language, view, window }: StatisticsPage) {
  const version = view.publication?.version ?? 'latest'
  const query = `${addressOf({ ...window, version })}&lang=${language}`
  return (
    <div class="noprint">
      <h2>{say(language, 'page.downloads')}</h2>
      <p class="row">
        {[...formats, 'json' as const].map((format) => (
          <a key={format} class="button second" href={`/statistics.${format}?${query}`}>
            {format.toUpperCase()}
          </a>
        ))}
        {language === 'th' && (
          <a class="button second" href={`/statistics.pdf?${query}&digits=thai`}>
            {say(language, 'page.thaiDigits')}
          </a>
        )}
      </p>
    </div>
  )
}

export function Versions({ language, versions, view, window }: StatisticsPage) {
  if (versions.length === 0) return null
  return (
    <div class="noprint">
      <h2>{say(language, 'page.versions')}</h2>
      <ul>
        {versions.toReversed().map(({ version, publishedOn, reason, hash }) => (
          <li key={version}>
            <a href={`/statistics?${addressOf({ ...window, version })}&lang=${language}`}>
              {say(language, 'page.version', { version, day: dayTitle(publishedOn, language) })}
            </a>
            {version === view.publication?.version && ` (${say(language, 'page.current')})`}
            {reason !== undefined && ` ${say(language, 'page.reason')}: ${reason}`}{' '}
            <span class="quiet code">{hash.slice(0, 12)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

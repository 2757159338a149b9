// The public page of the statistics: the table first, then the chart of the same figures, what they mean, and where they come
// from. It needs no script, and prints as it is.
import { say } from '../../features/statistics/asking/statistics-words.js'
import { dayTitle, longMonth, monthsOfFiscalYear } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { renderPage } from '../pages/page-shell.js'
import type { Drawing } from './statistics-files.js'
import {
  Definitions,
  Downloads,
  MonthTable,
  SplitTable,
  type StatisticsPage,
  Versions,
} from './statistics-page-parts.js'
import { addressOf } from './statistics-window.js'

const other = (language: Language): Language => (language === 'th' ? 'en' : 'th')

export function renderStatistics(page: StatisticsPage): string {
  const { language, agencyName, window } = page
  return renderPage({
    language,
    agencyName,
    title: say(language, 'page.title'),
    inOtherLanguage: `/statistics?${addressOf(window)}&lang=${other(language)}`,
    wide: true,
    children: <Statistics {...page} />,
  })
}

export function renderRefusal({
  language,
  agencyName,
  problem,
}: Pick<Drawing, 'language' | 'agencyName'> & { readonly problem: string }): string {
  return renderPage({
    language,
    agencyName,
    title: say(language, 'page.problem'),
    inOtherLanguage: `/statistics?lang=${other(language)}`,
    children: (
      <>
        <p class="problem">{problem}</p>
        <p>
          <a href={`/statistics?lang=${language}`}>{say(language, 'page.back')}</a>
        </p>
      </>
    ),
  })
}

function Chart({ language, chart }: StatisticsPage) {
  if (chart === undefined)
    return (
      <p class="note" role="status">
        {say(language, 'page.chartNotDrawn')}
      </p>
    )
  return (
    <figure class="chart">
      <h2 id="chart">{say(language, 'page.chart')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section class="scroll" tabIndex={0} aria-labelledby="chart">
        {/* An SVG that we drew from numbers and our own words. */}
        <div dangerouslySetInnerHTML={{ __html: chart }} />
      </section>
      <figcaption class="quiet">{say(language, 'page.chartIs')}</figcaption>
    </figure>
  )
}

function Statistics(page: StatisticsPage) {
  const { language, period, view } = page
  return (
    <>
      <Choose {...page} />
      <Origin {...page} />
      <h2>{period}</h2>
      {view.total === 0 && <p class="good">{say(language, 'none.corruption').replaceAll('\n', '')}</p>}
      <MonthTable {...page} />
      <Chart {...page} />
      {view.splits.length > 0 && (
        <>
          <h2>{say(language, 'page.splits')}</h2>
          {view.splits.map((split) => (
            <SplitTable key={`${split.by}${split.half}`} split={split} language={language} />
          ))}
        </>
      )}
      <Definitions {...page} />
      <Downloads {...page} />
      <Versions {...page} />
    </>
  )
}

function Choose({ language, window, years, now }: StatisticsPage) {
  const option = (value: string, label: string) => (
    <option value={value} selected={value === window.name}>
      {label}
    </option>
  )
  const begun = monthsOfFiscalYear(window.fiscalYear).filter((month) => month <= now)
  return (
    <form action="/statistics" method="get" class="choose">
      <input type="hidden" name="lang" value={language} />
      <div>
        <label for="fiscalYear">{say(language, 'page.fiscalYear')}</label>
        <select id="fiscalYear" name="fiscalYear">
          {years.map((year) => (
            <option key={year} value={year} selected={year === window.fiscalYear}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="window">{say(language, 'page.window')}</label>
        <select id="window" name="window">
          {option('year', say(language, 'page.wholeYear'))}
          {([1, 2] as const).map((half) =>
            option(`half-${half}`, say(language, `periods.half.${half}`, { year: window.fiscalYear })),
          )}
          {([1, 2, 3, 4] as const).map((quarter) =>
            option(
              `quarter-${quarter}`,
              say(language, 'periods.quarter', { quarter, year: window.fiscalYear }),
            ),
          )}
          {begun.map((month) => option(`month-${month.slice(5)}`, longMonth(month, language)))}
        </select>
      </div>
      <button type="submit">{say(language, 'page.show')}</button>
    </form>
  )
}

/** Whether this is a publication, and which. */
function Origin({ language, view }: StatisticsPage) {
  const { publication } = view
  const asOf = (
    <>
      <dt>{say(language, 'page.asOfLabel')}</dt>
      <dd>{dayTitle(view.asOf, language)}</dd>
    </>
  )
  if (!publication)
    return (
      <div class="note">
        <p>
          <strong>{say(language, 'page.live')}</strong>
        </p>
        <p>{say(language, 'page.liveMeans')}</p>
        <dl>{asOf}</dl>
      </div>
    )
  return (
    <dl class="card">
      <dt>{say(language, 'page.versionLabel')}</dt>
      <dd>
        {say(language, 'page.version', {
          version: publication.version,
          day: dayTitle(publication.publishedOn, language),
        })}
      </dd>
      {asOf}
      {publication.reason !== undefined && (
        <>
          <dt>{say(language, 'page.reason')}</dt>
          <dd>{publication.reason}</dd>
        </>
      )}
      <dt>{say(language, 'page.hash')}</dt>
      <dd class="code">{publication.hash}</dd>
    </dl>
  )
}

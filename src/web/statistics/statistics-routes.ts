// The statistics for everybody: a page, files and JSON, all of the same figures. Nobody signs in to read them, so there is
// nothing in them but totals and protected splits, up to the last day that is over. A question that cannot be answered gets a sentence and a code.
import type { Request, Response, Router } from 'express'
import type { LookOf } from '../../features/settings/agency-look-rules.js'
import { say } from '../../features/statistics/asking/statistics-words.js'
import type { StatisticsRules } from '../../features/statistics/counting/statistics-rules.js'
import type {
  PublicView,
  PublishedViewRules,
} from '../../features/statistics/publishing/published-view-rules.js'
import type { SnapshotsRules } from '../../features/statistics/publishing/snapshots-rules.js'
import { type HeavyWork, orTooHeavy } from '../../heavy-work/heavy-threads.js'
import { fiscalYearPeriod, periodTitle } from '../../i18n/calendar/period.js'
import { fiscalYearOf, monthOfDay, toBuddhistMonth } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { languageOfPage } from '../pages/page-language.js'
import { exactRouter } from '../server/exact-router.js'
import { createStatisticsFiles, type Drawing, type Format, formats, mimeOf } from './statistics-files.js'
import { renderRefusal, renderStatistics } from './statistics-page.js'
import { type Refusal, type Window, windowAsked } from './statistics-window.js'

/** Nothing moves before midnight, nor long after it: a publication is seen at once, and yesterday's figures do not linger. */
const cacheSeconds = 60

export interface StatisticsRoutesDeps {
  readonly statistics: {
    readonly rules: StatisticsRules
    readonly published: PublishedViewRules
    readonly snapshots: Pick<SnapshotsRules, 'versions' | 'publishedYears'>
  }
  readonly lookOf: LookOf
  readonly heavyWork: Pick<HeavyWork, 'run'>
  readonly agencyName: { readonly th: string; readonly en: string }
}

type Found = { readonly window: Window; readonly view: PublicView } | Refusal

export function createStatisticsRoutes(deps: StatisticsRoutesDeps): Router {
  const { agencyName } = deps
  const { rules, published, snapshots } = deps.statistics
  const router = exactRouter()
  const files = createStatisticsFiles(deps.heavyWork)
  // The month of the last day that is over: on the first of a month nothing of it has happened yet, which is not the same as zero.
  const now = () => monthOfDay(rules.past.asOf())

  async function find(request: Request): Promise<Found> {
    const window = windowAsked(request.query, now())
    if (typeof window === 'string') return window
    const view = await published.view(window)
    return view ? { window, view } : 'noVersion'
  }

  async function drawingOf(request: Request, { window, view }: Exclude<Found, string>): Promise<Drawing> {
    const language = languageOfPage(request)
    return {
      view,
      language,
      period: titleOf(window, view, language),
      digits: window.digits ?? 'arabic',
      look: await deps.lookOf(),
      agencyName,
    }
  }

  router.get('/statistics.json', async (request, response) => {
    const window = windowAsked(request.query, now())
    if (typeof window === 'string') return refuse(request, response, window)
    // Without a version, the figures so far, as the contract says: all months of the window, also those to come.
    if (window.version === undefined || window.version === 'latest') {
      const table = await rules.table({ months: window.months })
      return send(response, asJson({ ...table, fiscalYear: window.fiscalYear, splits: [] }))
    }
    const view = await published.view(window)
    return view ? send(response, asJson(view)) : refuse(request, response, 'noVersion')
  })

  for (const format of formats)
    router.get(`/statistics.${format}`, async (request, response) => {
      const found = await find(request)
      if (typeof found === 'string') return refuse(request, response, found)
      const file = await files.file(format, await drawingOf(request, found))
      shareable(response).type(mimeOf[format]).attachment(nameOf(format, found))
      // A picture is looked at; the others are kept.
      if (format === 'png') response.set('Content-Disposition', 'inline')
      response.send(file)
    })

  router.get('/statistics', async (request, response) => {
    const language = languageOfPage(request)
    const found = await find(request)
    response.type('html').vary('Accept-Language')
    if (typeof found === 'string') {
      const status = found === 'noVersion' ? 404 : 400
      response.status(status).set('Cache-Control', 'no-store')
      response.send(renderRefusal({ language, agencyName, problem: say(language, `web.${found}`) }))
      return
    }
    const drawing = await drawingOf(request, found)
    // The table says the same without it.
    const chart = await orTooHeavy(files.chart(drawing))
    const years = new Set([
      fiscalYearOf(now()),
      found.window.fiscalYear,
      ...(await snapshots.publishedYears()),
    ])
    for (let back = 1; back <= 4; back += 1) years.add(fiscalYearOf(now()) - back)
    shareable(response).send(
      renderStatistics({
        ...drawing,
        window: found.window,
        now: now(),
        years: [...years].sort((one, other) => other - one),
        versions: await snapshots.versions(found.window.fiscalYear),
        ...(chart !== 'tooHeavy' && { chart }),
      }),
    )
  })

  return router
}

/** A publication of a running year says how far it goes. */
function titleOf(
  { period, fiscalYear, name }: Window,
  { publication }: PublicView,
  language: Language,
): string {
  return publication && name === 'year'
    ? periodTitle(fiscalYearPeriod(fiscalYear, publication.through), language)
    : periodTitle(period, language)
}

const nameOf = (format: Format, { window, view }: Exclude<Found, string>): string =>
  `statistics-${window.fiscalYear}-${window.name}-${view.publication ? `v${view.publication.version}` : view.asOf}.${format}`

function asJson(view: PublicView) {
  const { fiscalYear, asOf, months, total, completed, inProgress, kind, completedStatuses } = view
  const { publication, splits } = view
  return {
    fiscalYear,
    asOf,
    months: months.map((row) => ({ ...row, month: toBuddhistMonth(row.month) })),
    total,
    completed,
    inProgress,
    kind,
    completedStatuses,
    ...(publication && {
      number: publication.number,
      version: publication.version,
      through: toBuddhistMonth(publication.through),
      publishedOn: publication.publishedOn,
      ...(publication.reason !== undefined && { reason: publication.reason }),
      hash: publication.hash,
      previousHash: publication.previousHash,
      splits,
    }),
  }
}

const shareable = (response: Response): Response =>
  response.vary('Accept-Language').set('Cache-Control', `public, max-age=${cacheSeconds}`)

function send(response: Response, body: unknown): void {
  response.set('Cache-Control', `public, max-age=${cacheSeconds}`).json(body)
}

function refuse(request: Request, response: Response, why: Refusal): void {
  response
    .status(why === 'noVersion' ? 404 : 400)
    .vary('Accept-Language')
    .set('Cache-Control', 'no-store')
    .json({ error: say(languageOfPage(request), `web.${why}`), code: why })
}

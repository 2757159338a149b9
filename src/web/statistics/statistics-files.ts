// The same view in every format. Drawing costs time and anybody may ask, so what was drawn from equal figures is kept for the
// next who asks; a changed figure is another view.
import type { AgencyLook } from '../../features/settings/agency-look-rules.js'
import { chartOf, infographicOf } from '../../features/statistics/asking/statistics-chart-card.js'
import { say } from '../../features/statistics/asking/statistics-words.js'
import type { PublicView } from '../../features/statistics/publishing/published-view-rules.js'
import { paperOf } from '../../features/statistics/statistics-paper.js'
import { drawnBeside, paperBeside } from '../../heavy-work/drawn-beside.js'
import type { HeavyWork } from '../../heavy-work/heavy-threads.js'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { csvOf } from './statistics-csv.js'

export const formats = ['csv', 'xlsx', 'pdf', 'png'] as const
export type Format = (typeof formats)[number]

export interface Drawing {
  readonly view: PublicView
  readonly language: Language
  readonly period: string
  readonly digits: 'thai' | 'arabic'
  readonly look: AgencyLook
  readonly agencyName: { readonly th: string; readonly en: string }
}

export const mimeOf: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  png: 'image/png',
}

const mostKept = 60

/** Rejects with HeavyWorkFailed when there was no time to draw. */
export function createStatisticsFiles(heavyWork: Pick<HeavyWork, 'run'>) {
  const kept = new Map<string, Promise<Buffer>>()

  function once(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = kept.get(key)
    if (known) return known
    const fresh = draw()
    kept.set(key, fresh)
    // Nothing is kept of a drawing that failed: the next who asks tries again.
    fresh.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return fresh
  }

  return {
    file: (format: Format, drawing: Drawing) =>
      once(JSON.stringify([format, drawing, drawing.look.logo?.sha256], withoutBytes), () =>
        drawn(heavyWork, format, drawing),
      ),
    async chart({ view, language, look: { counts } }: Drawing): Promise<string> {
      const draw = async () => Buffer.from(await heavyWork.run('chartSvg', chartOf(view, language, counts)))
      return (await once(JSON.stringify(['svg', view.months, language, counts]), draw)).toString()
    },
  }
}

/** A logo is known by its hash. */
const withoutBytes = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'bytes' in value ? undefined : value

async function drawn(heavyWork: Pick<HeavyWork, 'run'>, format: Format, drawing: Drawing): Promise<Buffer> {
  const { view, language, period, digits, agencyName } = drawing
  const paper = { language, period, agency: agencyName[language], digits }
  switch (format) {
    case 'csv':
      return Buffer.from(csvOf(view, language))
    case 'xlsx':
      return paperBeside(heavyWork, 'xlsx', paperOf(view, { ...paper, digits: 'arabic' }))
    case 'pdf':
      return paperBeside(heavyWork, 'pdf', paperOf(view, paper))
    case 'png':
      return (await drawnBeside(heavyWork, 'statisticsCard', infographicFor(drawing))).png
  }
}

export function infographicFor({ view, language, period, look, agencyName }: Drawing) {
  const { publication } = view
  const footer = publication
    ? say(language, 'page.version', {
        version: publication.version,
        day: dayTitle(publication.publishedOn, language),
      })
    : say(language, 'page.live')
  return infographicOf(view, language, { period, look, agencyName: agencyName[language], footer })
}

// The statistics for machines: the same totals as in the chat and on paper, in the Buddhist era. Nobody signs in to read
// them, so there is nothing in them but totals. A question that cannot be answered gets a sentence and a code.
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type th from '../../locales/th/statistics.json'
import type { Clock } from '../clock.js'
import type { StatisticsRules } from '../features/statistics/statistics-rules.js'
import { type Language, languages, textsOf } from '../i18n/texts.js'
import {
  type FiscalYear,
  fiscalYearOf,
  fromBuddhistMonth,
  fromThaiDigits,
  type Month,
  monthInBangkok,
  monthsOfFiscalYear,
  monthsOfHalf,
  monthsOfQuarter,
  toBuddhistMonth,
} from '../i18n/thai-calendar.js'

const say = textsOf<typeof th>('statistics')

/** Short: officers close a complaint and look; long enough for a crowd. */
const cacheSeconds = 60

const digits = z.string().trim().transform(fromThaiDigits)

const querySchema = z.object({
  fiscalYear: digits
    .pipe(z.string().regex(/^2[4-9]\d\d$/))
    .transform(Number)
    .optional(),
  half: digits.pipe(z.enum(['1', '2'])).optional(),
  quarter: digits.pipe(z.enum(['1', '2', '3', '4'])).optional(),
  month: digits
    .transform(fromBuddhistMonth)
    .pipe(z.custom<Month>((month) => month !== undefined))
    .optional(),
})
type Query = z.output<typeof querySchema>

const fields = ['fiscalYear', 'half', 'quarter', 'month'] as const
type Refusal = (typeof fields)[number] | 'tooManyWindows' | 'future'

interface Window {
  readonly fiscalYear: FiscalYear
  readonly months: readonly Month[]
}

export function createStatisticsRoutes({
  statistics,
  clock,
}: {
  readonly statistics: StatisticsRules
  readonly clock: Clock
}): Router {
  const router = Router()

  router.get('/statistics.json', async (request, response) => {
    const now = monthInBangkok(clock())
    const asked = windowAsked(request.query, now)
    if (typeof asked === 'string') return refuse(request, response, asked)
    const { kind, asOf, completedStatuses, months, total, completed, inProgress } = await statistics.table({
      months: asked.months,
    })
    response.set('Cache-Control', `public, max-age=${cacheSeconds}`).json({
      fiscalYear: asked.fiscalYear,
      asOf,
      months: months.map((row) => ({ ...row, month: toBuddhistMonth(row.month) })),
      total,
      completed,
      inProgress,
      kind,
      completedStatuses,
    })
  })

  return router
}

function windowAsked(query: unknown, now: Month): Window | Refusal {
  const read = querySchema.safeParse(query)
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => issue.path[0]))
    return fields.find((field) => wrong.has(field)) ?? 'fiscalYear'
  }
  const { half, quarter, month } = read.data
  if ([half, quarter, month].filter((one) => one !== undefined).length > 1) return 'tooManyWindows'
  const asked = windowOf(read.data, now)
  const [first] = asked.months
  return first !== undefined && first > now ? 'future' : asked
}

/** A month says its year itself; otherwise the window is a part of the fiscal year, by default the one that runs. */
function windowOf({ fiscalYear, half, quarter, month }: Query, now: Month): Window {
  if (month !== undefined) return { fiscalYear: fiscalYearOf(month), months: [month] }
  const year = fiscalYear ?? fiscalYearOf(now)
  if (half !== undefined) return { fiscalYear: year, months: monthsOfHalf(year, half === '1' ? 1 : 2) }
  if (quarter !== undefined) return { fiscalYear: year, months: monthsOfQuarter(year, quarters[quarter]) }
  return { fiscalYear: year, months: monthsOfFiscalYear(year) }
}

const quarters = { 1: 1, 2: 2, 3: 3, 4: 4 } as const

function refuse(request: Request, response: Response, why: Refusal): void {
  response
    .status(400)
    .vary('Accept-Language')
    .set('Cache-Control', 'no-store')
    .json({ error: say(languageOf(request), `web.${why}`), code: why })
}

function languageOf(request: Request): Language {
  const accepted = request.acceptsLanguages(...languages)
  return languages.find((language) => language === accepted) ?? 'th'
}

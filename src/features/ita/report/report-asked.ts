// What `รายงาน` was asked for: read from words, with the fiscal year that runs where none is said. Pure; what is not understood is
// nothing, and the chat then shows what can be asked.
import { z } from 'zod'
import type th from '../../../../locales/th/ita.json'
import { parsePeriod } from '../../../i18n/calendar/period-words.js'
import { type FiscalYear, fiscalYearOf, isMonth, type Month } from '../../../i18n/calendar/thai-calendar.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { languages, linesOf } from '../../../i18n/texts.js'
import type { FollowUpRound } from '../../measures/measure.js'
import { assessors } from '../../settings/settings-schema.js'

type AskedWord = 'guideline' | 'measures' | 'surveys' | 'trainings' | 'halfYear' | 'year'
const lines = linesOf<typeof th>('ita')

const fiscalYear = z.int().min(2400).max(2999)
const month = z.custom<Month>((written) => typeof written === 'string' && isMonth(written))

export const reportAskedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pack'), fiscalYear, assessor: z.enum(assessors).optional() }),
  z.strictObject({
    kind: z.literal('followUp'),
    fiscalYear,
    round: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('month'), month }),
      z.strictObject({ kind: z.enum(['halfYear', 'year']) }),
    ]),
  }),
  z.strictObject({ kind: z.enum(['surveys', 'trainings']), fiscalYear }),
  z.strictObject({ kind: z.literal('guideline') }),
])
export type ReportAsked = z.output<typeof reportAskedSchema>

export function readReportAsked(words: string, now: Date): ReportAsked | undefined {
  const plain = fromThaiDigits(words).toLowerCase().replace(/\s+/g, ' ').trim()
  const [first = '', ...more] = plain.split(' ')
  const rest = more.join(' ')
  if (first === 'ita') return packAsked(rest, now)
  if (isWord('guideline', first)) return { kind: 'guideline' }
  if (isWord('measures', first)) return followUpAsked(rest, now)
  const kind = (['surveys', 'trainings'] as const).find((one) => isWord(one, first))
  const year = rest === '' ? fiscalYearOf(now) : Number(rest)
  return kind && isBuddhist(year) ? { kind, fiscalYear: year } : undefined
}

const isWord = (key: AskedWord, word: string): boolean =>
  languages.some((language) => lines(language, `asks.${key}`).some((known) => known.toLowerCase() === word))

function packAsked(rest: string, now: Date): ReportAsked | undefined {
  const parts = rest.split(' ').filter((part) => part !== '')
  const year = parts.find((part) => /^\d{4}$/.test(part))
  const assessor = assessors.find((one) => parts.includes(one))
  const understood = parts.filter((part) => part !== year && part !== assessor)
  if (understood.length > 0 || (year !== undefined && !isBuddhist(Number(year)))) return undefined
  return {
    kind: 'pack',
    fiscalYear: year === undefined ? fiscalYearOf(now) : Number(year),
    ...(assessor && { assessor }),
  }
}

function followUpAsked(rest: string, now: Date): ReportAsked | undefined {
  const [, words = rest, written] = /^(.*?) ?(\d{4})?$/.exec(rest) ?? []
  const year = written === undefined ? fiscalYearOf(now) : Number(written)
  const round = roundIn(words.trim())
  if (round && isBuddhist(year)) return { kind: 'followUp', fiscalYear: year, round }
  const period = parsePeriod(rest === '' ? 'this month' : rest, now)
  if (!period.ok || period.period.kind !== 'month') return undefined
  const { month } = period.period
  return { kind: 'followUp', fiscalYear: fiscalYearOf(month), round: { kind: 'month', month } }
}

function roundIn(words: string): FollowUpRound | undefined {
  if (isWord('halfYear', words)) return { kind: 'halfYear' }
  return isWord('year', words) ? { kind: 'year' } : undefined
}

const isBuddhist = (year: FiscalYear): boolean => year >= 2400 && year <= 2999

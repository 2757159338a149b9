// What the bot knows by itself about a year's integrity work, as facts without words: acknowledgements, publications,
// trainings, surveys, complaint figures and the gift register, each of a span of months. Nothing is known that is not kept.

import { dayInBangkok, firstDayOf, lastDayOf } from '../../i18n/calendar/bangkok-time.js'
import { type FiscalYear, type Month, monthsFrom } from '../../i18n/calendar/fiscal-calendar.js'
import { rangePeriod } from '../../i18n/calendar/period.js'
import type { Clock } from '../../operation/clock.js'
import type { AcknowledgementsRules } from '../acknowledgements/acknowledgements-rules.js'
import type { Evidence } from '../acknowledgements/evidence/evidence-rules.js'
import type { Publication, PublicationsRules } from '../campaigns/outside/publications-rules.js'
import type { GiftReportRules, NoGiftReport } from '../gifts/reporting/gift-report-rules.js'
import type { StatisticsRules, StatisticsTable } from '../statistics/counting/statistics-rules.js'
import type { SurveyResults } from '../surveys/survey-results.js'
import type { Survey } from '../surveys/survey-schema.js'
import type { SurveysRules } from '../surveys/surveys-rules.js'
import type { TrainingsOfDays, TrainingsRules } from '../trainings/trainings-rules.js'
import { type KnownKind, knownKinds } from './measure.js'

export interface Span {
  readonly fiscalYear: FiscalYear
  readonly months: readonly Month[]
}

export type Known =
  | { readonly kind: 'acknowledgements'; readonly policies: readonly Evidence[] }
  | { readonly kind: 'campaigns'; readonly publications: readonly Publication[] }
  | { readonly kind: 'trainings'; readonly trainings: TrainingsOfDays }
  | {
      readonly kind: 'surveys'
      readonly surveys: readonly { readonly survey: Survey; readonly results: SurveyResults }[]
    }
  | { readonly kind: 'statistics'; readonly table: StatisticsTable }
  | { readonly kind: 'gifts'; readonly report: NoGiftReport }

export interface KnownEvidenceRules {
  /** Nothing for a span that has not begun; nothing of complaints on its first day, of which no figure is told. */
  known(kind: KnownKind, span: Span): Promise<Known | undefined>
  all(span: Span): Promise<readonly Known[]>
}

export interface KnownEvidenceDeps {
  readonly acknowledgements: Pick<AcknowledgementsRules, 'policiesOfYear' | 'evidence'>
  readonly campaigns: PublicationsRules
  readonly trainings: Pick<TrainingsRules, 'ofDays'>
  readonly surveys: Pick<SurveysRules, 'closedBetween'>
  readonly statistics: Pick<StatisticsRules, 'table' | 'past'>
  readonly gifts: Pick<GiftReportRules, 'report'>
  readonly clock: Clock
}

export function createKnownEvidence(deps: KnownEvidenceDeps): KnownEvidenceRules {
  async function known(kind: KnownKind, { fiscalYear, months }: Span): Promise<Known | undefined> {
    const today = dayInBangkok(deps.clock())
    const first = months[0]
    const last = months.at(-1)
    if (first === undefined || last === undefined || `${first}-01` > today) return undefined
    const from = firstDayOf(first)
    const end = lastDayOf(last)
    const [until = end] = [end, today].sort()
    switch (kind) {
      case 'acknowledgements': {
        const policies = await deps.acknowledgements.policiesOfYear(fiscalYear)
        const opened = policies.filter(({ opens }) => opens <= until)
        const evidence = await Promise.all(
          opened.map(({ key, version }) => deps.acknowledgements.evidence(key, version, until)),
        )
        return { kind, policies: evidence.filter((one) => one !== undefined) }
      }
      case 'campaigns':
        return { kind, publications: await deps.campaigns.publicationsBetween(from, until) }
      case 'trainings':
        return { kind, trainings: await deps.trainings.ofDays(from, until) }
      case 'surveys':
        return { kind, surveys: await deps.surveys.closedBetween(from, until) }
      case 'statistics': {
        const begun = deps.statistics.past.begun(months)
        return begun.length > 0 ? { kind, table: await deps.statistics.table({ months: begun }) } : undefined
      }
      case 'gifts': {
        const begun = monthsFrom(first, last).filter((month) => `${month}-01` <= today)
        return { kind, report: await deps.gifts.report(rangePeriod(first, begun.at(-1) ?? first)) }
      }
    }
  }

  return {
    known,
    async all(span) {
      const found = await Promise.all(knownKinds.map((kind) => known(kind, span)))
      return found.filter((one) => one !== undefined)
    },
  }
}

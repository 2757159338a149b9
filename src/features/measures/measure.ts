// A measure of the yearly plan (แผน/มาตรการ): what was promised, by whom, until when, and what became of it.
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import type { FiscalYear, Month, Quarter } from '../../i18n/calendar/fiscal-calendar.js'

/** What the bot knows by itself and can attach to a measure. */
export const knownKinds = [
  'acknowledgements',
  'campaigns',
  'trainings',
  'surveys',
  'statistics',
  'gifts',
] as const
export type KnownKind = (typeof knownKinds)[number]

/** Kinds of which the plan may name one policy, publication or survey by its key. */
export const keyedKinds = ['acknowledgements', 'campaigns', 'surveys'] as const satisfies readonly KnownKind[]
type KeyedKind = (typeof keyedKinds)[number]

/** A whole kind, or one of it: 'trainings', 'campaigns', 'campaigns:complaint-channels'. */
export type WantedEvidence = KnownKind | `${KeyedKind}:${string}`

export const measureStates = ['notStarted', 'underWay', 'done'] as const
export type MeasureState = (typeof measureStates)[number]

/** What is planned. Texts are the agency's own words. */
export interface MeasurePlan {
  readonly issue: string
  readonly measure: string
  readonly steps: readonly string[]
  /** A unit's or a person's name, as the plan has it. */
  readonly owner: string
  /** Who is reminded; absent: nobody, and officers note the progress. */
  readonly ownerStaffId?: string
  /** In ascending order. */
  readonly quarters: readonly Quarter[]
  readonly indicator: string
  readonly target: string
  /** Evidence that is attached from what the bot knows. */
  readonly evidence: readonly WantedEvidence[]
}

export interface Attached {
  readonly eventKey: string
  readonly at: Date
  readonly by: string
  readonly words?: string
  /** Below our public address; its name is its SHA-256. */
  readonly picture?: string
}

export interface Measure extends MeasurePlan {
  /** Of fiscal year, issue and measure: the same measure of another import is the same row. */
  readonly id: string
  readonly fiscalYear: FiscalYear
  /** Its place in the plan, counted from 1. */
  readonly number: number
  readonly state: MeasureState
  readonly updatedAt?: Date
  readonly result: string
  readonly outcome: string
  readonly problems: string
  readonly attached: readonly Attached[]
}

/** A report on all measures of a fiscal year. */
export type FollowUpRound =
  | { readonly kind: 'month'; readonly month: Month }
  | { readonly kind: 'halfYear' | 'year' }

export interface DueRound {
  readonly fiscalYear: FiscalYear
  readonly round: FollowUpRound
  readonly due: Day
}

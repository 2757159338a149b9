// One sending of a campaign, and its deliveries, as they are kept.

/** planning: it is being found out who gets it; ended: sent as far as it could be; empty: there was nobody. */
export type RunState = 'planning' | 'sending' | 'parked' | 'ended' | 'stopped' | 'empty'

/** Groups and people. `unsure` are among the failed: they may have got it. */
export interface RunCounts {
  readonly waiting: number
  readonly sent: number
  readonly parked: number
  readonly failed: number
  readonly unsure: number
}

export interface Run {
  /** Campaign and number. */
  readonly _id: string
  readonly campaignId: string
  /** Counted from 1. */
  readonly number: number
  readonly channel: string
  readonly dueAt: Date
  readonly state: RunState
  /** How often its planning was begun: only what the last one wrote counts. */
  readonly plan: number
  readonly owner: string
  /** Nobody else works on it before. */
  readonly leaseUntil: Date
  readonly groups: number
  readonly people: number
  readonly counts: RunCounts
  /** Asked for by an officer or by the hour, done by whoever works on it next. */
  readonly wants?: 'retryFailed' | 'unpark' | 'forget'
  /** The name under which LINE counts who sees it. Absent: LINE would not tell, or the month's names are spent. */
  readonly unit?: string
  /** What LINE counted, when it was asked last. */
  readonly insight?: RunInsight
  readonly startedAt?: Date
  readonly endedAt?: Date
}

/** People, never who. `null` is what LINE withholds: fewer than 20. */
export interface RunInsight {
  readonly seen: number | null
  readonly clicked: number | null
  readonly askedAt: Date
}

export interface DeliveryRow {
  /** Batch and target. */
  readonly _id: string
  readonly runId: string
  readonly batch: string
  readonly chunk: number
  readonly kind: 'group' | 'person'
  readonly targetId: string
  readonly unit?: string
  readonly language: 'th' | 'en'
}

export const batchOf = ({ _id, plan }: Pick<Run, '_id' | 'plan'>): string => `${_id}/${plan}`

export const noCounts: RunCounts = { waiting: 0, sent: 0, parked: 0, failed: 0, unsure: 0 }

// Decides what a gift is by rules kept as data: the first that fits decides. The limit and the days are the agency's settings
// (Organic Act on Anti-Corruption B.E. 2561, section 128, and the NACC's criteria on receiving by moral custom).
import { addDays, type Day } from '../../i18n/calendar/bangkok-time.js'
import type { GiftFacts, GiverKind, Occasion } from './gift-facts.js'

export const decisionKinds = ['giveaway', 'relative', 'valueUnknown', 'within', 'over'] as const
export type DecisionKind = (typeof decisionKinds)[number]

interface GiftRule {
  readonly decision: DecisionKind
  readonly occasions?: readonly Occasion[]
  readonly givers?: readonly GiverKind[]
  readonly value?: 'unknown' | 'upToLimit'
  /** Whether it has to be reported to the superior within the agency's days. */
  readonly mustReport: boolean
}

/**
 * Raise the version with every change: each decision keeps the one that it was made by.
 * An unknown value is treated as above the limit, until a correction names one: a report too many harms nobody, and the days run.
 */
export const giftRulesVersion = 1
const giftRules: readonly GiftRule[] = [
  { decision: 'giveaway', occasions: ['publicGiveaway'], mustReport: false },
  { decision: 'relative', givers: ['relative'], mustReport: false },
  { decision: 'valueUnknown', value: 'unknown', mustReport: true },
  { decision: 'within', value: 'upToLimit', mustReport: false },
  { decision: 'over', mustReport: true },
]

export interface GiftLimits {
  /** Baht per person and occasion. */
  readonly giftLimitBaht: number
  readonly giftReportDays: number
}

export interface GiftDecision {
  readonly kind: DecisionKind
  readonly rulesVersion: number
  readonly limitBaht: number
  readonly reportDays: number
  /** The last day on which it may be reported; absent when it need not be. */
  readonly dueOn?: Day
}

type Deciding = Pick<GiftFacts, 'receivedOn' | 'giver' | 'occasion' | 'baht'>

export function decideGift(gift: Deciding, { giftLimitBaht, giftReportDays }: GiftLimits): GiftDecision {
  const rule = giftRules.find((one) => fits(one, gift, giftLimitBaht))
  if (!rule) throw new NoGiftRule(giftRulesVersion)
  return {
    kind: rule.decision,
    rulesVersion: giftRulesVersion,
    limitBaht: giftLimitBaht,
    reportDays: giftReportDays,
    ...(rule.mustReport && { dueOn: addDays(gift.receivedOn, giftReportDays) }),
  }
}

class NoGiftRule extends Error {
  override readonly name = 'NoGiftRule'
  constructor(version: number) {
    super(`No gift rule of version ${version} fits: the last one has to fit everything`)
  }
}

function fits({ occasions, givers, value }: GiftRule, gift: Deciding, limitBaht: number): boolean {
  if (occasions && !occasions.includes(gift.occasion)) return false
  if (givers && !givers.includes(gift.giver)) return false
  if (value === 'unknown') return gift.baht === undefined
  if (value === 'upToLimit') return gift.baht !== undefined && gift.baht <= limitBaht
  return true
}

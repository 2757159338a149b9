// What is told of one gift, in the words that the rules decide by. Free words (what it was, who gave it) are kept apart:
// they are sealed, and no rule reads them.
import { z } from 'zod'
import { isDay } from '../../i18n/calendar/bangkok-time.js'

export const giverKinds = ['serviceUser', 'counterparty', 'subordinate', 'relative', 'other'] as const
export type GiverKind = (typeof giverKinds)[number]

export const occasions = [
  'festival',
  'congratulation',
  'thanks',
  'visit',
  'publicGiveaway',
  'otherOccasion',
] as const
export type Occasion = (typeof occasions)[number]

export const outcomes = ['returned', 'handedOver', 'couldNotRefuse', 'notYet'] as const
export type Outcome = (typeof outcomes)[number]

export const day = z.string().refine(isDay)

/** More than any gift; what is above is a slip of the finger. */
export const mostBaht = 1_000_000_000

export const giftFacts = z.object({
  /** The Gregorian day of receipt in Bangkok. */
  receivedOn: day,
  giver: z.enum(giverKinds),
  occasion: z.enum(occasions),
  /** Baht, with at most two decimals; absent when the value is not known. */
  baht: z.number().positive().max(mostBaht).optional(),
  outcome: z.enum(outcomes),
})
export type GiftFacts = z.infer<typeof giftFacts>

export const longestWords = 300

/** What somebody wrote about the gift: personal data, sealed wherever it is kept. */
export const giftWords = z.object({
  what: z.string().min(1).max(longestWords),
  from: z.string().min(1).max(longestWords),
  /** When it was none of the usual occasions. */
  occasion: z.string().min(1).max(longestWords).optional(),
})
export type GiftWords = z.infer<typeof giftWords>

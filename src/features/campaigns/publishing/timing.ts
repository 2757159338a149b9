// When a campaign goes out, as it is kept: at once, once, every week but on public holidays, or in steps.
import { z } from 'zod'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const timingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('once'), at: z.coerce.date() }),
  /** 0 is Sunday. A day that is a public holiday is skipped, not made up for. */
  z.strictObject({ kind: z.literal('weekly'), weekday: z.int().min(0).max(6), time }),
  /** Days after the first one, which is day 0; they rise. */
  z.strictObject({ kind: z.literal('series'), start: z.coerce.date(), days: z.array(z.int().min(0)).min(2) }),
])
export type Timing = z.infer<typeof timingSchema>

export const mostSteps = 5
export const longestSeriesDays = 365
/** Nobody schedules further ahead than they can oversee. */
export const furthestDays = 400

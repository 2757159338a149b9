// A policy that staff are asked to acknowledge: what an agency hands in, and what is kept of it. A version is the exact
// texts of one fiscal year; a change of either makes a new version, and old versions stay as they were read.
import { z } from 'zod'
import { type Day, isDay } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'

const day = z.string().transform((written, context): Day => {
  if (isDay(written)) return written
  context.addIssue('Not a day of the calendar, as YYYY-MM-DD')
  return z.NEVER
})
const line = (longest: number) => z.string().trim().min(1).max(longest)

const policyWords = z.strictObject({
  title: line(200),
  summary: line(600),
  points: z.array(line(300)).max(10),
  /** Kept byte for byte: it is what people sign. At most what one reply can carry in full. */
  text: z
    .string()
    .min(1)
    .max(20_000)
    .refine((text) => text.trim() !== ''),
})

export const policySpecSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9-]{1,40}$/),
    kind: z.enum(['policy', 'ethicsCode']).default('policy'),
    /** The Buddhist year in which the fiscal year ends. */
    fiscalYear: z.int().min(2500).max(2700),
    th: policyWords,
    en: policyWords.optional(),
    /** The first day on which it can be acknowledged, and the day by which everybody should have. */
    opens: day,
    due: day,
    /** The units that are asked; absent: everybody on the roster. */
    units: z.array(line(200)).min(1).max(500).optional(),
  })
  .refine(({ opens, due }) => opens <= due, { path: ['due'] })

/** What a caller hands in. */
export type PolicySpec = z.input<typeof policySpecSchema>
export type PolicyWords = z.output<typeof policyWords>

export interface Policy {
  readonly key: string
  /** Counted from 1. */
  readonly version: number
  readonly kind: 'policy' | 'ethicsCode'
  readonly fiscalYear: number
  readonly th: PolicyWords
  readonly en?: PolicyWords
  /** SHA-256 of the UTF-8 bytes of each language's exact text, in hexadecimal. */
  readonly sha256: { readonly th: string; readonly en?: string }
  readonly opens: Day
  readonly due: Day
  readonly units?: readonly string[]
  /** The day on which this version was added; it asks nobody before. */
  readonly addedOn: Day
}

/** Whether a policy asks the people of this unit. */
export const asks = ({ units }: Policy, unit: string): boolean => units === undefined || units.includes(unit)

/** The words for a reader; Thai where there is no translation. */
export function policyWordsFor(
  policy: Pick<Policy, 'th' | 'en' | 'sha256'>,
  language: Language,
): { readonly language: Language; readonly words: PolicyWords; readonly sha256: string } {
  if (language === 'en' && policy.en && policy.sha256.en)
    return { language, words: policy.en, sha256: policy.sha256.en }
  return { language: 'th', words: policy.th, sha256: policy.sha256.th }
}

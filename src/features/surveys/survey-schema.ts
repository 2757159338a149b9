// A survey as an agency hands it in: closed questions only, because a free sentence could name whoever wrote it. Refuses a
// knowledge test without right answers, and translations that do not have the same choices.
import { z } from 'zod'
import { type Day, isDay } from '../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'

export const surveyKinds = ['perception', 'knowledge', 'satisfaction', 'training'] as const
export type SurveyKind = (typeof surveyKinds)[number]
/** A scale has five levels, from 1 (least) to 5 (most). */
export const levels = 5
/** From this level on somebody agrees, or is satisfied. */
export const agreesFrom = 4

const line = (longest: number) => z.string().trim().min(1).max(longest)
const day = z.string().transform((written, context): Day => {
  if (isDay(written)) return written
  context.addIssue('Not a day of the calendar, as YYYY-MM-DD')
  return z.NEVER
})

const scaleWords = z.strictObject({ text: line(300) })
const choiceWords = z.strictObject({ text: line(300), choices: z.array(line(200)).min(2).max(6) })

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scale'), th: scaleWords, en: scaleWords.optional() }),
  z
    .strictObject({
      kind: z.literal('choice'),
      th: choiceWords,
      en: choiceWords.optional(),
      /** Counted from 0; for knowledge. */
      correct: z.int().min(0).optional(),
    })
    .refine(({ th, en }) => en === undefined || en.choices.length === th.choices.length, {
      path: ['en', 'choices'],
    })
    .refine(({ th, correct }) => correct === undefined || correct < th.choices.length, { path: ['correct'] }),
])
export type SurveyQuestion = z.output<typeof question>

const surveyWords = z.strictObject({ title: line(200), intro: line(600) })

export const surveySpecSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9-]{1,40}$/),
    kind: z.enum(surveyKinds),
    /** `staff`: whoever is on the roster; `everyone`: whoever writes to the account. */
    audience: z.enum(['staff', 'everyone']),
    th: surveyWords,
    en: surveyWords.optional(),
    /** The last day on which it can be answered. */
    closes: day,
    questions: z.array(question).min(1).max(30),
  })
  .superRefine(({ kind, questions }, context) => {
    for (const [place, one] of questions.entries())
      if (kind === 'knowledge' && (one.kind !== 'choice' || one.correct === undefined))
        context.addIssue({ code: 'custom', path: ['questions', place, 'correct'] })
  })

/** What a caller hands in. */
export type SurveySpec = z.input<typeof surveySpecSchema>

export interface Survey extends z.output<typeof surveySpecSchema> {
  readonly addedOn: Day
  /** Answers are no longer taken, and the key of the tokens is destroyed. */
  readonly closedOn?: Day
}

/** The words for a reader; Thai where there is no translation. */
export function surveyWordsFor<Words>(
  one: { readonly th: Words; readonly en?: Words | undefined },
  language: Language,
): Words {
  return language === 'en' ? (one.en ?? one.th) : one.th
}

export const choicesOf = (one: SurveyQuestion): number =>
  one.kind === 'scale' ? levels : one.th.choices.length

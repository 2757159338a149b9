// A short quiz on one version of a policy: what an agency hands in, and what is kept of it.
import { z } from 'zod'
import type { Language } from '../../i18n/texts.js'

const line = (longest: number) => z.string().trim().min(1).max(longest)

const questionWords = z.strictObject({
  question: line(300),
  choices: z.array(line(150)).min(2).max(4),
  /** A part of the policy's own text, which a wrong answer shows. */
  passage: line(1000),
})

const question = z
  .strictObject({
    th: questionWords,
    en: questionWords.optional(),
    /** Counted from 0. */
    correct: z.int().min(0).max(3),
  })
  .refine(({ th, correct }) => correct < th.choices.length, { path: ['correct'] })
  .refine(({ th, en }) => en === undefined || en.choices.length === th.choices.length, {
    path: ['en', 'choices'],
  })

export const quizSpecSchema = z.strictObject({
  policyKey: z.string(),
  version: z.int(),
  questions: z.array(question).min(3).max(10),
})

/** What a caller hands in. */
export type QuizSpec = z.input<typeof quizSpecSchema>
export type Quiz = z.output<typeof quizSpecSchema>
export type Question = Quiz['questions'][number]

/** The words for a reader; Thai where there is no translation. */
export const questionFor = ({ th, en }: Question, language: Language): Question['th'] =>
  (language === 'en' ? en : undefined) ?? th

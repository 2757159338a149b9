// What an officer finds after opening a case: answers by question, in the order they were told, and which attachments there
// are. The chat, the web form and officers write the same. Later versions only add. No message, person or time is named.
import { z } from 'zod'
import { complaintKinds, corruptionCategories, generalCategories } from '../complaints/complaint-kinds.js'
import { tellingParts } from './filing/tip-completeness.js'

/** What can be chosen instead of words, or before them. Names are in locales/<language>/telling.json. */
export const choicesAbout = {
  who: ['political', 'director', 'belowDirector', 'outsider'],
  when: ['today', 'thisWeek', 'thisMonth', 'longAgo', 'again'],
  where: ['agency', 'field', 'online', 'elsewhere'],
  howKnown: ['saw', 'involved', 'papers', 'heard'],
} as const
export type ChoiceAbout = keyof typeof choicesAbout

const chosen = z.discriminatedUnion('about', [
  z.object({ about: z.literal('who'), value: z.enum(choicesAbout.who) }),
  z.object({ about: z.literal('when'), value: z.enum(choicesAbout.when) }),
  z.object({ about: z.literal('where'), value: z.enum(choicesAbout.where) }),
  z.object({ about: z.literal('howKnown'), value: z.enum(choicesAbout.howKnown) }),
])
export type Chosen = z.infer<typeof chosen>
export const chosenAnswers = z.array(chosen)

const attachment = z.object({ id: z.string(), mime: z.string() })

/** Its place among all files of the report, from 1; absent in earlier versions. */
const number = z.int().positive().optional()

/** What is not a picture that was drawn anew. Without `clean` only the untouched original is there: it may tell who made it. */
const otherFile = z.object({
  number,
  kind: z.enum(['video', 'audio', 'file']),
  clean: attachment.optional(),
  original: attachment,
  /** The original is sealed with the case key: the reporter who sent it opens it, too. Absent in earlier versions: the officers' key. */
  forReporter: z.literal(true).optional(),
})

const caseBody = z.object({
  version: z.literal(1),
  /** Absent: corruption. */
  kind: z.enum(complaintKinds).optional(),
  /** Absent when the person skipped the question. */
  category: z.enum([...corruptionCategories, ...generalCategories]).optional(),
  /** Whose people or work it is about. */
  agency: z.enum(['own', 'other']).optional(),
  texts: z.array(z.object({ about: z.enum(tellingParts), words: z.string() })),
  chosen: chosenAnswers.default([]),
  unknown: z.array(z.enum(tellingParts)),
  pictures: z.array(z.object({ number, clean: attachment, original: attachment })),
  files: z.array(otherFile).default([]),
  /** Rings the reporter without telling who it is: POST /console/api/notices/:id/ring. */
  noticeId: z.string().optional(),
  /** Mutes the source for a day without telling who it is; good for a day or two. */
  muteId: z.string().optional(),
})

export type CaseBody = z.output<typeof caseBody>
export type NewCaseBody = z.input<typeof caseBody>

export const writeCaseBody = (body: NewCaseBody): Uint8Array => new TextEncoder().encode(JSON.stringify(body))

/** Throws for what no version of this product wrote. */
export function readCaseBody(bytes: Uint8Array): CaseBody {
  return caseBody.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

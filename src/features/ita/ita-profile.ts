// Year profiles: what an assessor asks of a fiscal year, as data. A new year is a new file in profiles/, and nothing else: item
// numbers, official wording, windows, due dates, and how certain each is. A file that is no profile stops the start.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Day, isDay } from '../../i18n/calendar/bangkok-time.js'
import type { FiscalYear } from '../../i18n/calendar/fiscal-calendar.js'
import { projectRoot } from '../../operation/project-root.js'
import { type Assessor, assessors } from '../settings/settings-schema.js'

export const itemEvidence = [
  'ethicsCode',
  'guideline',
  'channel',
  'statistics',
  'noGift',
  'acknowledgements',
  'publications',
  'gifts',
  'trainings',
  'surveys',
  'measures',
  'followUpHalfYear',
  'followUpYear',
  /** The agency adds it itself: the bot knows nothing of it. */
  'byHand',
] as const
export type ItemEvidence = (typeof itemEvidence)[number]

export const statisticsWindows = ['previousYear', 'firstHalf', 'yearToDate'] as const
export type StatisticsWindow = (typeof statisticsWindows)[number]

const words = z.strictObject({ th: z.string().min(1), en: z.string().min(1) })
/** primary: from the assessor's own document. The others are printed with the advice to check them. */
const certainty = z.enum(['primary', 'secondary', 'unconfirmed'])
const day = z.string().transform((written, context): Day => {
  if (isDay(written)) return written
  context.addIssue('Not a day of the calendar, as YYYY-MM-DD')
  return z.NEVER
})

const profileSchema = z.strictObject({
  fiscalYear: z.int().min(2500).max(2700),
  assessor: z.enum(assessors),
  title: words,
  /** Where the numbers come from. */
  source: words,
  dueDates: z.array(z.strictObject({ what: words, on: day, certainty })),
  items: z
    .array(
      z.strictObject({
        number: z.string().min(1).max(30),
        wording: words,
        certainty,
        evidence: z.array(z.enum(itemEvidence)).min(1),
        windows: z.array(z.enum(statisticsWindows)).min(1).optional(),
      }),
    )
    .min(1)
    .refine((items) => new Set(items.map(({ number }) => number)).size === items.length),
})
export type ItaProfile = z.output<typeof profileSchema>
export type ItaItem = ItaProfile['items'][number]

/** Names the file and the places at fault. */
export class ProfileBroken extends Error {
  override readonly name = 'ProfileBroken'
  constructor(file: string, places: readonly string[]) {
    super(`The ITA profile ${file} cannot be used: ${places.join(', ')}`)
  }
}

const folder = join(projectRoot, 'src/features/ita/profiles')
let loaded: readonly ItaProfile[] | undefined

/** Every profile, the newest year first. Throws ProfileBroken. */
export function itaProfiles(): readonly ItaProfile[] {
  loaded ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readProfile(file, readFileSync(join(folder, file), 'utf8')))
    .sort((one, other) => other.fiscalYear - one.fiscalYear || (one.assessor < other.assessor ? -1 : 1))
  return loaded
}

export const itaProfileOf = (fiscalYear: FiscalYear, assessor: Assessor): ItaProfile | undefined =>
  itaProfiles().find((one) => one.fiscalYear === fiscalYear && one.assessor === assessor)

/** `file` must be named as its content: '2569-vec.json'. Throws ProfileBroken. */
export function readProfile(file: string, text: string): ItaProfile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ProfileBroken(file, ['JSON'])
  }
  const read = profileSchema.safeParse(json)
  if (!read.success)
    throw new ProfileBroken(file, [...new Set(read.error.issues.map(({ path }) => path.join('.')))])
  const { fiscalYear, assessor } = read.data
  if (file !== `${fiscalYear}-${assessor}.json`) throw new ProfileBroken(file, ['fiscalYear', 'assessor'])
  return read.data
}

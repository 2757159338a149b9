// What an agency may choose, with the defaults that a new installation starts with. Legal numbers are here as data: when
// a regulation changes, an admin changes a setting and nobody changes code. Refuses unknown names and impossible values.
import { z } from 'zod'
import { isPublicSite, plainAddress } from '../../i18n/letters/plain-address.js'
import { registryLetters } from '../../i18n/letters/registry-letters.js'

/** Statuses at which a complaint has left the agency's hands; the agency says which of them count as completed. */
const countableStatuses = ['completed', 'notAccepted', 'referred'] as const
export type CountableStatus = (typeof countableStatuses)[number]

/** Who assesses the agency: NACC (central or local agencies), MOPH or VEC. */
export const assessors = ['nacc-central', 'nacc-local', 'moph', 'vec'] as const
export type Assessor = (typeof assessors)[number]

const days = (most: number) => z.int().min(1).max(most)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const words = z.string().trim().min(1).max(1000)

/** A plain address of another site of the internet; that it is not our own is for the rules, which know ours. */
export function isSomewhereElse(words: string): boolean {
  const url = plainAddress(words)
  return url !== undefined && isPublicSite(url)
}
const colour = z.string().regex(/^#[0-9a-f]{6}$/i)

const fields = {
  /** Days in which a complaint is answered (Royal Decree on Good Governance B.E. 2546, section 38). */
  answerDays: days(365),
  /** Days after receipt on which officers are reminded of a case that has had no answer. */
  reminderDays: z
    .array(days(364))
    .max(10)
    .transform((chosen) => [...new Set(chosen)].sort((one, other) => one - other)),
  /** What registry numbers begin with, for each kind: the letter of the agency's own register. */
  corruptionNumberPrefix: z.string().trim().min(1).max(8),
  generalNumberPrefix: z.string().trim().min(1).max(8),
  /** `completed` always counts; whether a referral does, the agency says: agencies differ. */
  completedStatuses: z
    .array(z.enum(countableStatuses))
    .refine((statuses) => statuses.includes('completed'))
    .transform((statuses) => countableStatuses.filter((status) => statuses.includes(status))),
  /** Gregorian days on which the agency is closed, Saturdays and Sundays not counted. */
  holidays: z.array(z.iso.date()).max(400),
  /** A published split shows no count from 1 up to, but not including, this number. */
  smallCellThreshold: z.int().min(2).max(100),
  /** A split by unit shows no unit with fewer people by itself: its people would be guessed at. */
  leastUnitStaff: z.int().min(10).max(10_000),
  /** The working day of the month on which the statistics are published. */
  statisticsPublishDay: days(20),
  /** A gift received by moral custom: baht per person and occasion. */
  giftLimitBaht: z.int().min(0).max(1_000_000),
  giftReportDays: days(365),
  /** Each Monday a hint in registered groups on how to report in private. A push to a group costs its members. */
  weeklyGroupHint: z.boolean(),
  /** Whether a policy's full text must have been opened before it can be acknowledged. */
  mustOpenText: z.boolean(),
  /** From opening the text to acknowledging it; 0 asks for no time. */
  minimumReadingSeconds: z.int().min(0).max(600),
  /** The share of right answers with which a quiz is passed. */
  quizPassPercent: z.int().min(1).max(100),
  /** The agency's emblem on everything that is drawn: SHA-256 of a kept picture; empty for none. */
  logo: z.string().regex(/^([0-9a-f]{64})?$/),
  assessor: z.enum(assessors),
  /** Tips that one chat may send in an hour and in a day of the clock. */
  tipsPerHour: z.int().min(1).max(100),
  tipsPerDay: z.int().min(1).max(1000),
  /** When reporters are told that there is something new: 'HH:mm' in Bangkok. */
  noticeWindows: z
    .array(z.strictObject({ from: clockTime, to: clockTime }).refine(({ from, to }) => from < to))
    .min(1)
    .max(6),
  /** Where “leave now” leads: a site that has nothing to do with the agency. */
  leaveNowUrl: z.string().max(300).refine(isSomewhereElse),
} as const

/** Where else to go, as the agency says it; unset: the product's own words. The law is in these words, not in the code. */
const guideText = z.strictObject({ th: words, en: words }).nullable()
export const guideTopics = [
  'otherAgency',
  'political',
  'director',
  'belowDirector',
  'outsider',
  'everybodyNamed',
] as const
export type GuideTopic = (typeof guideTopics)[number]
const guideFields = {
  otherAgency: guideText,
  political: guideText,
  director: guideText,
  belowDirector: guideText,
  outsider: guideText,
  everybodyNamed: guideText,
} as const

/** Sentences of the law, and what people agree to, as the agency's counsel wants them; unset: the product's own words. */
const legalText = z
  .strictObject({ th: z.string().trim().min(1).max(4000), en: z.string().trim().min(1).max(4000) })
  .nullable()
export const legalTopics = [
  'whoSeesWhatChat',
  'whoSeesWhatWeb',
  'goodFaith',
  'noticeConsent',
  'identityConsent',
  'privacy',
  'otherBodies',
] as const
export type LegalTopic = (typeof legalTopics)[number]
const legalFields = {
  whoSeesWhatChat: legalText,
  whoSeesWhatWeb: legalText,
  goodFaith: legalText,
  noticeConsent: legalText,
  identityConsent: legalText,
  privacy: legalText,
  otherBodies: legalText,
} as const

/** Days to keep each class of data after its end. */
const retentionFields = {
  spam: days(365),
  unfounded: days(3650),
  founded: days(3650),
  referredCopy: days(3650),
  noticeLink: days(365),
  audit: days(36_500),
} as const

const colourFields = {
  primary: colour,
  accent: colour,
  background: colour,
  text: colour,
  completed: colour,
  inProgress: colour,
} as const

/** A day of every year, 'MM-DD'; 29 February is none. */
const dayOfYear = z.string().refine((written) => z.iso.date().safeParse(`2027-${written}`).success)

/** Until when the follow-up of measures is reported, within its fiscal year. */
const followUpFields = {
  /** The day of the following month. */
  monthDay: z.int().min(1).max(28),
  halfYear: dayOfYear,
  evidence: dayOfYear,
  year: dayOfYear,
} as const

/** The agency's own words, printed as they are; empty: the words that come with the product. */
const guidelineFields = {
  details: z.string().max(4000),
  howTo: z.string().max(4000),
  steps: z.string().max(4000),
  unit: z.string().max(4000),
  timeFrame: z.string().max(4000),
  channels: z.string().max(4000),
} as const

const settingsSchema = z.strictObject({
  ...fields,
  retentionDays: z.strictObject(retentionFields),
  colours: z.strictObject(colourFields),
  guideTexts: z.strictObject(guideFields),
  legalTexts: z.strictObject(legalFields),
  followUp: z.strictObject(followUpFields),
  guideline: z.strictObject(guidelineFields),
})
export type Settings = z.output<typeof settingsSchema>

/** A change names only what changes; `null` takes a setting back to its default. */
export const settingsPatchSchema = z.strictObject({
  ...optional(fields),
  retentionDays: z.strictObject(optional(retentionFields)).optional(),
  colours: z.strictObject(optional(colourFields)).optional(),
  guideTexts: z.strictObject(optional(guideFields)).optional(),
  legalTexts: z.strictObject(optional(legalFields)).optional(),
  followUp: z.strictObject(optional(followUpFields)).optional(),
  guideline: z.strictObject(optional(guidelineFields)).optional(),
})

export const defaultSettings: Settings = {
  answerDays: 15,
  reminderDays: [7, 12, 14],
  corruptionNumberPrefix: registryLetters.corruption,
  generalNumberPrefix: registryLetters.general,
  completedStatuses: ['completed', 'notAccepted'],
  holidays: [],
  smallCellThreshold: 5,
  leastUnitStaff: 100,
  statisticsPublishDay: 5,
  giftLimitBaht: 3000,
  giftReportDays: 30,
  weeklyGroupHint: false,
  mustOpenText: true,
  minimumReadingSeconds: 10,
  quizPassPercent: 80,
  logo: '',
  assessor: 'nacc-central',
  tipsPerHour: 3,
  tipsPerDay: 10,
  noticeWindows: [
    { from: '12:00', to: '13:00' },
    { from: '18:00', to: '19:00' },
  ],
  leaveNowUrl: 'https://www.tmd.go.th/',
  retentionDays: { spam: 7, unfounded: 90, founded: 365, referredCopy: 90, noticeLink: 30, audit: 1826 },
  colours: {
    primary: '#1F3864',
    accent: '#F2B632',
    background: '#F5F2EA',
    text: '#1F2A3A',
    completed: '#1B7F4B',
    inProgress: '#B45309',
  },
  guideTexts: {
    otherAgency: null,
    political: null,
    director: null,
    belowDirector: null,
    outsider: null,
    everybodyNamed: null,
  },
  legalTexts: {
    whoSeesWhatChat: null,
    whoSeesWhatWeb: null,
    goodFaith: null,
    noticeConsent: null,
    identityConsent: null,
    privacy: null,
    otherBodies: null,
  },
  followUp: { monthDay: 10, halfYear: '03-31', evidence: '04-30', year: '09-22' },
  guideline: { details: '', howTo: '', steps: '', unit: '', timeFrame: '', channels: '' },
}

/** Throws SettingsBroken when what is stored is not what this version knows. */
export function mergeSettings(overrides: unknown): Settings {
  const chosen = settingsPatchSchema.safeParse(withoutBadExit(overrides ?? {}))
  if (!chosen.success) throw new SettingsBroken(namesOf(chosen.error))
  const { retentionDays, colours, guideTexts, legalTexts, followUp, guideline, ...plain } = chosen.data
  const merged = settingsSchema.safeParse({
    ...defaultSettings,
    ...given(plain),
    retentionDays: { ...defaultSettings.retentionDays, ...given(retentionDays) },
    colours: { ...defaultSettings.colours, ...given(colours) },
    guideTexts: { ...defaultSettings.guideTexts, ...given(guideTexts) },
    legalTexts: { ...defaultSettings.legalTexts, ...given(legalTexts) },
    followUp: { ...defaultSettings.followUp, ...given(followUp) },
    guideline: { ...defaultSettings.guideline, ...given(guideline) },
  })
  if (!merged.success) throw new SettingsBroken(namesOf(merged.error))
  return merged.data
}

/** An earlier version took addresses that lead elsewhere than they say: nobody may be led there, and nothing else may stop for it. */
function withoutBadExit(overrides: unknown): unknown {
  if (typeof overrides !== 'object' || overrides === null || !('leaveNowUrl' in overrides)) return overrides
  const { leaveNowUrl, ...others } = overrides
  return typeof leaveNowUrl === 'string' && isSomewhereElse(leaveNowUrl) ? overrides : others
}

/** Stored settings that this version cannot use. Names the settings, so that an operator can set them again. */
export class SettingsBroken extends Error {
  override readonly name = 'SettingsBroken'
  constructor(readonly settings: readonly string[]) {
    super(`Stored settings that this version cannot use: ${settings.join(', ')}`)
  }
}

/** The dotted names of what a schema refused: 'answerDays', 'retentionDays.spam', or an unknown name as it was given. */
export function namesOf(error: z.ZodError): string[] {
  const names = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key].join('.'))
      : [issue.path.filter((step) => typeof step === 'string').join('.')],
  )
  return [...new Set(names)]
}

type Optional<Fields extends Readonly<Record<string, z.ZodType>>> = {
  [Name in keyof Fields]: z.ZodOptional<z.ZodNullable<Fields[Name]>>
}

function optional<Fields extends Readonly<Record<string, z.ZodType>>>(all: Fields): Optional<Fields> {
  return Object.fromEntries(
    Object.entries(all).map(([name, field]) => [name, field.nullable().optional()]),
  ) as Optional<Fields>
}

function given(values: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([, value]) => value !== null && value !== undefined),
  )
}

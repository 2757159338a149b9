// Surveys: who may answer, once each, and what is told afterwards. Whoever answers is turned into a token under a key that only
// this survey has; the tally takes token and answers in one write and keeps no answer by itself; closing destroys the key.
import { createHmac, randomBytes } from 'node:crypto'
import { type Day, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { resultsOf, type SurveyResults } from './survey-results.js'
import { choicesOf, type Survey, type SurveySpec, surveySpecSchema } from './survey-schema.js'
import type { SurveysModel, Tally } from './surveys-model.js'

export interface Answerer {
  /** The pseudonym of the account. */
  readonly accountKey: string
  readonly staffId?: string
}

export type SurveyAdded =
  | { readonly ok: true; readonly survey: Survey }
  /** `fields` are dotted paths, such as `questions.2.th.choices`; nothing was kept. */
  | { readonly ok: false; readonly why: 'badSurvey'; readonly fields: readonly string[] }
  | { readonly ok: false; readonly why: 'keyTaken' | 'closesInThePast' }

export type Answered = 'counted' | 'before' | 'closed' | 'notForYou' | 'incomplete'

export interface SurveysRules {
  /** `by` is a staff id, a pseudonym or 'system'. */
  add(spec: SurveySpec, by: string): Promise<SurveyAdded>
  survey(key: string): Promise<Survey | undefined>
  latest(most: number): Promise<Survey[]>
  /** Open ones that this person may answer and has not. */
  waitingFor(who: Answerer): Promise<Survey[]>
  /** Why this person cannot begin; `undefined`: they can. */
  obstacle(survey: Survey, who: Answerer): Promise<Exclude<Answered, 'counted' | 'incomplete'> | undefined>
  /** `given` are choices counted from 0, in the order of the questions. */
  answer(key: string, who: Answerer, given: readonly number[]): Promise<Answered>
  /** How many have answered; nothing else is told while it is open. */
  answeredCount(key: string): Promise<number>
  results(key: string): Promise<{ readonly survey: Survey; readonly results: SurveyResults } | undefined>
  close(key: string, by: string): Promise<boolean>
  /** Closes those whose last day has passed; answers how many. */
  closeDue(): Promise<number>
  /** Closed between these days, with their results. */
  closedBetween(
    from: Day,
    until: Day,
  ): Promise<readonly { readonly survey: Survey; readonly results: SurveyResults }[]>
}

const sealPurpose = 'survey-key'
const most = 500

export function createSurveysRules({
  model,
  settings,
  keyring,
  audit,
  clock,
}: {
  readonly model: SurveysModel
  readonly settings: Pick<SettingsRules, 'get'>
  readonly keyring: Keyring
  readonly audit: Audit
  readonly clock: Clock
}): SurveysRules {
  const today = () => dayInBangkok(clock())
  const isOpen = ({ closedOn, closes }: Survey) => closedOn === undefined && closes >= today()

  /** Nothing once the key is destroyed: then nobody can tell any more who has answered. */
  async function tokenOf(key: string, { accountKey, staffId }: Answerer): Promise<string | undefined> {
    const sealed = await model.sealedKey(key)
    if (!sealed) return undefined
    const who = staffId === undefined ? `account ${accountKey}` : `staff ${staffId}`
    return createHmac('sha256', keyring.open(sealPurpose, sealed, key))
      .update(who)
      .digest('base64url')
      .slice(0, 22)
  }

  async function obstacle(survey: Survey, who: Answerer) {
    if (!isOpen(survey)) return 'closed'
    if (survey.audience === 'staff' && who.staffId === undefined) return 'notForYou'
    const token = await tokenOf(survey.key, who)
    if (token === undefined) return 'closed'
    return (await model.hasToken(survey.key, token)) ? 'before' : undefined
  }

  async function told(survey: Survey, tally?: Tally) {
    const { smallCellThreshold } = await settings.get()
    return { survey, results: resultsOf(survey, tally ?? (await model.tally(survey)), smallCellThreshold) }
  }

  async function close(key: string, by: string): Promise<boolean> {
    if (!(await model.survey(key))) return false
    await audit.record({ who: by, action: 'survey closed', about: key, outcome: 'done' })
    await model.close(key, today())
    return true
  }

  return {
    survey: (key) => model.survey(key),
    latest: (count) => model.all(count),
    obstacle,
    close,
    async add(spec, by) {
      const read = surveySpecSchema.safeParse(spec)
      if (!read.success) {
        const fields = read.error.issues.map((issue) => issue.path.join('.') || 'survey')
        return { ok: false, why: 'badSurvey', fields: [...new Set(fields)] }
      }
      if (read.data.closes < today()) return { ok: false, why: 'closesInThePast' }
      const survey: Survey = { ...read.data, addedOn: today() }
      if (await model.survey(survey.key)) return { ok: false, why: 'keyTaken' }
      await audit.record({ who: by, action: 'survey added', about: survey.key, outcome: 'done' })
      const sealed = keyring.seal(sealPurpose, randomBytes(32), survey.key)
      return (await model.add(survey, sealed)) ? { ok: true, survey } : { ok: false, why: 'keyTaken' }
    },
    async waitingFor(who) {
      const open = (await model.all(most)).filter(isOpen)
      const obstacles = await Promise.all(open.map((survey) => obstacle(survey, who)))
      return open.filter((_, place) => obstacles[place] === undefined)
    },
    async answer(key, who, given) {
      const survey = await model.survey(key)
      if (!survey || !isOpen(survey)) return 'closed'
      if (survey.audience === 'staff' && who.staffId === undefined) return 'notForYou'
      const { questions } = survey
      const complete = questions.every((one, place) => {
        const choice = given[place]
        return choice !== undefined && Number.isInteger(choice) && choice >= 0 && choice < choicesOf(one)
      })
      if (!complete || given.length !== questions.length) return 'incomplete'
      const token = await tokenOf(key, who)
      if (token === undefined) return 'closed'
      const { quizPassPercent } = await settings.get()
      const right = questions.filter((one, place) => one.kind === 'choice' && one.correct === given[place])
      const passed = survey.kind === 'knowledge' && right.length * 100 >= quizPassPercent * questions.length
      if (await model.count(key, token, given, passed)) return 'counted'
      return (await model.hasToken(key, token)) ? 'before' : 'closed'
    },
    async answeredCount(key) {
      const survey = await model.survey(key)
      return survey ? (await model.tally(survey)).n : 0
    },
    async results(key) {
      const survey = await model.survey(key)
      return survey && told(survey)
    },
    async closeDue() {
      const due = (await model.all(most)).filter(
        ({ closedOn, closes }) => closedOn === undefined && closes < today(),
      )
      for (const { key } of due) await close(key, 'system')
      return due.length
    },
    async closedBetween(from, until) {
      const closed = (await model.all(most)).filter(
        ({ closedOn }) => closedOn !== undefined && closedOn >= from && closedOn <= until,
      )
      return Promise.all(closed.map((survey) => told(survey)))
    },
  }
}

// A quiz may follow the acknowledgement of a policy. It is passed by the agency's mark, may be tried as often as somebody
// likes, and is counted by unit for the roster that the policy counts.
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import { percent } from '../../i18n/percent.js'
import type { Audit } from '../../security/audit/audit.js'
import type { AcknowledgementsRules } from '../acknowledgements/acknowledgements-rules.js'
import { asks, type Policy } from '../acknowledgements/policies/policy-schema.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { Attempt, QuizModel } from './quiz-model.js'
import { type Quiz, type QuizSpec, quizSpecSchema } from './quiz-schema.js'

type QuizRefused =
  /** `fields` are dotted paths, such as `questions.2.th.passage`; nothing was kept. */
  | { readonly ok: false; readonly why: 'badQuiz'; readonly fields: readonly string[] }
  /** Somebody has tried it already; a new version of the policy may have a new quiz. */
  | { readonly ok: false; readonly why: 'unknownPolicy' | 'inUse' }
type QuizAdded = { readonly ok: true } | QuizRefused

export interface QuizCount {
  readonly total: number
  readonly tried: number
  readonly passed: number
  /** Of those who tried; `undefined` when nobody has. */
  readonly percent?: string
}

export interface QuizResults {
  readonly policy: Policy
  readonly all: QuizCount
  readonly units: readonly (QuizCount & { readonly unit: string })[]
}

export interface QuizRules {
  addQuiz(spec: QuizSpec): Promise<QuizAdded>
  /** Whether `addQuiz` would take it for this policy, which need not be kept yet; nothing is kept. */
  refusesQuiz(spec: QuizSpec, policy: Pick<Policy, 'th' | 'en'>): Promise<QuizRefused | undefined>
  quizOf(policyKey: string, version: number): Promise<Quiz | undefined>
  /** Of the current policies that ask this person: quizzes that they have not passed. */
  openFor(staffId: string, today: Day): Promise<{ readonly quiz: Quiz; readonly policy: Policy }[]>
  /** `given` are choices, counted from 0, in the order of the questions. */
  finish(
    attempt: Pick<Attempt, 'eventKey' | 'policyKey' | 'version' | 'staffId' | 'at'>,
    quiz: Quiz,
    given: readonly number[],
  ): Promise<{ readonly right: number; readonly of: number; readonly passed: boolean; readonly mark: number }>
  /** Of every current policy with a quiz. */
  results(today: Day): Promise<QuizResults[]>
}

const thaiOrder = new Intl.Collator('th')

export function createQuizRules({
  model,
  policies,
  people,
  settings,
  audit,
}: {
  readonly model: QuizModel
  readonly policies: Pick<AcknowledgementsRules, 'currentPolicies' | 'policyVersion' | 'rosterDayOf'>
  readonly people: Pick<DirectoryRules, 'rosterOn' | 'staffById'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly audit: Audit
}): QuizRules {
  async function resultsOf(policy: Policy, today: Day): Promise<QuizResults> {
    const day = await policies.rosterDayOf(policy, today)
    const [roster, attempts] = await Promise.all([
      people.rosterOn(day),
      model.attempts(policy.key, policy.version),
    ])
    const tried = new Set(attempts.map(({ staffId }) => staffId))
    const passed = new Set(attempts.filter((one) => one.passed).map(({ staffId }) => staffId))
    const asked = roster.filter(({ unit }) => asks(policy, unit))
    const units = [...new Set(asked.map(({ unit }) => unit))].sort(thaiOrder.compare)
    const countOf = (some: typeof asked): QuizCount => {
      const triedHere = some.filter(({ staffId }) => tried.has(staffId)).length
      const passedHere = some.filter(({ staffId }) => passed.has(staffId)).length
      const share = triedHere > 0 && { percent: percent(passedHere, triedHere) }
      return { total: some.length, tried: triedHere, passed: passedHere, ...share }
    }
    return {
      policy,
      all: countOf(asked),
      units: units.map((unit) => ({ unit, ...countOf(asked.filter((one) => one.unit === unit)) })),
    }
  }

  async function withQuiz(today: Day) {
    const found = await Promise.all(
      (await policies.currentPolicies(today)).map(async (policy) => {
        const quiz = await model.quiz(policy.key, policy.version)
        return quiz ? [{ quiz, policy }] : []
      }),
    )
    return found.flat()
  }

  async function readFor(spec: QuizSpec, policy: Pick<Policy, 'th' | 'en'>) {
    const read = quizSpecSchema.safeParse(spec)
    if (!read.success) {
      const fields = read.error.issues.map((issue) => issue.path.join('.') || 'quiz')
      return { ok: false, why: 'badQuiz', fields: [...new Set(fields)] } as const
    }
    const { policyKey, version, questions } = read.data
    const fields = questions.flatMap(({ th, en }, place) => [
      ...(policy.th.text.includes(th.passage) ? [] : [`questions.${place}.th.passage`]),
      ...(en && !policy.en?.text.includes(en.passage) ? [`questions.${place}.en.passage`] : []),
    ])
    if (fields.length > 0) return { ok: false, why: 'badQuiz', fields } as const
    const before = await model.quiz(policyKey, version)
    const isThere = JSON.stringify(before) === JSON.stringify(read.data)
    if (!isThere && (await model.attempts(policyKey, version)).length > 0)
      return { ok: false, why: 'inUse' } as const
    return { ok: true, quiz: read.data, isThere } as const
  }

  return {
    quizOf: (policyKey, version) => model.quiz(policyKey, version),
    refusesQuiz: async (spec, policy) => {
      const read = await readFor(spec, policy)
      return read.ok ? undefined : read
    },
    async addQuiz(spec) {
      const { policyKey, version } = spec
      const policy = await policies.policyVersion(policyKey, version)
      if (!policy) return { ok: false, why: 'unknownPolicy' }
      const read = await readFor(spec, policy)
      if (!read.ok) return read
      if (read.isThere) return { ok: true }
      const about = `${policyKey} ${version}`
      await audit.record({ who: 'system', action: 'quiz added', about, outcome: 'done' })
      await model.write(read.quiz)
      return { ok: true }
    },
    async openFor(staffId, today) {
      const staff = await people.staffById(staffId)
      if (!staff?.active) return []
      const open = (await withQuiz(today)).filter(({ policy }) => asks(policy, staff.unit))
      const passed = await Promise.all(
        open.map(({ policy: { key, version } }) => model.hasPassed(key, version, staffId)),
      )
      return open.filter((_, place) => !passed[place])
    },
    async finish(attempt, quiz, given) {
      const { quizPassPercent: mark } = await settings.get()
      const of = quiz.questions.length
      const right = quiz.questions.filter(({ correct }, place) => given[place] === correct).length
      const passed = right * 100 >= mark * of
      await model.record({ ...attempt, right, of, passed })
      return { right, of, passed, mark }
    },
    async results(today) {
      return Promise.all((await withQuiz(today)).map(({ policy }) => resultsOf(policy, today)))
    },
  }
}

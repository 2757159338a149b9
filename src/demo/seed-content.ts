// Puts the library and the two policies in, one with its quiz, without any people: what a new installation may begin with. What is there
// already stays as it is, also when the agency has changed it since.

import type { PolicyRules } from '../features/acknowledgements/policies/policy-rules.js'
import type { PolicySpec } from '../features/acknowledgements/policies/policy-schema.js'
import type { Campaigns } from '../features/campaigns/campaigns-feature.js'
import type { QuizRules } from '../features/quizzes/quiz-rules.js'
import {
  addDays,
  type Day,
  dayInBangkok,
  fiscalYearOf,
  monthsOfFiscalYear,
} from '../i18n/calendar/thai-calendar.js'
import type { Clock } from '../operation/clock.js'
import { demoContent } from './agency/demo-content.js'
import { ethicsCode } from './agency/demo-ethics-code.js'
import { noGiftPolicy } from './agency/demo-no-gift-policy.js'
import { noGiftQuiz } from './agency/demo-no-gift-quiz.js'

export interface ContentDeps {
  readonly features: {
    readonly acknowledgements: { readonly rules: Pick<PolicyRules, 'addPolicy' | 'newestPolicy'> }
    readonly campaigns: Pick<Campaigns, 'addContent'>
    readonly quizzes: { readonly rules: Pick<QuizRules, 'addQuiz'> }
  }
  readonly clock: Clock
  readonly agencyName: { readonly th: string; readonly en: string }
  /** `later`: nobody waits for pictures that the tests have drawn before; the first who sees one draws it. */
  readonly draw: 'now' | 'later'
}

/** How much was added; nothing, the second time. */
export interface SeededContent {
  readonly content: number
  readonly policies: number
}

/** Our own data or rules do not fit each other. Names the place and never a person. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused'
  constructor(what: string, why: string) {
    super(`The demo data cannot be put in: ${what} (${why})`)
  }
}

export async function seedContent(deps: ContentDeps): Promise<SeededContent> {
  const { features, draw } = deps
  const [policies, added] = await Promise.all([
    seedPolicies(deps),
    Promise.all(demoContent.map((spec) => features.campaigns.addContent(spec, { draw }))),
  ])
  for (const one of added) if (!one.ok) throw new DemoRefused('content', `${one.why} ${one.fields.join(' ')}`)
  return { content: added.filter((one) => one.ok && one.added).length, policies }
}

async function seedPolicies({ features, clock, agencyName }: ContentDeps): Promise<number> {
  const { rules } = features.acknowledgements
  const today = dayInBangkok(clock())
  let added = 0
  for (const spec of demoPolicies(today, agencyName)) {
    const newest = await rules.newestPolicy(spec.key, today)
    if (newest && newest.fiscalYear >= spec.fiscalYear) continue
    const kept = await rules.addPolicy(spec)
    if (!kept.ok) throw new DemoRefused(`policy ${spec.key}`, `${kept.why} ${kept.fields.join(' ')}`)
    if (spec.key === 'no-gift') await seedQuiz(features, kept.version)
    added += 1
  }
  return added
}

async function seedQuiz({ quizzes }: ContentDeps['features'], version: number): Promise<void> {
  const quiz = await quizzes.rules.addQuiz(noGiftQuiz(version))
  if (!quiz.ok) throw new DemoRefused('quiz', quiz.why)
}

/** Both of the fiscal year that runs, opened three weeks ago but not before the year, and due soon. */
export function demoPolicies(today: Day, agencyName: { th: string; en: string }): readonly PolicySpec[] {
  const fiscalYear = fiscalYearOf(new Date(`${today}T12:00:00+07:00`))
  const newYear = `${monthsOfFiscalYear(fiscalYear)[0]}-01`
  const threeWeeksAgo: string = addDays(today, -21)
  const opens = threeWeeksAgo > newYear ? threeWeeksAgo : newYear
  return [
    { ...noGiftPolicy(fiscalYear, agencyName), opens, due: addDays(today, 9) },
    { ...ethicsCode(fiscalYear, agencyName), opens, due: addDays(today, 30) },
  ]
}

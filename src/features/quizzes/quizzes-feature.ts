// Quizzes joined: a few questions that may follow the acknowledgement of a policy, and their results by unit.
import type { Feature } from '../../conversation/feature.js'
import type { AcknowledgementsRules } from '../acknowledgements/acknowledgements-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { createQuizChat, type QuizChat } from './quiz-chat.js'
import { createQuizModel } from './quiz-model.js'
import { createQuizRules, type QuizRules } from './quiz-rules.js'

export interface Quizzes extends Pick<QuizChat, 'offer'> {
  readonly feature: Feature
  readonly rules: QuizRules
}

export function createQuizzes(
  deps: Pick<FeatureDeps, 'connection' | 'audit'>,
  others: {
    readonly policies: Pick<AcknowledgementsRules, 'currentPolicies' | 'policyVersion' | 'rosterDayOf'>
    readonly people: Pick<DirectoryRules, 'rosterOn' | 'staffById'>
    readonly settings: Pick<SettingsRules, 'get'>
  },
): Quizzes {
  const rules = createQuizRules({ ...others, model: createQuizModel(deps.connection), audit: deps.audit })
  const { offer, ...chat } = createQuizChat(rules)
  return { feature: { name: 'quizzes', ...chat }, rules, offer }
}

// Trainings joined: opening, the projector page's code, check-in and the count of times and people.
import type { Feature } from '../../conversation/feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import { createTrainingsChat } from './trainings-chat.js'
import { createTrainingsModel } from './trainings-model.js'
import { createTrainingsRules, type TrainingsRules } from './trainings-rules.js'

export function createTrainings(
  deps: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'audit' | 'publicUrl'>,
  people: Pick<DirectoryRules, 'staffById'>,
): { readonly feature: Feature; readonly rules: TrainingsRules } {
  const rules = createTrainingsRules({ ...deps, model: createTrainingsModel(deps.connection), people })
  return {
    feature: { name: 'trainings', ...createTrainingsChat({ rules, publicUrl: deps.publicUrl }) },
    rules,
  }
}

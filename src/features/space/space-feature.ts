// Room for files joined: budgets in bytes, and what administrators hear before one is reached.
import { createSharedCounts } from '../../security/reports/shared-counts.js'
import type { FeatureDeps } from '../feature-deps.js'
import { createFigures } from '../figures/figures-feature.js'
import { usualBudgets } from './space-budgets.js'
import { createSpaceModel } from './space-model.js'
import { createSpaceRules, type SpaceRules } from './space-rules.js'

export interface Space {
  readonly rules: SpaceRules
}

export function createSpace({
  connection,
  keyring,
  clock,
  space = usualBudgets,
}: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'space'>): Space {
  const model = createSpaceModel(connection)
  const rules = createSpaceRules({
    ...{ model, budgets: space, keyring, clock },
    counts: createSharedCounts(connection, keyring, clock),
    kept: createFigures({ connection, clock }),
  })
  return { rules }
}

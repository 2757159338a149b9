// Room for files joined: budgets in bytes, and what administrators hear before one is reached.
import type { Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import { createSharedCounts } from '../../security/reports/shared-counts.js'
import type { FeatureDeps } from '../feature-deps.js'
import { createFigures } from '../figures/figures-feature.js'
import type { PeopleRules } from '../people/people-rules.js'
import { usualBudgets } from './space-budgets.js'
import { createSpaceLetters } from './space-letters-chat.js'
import { createSpaceLettersRules } from './space-letters-rules.js'
import { createSpaceModel } from './space-model.js'
import { createSpaceRules, type SpaceRules } from './space-rules.js'

export interface Space {
  readonly rules: SpaceRules
  readonly letters: (today: Day, channel: string) => Promise<Outgoing[]>
}

/** For whoever needs room alone, and says nothing. */
export function createSpaceAlone({
  connection,
  keyring,
  clock,
  space = usualBudgets,
}: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'space'>) {
  const model = createSpaceModel(connection)
  const rules = createSpaceRules({
    ...{ model, budgets: space, keyring, clock },
    counts: createSharedCounts(connection, keyring, clock),
    kept: createFigures({ connection, clock }),
  })
  return { rules, model }
}

export function createSpace(
  deps: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'space'>,
  people: Pick<PeopleRules, 'peopleWithRole'>,
): Space {
  const { rules, model } = createSpaceAlone(deps)
  const due = createSpaceLettersRules({ model, people, figures: rules.figures })
  return { rules, letters: createSpaceLetters(due) }
}

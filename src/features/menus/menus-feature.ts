// The joint of the menus. There is nothing to say in a chat: a menu follows roles and language by itself.
import { randomUUID } from 'node:crypto'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import { createMenuLinksModel } from './menu-links-model.js'
import { createMenusRules, type MenusRules } from './menus-rules.js'

export function createMenus(
  { connection, featuresOn = () => undefined }: Pick<FeatureDeps, 'connection' | 'featuresOn'>,
  people: Pick<PeopleRules, 'accountsWithKeys' | 'accountPages' | 'whenLinkChanged'>,
): { readonly rules: MenusRules } {
  const rules = createMenusRules({ model: createMenuLinksModel(connection, randomUUID), people, featuresOn })
  people.whenLinkChanged((changed) => rules.linksChanged(changed))
  return { rules }
}

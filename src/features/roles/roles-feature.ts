// The joint of the roles: who holds one and how it is taken back. What ends with a role beside the console's things ends here: the
// links to files that its holder had made. The holder is told.
import { randomUUID } from 'node:crypto'
import type { Feature } from '../../conversation/feature.js'
import type { Console } from '../console/console-feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import { createRolesChat, roleEndedLetter } from './roles-chat.js'
import { createRolesRules, type RolesRules } from './roles-rules.js'

export function createRoles(
  { files, post }: Pick<FeatureDeps, 'files' | 'post'>,
  people: PeopleRules,
  { keys, signIn, passkeys }: Pick<Console, 'keys' | 'signIn' | 'passkeys'>,
): { readonly feature: Feature; readonly rules: RolesRules } {
  people.whenRolesEnd(async ({ actedAs, address, ended }) => {
    await files.withdraw(actedAs)
    if (!address) return
    const { person } = await people.recognise({ channel: address.channel, senderKey: address.key })
    await post([
      { id: `role-ended/${randomUUID()}`, to: address, messages: roleEndedLetter(ended, person.language) },
    ])
  })
  const rules = createRolesRules({ people, keys, signIn, passkeys })
  return { feature: { name: 'roles', ...createRolesChat(rules) }, rules }
}

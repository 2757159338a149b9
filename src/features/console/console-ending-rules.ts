// What of the console ends with a role: each session and each link of the account at once, whatever role is left; the key with the
// last role that may hold one; the second factor with the last role that may come in.
import { hasAnyRole } from '../../security/roles.js'
import type { RoleEndingListener } from '../people/role-endings.js'
import type { OfficerKeysRules } from './officer-keys-rules.js'
import { consoleRoles, keyRoles, type SignInRules } from './sign-in-rules.js'

export function createConsoleEnding({
  signIn,
  keys,
}: {
  readonly signIn: Pick<SignInRules, 'endAccess'>
  readonly keys: Pick<OfficerKeysRules, 'endOf'>
}): RoleEndingListener {
  return async ({ key, ended, left, by, evenIfLast }) => {
    if (!hasAnyRole(ended, consoleRoles)) return
    await signIn.endAccess(key, { by, forGood: !hasAnyRole(left, consoleRoles) })
    if (!hasAnyRole(left, keyRoles)) await keys.endOf(key, { by, evenIfLast })
  }
}

// The console joined: how officers sign in, whose keys open tips, and the word in the chat that leads there. The pages are
// in web/console; what they may do with a case is decided in features/cases.
import type { Feature } from '../../conversation/feature.js'
import type { Recipients } from '../../security/vault-recipients.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import { createConsoleChat } from './console-chat.js'
import { createOfficerKeysModel } from './officer-keys-model.js'
import { createOfficerKeysRules, type OfficerKeysRules } from './officer-keys-rules.js'
import { createReaderScopeRules, type ReaderScopeRules } from './reader-scope-rules.js'
import { createSignInModel } from './sign-in-model.js'
import { createSignInRules, type SignInRules } from './sign-in-rules.js'

export interface Console {
  readonly feature: Feature
  readonly signIn: SignInRules
  readonly keys: OfficerKeysRules
  readonly scopes: ReaderScopeRules
  /** The key by which an account reads, in the form that cases ask for. */
  readonly keysOf: (officer: {
    readonly accountKey: string
  }) => Promise<readonly [] | readonly [string] | undefined>
}

export function createConsole(
  deps: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'audit' | 'publicUrl'>,
  people: Pick<PeopleRules, 'recognise' | 'staffById'>,
  recipients: Recipients,
): Console {
  const signIn = createSignInRules({ ...deps, model: createSignInModel(deps.connection), people })
  const model = createOfficerKeysModel(deps.connection)
  const keys = createOfficerKeysRules({ ...deps, model, recipients, people })
  return {
    feature: { name: 'console', ...createConsoleChat(signIn, deps.publicUrl) },
    signIn,
    keys,
    scopes: createReaderScopeRules({ ...deps, model, recipients, people }),
    async keysOf({ accountKey }) {
      const reader = await keys.readerOf(accountKey)
      if (reader !== undefined) return [reader]
      // Once officers have keys of their own, whoever has none reads nothing; before that the role decides.
      return (await model.anyApproved()) ? [] : undefined
    },
  }
}

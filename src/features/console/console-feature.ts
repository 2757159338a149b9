// The console joined: how officers sign in, whose keys open tips, and the word in the chat that leads there. The pages are
// in web/console; what they may do with a case is decided in features/cases.

import type { Feature } from '../../conversation/feature.js'
import type { Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import { type Recipients, takesKind } from '../../security/vault-recipients.js'
import { type ComplaintKind, complaintKinds } from '../complaints/complaint-kinds.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { PeopleRules } from '../people/people-rules.js'
import { createConsoleChat } from './console-chat.js'
import { createConsoleEnding } from './console-ending-rules.js'
import { createOfficerKeysModel } from './officer-keys-model.js'
import { createOfficerKeysRules, type OfficerKeysRules } from './officer-keys-rules.js'
import { createOfficerTold } from './officer-told.js'
import { createPasskeyModel } from './passkey-model.js'
import { createPasskeyRules, type PasskeyRules } from './passkey-rules.js'
import { createReaderAdding, type ReaderAdding } from './reader-adding-rules.js'
import { createReaderLetters } from './reader-letters-chat.js'
import { createReaderScopeRules, type ReaderScopeRules } from './reader-scope-rules.js'
import { createReadingColleague } from './reading-colleague.js'
import { createSignInModel } from './sign-in-model.js'
import { createSignInRules, type SignInRules } from './sign-in-rules.js'

export interface Console {
  readonly feature: Feature
  readonly signIn: SignInRules
  readonly passkeys: PasskeyRules
  readonly keys: OfficerKeysRules
  readonly scopes: ReaderScopeRules
  /** Readers whom a script adds. */
  readonly readers: ReaderAdding
  readonly letters: (today: Day, channel: string) => Promise<Outgoing[]>
  /** The key by which an account reads, in the form that cases ask for. */
  readonly keysOf: (officer: {
    readonly accountKey: string
  }) => Promise<readonly [] | readonly [string] | undefined>
  /** The kinds of cases that an account reads: by an approved key, never by a role alone. */
  readonly readsKinds: (officer: { readonly accountKey: string }) => Promise<readonly ComplaintKind[]>
}

export function createConsole(
  deps: Pick<FeatureDeps, 'connection' | 'keyring' | 'clock' | 'audit' | 'publicUrl' | 'agencyName' | 'post'>,
  people: Pick<PeopleRules, 'recognise' | 'staffById' | 'peopleWithRole' | 'whenRolesEnd' | 'reachable'>,
  recipients: Recipients,
): Console {
  const told = createOfficerTold({ ...deps, people })
  const passkeyModel = createPasskeyModel(deps.connection)
  const signIn = createSignInRules({
    ...{ ...deps, people, told, passkeys: passkeyModel },
    model: createSignInModel(deps.connection),
  })
  const model = createOfficerKeysModel(deps.connection)
  const colleague = createReadingColleague({ model, recipients, people })
  const keys = createOfficerKeysRules({ ...deps, model, recipients, people, colleague })
  people.whenRolesEnd(createConsoleEnding({ signIn, keys }))
  const readers = createReaderAdding({ ...deps, recipients, people })
  return {
    feature: { name: 'console', ...createConsoleChat(signIn, deps.publicUrl) },
    signIn,
    passkeys: createPasskeyRules({ ...deps, model: passkeyModel, signIn, told }),
    keys,
    scopes: createReaderScopeRules({ ...deps, model, recipients, people, colleague }),
    readers,
    letters: createReaderLetters(readers),
    async keysOf({ accountKey }) {
      const reader = await keys.readerOf(accountKey)
      if (reader !== undefined) return [reader]
      // Once officers have keys of their own, whoever has none reads nothing; before that the role decides.
      return (await model.anyApproved()) ? [] : undefined
    },
    async readsKinds({ accountKey }) {
      const reader = await keys.readerOf(accountKey)
      const recipient = reader === undefined ? undefined : await recipients.find(reader)
      return recipient ? complaintKinds.filter((kind) => takesKind(recipient, kind)) : []
    },
  }
}

// What the rules of this room are handed: what is kept, who is on the roster, and what the agency has chosen.
import type { Clock } from '../../operation/clock.js'
import type { Audit } from '../../security/audit/audit.js'
import type { Keyring } from '../../security/keyring.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { AcknowledgementsModel } from './acknowledgements-model.js'
import type { PolicyModel } from './policies/policy-model.js'
import type { ReadingModel } from './policies/reading-model.js'

export type Roster = Pick<
  DirectoryRules,
  'activeStaff' | 'staffCountByUnit' | 'rosterOn' | 'staffById' | 'linkedStaff' | 'registeredGroups'
>

export interface AcknowledgementsDeps {
  readonly models: {
    readonly policies: PolicyModel
    readonly declarations: AcknowledgementsModel
    readonly readings: ReadingModel
  }
  readonly people: Roster
  readonly settings: Pick<SettingsRules, 'get'>
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
}

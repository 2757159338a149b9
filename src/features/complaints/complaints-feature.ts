// The register of complaints. It says nothing in a chat itself: tips and cases write to it, statistics count it.
import type { FeatureDeps } from '../feature-deps.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import { createComplaintsModel } from './complaints-model.js'
import { type ComplaintsRules, createComplaintsRules } from './complaints-rules.js'
import { createConcernedUnitsModel } from './concerned-units-model.js'
import { type ConcernedUnits, createConcernedUnitsRules } from './concerned-units-rules.js'

export function createComplaints({
  connection,
  clock,
  audit,
}: Pick<FeatureDeps, 'connection' | 'clock' | 'audit'>): { rules: ComplaintsRules } {
  return { rules: createComplaintsRules({ model: createComplaintsModel(connection), clock, audit }) }
}

/** Which unit each complaint of the register is about. */
export function createConcernedUnits(
  { connection, keyring, audit }: Pick<FeatureDeps, 'connection' | 'keyring' | 'audit'>,
  others: { readonly complaints: ComplaintsRules; readonly people: Pick<DirectoryRules, 'units'> },
): ConcernedUnits {
  return createConcernedUnitsRules({
    ...others,
    model: createConcernedUnitsModel(connection, keyring),
    audit,
  })
}

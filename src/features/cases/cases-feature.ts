// Cases joined: what was told in confidence, sealed, from its filing to its destruction.
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type CaseFilingRules, createCaseFilingRules } from './case-filing-rules.js'
import { createCaseWorkModel } from './case-work-model.js'
import { createCasesModel } from './cases-model.js'

export interface Cases {
  readonly filing: CaseFilingRules
}

export function createCases(
  { connection, clock }: Pick<FeatureDeps, 'connection' | 'clock'>,
  {
    complaints,
    settings,
  }: {
    readonly complaints: Pick<ComplaintsRules, 'register'>
    readonly settings: Pick<SettingsRules, 'get'>
  },
): Cases {
  const models = { cases: createCasesModel(connection), work: createCaseWorkModel(connection) }
  return { filing: createCaseFilingRules({ ...models, complaints, settings, clock }) }
}

// Cases joined: what was told in confidence, sealed, from its filing to its destruction.
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type CaseFilingRules, createCaseFilingRules } from './case-filing-rules.js'
import { createCaseWorkModel } from './case-work-model.js'
import { createCasesModel } from './cases-model.js'
import { createReceiptRules, type ReceiptRules } from './receipt-rules.js'
import { createReceiptsModel } from './receipts-model.js'

export interface Cases {
  readonly filing: CaseFilingRules
  readonly receipts: ReceiptRules
}

export function createCases(
  {
    connection,
    clock,
    keyring,
    publicUrl,
  }: Pick<FeatureDeps, 'connection' | 'clock' | 'keyring' | 'publicUrl'>,
  {
    complaints,
    settings,
  }: {
    readonly complaints: Pick<ComplaintsRules, 'register'>
    readonly settings: Pick<SettingsRules, 'get'>
  },
): Cases {
  const models = { cases: createCasesModel(connection), work: createCaseWorkModel(connection) }
  const receipts = createReceiptsModel(connection)
  return {
    filing: createCaseFilingRules({ ...models, complaints, settings, clock }),
    receipts: createReceiptRules({ model: receipts, cases: models.cases, keyring, clock, publicUrl }),
  }
}

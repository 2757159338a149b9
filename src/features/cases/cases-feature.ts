// Cases joined: what was told in confidence, sealed, from its filing to its destruction.
import { createRecipients } from '../../security/vault-recipients.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type CaseFilingRules, createCaseFilingRules } from './case-filing-rules.js'
import { type CaseListRules, createCaseListRules } from './case-list-rules.js'
import { type CaseOfficerRules, createCaseOfficerRules } from './case-officer-rules.js'
import { type CaseRecipientsRules, createCaseRecipientsRules } from './case-recipients-rules.js'
import { type CaseReporterRules, createCaseReporterRules } from './case-reporter-rules.js'
import { createCaseUploadsModel } from './case-uploads-model.js'
import { type CaseUploadsRules, createCaseUploadsRules } from './case-uploads-rules.js'
import { createCaseWorkModel } from './case-work-model.js'
import { type CaseWorkRules, createCaseWorkRules } from './case-work-rules.js'
import { createCasesModel } from './cases-model.js'
import { createReceiptRules, type ReceiptRules } from './receipt-rules.js'
import { createReceiptsModel } from './receipts-model.js'
import { createWebReportRules, type WebReportRules } from './web-report-rules.js'

export interface Cases {
  readonly filing: CaseFilingRules
  /** Who may read a case. */
  readonly readers: CaseRecipientsRules
  readonly work: CaseWorkRules
  readonly list: CaseListRules
  readonly officer: CaseOfficerRules
  readonly receipts: ReceiptRules
  readonly uploads: CaseUploadsRules
  readonly webReports: WebReportRules
  readonly reporter: CaseReporterRules
}

export function createCases(
  {
    connection,
    clock,
    audit,
    keyring,
    publicUrl,
  }: Pick<FeatureDeps, 'connection' | 'clock' | 'audit' | 'keyring' | 'publicUrl'>,
  {
    complaints,
    settings,
  }: {
    readonly complaints: Omit<ComplaintsRules, 'figures' | 'takeOver' | 'whenChanged'>
    readonly settings: Pick<SettingsRules, 'get'>
  },
): Cases {
  const models = { cases: createCasesModel(connection), work: createCaseWorkModel(connection) }
  const { cases } = models
  const filing = createCaseFilingRules({ ...models, complaints, settings, clock })
  const work = createCaseWorkRules({ ...models, complaints, audit, clock })
  const receipts = createReceiptRules({
    model: createReceiptsModel(connection),
    cases,
    keyring,
    clock,
    publicUrl,
  })
  const uploads = createCaseUploadsRules({ model: createCaseUploadsModel(connection), cases, clock })
  const recipients = createRecipients(connection)
  return {
    filing,
    readers: createCaseRecipientsRules(recipients),
    work,
    list: createCaseListRules({ ...models, complaints, clock }),
    officer: createCaseOfficerRules({ cases, work, complaints, audit, clock }),
    receipts,
    uploads,
    webReports: createWebReportRules({ recipients, cases, receipts, uploads, filing, clock }),
    reporter: createCaseReporterRules({ cases, work, uploads, complaints, clock }),
  }
}

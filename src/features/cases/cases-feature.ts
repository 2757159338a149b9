// Cases joined: what was told in confidence, sealed, from its filing to its destruction.
import type { Feature } from '../../conversation/feature.js'
import type { Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import { createRecipients } from '../../security/vault-recipients.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { ConcernedUnits } from '../complaints/concerned-units-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import { createFigures } from '../figures/figures-feature.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { createSpaceAlone } from '../space/space-feature.js'
import type { SpaceRules } from '../space/space-rules.js'
import { createCasesChat } from './cases-chat.js'
import { createCasesModel } from './cases-model.js'
import { createBlankKeys } from './filing/case-blank-keys.js'
import { type CaseFigures, createCaseFigures } from './filing/case-figures-rules.js'
import { type CaseFilingRules, createCaseFilingRules } from './filing/case-filing-rules.js'
import { createCaseNumbersModel } from './filing/case-numbers-model.js'
import { type CaseNumbersRules, createCaseNumbersRules } from './filing/case-numbers-rules.js'
import { type CaseRecipientsRules, createCaseRecipientsRules } from './filing/case-recipients-rules.js'
import { createCaseUploadsModel } from './filing/case-uploads-model.js'
import { type CaseUploadsRules, createCaseUploadsRules } from './filing/case-uploads-rules.js'
import { createWebReportRules, type WebReportRules } from './filing/web-report-rules.js'
import { type CaseResealRules, createCaseResealRules } from './lifecycle/case-reseal-rules.js'
import { type CaseRetentionRules, createCaseRetentionRules } from './lifecycle/case-retention-rules.js'
import { countKeptFiles } from './lifecycle/case-space-rules.js'
import { createCaseStagesModel } from './lifecycle/case-stages-model.js'
import { createCaseWorkModel } from './lifecycle/case-work-model.js'
import { type CaseWorkRules, createCaseWorkRules } from './lifecycle/case-work-rules.js'
import { createCaseDeskModel } from './list/case-desk-model.js'
import { type CaseDeskRules, createCaseDeskRules } from './list/case-desk-rules.js'
import { type CaseDeskUpkeep, createCaseDeskUpkeep } from './list/case-desk-upkeep-rules.js'
import { createCaseDeskView } from './list/case-desk-view.js'
import { createHiddenRowsModel } from './list/case-hidden-rows-model.js'
import { createCaseListRules } from './list/case-list-rules.js'
import { createCaseKnowing, type KeysOf } from './officer/case-knowing-rules.js'
import { createCaseLetters } from './officer/case-letters-chat.js'
import { createCaseLettersRules } from './officer/case-letters-rules.js'
import { type CaseOfficerRules, createCaseOfficerRules } from './officer/case-officer-rules.js'
import { createCaseOversightRules } from './officer/case-oversight-rules.js'
import { createCaseFeedback } from './reporter/case-feedback-rules.js'
import { type CaseReporterRules, createCaseReporterRules } from './reporter/case-reporter-rules.js'
import { createNoticeRules, type NoticeRules } from './reporter/notice-rules.js'
import { createNoticesModel } from './reporter/notices-model.js'
import { createReceiptRules, type ReceiptRules } from './reporter/receipt-rules.js'
import { createReceiptsModel } from './reporter/receipts-model.js'

export interface Cases {
  readonly feature: Feature
  readonly filing: CaseFilingRules
  /** Who may read a case. */
  readonly readers: CaseRecipientsRules
  readonly work: CaseWorkRules
  readonly desk: CaseDeskRules
  /** The rows of the officers' list. */
  readonly deskUpkeep: Pick<CaseDeskUpkeep, 'rebuild' | 'buildIfMissing'>
  readonly officer: CaseOfficerRules
  /** After SECRET_KEY was changed. */
  readonly reseal: CaseResealRules['reseal']
  /** Which unit a case is about. */
  readonly concerned: ConcernedUnits
  readonly receipts: ReceiptRules
  /** Lets a reporter know that there is something new. */
  readonly notices: NoticeRules
  readonly uploads: CaseUploadsRules
  /** How many bytes of files there is room for. */
  readonly space: SpaceRules
  readonly webReports: WebReportRules
  readonly reporter: CaseReporterRules
  /** Half-sent files and offers of receipts whose day is over; how many. */
  purgeExpired(): Promise<number>
  /** Where nobody has counted what cases hold. */
  countKeptFiles(): Promise<number>
  readonly numbers: CaseNumbersRules
  readonly retention: CaseRetentionRules
  /** In numbers, for those who read the cases and for those who do not. */
  readonly figures: CaseFigures
  /** For the morning's job. */
  readonly letters: (today: Day, channel: string) => Promise<Outgoing[]>
}

export function createCases(
  {
    connection,
    clock,
    audit,
    keyring,
    publicUrl,
    featuresOn,
    heavyWork,
  }: Pick<
    FeatureDeps,
    'connection' | 'clock' | 'audit' | 'keyring' | 'publicUrl' | 'featuresOn' | 'heavyWork'
  >,
  {
    complaints,
    concerned,
    settings,
    people,
    keysOf = nobodyIsTied,
    space = createSpaceAlone({ connection, clock, keyring }).rules,
  }: {
    readonly complaints: ComplaintsRules
    readonly concerned: ConcernedUnits
    readonly settings: Pick<SettingsRules, 'get'>
    readonly people: Pick<DirectoryRules, 'peopleWithRole'>
    readonly keysOf?: KeysOf
    readonly space?: SpaceRules
  },
): Cases {
  const stages = createCaseStagesModel(connection)
  const rows = createCaseDeskModel(connection)
  const hidden = createHiddenRowsModel(connection, keyring)
  const blanks = createBlankKeys(keyring)
  const upkeep = createCaseDeskUpkeep({
    cases: createCasesModel(connection),
    work: createCaseWorkModel(connection, keyring),
    ...{ complaints, hidden, blanks, desk: rows },
  })
  const models = { cases: upkeep.cases, work: upkeep.work, stages }
  const numbers = createCaseNumbersModel(connection)
  const view = createCaseDeskView({ rows, hidden })
  const shared = { ...models, view, blanks, numbers, complaints, settings, people, audit, clock }
  const knowing = createCaseKnowing({ ...models, keysOf })
  const desk = createCaseDeskRules({ ...shared, rows, knowing })
  const work = createCaseWorkRules(shared)
  const filing = createCaseFilingRules({ ...shared, concerned })
  const recipients = createRecipients(connection)
  const chat = createCasesChat({
    list: createCaseListRules({ ...shared, knowing }),
    work,
    changeStatus: complaints.changeStatus,
    labelOf: async (id) => (await recipients.find(id))?.name,
    clock,
  })
  const figures = createCaseFigures({
    kept: createFigures({ connection, clock }),
    ...{ desk, feedbackOf: createCaseFeedback(shared), complaints, upkeep, clock },
  })
  const letters = createCaseLetters([
    createCaseLettersRules({ ...shared, knowing }),
    createCaseOversightRules({ ...shared, overdueFigures: figures.overdue }),
  ])
  const receipts = createReceiptRules({
    ...shared,
    model: createReceiptsModel(connection),
    keyring,
    publicUrl,
  })
  const readers = createCaseRecipientsRules(recipients, heavyWork)
  const retention = createCaseRetentionRules(shared)
  retention.whenDestroyed(receipts.forget)
  retention.whenDestroyed(space.forget)
  const uploads = createCaseUploadsRules({ ...shared, space, model: createCaseUploadsModel(connection) })
  return {
    feature: { name: 'cases', ...chat },
    filing,
    readers,
    work,
    desk,
    deskUpkeep: upkeep,
    reseal: createCaseResealRules({
      ...{ cases: createCasesModel(connection), workWith: (one) => createCaseWorkModel(connection, one) },
      ...{ blanks, rows, hidden, keyring },
    }).reseal,
    officer: createCaseOfficerRules({ ...shared, work, uploads, recipients, concerned }),
    concerned,
    receipts,
    notices: createNoticeRules({ model: createNoticesModel(connection), keyring, settings, clock }),
    uploads,
    space,
    purgeExpired: async () =>
      (await uploads.purgeExpired()) + (await space.purgeExpired()) + (await receipts.purgeExpiredOffers()),
    countKeptFiles: () => countKeptFiles(models.cases, space),
    webReports: createWebReportRules({ ...shared, keyring, readers, receipts, uploads, filing }),
    reporter: createCaseReporterRules({ ...shared, work, uploads }),
    numbers: createCaseNumbersRules(shared),
    retention,
    figures,
    letters: async (today, channel) =>
      (featuresOn?.(channel)?.includes('cases') ?? true) ? letters(today, channel) : [],
  }
}

/** Until officers have keys of their own, an account is tied to none. */
const nobodyIsTied: KeysOf = async () => undefined

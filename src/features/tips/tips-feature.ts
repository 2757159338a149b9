// Tips: a citizen or a member of staff tells in private what should not be; it is sealed to the officers who may read it.
import type { Feature } from '../../conversation/feature.js'
import { createRecipients } from '../../security/vault-recipients.js'
import type { CaseFilingRules } from '../cases/case-filing-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { createTipDraftsRules } from './tip-drafts-rules.js'
import { createTipsChat } from './tips-chat.js'
import { createTipsModel } from './tips-model.js'
import { createTipsRules, type TipsRules } from './tips-rules.js'

export function createTips(
  { connection, clock }: Pick<FeatureDeps, 'connection' | 'clock'>,
  {
    filing,
    settings,
  }: {
    readonly filing: CaseFilingRules
    readonly settings: Pick<SettingsRules, 'get'>
  },
): { feature: Feature; rules: TipsRules } {
  const model = createTipsModel(connection)
  const drafts = createTipDraftsRules({ model, filing, clock })
  const recipients = createRecipients(connection)
  const rules = createTipsRules({ drafts, recipients, filing })
  const chat = createTipsChat(rules, async () => (await settings.get()).answerDays)
  return { feature: { name: 'tips', ...chat }, rules }
}

// Statistics: counted from the register of complaints, by what the agency's settings say is completed.
import type { Feature } from '../../conversation/feature.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { createStatisticsChat } from './statistics-chat.js'
import { createStatisticsModel } from './statistics-model.js'
import { createStatisticsRules, type StatisticsRules } from './statistics-rules.js'

export function createStatistics(
  { connection, clock }: Pick<FeatureDeps, 'connection' | 'clock'>,
  { complaints, settings }: { readonly complaints: ComplaintsRules; readonly settings: SettingsRules },
): { feature: Feature; rules: StatisticsRules } {
  const model = createStatisticsModel(connection)
  const rules = createStatisticsRules({ model, complaints, settings, clock })
  const chat = createStatisticsChat({
    statistics: rules,
    colours: async () => (await settings.get()).colours,
  })
  return { feature: { name: 'statistics', ...chat }, rules }
}

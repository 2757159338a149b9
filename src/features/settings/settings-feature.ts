// The agency's settings. There is nothing to say in a chat: they are changed in the console or by script (the logo: in the library's room).
import type { FeatureDeps } from '../feature-deps.js'
import { createSettingsModel } from './settings-model.js'
import { createSettingsRules, type SettingsRules } from './settings-rules.js'

export function createSettings({
  connection,
  audit,
  publicUrl,
}: Pick<FeatureDeps, 'connection' | 'audit'> & Partial<Pick<FeatureDeps, 'publicUrl'>>): {
  rules: SettingsRules
} {
  // A script without PUBLIC_URL has none.
  const ownAddresses = publicUrl ? [publicUrl] : []
  return { rules: createSettingsRules({ model: createSettingsModel(connection), audit, ownAddresses }) }
}

// Measures joined: the plan's register, its owners' reports, reminders, and the follow-up with what the bot knows.
import type { Feature } from '../../conversation/feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { ContentRules } from '../library/content/content-rules.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import {
  createKnownEvidence,
  type KnownEvidenceDeps,
  type KnownEvidenceRules,
} from './known-evidence-rules.js'
import { createMeasureAddDialog } from './measure-add-dialog-chat.js'
import { createMeasureReportDialog } from './measure-report-dialog-chat.js'
import { createMeasuresChat, type MeasureLetters } from './measures-chat.js'
import { createMeasuresModel } from './measures-model.js'
import { createMeasuresRules, type MeasuresRules } from './measures-rules.js'

export interface Measures {
  readonly feature: Feature
  readonly rules: MeasuresRules
  readonly known: KnownEvidenceRules
  /** For the daily job. */
  readonly letters: MeasureLetters
}

export function createMeasures(
  deps: Pick<FeatureDeps, 'connection' | 'clock' | 'audit' | 'media'>,
  others: Omit<KnownEvidenceDeps, 'clock'> & {
    readonly people: Pick<DirectoryRules, 'staffByEmployeeCode' | 'linkedStaff'>
    readonly settings: Pick<SettingsRules, 'get'>
    readonly library: Pick<ContentRules, 'shelf'>
  },
): Measures {
  const known = createKnownEvidence({ ...others, clock: deps.clock })
  const { people, settings, library } = others
  const model = createMeasuresModel(deps.connection)
  const rules = createMeasuresRules({ ...deps, model, known, library, people, settings })
  const { letters, commands, buttons } = createMeasuresChat(rules)
  return {
    feature: {
      name: 'measures',
      commands,
      buttons,
      dialogs: [createMeasureReportDialog(rules, deps.media), createMeasureAddDialog(rules)],
    },
    rules,
    known,
    letters,
  }
}

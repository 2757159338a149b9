// The ITA pack joined: year profiles, the complaint guideline, evidence of every kind, and the making of files.
import type { Feature } from '../../conversation/feature.js'
import type { Recipients } from '../../security/vault-recipients.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { Library } from '../library/library-feature.js'
import type { Measures } from '../measures/measures-feature.js'
import { createAgencyLook } from '../settings/agency-look-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { StatisticsRules } from '../statistics/counting/statistics-rules.js'
import type { Surveys } from '../surveys/surveys-feature.js'
import { createChannelPictures } from './evidence/channel-pictures.js'
import { createItaEvidence } from './evidence/ita-evidence-rules.js'
import { createPublishedEvidence } from './evidence/published-evidence.js'
import { createGuidelineRules } from './guideline-rules.js'
import { createItaChat, type ItaChat } from './ita-chat.js'
import { createItaPackRules, type ItaPackRules } from './ita-pack-rules.js'
import { createReportMaking, type ReportMaking } from './report/report-making-rules.js'
import { createReportRequestsModel } from './report/report-requests-model.js'

export interface Ita {
  readonly feature: Feature
  readonly packs: ItaPackRules
  /** For whoever makes files and hands them over. */
  readonly making: ReportMaking
  readonly messages: ItaChat
}

export function createIta(
  deps: Pick<FeatureDeps, 'connection' | 'clock' | 'media' | 'heavyWork' | 'publicUrl' | 'agencyName'>,
  others: {
    readonly settings: Pick<SettingsRules, 'get'>
    readonly statistics: Pick<StatisticsRules, 'table' | 'past'>
    readonly recipients: Pick<Recipients, 'list'>
    readonly measures: Pick<Measures, 'rules' | 'known'>
    readonly surveys: Pick<Surveys, 'drawCharts'>
    readonly library: Pick<Library, 'rules' | 'pictures'>
  },
): Ita {
  const { settings } = others
  const { drawCharts } = others.surveys
  const { rules: measures, known } = others.measures
  const guideline = createGuidelineRules({ settings, agencyName: deps.agencyName })
  const lookOf = createAgencyLook({ ...deps, settings })
  const channelPictures = createChannelPictures({ ...deps, ...others, lookOf })
  const contentOf = createPublishedEvidence({ ...deps, ...others })
  const evidence = createItaEvidence({
    ...{ ...deps, ...others, guideline, known, measures },
    ...{ drawCharts, channelPictures, contentOf },
  })
  const packs = createItaPackRules({ ...deps, evidence, settings })
  const model = createReportRequestsModel(deps.connection)
  const making = createReportMaking({ ...deps, model, packs, evidence, measures, guideline })
  const { commands, ...messages } = createItaChat({ packs, measures, making, settings })
  return { feature: { name: 'ita', commands }, packs, making, messages }
}

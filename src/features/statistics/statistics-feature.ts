// Statistics: counted from the register of complaints, by what the agency's settings say is completed, shown to officers and
// groups, and published month by month when an officer approves.
import type { Feature } from '../../conversation/feature.js'
import type { CampaignsRules } from '../campaigns/campaigns-rules.js'
import type { ComplaintsRules } from '../complaints/complaints-rules.js'
import type { ConcernedUnits } from '../complaints/concerned-units-rules.js'
import type { FeatureDeps } from '../feature-deps.js'
import { createFigures } from '../figures/figures-feature.js'
import type { Library } from '../library/library-feature.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import { createAgencyLook } from '../settings/agency-look-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { ReadsKinds } from './asking/statistics-answers-chat.js'
import { type CaseFeedback, createAnswerTimeRules } from './counting/answer-time-rules.js'
import { createStatisticsModel } from './counting/statistics-model.js'
import { createStatisticsRules, type StatisticsRules } from './counting/statistics-rules.js'
import { createApprovalChat, type StatisticsLetters } from './publishing/approval-chat.js'
import { createPublishedViewRules, type PublishedViewRules } from './publishing/published-view-rules.js'
import { createSnapshotAudienceRules } from './publishing/snapshot-audience-rules.js'
import { createSnapshotCampaign } from './publishing/snapshot-campaign.js'
import { createSnapshotsModel } from './publishing/snapshots-model.js'
import { createSnapshotsRules, type SnapshotsRules } from './publishing/snapshots-rules.js'
import { createSplitRules } from './splitting/split-rules.js'
import { createSplitsModel } from './splitting/splits-model.js'
import { createStatisticsChat } from './statistics-chat.js'

export interface Statistics {
  readonly feature: Feature
  readonly rules: StatisticsRules
  readonly snapshots: SnapshotsRules
  readonly published: PublishedViewRules
  /** The day's letters: a draft that waits for approval. */
  readonly letters: StatisticsLetters
}

export function createStatistics(
  deps: Pick<
    FeatureDeps,
    | 'connection'
    | 'keyring'
    | 'clock'
    | 'audit'
    | 'media'
    | 'files'
    | 'heavyWork'
    | 'publicUrl'
    | 'agencyName'
  >,
  {
    complaints,
    concerned,
    settings,
    people,
    campaigns,
    library,
    feedback,
    readsKinds = readsNothing,
  }: {
    readonly complaints: ComplaintsRules
    readonly concerned: ConcernedUnits
    readonly settings: SettingsRules
    readonly people: Pick<DirectoryRules, 'registeredGroups' | 'peopleWithRole' | 'staffCountByUnit'>
    readonly campaigns: Pick<CampaignsRules, 'plan' | 'obstacleTo' | 'start'>
    readonly library: Pick<Library, 'addContent' | 'rules' | 'pictures'>
    /** What the case page knows of its readers, where there is one. */
    readonly feedback?: CaseFeedback
    /** Whoever reads cases sees today's figures of their kinds. */
    readonly readsKinds?: ReadsKinds
  },
): Statistics {
  const { connection, clock, audit } = deps
  const { figures } = complaints
  const rules = createStatisticsRules({
    model: createStatisticsModel(connection),
    kept: createFigures({ connection, clock }),
    ...{ complaints, settings, clock },
  })
  const splits = createSplitRules({
    model: createSplitsModel(connection),
    ...{ figures, concerned, people, settings, clock },
  })
  const times = createAnswerTimeRules({
    statistics: rules,
    settings,
    ...(feedback && { feedback }),
  })
  const snapshots = createSnapshotsRules({
    model: createSnapshotsModel(connection, deps.keyring),
    statistics: rules,
    splits,
    settings,
    audit,
    clock,
  })
  const published = createPublishedViewRules({ statistics: rules, snapshots })
  const audience = createSnapshotAudienceRules({ people, campaigns })
  const campaign = createSnapshotCampaign({
    ...{ ...deps, campaigns, library },
    lookOf: createAgencyLook({ settings, media: deps.media }),
  })
  const chat = createStatisticsChat({ ...deps, statistics: rules, times, splits, settings, readsKinds })
  const approval = createApprovalChat({ ...deps, snapshots, audience, campaign, people })
  return {
    feature: {
      name: 'statistics',
      commands: [...chat.commands, ...approval.commands],
      buttons: [...chat.buttons, ...approval.buttons],
    },
    rules,
    snapshots,
    published,
    letters: approval.letters,
  }
}

const readsNothing: ReadsKinds = async () => []

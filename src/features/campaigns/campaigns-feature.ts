// Campaigns joined: an ethics officer publishes content and policies, and sees what became of them.
import type { Feature } from '../../conversation/feature.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../i18n/texts.js'
import type { Message } from '../../line/message-builders.js'
import type { Acknowledgements } from '../acknowledgements/acknowledgements-feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { ContentRules } from '../library/content/content-rules.js'
import { createLibrary, type Library } from '../library/library-feature.js'
import { createSettings } from '../settings/settings-feature.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { campaignCommands } from './campaigns-chat.js'
import { createCampaignsModel, type Piece } from './campaigns-model.js'
import { type CampaignsRules, createCampaignsRules, pieceAt, publishedIdOf } from './campaigns-rules.js'
import { createPublicationsRules, type PublicationsRules } from './outside/publications-rules.js'
import { createRecordDialog } from './outside/record-dialog-chat.js'
import { createRecordedPublicationsModel } from './outside/recorded-publications-model.js'
import { createAudienceRules, type Recipients } from './publishing/audience-rules.js'
import { createPublishDialog } from './publishing/publish-dialog-chat.js'
import { createEvidenceRules, type EvidenceRules } from './results/campaign-evidence-rules.js'
import { createCampaignPapers } from './results/campaign-paper-chat.js'
import { withCountedLinks } from './results/counted-links-chat.js'
import { createCountedLinksModel } from './results/counted-links-model.js'
import { createLinksRules, type LinksRules } from './results/counted-links-rules.js'
import { createLineInsightRules, type LineInsightRules } from './results/line-insight-rules.js'
import { createCampaignControl } from './runs/campaign-control-chat.js'
import { heldMessages, progressMessages } from './runs/campaign-progress-chat.js'
import { createCampaignRunsModel } from './runs/campaign-runs-model.js'
import { type CampaignRunsRules, createCampaignRunsRules, type Work } from './runs/campaign-runs-rules.js'
import { featureName } from './runs/campaign-start-chat.js'

/** For whoever carries campaigns out: what is due, and what is said. */
export interface CampaignRuns {
  readonly rules: CampaignRunsRules
  /** What this sending says to readers of a language, its links counted. */
  readonly messagesOf: (work: Work, language: Language, at: Date) => Promise<readonly Message[]>
  readonly progressMessages: typeof progressMessages
  readonly heldMessages: typeof heldMessages
}

export interface Campaigns {
  readonly feature: Feature
  readonly rules: CampaignsRules & EvidenceRules & PublicationsRules & Pick<ContentRules, 'publishedContent'>
  readonly runs: CampaignRuns
  readonly links: LinksRules
  readonly insight: LineInsightRules
  readonly addContent: Library['addContent']
}

export function createCampaigns(
  deps: Pick<
    FeatureDeps,
    | 'connection'
    | 'keyring'
    | 'clock'
    | 'audit'
    | 'media'
    | 'files'
    | 'heavyWork'
    | 'lineFacts'
    | 'publicUrl'
    | 'agencyName'
  >,
  people: Recipients,
  acknowledgements: Pick<Acknowledgements, 'rules' | 'policyMessages'>,
  settings: Pick<SettingsRules, 'get' | 'change'> = createSettings(deps).rules,
  { rules: library, content, pictures, addContent }: Library = createLibrary(
    deps,
    acknowledgements,
    settings,
  ),
): Campaigns {
  const { clock, audit, media, lineFacts, publicUrl } = deps
  const model = createCampaignsModel(deps.connection)
  const runs = createCampaignRunsModel(deps.connection)
  const audience = createAudienceRules({
    people,
    async whoAcknowledged(policyKey, staffIds) {
      const today = dayInBangkok(clock())
      const done = await Promise.all(
        staffIds.map(async (staffId) => {
          const pending = await acknowledgements.rules.pendingFor(staffId, today)
          return pending.some(({ key }) => key === policyKey) ? [] : [staffId]
        }),
      )
      return new Set(done.flat())
    },
  })
  const holidays = async () => (await settings.get()).holidays
  // A policy is not put away: it closes, and what was sent of it stays readable.
  const isPutAway = async ({ from, key }: Piece) => from === 'content' && library.isArchived(key)
  const rules = createCampaignsRules({
    ...{ model, runs, audience, costs: lineFacts, audit, clock, holidays, isPutAway },
  })
  const links = createLinksRules({ model: createCountedLinksModel(deps.connection), keyring: deps.keyring })
  const records = createRecordedPublicationsModel(deps.connection)
  const evidence = createEvidenceRules({ model, runs, links, records, audit, clock })
  const publications = createPublicationsRules({ model, runs, records })
  const control = createCampaignControl(rules)
  const papers = createCampaignPapers({ ...deps, evidence, library, pictures })

  return {
    feature: {
      name: featureName,
      commands: campaignCommands({ rules, library, links, control, papers }),
      buttons: [...content.buttons, ...control.buttons, ...papers.buttons],
      dialogs: [
        createPublishDialog({ rules, library, content, units: () => people.units() }),
        createRecordDialog({ evidence, library, media }),
      ],
    },
    rules: { ...rules, ...evidence, ...publications, publishedContent: library.publishedContent },
    runs: {
      rules: createCampaignRunsRules({ model, runs, audience, clock, holidays, isPutAway }),
      progressMessages,
      heldMessages,
      async messagesOf({ campaign, run }, language, at) {
        const piece = pieceAt(campaign, run.number)
        const published = piece && (await library.everPublished(publishedIdOf(piece)))
        if (!published) throw new Error('A campaign has lost its content')
        const messages = await content.messagesOf(published, language, at)
        return withCountedLinks(messages, publicUrl, async (url) => {
          return `${publicUrl}${await links.countedPath(campaign.id, url)}`
        })
      },
    },
    links,
    insight: createLineInsightRules({ runs, clock }),
    addContent,
  }
}

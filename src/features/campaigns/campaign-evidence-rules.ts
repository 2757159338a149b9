// What proves that something was published: what exactly, when, through which channels and to how many. Publications
// elsewhere are recorded by hand, with their day and a picture, and stand beside ours.
import type { Clock } from '../../clock.js'
import { type Day, dayInBangkok } from '../../i18n/bangkok-time.js'
import type { Audit } from '../../security/audit.js'
import type { Published } from '../library/content-rules.js'
import { batchOf, type DeliveryRow, type Run } from './campaign-run.js'
import type { CampaignRunsModel } from './campaign-runs-model.js'
import type { Campaign, CampaignsModel, Piece } from './campaigns-model.js'
import { pieceAt, pieceOf } from './campaigns-rules.js'
import type { LinksRules } from './counted-links-rules.js'
import type { OutsideChannel } from './outside-channels.js'
import type { RecordedPublication, RecordedPublicationsModel } from './recorded-publications-model.js'

/** One sending: the exact version and its hash, when it began and ended, and what became of its deliveries. */
type SendingEvidence = Pick<
  Run,
  'number' | 'state' | 'dueAt' | 'startedAt' | 'endedAt' | 'groups' | 'people' | 'counts'
> & { readonly piece: Piece | undefined }

interface CampaignEvidence {
  readonly campaign: Campaign
  readonly sendings: readonly SendingEvidence[]
  /** Counted for the campaign, not for a person. */
  readonly links: readonly { readonly url: string; readonly opened: number }[]
  /** Of the same exact versions, by day. */
  readonly elsewhere: readonly RecordedPublication[]
  /** Every channel that any of it went through. */
  readonly channels: readonly ('lineGroup' | 'linePrivate' | OutsideChannel)[]
}

export interface EvidenceRules {
  evidence(campaignId: string): Promise<CampaignEvidence | undefined>
  /** One row for each target of a sending. What became of it is told by its chunk. */
  deliveries(campaignId: string, number: number): Promise<readonly DeliveryRow[]>
  /** `future`: that day has not come; nothing was kept. The same event records once. */
  record(what: {
    readonly eventKey: string
    readonly published: Published
    readonly channel: OutsideChannel
    readonly on: Day
    readonly proof?: string
    readonly by: string
  }): Promise<'recorded' | 'future'>
}

export function createEvidenceRules({
  model,
  runs,
  links,
  records,
  audit,
  clock,
}: {
  readonly model: Pick<CampaignsModel, 'campaign'>
  readonly runs: Pick<CampaignRunsModel, 'runsOf' | 'run' | 'deliveries'>
  readonly links: Pick<LinksRules, 'linksOf'>
  readonly records: RecordedPublicationsModel
  readonly audit: Audit
  readonly clock: Clock
}): EvidenceRules {
  return {
    async evidence(campaignId) {
      const campaign = await model.campaign(campaignId)
      if (!campaign) return undefined
      const [sendings, counted, elsewhere] = await Promise.all([
        runs.runsOf([campaignId]),
        links.linksOf(campaignId),
        Promise.all(distinct(campaign.pieces).map((piece) => records.ofPiece(piece))),
      ])
      const recorded = elsewhere.flat()
      const sent = sendings.filter(({ counts }) => counts.sent > 0)
      return {
        campaign,
        sendings: sendings.map(({ number, state, dueAt, startedAt, endedAt, groups, people, counts }) => ({
          number,
          state,
          dueAt,
          ...(startedAt && { startedAt }),
          ...(endedAt && { endedAt }),
          groups,
          people,
          counts,
          piece: pieceAt(campaign, number),
        })),
        links: counted,
        elsewhere: recorded,
        channels: [
          ...(sent.some(({ groups }) => groups > 0) ? (['lineGroup'] as const) : []),
          ...(sent.some(({ people }) => people > 0) ? (['linePrivate'] as const) : []),
          ...new Set(recorded.map(({ channel }) => channel)),
        ],
      }
    },
    async deliveries(campaignId, number) {
      const run = await runs.run(`${campaignId}/${number}`)
      return run ? runs.deliveries(batchOf(run)) : []
    },
    async record({ eventKey, published, channel, on, proof, by }) {
      if (on > dayInBangkok(clock())) return 'future'
      const about = `${published.id} ${channel} ${on}`
      await audit.record({ who: by, action: 'publication recorded', about, outcome: 'done' })
      await records.add({
        _id: eventKey,
        piece: pieceOf(published),
        channel,
        on,
        ...(proof !== undefined && { proof }),
        by,
        at: clock(),
      })
      return 'recorded'
    },
  }
}

function distinct(pieces: readonly Piece[]): Piece[] {
  return [...new Map(pieces.map((piece) => [`${piece.from}/${piece.key}/${piece.version}`, piece])).values()]
}

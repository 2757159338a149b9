// What proves that something was published: what exactly, when, through which channels and to how many. Publications
// elsewhere are recorded by hand, with their day and a picture, and stand beside ours.

import { type Day, dayInBangkok, lastDayOf, momentsOfMonth } from '../../../i18n/calendar/bangkok-time.js'
import { type FiscalYear, monthsOfFiscalYear } from '../../../i18n/calendar/fiscal-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Published } from '../../library/content/content-rules.js'
import type { Campaign, CampaignsModel, Piece } from '../campaigns-model.js'
import { pieceAt, pieceOf } from '../campaigns-rules.js'
import type { OutsideChannel } from '../outside/outside-channels.js'
import type {
  RecordedPublication,
  RecordedPublicationsModel,
} from '../outside/recorded-publications-model.js'
import { batchOf, type DeliveryRow, type Run } from '../runs/campaign-run.js'
import type { CampaignRunsModel } from '../runs/campaign-runs-model.js'
import type { LinksRules } from './counted-links-rules.js'
import { type InsightState, insightOf } from './line-insight-rules.js'

/** One sending: the exact version and its hash, when it began and ended, and what became of its deliveries. */
export type SendingEvidence = Pick<
  Run,
  'number' | 'state' | 'dueAt' | 'startedAt' | 'endedAt' | 'groups' | 'people' | 'counts'
> & { readonly piece: Piece | undefined; readonly insight: InsightState }

export interface CampaignEvidence {
  readonly campaign: Campaign
  readonly sendings: readonly SendingEvidence[]
  /** Counted for the campaign, not for a person. */
  readonly links: readonly { readonly url: string; readonly opened: number }[]
  /** Of the same exact versions, by day. */
  readonly elsewhere: readonly RecordedPublication[]
  /** Every channel that any of it went through. */
  readonly channels: readonly EvidenceChannel[]
}

export type EvidenceChannel = 'lineGroup' | 'linePrivate' | OutsideChannel

/** Everything that a fiscal year saw of one exact version. */
export interface PieceEvidence {
  readonly piece: Piece
  /** Those that reached somebody. */
  readonly sendings: readonly SendingEvidence[]
  readonly elsewhere: readonly RecordedPublication[]
  /** Absent where a campaign sent other content too: its links are counted for the whole of it. */
  readonly opened?: number
  readonly channels: readonly EvidenceChannel[]
}

export interface EvidenceRules {
  evidence(campaignId: string): Promise<CampaignEvidence | undefined>
  /** By the title of the content; a version that nobody got is not in it. */
  yearEvidence(fiscalYear: FiscalYear): Promise<readonly PieceEvidence[]>
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
  readonly runs: Pick<CampaignRunsModel, 'runsOf' | 'run' | 'deliveries' | 'startedBetween'>
  readonly links: Pick<LinksRules, 'linksOf' | 'openedOf'>
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
      return {
        campaign,
        sendings: sendings.map((run) => sendingOf(run, campaign)),
        links: counted,
        elsewhere: recorded,
        channels: channelsOf(sendings, recorded),
      }
    },
    async yearEvidence(fiscalYear) {
      const [first, last] = [monthsOfFiscalYear(fiscalYear)[0], monthsOfFiscalYear(fiscalYear).at(-1)]
      if (first === undefined || last === undefined) return []
      const begins = momentsOfMonth(first).from
      const ends = momentsOfMonth(last).before
      const [started, recorded] = await Promise.all([
        runs.startedBetween(begins, ends),
        records.between(dayInBangkok(begins), lastDayOf(last)),
      ])
      const ids = [...new Set(started.map(({ campaignId }) => campaignId))]
      const campaigns = new Map(
        (await Promise.all(ids.map((id) => model.campaign(id)))).map((one) => [one?.id, one]),
      )
      const sendings = started.flatMap((run) => {
        const campaign = campaigns.get(run.campaignId)
        return campaign && run.counts.sent > 0 ? [{ campaign, sending: sendingOf(run, campaign) }] : []
      })
      const opened = await links.openedOf(ids)
      const pieces = distinct([
        ...sendings.flatMap(({ sending: { piece } }) => piece ?? []),
        ...recorded.map(({ piece }) => piece),
      ])
      return pieces
        .map((piece): PieceEvidence => {
          const mine = sendings.filter(({ sending }) => sending.piece && isSame(sending.piece, piece))
          const elsewhere = recorded.filter((record) => isSame(record.piece, piece))
          const own = [...new Set(mine.map(({ campaign }) => campaign))]
          const counted = own.every((campaign) => distinct(campaign.pieces).length === 1)
          return {
            piece,
            sendings: mine.map(({ sending }) => sending),
            elsewhere,
            ...(counted && { opened: own.reduce((sum, { id }) => sum + (opened.get(id) ?? 0), 0) }),
            channels: channelsOf(
              mine.map(({ sending }) => sending),
              elsewhere,
            ),
          }
        })
        .sort(
          (one, other) =>
            thaiOrder.compare(one.piece.title.th, other.piece.title.th) ||
            one.piece.version - other.piece.version,
        )
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

function sendingOf(run: Run, campaign: Campaign): SendingEvidence {
  const { number, state, dueAt, startedAt, endedAt, groups, people, counts } = run
  return {
    ...{ number, state, dueAt, groups, people, counts },
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    piece: pieceAt(campaign, number),
    insight: insightOf(run),
  }
}

function channelsOf(
  sendings: readonly Pick<Run, 'counts' | 'groups' | 'people'>[],
  recorded: readonly RecordedPublication[],
): EvidenceChannel[] {
  const sent = sendings.filter(({ counts }) => counts.sent > 0)
  return [
    ...(sent.some(({ groups }) => groups > 0) ? (['lineGroup'] as const) : []),
    ...(sent.some(({ people }) => people > 0) ? (['linePrivate'] as const) : []),
    ...new Set(recorded.map(({ channel }) => channel)),
  ]
}

const thaiOrder = new Intl.Collator('th')

const isSame = (one: Piece, other: Piece): boolean =>
  one.from === other.from && one.key === other.key && one.version === other.version

function distinct(pieces: readonly Piece[]): Piece[] {
  return [...new Map(pieces.map((piece) => [`${piece.from}/${piece.key}/${piece.version}`, piece])).values()]
}

// What an agency published in a span of days, piece by piece: through which channels, how often and to how many. LINE sendings
// that reached somebody and publications recorded by hand stand side by side; assessors count channels and times.
import { addDays, type Day, dayInBangkok, isDay, startOfDay } from '../../../i18n/calendar/bangkok-time.js'
import type { CampaignsModel, Piece } from '../campaigns-model.js'
import { pieceAt } from '../campaigns-rules.js'
import type { CampaignRunsModel } from '../runs/campaign-runs-model.js'
import type { OutsideChannel } from './outside-channels.js'
import type { RecordedPublicationsModel } from './recorded-publications-model.js'

export type PublicationChannel = 'lineGroup' | 'linePrivate' | OutsideChannel

export interface Publication {
  /** The newest version that went out. */
  readonly piece: Piece
  readonly channels: readonly PublicationChannel[]
  /** Sendings on LINE and publications elsewhere. */
  readonly times: number
  /** Groups and people that LINE took it for, over all sendings. */
  readonly groups: number
  readonly people: number
  readonly firstOn: Day
  readonly lastOn: Day
  /** Pictures that prove publications elsewhere, below our public address. */
  readonly proofs: readonly string[]
}

export interface PublicationsRules {
  /** By the day of their first publication. */
  publicationsBetween(from: Day, until: Day): Promise<readonly Publication[]>
}

interface Publishing {
  readonly piece: Piece
  readonly channels: readonly PublicationChannel[]
  readonly groups: number
  readonly people: number
  readonly on: Day
  readonly proof?: string
}

export function createPublicationsRules({
  model,
  runs,
  records,
}: {
  readonly model: Pick<CampaignsModel, 'startedBefore'>
  readonly runs: Pick<CampaignRunsModel, 'runsOf'>
  readonly records: Pick<RecordedPublicationsModel, 'between'>
}): PublicationsRules {
  async function onLine(from: Day, until: Day): Promise<Publishing[]> {
    const campaigns = await model.startedBefore(startOfDay(addDays(until, 1)))
    const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
    return (await runs.runsOf([...byId.keys()])).flatMap((run): Publishing[] => {
      const campaign = byId.get(run.campaignId)
      const piece = campaign && pieceAt(campaign, run.number)
      const on = run.startedAt && dayInBangkok(run.startedAt)
      if (!piece || !on || on < from || on > until || run.counts.sent === 0) return []
      const channels = [
        ...(run.groups > 0 ? (['lineGroup'] as const) : []),
        ...(run.people > 0 ? (['linePrivate'] as const) : []),
      ]
      return [{ piece, channels, groups: run.groups, people: run.people, on }]
    })
  }

  async function elsewhere(from: Day, until: Day): Promise<Publishing[]> {
    return (await records.between(from, until)).flatMap(({ piece, channel, on, proof }): Publishing[] =>
      isDay(on)
        ? [{ piece, channels: [channel], groups: 0, people: 0, on, ...(proof !== undefined && { proof }) }]
        : [],
    )
  }

  return {
    async publicationsBetween(from, until) {
      const all = [...(await onLine(from, until)), ...(await elsewhere(from, until))]
      const byPiece = new Map<string, Publishing[]>()
      for (const one of all) {
        const name = `${one.piece.from}/${one.piece.key}`
        byPiece.set(name, [...(byPiece.get(name) ?? []), one])
      }
      return [...byPiece.values()]
        .flatMap((some) => summed(some) ?? [])
        .sort((one, other) => (one.firstOn < other.firstOn ? -1 : 1))
    },
  }
}

function summed(some: readonly Publishing[]): Publication | undefined {
  const days = some.map(({ on }) => on).sort()
  const [firstOn] = days
  const lastOn = days.at(-1)
  const newest = [...some].sort((one, other) => other.piece.version - one.piece.version)[0]
  if (firstOn === undefined || lastOn === undefined || !newest) return undefined
  return {
    piece: newest.piece,
    channels: [...new Set(some.flatMap(({ channels }) => channels))],
    times: some.length,
    groups: some.reduce((sum, { groups }) => sum + groups, 0),
    people: some.reduce((sum, { people }) => sum + people, 0),
    firstOn,
    lastOn,
    proofs: some.flatMap(({ proof }) => proof ?? []),
  }
}

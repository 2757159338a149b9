// Publications as papers for an assessor: how often, through which channels, what exactly and to how many, so that "at least
// twice, through at least three channels" can be read off. One campaign, or everything of a fiscal year by content.
import type th from '../../../../locales/th/evidence.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { Cell, Column, Fact, Paper, Section } from '../../../documents/paper.js'
import type { FiscalYear } from '../../../i18n/calendar/fiscal-calendar.js'
import { isDay } from '../../../i18n/calendar/thai-calendar.js'
import { readableLink } from '../../../i18n/letters/readable-link.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { signersOf } from '../../handed-papers.js'
import type { Piece } from '../campaigns-model.js'
import type { RecordedPublication } from '../outside/recorded-publications-model.js'
import { audienceInWords } from '../publishing/audience-words.js'
import type {
  CampaignEvidence,
  EvidenceChannel,
  PieceEvidence,
  SendingEvidence,
} from './campaign-evidence-rules.js'
import { insightTable } from './line-insight-words.js'

const say = textsOf<typeof th>('evidence')
const tell = textsOf<typeof publishing>('publishing')

interface Printed {
  readonly language: Language
  readonly agency: string
  readonly asOf: Date
}

export function campaignPaper(
  evidence: CampaignEvidence,
  content: readonly Section[],
  proofs: readonly Section[],
  { language, agency, asOf }: Printed,
): Paper {
  const { campaign, sendings, elsewhere, links, channels } = evidence
  const { times, sent } = countsOf(evidence)
  return {
    language,
    agency,
    asOf,
    title: say(language, 'campaign.title'),
    subtitle: campaign.pieces[0]?.title[language] ?? '',
    facts: [
      ...campaign.pieces.flatMap((piece) => pieceFacts(piece, language)),
      [label(language, 'audience'), audienceInWords(campaign.audience, language)],
      [label(language, 'confirmedAt'), { moment: campaign.at }],
      [label(language, 'times'), times],
      [label(language, 'channelCount'), channels.length],
      [label(language, 'channels'), channelsInWords(channels, language)],
      [label(language, 'delivered'), sent],
      [label(language, 'opened'), links.reduce((sum, { opened }) => sum + opened, 0)],
    ],
    sections: [
      sendingsTable(sendings, language),
      ...insightTable(sendings, language),
      ...(elsewhere.length > 0 ? [recordsTable(elsewhere, language)] : []),
      ...(links.length > 0 ? [linksTable(links, language)] : []),
      ...content,
      ...proofs,
      ...closing(language),
    ],
    footer: campaign.pieces[0]?.title[language] ?? '',
  }
}

export function yearPaper(
  pieces: readonly PieceEvidence[],
  year: FiscalYear,
  proofs: readonly Section[],
  { language, agency, asOf }: Printed,
): Paper {
  const title = say(language, 'campaign.yearTitle', { year })
  const elsewhere = pieces.flatMap((piece) => piece.elsewhere)
  const sendings = pieces
    .flatMap((piece) => piece.sendings)
    .toSorted((one, other) => Number(one.startedAt ?? one.dueAt) - Number(other.startedAt ?? other.dueAt))
  const channels = [...new Set(pieces.flatMap((piece) => piece.channels))]
  return {
    language,
    agency,
    asOf,
    orientation: 'landscape',
    title,
    facts: [
      [label(language, 'year'), String(year)],
      [label(language, 'pieces'), pieces.length],
      [label(language, 'times'), sendings.length + elsewhere.length],
      [label(language, 'channelCount'), channels.length],
      [label(language, 'channels'), channelsInWords(channels, language)],
      [label(language, 'delivered'), sendings.reduce((sum, { counts }) => sum + counts.sent, 0)],
    ],
    sections: [
      piecesTable(pieces, language),
      sendingsTable(sendings, language),
      ...insightTable(sendings, language),
      ...(elsewhere.length > 0 ? [recordsTable(elsewhere, language)] : []),
      ...proofs,
      ...closing(language),
    ],
    footer: title,
  }
}

/** A time is a sending that reached somebody, or a publication elsewhere. */
export function countsOf({ sendings, elsewhere }: Pick<PieceEvidence, 'sendings' | 'elsewhere'>) {
  const reached = sendings.filter(({ counts }) => counts.sent > 0)
  return {
    times: reached.length + elsewhere.length,
    sent: reached.reduce((sum, { counts }) => sum + counts.sent, 0),
  }
}

export const channelInWords = (channel: EvidenceChannel, language: Language): string =>
  channel === 'lineGroup' || channel === 'linePrivate'
    ? say(language, `campaign.line.${channel}`)
    : tell(language, `channel.${channel}`)

export const channelsInWords = (channels: readonly EvidenceChannel[], language: Language): string =>
  channels.map((channel) => channelInWords(channel, language)).join(', ')

function pieceFacts(piece: Piece, language: Language): Fact[] {
  return [
    [label(language, 'content'), piece.title[language]],
    [label(language, 'version'), piece.version],
    [label(language, 'hash'), piece.sha256],
  ]
}

function piecesTable(pieces: readonly PieceEvidence[], language: Language): Section {
  const rows = pieces.map((one): Cell[] => {
    const { piece, sendings, elsewhere, channels, opened } = one
    const { times, sent } = countsOf(one)
    const moments = sendings.flatMap(({ startedAt }) => startedAt ?? []).map(momentCell)
    const days = [...moments, ...elsewhere.map(({ on }) => dayCell(on))].toSorted(byDay)
    return [
      piece.title[language],
      piece.version,
      times,
      sendings.length,
      elsewhere.length,
      channels.length,
      channelsInWords(channels, language),
      sent,
      opened ?? null,
      days[0] ?? null,
      days.at(-1) ?? null,
      piece.sha256,
    ]
  })
  return {
    kind: 'table',
    heading: say(language, 'campaign.byContent'),
    columns: [
      column(language, 'content', 3),
      column(language, 'version', 0.8),
      column(language, 'times'),
      column(language, 'lineTimes'),
      column(language, 'otherTimes', 1.1),
      column(language, 'channelCount'),
      column(language, 'channels', 2.6),
      column(language, 'delivered', 1.1),
      column(language, 'opened'),
      column(language, 'first', 1.5),
      column(language, 'last', 1.5),
      { ...column(language, 'hash', 6), only: 'workbook' },
    ],
    rows,
  }
}

function sendingsTable(sendings: readonly SendingEvidence[], language: Language): Section {
  return {
    kind: 'table',
    heading: say(language, 'campaign.sendings'),
    columns: [
      column(language, 'number', 0.7),
      column(language, 'content', 2.6),
      column(language, 'version', 0.8),
      column(language, 'began', 1.6),
      column(language, 'ended', 1.6),
      column(language, 'groups', 0.8),
      column(language, 'people', 0.9),
      column(language, 'delivered', 1.1),
      column(language, 'failed'),
      column(language, 'state', 1.1),
      { ...column(language, 'hash', 6), only: 'workbook' },
    ],
    rows: sendings.map(({ piece, startedAt, endedAt, groups, people, counts, state }, index) => [
      index + 1,
      piece?.title[language] ?? null,
      piece?.version ?? null,
      startedAt ? momentCell(startedAt) : null,
      endedAt ? momentCell(endedAt) : null,
      groups,
      people,
      counts.sent,
      counts.failed,
      say(language, `campaign.states.${state}`),
      piece?.sha256 ?? null,
    ]),
  }
}

function recordsTable(records: readonly RecordedPublication[], language: Language): Section {
  return {
    kind: 'table',
    heading: say(language, 'campaign.elsewhere'),
    columns: [
      column(language, 'day', 1.3),
      column(language, 'channel', 1.6),
      column(language, 'content', 3),
      column(language, 'version', 0.8),
      column(language, 'proof'),
      { ...column(language, 'proofHash', 6), only: 'workbook' },
    ],
    rows: records.map(({ on, channel, piece, proof }) => [
      dayCell(on),
      channelInWords(channel, language),
      piece.title[language],
      piece.version,
      say(language, proof === undefined ? 'campaign.proofNo' : 'campaign.proofYes'),
      /([0-9a-f]{64})/.exec(proof ?? '')?.[1] ?? null,
    ]),
  }
}

function linksTable(links: CampaignEvidence['links'], language: Language): Section {
  return {
    kind: 'table',
    heading: say(language, 'campaign.links'),
    columns: [
      column(language, 'url', 5),
      column(language, 'opened'),
      { ...column(language, 'exactUrl', 8), only: 'workbook' },
    ],
    rows: links.map(({ url, opened }) => [readableLink(url), opened, url]),
  }
}

function closing(language: Language): Section[] {
  return [
    {
      kind: 'text',
      heading: say(language, 'campaign.howCounted'),
      paragraphs: [say(language, 'campaign.howCountedText'), say(language, 'campaign.insightHow')],
    },
    { kind: 'signatures', statement: say(language, 'campaign.statement'), signers: signersOf(language) },
  ]
}

const momentCell = (moment: Date) => ({ moment })

const dayCell = (on: string) => {
  if (!isDay(on)) throw new RangeError('A publication was recorded on a day that does not exist')
  return { day: on }
}

const byDay = (one: DayOrMoment, other: DayOrMoment) => timeOf(one) - timeOf(other)
type DayOrMoment = ReturnType<typeof momentCell> | ReturnType<typeof dayCell>
const timeOf = (cell: DayOrMoment) => Number('day' in cell ? new Date(cell.day) : cell.moment)

type Label = keyof (typeof th)['campaign']['label']

const label = (language: Language, key: Label): string => say(language, `campaign.label.${key}`)
const column = (language: Language, key: Label, width = 1): Column => ({ title: label(language, key), width })

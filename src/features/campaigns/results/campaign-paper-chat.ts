// The evidence of publications: a button on the card of each campaign, and หลักฐานเผยแพร่ [ปีงบ] for everything of a fiscal year.
import { z } from 'zod'
import type th from '../../../../locales/th/evidence.json'
import { type Button, type Command, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import type { Section } from '../../../documents/paper.js'
import { parsePeriod } from '../../../i18n/calendar/period-words.js'
import { dayTitle, type FiscalYear, isDay } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type Action, text } from '../../../line/message-builders.js'
import type { MediaStore } from '../../../media/media-store.js'
import type { FeatureDeps } from '../../feature-deps.js'
import { paperCard } from '../../handed-papers.js'
import type { ContentPictures } from '../../library/content/content-picture-card.js'
import type { ContentRules } from '../../library/content/content-rules.js'
import { publishedIdOf } from '../campaigns-rules.js'
import type { RecordedPublication } from '../outside/recorded-publications-model.js'
import { publishers } from '../runs/campaign-start-chat.js'
import type { EvidenceRules } from './campaign-evidence-rules.js'
import { campaignPaper, channelInWords, channelsInWords, countsOf, yearPaper } from './campaign-paper.js'
import { contentSections, pictureAt } from './published-content-paper.js'

const say = textsOf<typeof th>('evidence')

export interface CampaignPapers {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
  readonly action: (turn: Turn, campaignId: string) => Action
}

export function createCampaignPapers({
  evidence,
  library,
  pictures,
  media,
  files,
  heavyWork,
  agencyName,
}: Pick<FeatureDeps, 'files' | 'heavyWork' | 'agencyName'> & {
  readonly evidence: Pick<EvidenceRules, 'evidence' | 'yearEvidence'>
  readonly library: Pick<ContentRules, 'everPublished'>
  readonly pictures: Pick<ContentPictures, 'pictureOf'>
  readonly media: MediaStore
}): CampaignPapers {
  const printedFor = ({ person: { language }, at }: Turn) => ({
    language,
    agency: agencyName[language],
    asOf: at,
  })

  const button = defineButton({
    id: 'campaigns.evidence',
    version: 1,
    livesDays: 400,
    who: publishers,
    where: ['private'],
    data: z.strictObject({ i: z.string() }),
    press: async (turn, { i }): Promise<Answer> => {
      const { language } = turn.person
      const found = await evidence.evidence(i)
      if (!found) return { messages: [text(say(language, 'campaign.gone'))] }
      const { campaign, channels, links, elsewhere } = found
      const { times, sent } = countsOf(found)
      const published = await Promise.all(
        [...new Set(campaign.pieces.map(publishedIdOf))].map((id) => library.everPublished(id)),
      )
      const content = await Promise.all(
        published.flatMap((one) => (one ? [contentSections(one, language, { pictures, media })] : [])),
      )
      const paper = campaignPaper(found, content.flat(), await proofs(elsewhere, language), printedFor(turn))
      const opened = links.reduce((sum, link) => sum + link.opened, 0)
      const card = await paperCard({ files, heavyWork }, turn, {
        paper,
        fileName: `publication-evidence-${campaign.pieces[0]?.key ?? 'campaign'}`,
        what: `publication evidence ${campaign.id}`,
        kind: say(language, 'campaign.title'),
        title: campaign.pieces[0]?.title[language] ?? '',
        lines: [
          say(language, 'campaign.card.times', { times, channels: channels.length }),
          say(language, 'campaign.card.channels', { list: channelsInWords(channels, language) }),
          say(language, 'campaign.card.sent', { sent }),
          say(language, 'campaign.card.opened', { opened }),
        ],
      })
      return { messages: [card] }
    },
  })

  const year: Command = {
    id: 'campaigns.year-evidence',
    words: { th: ['หลักฐานเผยแพร่', 'หลักฐานการเผยแพร่'], en: ['publication-evidence', 'publication evidence'] },
    who: publishers,
    where: ['private'],
    argument: 'optional',
    audited: true,
    help: (language) => ({
      summary: say(language, 'campaign.help'),
      example: say(language, 'campaign.helpExample'),
    }),
    async run(turn, wanted) {
      const { language } = turn.person
      const asked = yearIn(wanted, turn.at)
      if (asked === undefined) return { messages: [text(say(language, 'campaign.unclear'))] }
      const pieces = await evidence.yearEvidence(asked)
      if (pieces.length === 0) return { messages: [text(say(language, 'campaign.none', { year: asked }))] }
      const channels = [...new Set(pieces.flatMap((piece) => piece.channels))]
      const counts = pieces.map(countsOf)
      const elsewhere = pieces.flatMap((piece) => piece.elsewhere)
      const times = counts.reduce((sum, one) => sum + one.times, 0)
      const sent = counts.reduce((sum, one) => sum + one.sent, 0)
      const card = await paperCard({ files, heavyWork }, turn, {
        paper: yearPaper(pieces, asked, await proofs(elsewhere, language), printedFor(turn)),
        fileName: `publication-evidence-${asked}`,
        what: `publication evidence ${asked}`,
        kind: say(language, 'campaign.title'),
        title: say(language, 'campaign.yearTitle', { year: asked }),
        lines: [
          say(language, 'campaign.card.pieces', { pieces: pieces.length }),
          say(language, 'campaign.card.times', { times, channels: channels.length }),
          say(language, 'campaign.card.channels', { list: channelsInWords(channels, language) }),
          say(language, 'campaign.card.sent', { sent }),
        ],
      })
      return { messages: [card] }
    },
  }

  async function proofs(records: readonly RecordedPublication[], language: Language): Promise<Section[]> {
    const found = await Promise.all(
      records.map(async ({ proof, channel, on }): Promise<Section[]> => {
        const picture = proof === undefined ? undefined : await pictureAt(proof, media)
        if (!picture) return []
        const values = {
          channel: channelInWords(channel, language),
          day: isDay(on) ? dayTitle(on, language) : on,
          hash: picture.sha256,
        }
        return [
          { kind: 'picture', bytes: picture.bytes, caption: say(language, 'campaign.proofCaption', values) },
        ]
      }),
    )
    return found.flat()
  }

  return {
    commands: [year],
    buttons: [button],
    action: (turn, campaignId) =>
      button.action(say(turn.person.language, 'campaign.make'), turn.at, { i: campaignId }),
  }
}

/** '2570', 'ปี 2569', 'this fiscal year', or nothing for the one that runs. */
function yearIn(words: string, at: Date): FiscalYear | undefined {
  const read = parsePeriod(words, at)
  return read.ok && read.period.kind === 'fiscalYear' ? read.period.fiscalYear : undefined
}

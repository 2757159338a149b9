// The words of an ethics officer: เผยแพร่ opens the dialog, ผลเผยแพร่ shows how the last campaigns go, บันทึกเผยแพร่ records what
// was published elsewhere.
import type th from '../../../locales/th/campaigns.json'
import type publishing from '../../../locales/th/publishing.json'
import type { Command } from '../../conversation/feature.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { text } from '../../line/message-builders.js'
import type { ContentRules } from '../library/content/content-rules.js'
import type { CampaignsRules } from './campaigns-rules.js'
import { recordDialogName } from './outside/record-dialog-chat.js'
import { publishDialogName } from './publishing/publish-dialog-chat.js'
import type { CampaignPapers } from './results/campaign-paper-chat.js'
import type { LinksRules } from './results/counted-links-rules.js'
import { countsInWords, resultCard } from './results/results-card.js'
import type { CampaignControl } from './runs/campaign-control-chat.js'
import { publishers } from './runs/campaign-start-chat.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')
const shownResults = 5

export function campaignCommands({
  rules,
  library,
  links,
  control,
  papers,
}: {
  readonly rules: CampaignsRules
  readonly library: ContentRules
  readonly links: LinksRules
  readonly control: CampaignControl
  readonly papers: CampaignPapers
}): readonly Command[] {
  const publish: Command = {
    id: 'campaigns.publish',
    words: { th: ['เผยแพร่'], en: ['publish'] },
    who: publishers,
    where: ['private'],
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.publish') }),
    run: async (turn) => {
      const published = await library.publishedContent(dayInBangkok(turn.at))
      if (published.length === 0) return { messages: [text(say(turn.person.language, 'nothingToPublish'))] }
      return { open: { dialog: publishDialogName, answers: { draft: turn.eventKey, page: 0, contents: [] } } }
    },
  }

  const results: Command = {
    id: 'campaigns.results',
    words: { th: ['ผลเผยแพร่', 'ผลการเผยแพร่'], en: ['results'] },
    who: publishers,
    where: ['private'],
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.results') }),
    run: async (turn) => {
      const { language } = turn.person
      const latest = await rules.results(turn.channel, shownResults)
      if (latest.length === 0) return { messages: [text(say(language, 'results.none'))] }
      const opened = await links.openedOf(latest.map(({ campaign }) => campaign.id))
      const inWords = latest.map(
        (result) => `${result.campaign.pieces[0]?.title[language] ?? ''}: ${countsInWords(result, language)}`,
      )
      const cards = latest.map((result) => {
        const { id } = result.campaign
        return resultCard({ ...result, opened: opened.get(id) ?? 0 }, language, {
          control: (what) => control.action(turn, id, what),
          evidence: papers.action(turn, id),
        })
      })
      return { messages: carousels(inWords.join('\n'), cards) }
    },
  }

  const record: Command = {
    id: 'campaigns.record',
    words: { th: ['บันทึกเผยแพร่', 'บันทึกการเผยแพร่'], en: ['record-publication', 'record publication'] },
    who: publishers,
    where: ['private'],
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: tell(language, 'record.help') }),
    run: async (turn) => {
      const published = await library.publishedContent(dayInBangkok(turn.at))
      if (published.length === 0) return { messages: [text(say(turn.person.language, 'nothingToPublish'))] }
      return { open: { dialog: recordDialogName, answers: { page: 0 } } }
    },
  }

  return [publish, results, record, ...papers.commands]
}

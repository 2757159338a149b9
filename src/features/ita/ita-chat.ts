// `รายงาน ita 2569` and its sisters: the request is noted and answered at once, the file is made meanwhile, and its link follows.
// Who may: those who keep and read the agency's integrity work; in private, because a file's link is as good as the file.
import type th from '../../../locales/th/ita.json'
import type { Command, Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { dateTimeTitle, fiscalYearOf } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { mainButton, stack, words } from '../../line/card-parts.js'
import {
  flex,
  type Message,
  messageAction,
  text,
  uriAction,
  withQuickReplies,
} from '../../line/message-builders.js'
import { roundInWords } from '../measures/measure-words.js'
import type { MeasuresRules } from '../measures/measures-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { ItaPackRules } from './ita-pack-rules.js'
import { type ReportAsked, readReportAsked } from './report/report-asked.js'
import { type MadeReport, type ReportMaking, reportReaders } from './report/report-making-rules.js'
import type { ReportRequest } from './report/report-requests-model.js'

const say = textsOf<typeof th>('ita')

export interface ItaChat {
  readonly doneMessages: (
    request: ReportRequest,
    made: MadeReport,
    link: { readonly url: string; readonly until: Date },
  ) => readonly Message[]
  readonly failedMessages: (request: ReportRequest) => readonly Message[]
}

export function createItaChat({
  packs,
  measures,
  making,
  settings,
}: {
  readonly packs: ItaPackRules
  readonly measures: Pick<MeasuresRules, 'ofYear'>
  readonly making: ReportMaking
  readonly settings: Pick<SettingsRules, 'get'>
}): Required<Pick<Feature, 'commands'>> & ItaChat {
  /** Why it cannot be made; nothing when it can. */
  async function obstacle(turn: Turn, asked: ReportAsked): Promise<string | undefined> {
    const { language } = turn.person
    if (asked.kind === 'guideline') return undefined
    const year = asked.fiscalYear
    if (year > fiscalYearOf(turn.at)) return say(language, 'chat.future', { year })
    if (asked.kind === 'followUp')
      return (await measures.ofYear(year)).length > 0 ? undefined : say(language, 'chat.noMeasures', { year })
    if (asked.kind !== 'pack') return undefined
    if (await packs.profileFor(year, asked.assessor)) return undefined
    const years = (await packs.yearsOf(asked.assessor)).join(', ')
    const assessor = asked.assessor ?? (await settings.get()).assessor
    return say(language, 'chat.noProfile', { year, assessor, years })
  }

  const report: Command = {
    id: 'ita.report',
    words: { th: ['รายงาน'], en: ['report-file'] },
    who: reportReaders,
    where: ['private'],
    argument: 'optional',
    audited: true,
    help: (language) => ({
      summary: say(language, 'help.report'),
      example: say(language, 'help.reportExample'),
    }),
    async run(turn, words): Promise<Answer> {
      const { language } = turn.person
      const asked = readReportAsked(words, turn.at)
      if (!asked) return { messages: howToAsk(language) }
      const why = await obstacle(turn, asked)
      if (why !== undefined) return { messages: [text(why)] }
      const by = turn.person.staffId ?? turn.sender?.key ?? turn.chat.key
      await making.ask({ id: turn.eventKey, asked, language, to: turn.chat, by }, turn.at)
      return { messages: [text(say(language, 'chat.started', { title: titleOf(asked, language) }))] }
    },
  }

  return {
    commands: [report],
    doneMessages({ asked, language }, { complete }, { url, until }) {
      const title = titleOf(asked, language)
      const done = complete
        ? say(language, 'chat.donePack', { title, ...complete })
        : say(language, 'chat.done', { title })
      return [
        flex(done, {
          type: 'bubble',
          size: 'mega',
          body: stack([
            words(done, { size: 'md' }),
            words(say(language, 'chat.until', { when: dateTimeTitle(until, language) }), {
              size: 'xs',
              colour: 'quiet',
            }),
          ]),
          footer: stack([mainButton(uriAction(say(language, 'chat.link'), url))]),
        }),
      ]
    },
    failedMessages: ({ asked, language }) => [
      text(say(language, 'chat.failed', { title: titleOf(asked, language) })),
    ],
  }
}

function howToAsk(language: Language): Message[] {
  const [, ...examples] = say(language, 'chat.how').split('\n')
  return withQuickReplies(
    [text(say(language, 'chat.how'))],
    examples.map((words) => messageAction(words, words)),
  )
}

function titleOf(asked: ReportAsked, language: Language): string {
  switch (asked.kind) {
    case 'pack':
      return say(language, 'chat.packTitle', { year: asked.fiscalYear, assessor: asked.assessor ?? 'ITA' })
    case 'followUp':
      return say(language, 'chat.followUpTitle', {
        round: roundInWords(asked.round, language),
        year: asked.fiscalYear,
      })
    case 'surveys':
    case 'trainings':
      return say(language, `chat.${asked.kind}Title`, { year: asked.fiscalYear })
    case 'guideline':
      return say(language, 'chat.guidelineTitle')
  }
}

// When it goes out: now, once, every week, or as a series with something for each of its days. What cannot be read for
// certain is asked for again; a time that has passed is said to have passed.
import type th from '../../../../locales/th/campaigns.json'
import type libraryTexts from '../../../../locales/th/library.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { Turn } from '../../../conversation/turn.js'
import { addDays, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { type Published, titleOf } from '../../library/content/content-rules.js'
import { readDays, readMoment, readWeekly } from './moment-words.js'
import type { Option } from './numbered-choice-chat.js'
import type { Propose, PublishAnswers, PublishParts, PublishResult, PublishStep } from './publish-answers.js'
import { listStep } from './publish-audience-steps-chat.js'
import { longestSeriesDays, mostSteps, type Timing } from './timing.js'

const say = textsOf<typeof th>('campaigns')
const describe = textsOf<typeof libraryTexts>('library')
const tell = textsOf<typeof publishing>('publishing')
const kinds = ['now', 'once', 'weekly', 'series'] as const satisfies readonly Timing['kind'][]
const writtenAt = { once: 'writingMoment', weekly: 'writingWeekly', series: 'writingDays' } as const

type Asked = 'askMoment' | 'askWeekly' | 'askDays' | 'askStart'

export function whenSteps(
  { library }: PublishParts,
  propose: Propose,
): Readonly<Record<string, PublishStep>> {
  async function timed(turn: Turn, answers: PublishAnswers, timing: Timing): Promise<PublishResult> {
    const { days: _asked, ...rest } = answers
    if (!rest.audience) return { go: 'choosingAudience', answers: rest }
    const contents = rest.contents.slice(0, timing.kind === 'series' ? timing.days.length : 1)
    return propose(turn, { ...rest, contents, timing }, rest.audience)
  }

  return {
    choosingWhen: listStep({
      name: 'choosingWhen',
      title: (language) => tell(language, 'choose.when'),
      options: ({ at, person: { language } }) =>
        kinds.map((kind) => ({
          value: kind,
          title: tell(language, `when.${kind}`),
          detail: tell(language, `when.${kind}Detail`, { example: exampleMoment(at, language) }),
        })),
      take: async (turn, answers, { value }) => {
        const kind = kinds.find((one) => one === value) ?? 'now'
        return kind === 'now' ? timed(turn, answers, { kind }) : { go: writtenAt[kind], answers }
      },
    }),
    writingMoment: writtenStep('askMoment', 'unclear', async (turn, words, answers) => {
      const at = readMoment(words, turn.at)
      return at && timed(turn, answers, { kind: 'once', at })
    }),
    writingWeekly: writtenStep('askWeekly', 'unclear', async (turn, words, answers) => {
      const weekly = readWeekly(words)
      return weekly && timed(turn, answers, { kind: 'weekly', ...weekly })
    }),
    writingDays: writtenStep('askDays', 'unclearDays', async (_turn, words, answers) => {
      const days = readDays(words)
      const [first = ''] = answers.contents
      return days && { go: 'writingStart', answers: { ...answers, days: [...days], contents: [first] } }
    }),
    writingStart: writtenStep('askStart', 'unclear', async (turn, words, answers) => {
      const start = readMoment(words, turn.at)
      if (!start) return undefined
      const timing = { kind: 'series' as const, start, days: answers.days ?? [] }
      return { go: 'choosingStepContent', answers: { ...answers, page: 0, timing } }
    }),
    choosingStepContent: listStep({
      name: 'choosingStepContent',
      title: (language, { contents, days = [] }) =>
        tell(language, 'choose.stepContent', {
          number: contents.length + 1,
          day: days[contents.length] ?? '',
        }),
      options: (turn) => contentOptions(library, turn),
      take: async (turn, answers, { value }) => {
        const contents = [...answers.contents, value]
        const { timing, days = [] } = answers
        if (contents.length < days.length || !timing)
          return { go: 'choosingStepContent', answers: { ...answers, page: 0, contents } }
        return timed(turn, { ...answers, contents }, timing)
      },
    }),
  }
}

/** What can be published now, for whoever chooses. */
export async function contentOptions(library: PublishParts['library'], turn: Turn): Promise<Option[]> {
  const published = await library.publishedContent(dayInBangkok(turn.at))
  return published.map((one) => contentOption(one, turn.person.language))
}

/** The same title may stand in the list twice: as a piece to read, and as what staff acknowledge. */
const contentOption = (published: Published, language: Language): Option => ({
  value: published.id,
  title: titleOf(published, language),
  detail: say(language, published.from === 'policy' ? 'choose.detailToAcknowledge' : 'choose.detail', {
    kind: describe(language, `kind.${published.kind}`),
    version: published.version,
  }),
})

/** The question whose answer cannot be, again; what was chosen beside the time stays. */
export function timeAgain(answers: PublishAnswers, first: readonly Message[]): PublishResult {
  const { timing, ...rest } = answers
  if (timing?.kind === 'once') return { go: 'writingMoment', answers: rest, first }
  if (timing?.kind !== 'series') return { go: 'choosingWhen', answers: rest, first }
  const contents = answers.contents.slice(0, 1)
  return { go: 'writingStart', answers: { ...rest, contents, days: timing.days }, first }
}

/** In a week: a moment that would be taken, so that whoever copies the example is understood. */
const exampleMoment = (at: Date, language: Language): string =>
  `${dayTitle(addDays(dayInBangkok(at), 7), language)} 09:00`

/** `read` answers nothing for words that it cannot read for certain. */
function writtenStep(
  question: Asked,
  unclear: 'unclear' | 'unclearDays',
  read: (turn: Turn, words: string, answers: PublishAnswers) => Promise<PublishResult | undefined>,
): PublishStep {
  const asks = ({ at, person: { language } }: Turn) =>
    tell(language, `when.${question}`, {
      most: mostSteps,
      days: longestSeriesDays,
      example: exampleMoment(at, language),
    })
  return {
    takes: ['text'],
    ask: (turn) => [text(asks(turn))],
    take: async (turn, said, answers) => {
      const result = said.kind === 'text' ? await read(turn, said.text, answers) : undefined
      if (result) return result
      return { again: [text(`${tell(turn.person.language, `when.${unclear}`)}\n${asks(turn)}`)] }
    },
  }
}

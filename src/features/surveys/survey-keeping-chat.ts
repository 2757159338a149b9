// What officers do with surveys: begin one of the ready-made ones, see how many have answered, close it, read the results as a
// card or as a chart.
// Sending it out is not done here: it goes into the library, and `เผยแพร่` shows whom it reaches and what it costs first.
import { z } from 'zod'
import type th from '../../../locales/th/surveys.json'
import { type Dialog, defineDialog } from '../../conversation/dialog.js'
import { type Button, type Command, defineButton } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { addDays, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { image, type Message, text } from '../../line/message-builders.js'
import type { MediaStore } from '../../media/media-store.js'
import { hasAnyRole, type Role } from '../../security/roles.js'
import { resultsBubble } from './survey-card.js'
import type { DrawSurvey } from './survey-chart.js'
import { type Survey, surveyKinds, surveyWordsFor } from './survey-schema.js'
import { templateOf } from './survey-templates.js'
import type { SurveysRules } from './surveys-rules.js'

const say = textsOf<typeof th>('surveys')
const keepers: readonly Role[] = ['ethics', 'admin']
const readers: readonly Role[] = ['ethics', 'executive', 'admin']
const where = ['private'] as const
const dialogName = 'surveys.new'
const openDays = 14
const shown = 8
/** What LINE takes at once. */
const mostPictures = 5

const answersSchema = z.strictObject({ draft: z.string(), kind: z.enum(surveyKinds).optional() })
type Answers = z.infer<typeof answersSchema>

const byOf = ({ person, sender, chat }: Turn): string => person.staffId ?? sender?.key ?? chat.key

export function createSurveyKeeping({
  rules,
  putIntoLibrary,
  drawCharts,
  media,
  publicUrl,
}: {
  readonly rules: SurveysRules
  /** So that it can be published. */
  readonly putIntoLibrary: (survey: Survey, channel: string) => Promise<void>
  readonly drawCharts: DrawSurvey
  readonly media: Pick<MediaStore, 'keep'>
  readonly publicUrl: string
}): {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
  readonly dialogs: readonly Dialog[]
} {
  const close = defineButton({
    id: 'surveys.close',
    version: 1,
    livesDays: 400,
    who: keepers,
    where,
    data: z.strictObject({ k: z.string().max(40) }),
    press: async (turn, { k }): Promise<Answer> => {
      const closed = await rules.close(k, byOf(turn))
      const told = closed ? await rules.results(k) : undefined
      if (!told) return { messages: [text(say(turn.person.language, 'unknown'))] }
      return { messages: carousels(say(turn.person.language, 'results'), [await bubbleOf(turn, told)]) }
    },
  })

  const chart = defineButton({
    id: 'surveys.chart',
    version: 1,
    livesDays: 400,
    who: readers,
    where,
    data: z.strictObject({ k: z.string().max(40) }),
    press: async (turn, { k }): Promise<Answer> => {
      const { language } = turn.person
      const told = await rules.results(k)
      if (told?.results.kind !== 'told') return { messages: [text(say(language, 'chart.none'))] }
      const drawn = await drawCharts(told.survey, told.results, language, mostPictures)
      const pictures: Message[] = []
      for (const { png, preview } of drawn) {
        const whole = await media.keep(png, 'image/png')
        const small = await media.keep(preview, 'image/jpeg')
        pictures.push(image(`${publicUrl}${whole.path}`, `${publicUrl}${small.path}`))
      }
      return { messages: pictures.length > 0 ? pictures : [text(say(language, 'chart.cannot'))] }
    },
  })

  async function bubbleOf(turn: Turn, told: NonNullable<Awaited<ReturnType<SurveysRules['results']>>>) {
    const { language, roles } = turn.person
    const { survey, results } = told
    const mayClose = survey.closedOn === undefined && hasAnyRole(roles, keepers)
    return resultsBubble(survey, results, await rules.answeredCount(survey.key), language, [
      ...(results.kind === 'told'
        ? [chart.action(say(language, 'chart.button'), turn.at, { k: survey.key })]
        : []),
      ...(mayClose ? [close.action(say(language, 'close'), turn.at, { k: survey.key })] : []),
    ])
  }

  const results: Command = {
    id: 'surveys.results',
    words: { th: ['ผลแบบสำรวจ'], en: ['survey-results', 'survey results'] },
    who: readers,
    where,
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.results') }),
    async run(turn) {
      const { language } = turn.person
      const latest = await rules.latest(shown)
      const told = (await Promise.all(latest.map(({ key }) => rules.results(key)))).flatMap(
        (one) => one ?? [],
      )
      if (told.length === 0) return { messages: [text(say(language, 'none'))] }
      const bubbles = await Promise.all(told.map((one) => bubbleOf(turn, one)))
      return { messages: carousels(say(language, 'results'), bubbles) }
    },
  }

  const create: Command = {
    id: 'surveys.new',
    words: { th: ['สร้างแบบสำรวจ'], en: ['new-survey', 'new survey'] },
    who: keepers,
    where,
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.create') }),
    run: async (turn) => ({ open: { dialog: dialogName, answers: { draft: turn.eventKey } } }),
  }

  const closingDay = (turn: Turn) => addDays(dayInBangkok(turn.at), openDays)
  /** Letters and digits only: it is typed after the command, and is a key of the library. */
  const keyOf = ({ draft, kind }: Answers) =>
    `${kind}-${draft
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 8)}`

  const dialog = defineDialog<Answers>({
    name: dialogName,
    version: 1,
    idleMinutes: 30,
    who: keepers,
    places: ['private'],
    answers: answersSchema,
    first: 'choosing',
    steps: {
      choosing: {
        takes: [],
        ask: ({ person: { language } }) => [text(say(language, 'new.choose'))],
        choices: ({ person: { language } }) =>
          surveyKinds.map((kind) => ({ value: kind, label: say(language, `kindShort.${kind}`) })),
        take: async (_turn, said, answers) => {
          const kind = surveyKinds.find((one) => said.kind === 'choice' && said.value === one)
          return kind ? { go: 'confirming', answers: { ...answers, kind } } : { go: 'choosing', answers }
        },
      },
      confirming: {
        takes: [],
        ask: (turn, answers) => {
          const { language } = turn.person
          const spec = templateOf(answers.kind ?? 'perception', keyOf(answers), closingDay(turn))
          const { title } = surveyWordsFor<{ title: string }>(spec, language)
          const until = dayTitle(closingDay(turn), language)
          const questions = spec.questions
            .map((one, place) => `${place + 1}. ${surveyWordsFor<{ text: string }>(one, language).text}`)
            .join('\n')
          return [text(say(language, 'new.check', { title, until, questions }))]
        },
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
        ],
        take: async (turn, _said, answers) => {
          const { language } = turn.person
          if (!hasAnyRole(turn.person.roles, keepers) || !answers.kind)
            return { done: { messages: [text(say(language, 'unknown'))] } }
          const key = keyOf(answers)
          const added = await rules.add(templateOf(answers.kind, key, closingDay(turn)), byOf(turn))
          // Taken: the same press after a crash has found its own survey.
          const survey = added.ok ? added.survey : await rules.survey(key)
          if (!survey) return { done: { messages: [text(say(language, 'unknown'))] } }
          await putIntoLibrary(survey, turn.channel)
          return { done: { messages: [text(say(language, 'new.done', { key }))] } }
        },
      },
    },
  })

  return { commands: [results, create], buttons: [close, chart], dialogs: [dialog] }
}

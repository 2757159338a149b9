// `แบบสำรวจ`: what waits for this person, and the questions one by one with numbered answers, in private only. What is said while
// answering is the same whether somebody answered before or not, so that a second press after a crash says nothing new.
import { z } from 'zod'
import type th from '../../../locales/th/surveys.json'
import { type Dialog, defineDialog, type Said } from '../../conversation/dialog.js'
import { type Button, type Command, defineButton } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import { type Language, linesOf, textsOf } from '../../i18n/texts.js'
import { carousels } from '../../line/carousels.js'
import { cut, text } from '../../line/message-builders.js'
import { invitationBubble } from './survey-card.js'
import { choicesOf, type Survey, type SurveyQuestion, surveyWordsFor } from './survey-schema.js'
import type { Answerer, SurveysRules } from './surveys-rules.js'

const say = textsOf<typeof th>('surveys')
const lines = linesOf<typeof th>('surveys')
const dialogName = 'surveys.answer'
const where = ['private'] as const

const answersSchema = z.strictObject({ k: z.string().max(40), given: z.array(z.int()).max(30) })
type Answers = z.infer<typeof answersSchema>

export const answererOf = ({ person: { staffId }, sender, chat }: Turn): Answerer => ({
  accountKey: sender?.key ?? chat.key,
  ...(staffId !== undefined && { staffId }),
})

export function createSurveyAnswering(rules: SurveysRules): {
  readonly command: Command
  readonly buttons: readonly Button[]
  readonly dialogs: readonly Dialog[]
} {
  async function begin(turn: Turn, key: string): Promise<Answer> {
    const { language } = turn.person
    const survey = await rules.survey(key)
    if (!survey) return { messages: [text(say(language, 'unknown'))] }
    const obstacle = await rules.obstacle(survey, answererOf(turn))
    if (obstacle !== undefined) return { messages: [text(say(language, `obstacle.${obstacle}`))] }
    return { open: { dialog: dialogName, answers: { k: key, given: [] } } }
  }

  const start = defineButton({
    id: 'surveys.start',
    version: 1,
    livesDays: 400,
    who: 'everyone',
    where,
    data: z.strictObject({ k: z.string().max(40) }),
    press: (turn, { k }) => begin(turn, k),
  })

  const command: Command = {
    id: 'surveys.answer',
    words: { th: ['แบบสำรวจ'], en: ['survey'] },
    who: 'everyone',
    where,
    argument: 'optional',
    help: (language) => ({ summary: say(language, 'help.answer') }),
    async run(turn, argument) {
      const { language } = turn.person
      const key = argument.trim().toLowerCase()
      if (key !== '') return begin(turn, key)
      const waiting = await rules.waitingFor(answererOf(turn))
      if (waiting.length === 0) return { messages: [text(say(language, 'noneWaiting'))] }
      const bubbles = waiting.map((survey) =>
        invitationBubble(survey, language, start.action(say(language, 'start'), turn.at, { k: survey.key })),
      )
      return { messages: carousels(say(language, 'waiting'), bubbles) }
    },
  }

  async function take(turn: Turn, said: Said, answers: Answers) {
    const { language } = turn.person
    const survey = await rules.survey(answers.k)
    const question = survey?.questions[answers.given.length]
    if (!survey || !question) return { done: { messages: [text(say(language, 'unknown'))] } }
    const typed =
      said.kind === 'choice' ? said.value : said.kind === 'text' ? fromThaiDigits(said.text).trim() : ''
    const choice = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : -1
    if (choice < 0 || choice >= choicesOf(question))
      return { again: [text(say(language, 'noSuchNumber', { last: choicesOf(question) }))] }
    const given = [...answers.given, choice]
    if (given.length < survey.questions.length) return { go: 'answering', answers: { ...answers, given } }
    const how = await rules.answer(survey.key, answererOf(turn), given)
    const key =
      how === 'counted' || how === 'before' ? 'thanks' : how === 'incomplete' ? 'unknown' : undefined
    if (key === undefined)
      return { done: { messages: [text(say(language, `obstacle.${how === 'notForYou' ? how : 'closed'}`))] } }
    return { done: { messages: [text(say(language, key))] } }
  }

  const dialog = defineDialog<Answers>({
    name: dialogName,
    version: 1,
    idleMinutes: 30,
    who: 'everyone',
    places: ['private'],
    answers: answersSchema,
    first: 'answering',
    steps: {
      answering: {
        takes: ['text'],
        ask: async ({ person: { language } }, { k, given }) => {
          const survey = await rules.survey(k)
          const question = survey?.questions[given.length]
          if (!survey || !question) return [text(say(language, 'unknown'))]
          const first = given.length === 0 ? [text(introOf(survey, language))] : []
          return [...first, text(asked(survey, question, given.length, language))]
        },
        choices: async ({ person: { language } }, { k, given }) => {
          const question = (await rules.survey(k))?.questions[given.length]
          if (!question) return []
          return choiceWords(question, language).map((words, place) => ({
            value: String(place + 1),
            label: cut(`${place + 1}. ${words}`, 20),
          }))
        },
        take,
      },
    },
  })

  return { command, buttons: [start], dialogs: [dialog] }
}

const introOf = (survey: Survey, language: Language): string => {
  const { title, intro } = surveyWordsFor(survey, language)
  return say(language, 'intro', { title, intro })
}

const choiceWords = (question: SurveyQuestion, language: Language): readonly string[] =>
  question.kind === 'scale' ? lines(language, 'levels') : surveyWordsFor(question, language).choices

function asked(survey: Survey, question: SurveyQuestion, place: number, language: Language): string {
  const { text: words } = surveyWordsFor<{ text: string }>(question, language)
  const list = choiceWords(question, language).map((choice, index) => `${index + 1}. ${choice}`)
  const number = say(language, 'question', { number: place + 1, of: survey.questions.length })
  return [number, words, '', ...list].join('\n')
}

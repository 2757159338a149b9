// The quiz in the chat: one question at a time with numbered answers; a wrong answer shows the passage of the policy.
import { z } from 'zod'
import type th from '../../../locales/th/quizzes.json'
import { type Dialog, defineDialog, type Said } from '../../conversation/dialog.js'
import { type Button, type Command, defineButton } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import { fromThaiDigits } from '../../i18n/letters/thai-digits.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { mainButton, stack, words } from '../../line/card-parts.js'
import { cut, flex, type Message, text } from '../../line/message-builders.js'
import { type Policy, policyWordsFor } from '../acknowledgements/policies/policy-schema.js'
import type { QuizCount, QuizRules } from './quiz-rules.js'
import { type Question, type Quiz, questionFor } from './quiz-schema.js'

const say = textsOf<typeof th>('quizzes')
const dialogName = 'quizzes.quiz'

const which = z.strictObject({ p: z.string(), v: z.int() })
const answersSchema = z.strictObject({ p: z.string(), v: z.int(), given: z.array(z.int()) })
type Answers = z.infer<typeof answersSchema>

export interface QuizChat {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
  readonly dialogs: readonly Dialog[]
  /** For whoever has just acknowledged this policy; nothing when it has no quiz, or they have passed it. */
  readonly offer: (turn: Turn, policy: Policy) => Promise<readonly Message[]>
}

export function createQuizChat(rules: QuizRules): QuizChat {
  const start = defineButton({
    id: 'quizzes.start',
    version: 1,
    livesDays: 500,
    who: 'everyone',
    where: ['private'],
    data: which,
    press: async (turn, { p, v }): Promise<Answer> => {
      const { staffId, language } = turn.person
      if (!staffId) return { messages: [text(say(language, 'staffOnly'))] }
      if (!(await rules.quizOf(p, v))) return { messages: [text(say(language, 'gone'))] }
      return { open: { dialog: dialogName, answers: { p, v, given: [] } } }
    },
  })

  function offerCard(turn: Turn, quiz: Quiz, title: string, sentence: string): Message {
    const { language } = turn.person
    const data = { p: quiz.policyKey, v: quiz.version }
    return flex(sentence, {
      type: 'bubble',
      body: stack([words(title, { bold: true, colour: 'primary' }), words(sentence, { size: 'md' })]),
      footer: stack([mainButton(start.action(say(language, 'start'), turn.at, data))]),
    })
  }

  async function openQuizzes(turn: Turn): Promise<Message[]> {
    const { staffId, language } = turn.person
    if (!staffId) return []
    const open = await rules.openFor(staffId, dayInBangkok(turn.at))
    return open.map(({ quiz, policy }) => {
      const count = quiz.questions.length
      return offerCard(turn, quiz, titleOf(policy, language), say(language, 'offer', { count }))
    })
  }

  async function next(turn: Turn, said: Said, answers: Answers) {
    const { language } = turn.person
    const quiz = await rules.quizOf(answers.p, answers.v)
    const question = quiz?.questions[answers.given.length]
    const { staffId } = turn.person
    if (!quiz || !question || !staffId) return { done: { messages: [text(say(language, 'gone'))] } }
    const typed =
      said.kind === 'choice' ? said.value : said.kind === 'text' ? fromThaiDigits(said.text).trim() : ''
    const choice = Number(typed) - 1
    if (!questionFor(question, language).choices[choice])
      return { again: [text(say(language, 'noSuchNumber', { last: question.th.choices.length }))] }
    const feedback = text(feedbackOn(question, choice, language))
    const given = [...answers.given, choice]
    if (given.length < quiz.questions.length)
      return { go: 'asking', answers: { ...answers, given }, first: [feedback] }
    const { eventKey, at } = turn
    const attempt = { eventKey, at, policyKey: answers.p, version: answers.v, staffId }
    const { passed, right, of, mark } = await rules.finish(attempt, quiz, given)
    const values = { right, of, mark }
    const result = passed
      ? text(say(language, 'passed', values))
      : offerCard(turn, quiz, say(language, 'again'), say(language, 'notPassed', values))
    return { done: { messages: [feedback, result] } }
  }

  const dialog = defineDialog<Answers>({
    name: dialogName,
    version: 1,
    idleMinutes: 60,
    who: ['staff'],
    places: ['private'],
    answers: answersSchema,
    first: 'asking',
    steps: {
      asking: {
        takes: ['text'],
        ask: async (turn, { p, v, given }) => {
          const { language } = turn.person
          const quiz = await rules.quizOf(p, v)
          const question = quiz?.questions[given.length]
          if (!quiz || !question) return [text(say(language, 'gone'))]
          const { question: asked, choices } = questionFor(question, language)
          const head = say(language, 'question', { number: given.length + 1, of: quiz.questions.length })
          const numbered = choices.map((choice, place) => `${place + 1}. ${choice}`)
          return [text([`${head}\n${asked}`, numbered.join('\n'), say(language, 'how')].join('\n\n'))]
        },
        choices: async (turn, { p, v, given }) => {
          const question = (await rules.quizOf(p, v))?.questions[given.length]
          if (!question) return []
          return questionFor(question, turn.person.language).choices.map((choice, place) => ({
            value: String(place + 1),
            label: cut(`${place + 1}. ${choice}`, 20),
          }))
        },
        take: next,
      },
    },
  })

  const quizzes: Command = {
    id: 'quizzes.open',
    words: { th: ['แบบทดสอบ'], en: ['quiz'] },
    who: ['staff'],
    where: ['private'],
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.quiz') }),
    run: async (turn) => {
      const open = await openQuizzes(turn)
      return { messages: open.length === 0 ? [text(say(turn.person.language, 'none'))] : open.slice(0, 5) }
    },
  }

  const results: Command = {
    id: 'quizzes.results',
    words: { th: ['ผลแบบทดสอบ'], en: ['quiz-results', 'quiz results'] },
    who: ['officer', 'ethics', 'executive', 'admin'],
    where: ['private'],
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.results') }),
    run: async (turn) => {
      const { language } = turn.person
      const found = await rules.results(dayInBangkok(turn.at))
      const parts = found.map(({ policy, all, units }) =>
        [
          say(language, 'results.title', { title: titleOf(policy, language) }),
          countInWords(say(language, 'results.all'), all, language),
          ...units.map(({ unit, ...count }) => countInWords(unit, count, language)),
        ].join('\n'),
      )
      return { messages: [text(parts.length === 0 ? say(language, 'results.none') : parts.join('\n\n'))] }
    },
  }

  return {
    commands: [quizzes, results],
    buttons: [start],
    dialogs: [dialog],
    async offer(turn, policy) {
      const { staffId, language } = turn.person
      if (!staffId) return []
      const open = await rules.openFor(staffId, dayInBangkok(turn.at))
      const mine = open.find((one) => one.policy.key === policy.key && one.policy.version === policy.version)
      if (!mine) return []
      const count = mine.quiz.questions.length
      return [offerCard(turn, mine.quiz, titleOf(policy, language), say(language, 'offer', { count }))]
    },
  }
}

function feedbackOn(question: Question, choice: number, language: Language): string {
  if (choice === question.correct) return say(language, 'right')
  const { choices, passage } = questionFor(question, language)
  return say(language, 'wrong', { answer: choices[question.correct] ?? '', passage })
}

function countInWords(
  name: string,
  { total, tried, passed, percent }: QuizCount,
  language: Language,
): string {
  return percent === undefined
    ? say(language, 'results.nobody', { name, total })
    : say(language, 'results.line', { name, total, tried, passed, percent })
}

const titleOf = (policy: Policy, language: Language) => policyWordsFor(policy, language).words.title

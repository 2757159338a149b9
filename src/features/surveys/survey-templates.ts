// Ready-made surveys: their words are in the locale files, so that an agency that has none may begin at once. A line of a
// knowledge test is a question and its choices between bars; the right choice has a star.
import type th from '../../../locales/th/surveys.json'
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import { type Language, linesOf, textsOf } from '../../i18n/texts.js'
import type { SurveyKind, SurveySpec } from './survey-schema.js'

const say = textsOf<typeof th>('surveys')
const lines = linesOf<typeof th>('surveys')

/** `key` becomes the survey's. */
export function templateOf(kind: SurveyKind, key: string, closes: Day): SurveySpec {
  return {
    key,
    kind,
    audience: kind === 'satisfaction' ? 'everyone' : 'staff',
    th: wordsIn('th', kind),
    en: wordsIn('en', kind),
    closes,
    questions: kind === 'knowledge' ? knowledgeQuestions() : scaleQuestions(kind),
  }
}

const wordsIn = (language: Language, kind: SurveyKind) => ({
  title: say(language, `templates.${kind}.title`),
  intro: say(language, `templates.${kind}.intro`),
})

function scaleQuestions(kind: Exclude<SurveyKind, 'knowledge'>): SurveySpec['questions'] {
  const english = lines('en', `templates.${kind}.questions`)
  return lines('th', `templates.${kind}.questions`).map((text, place) => ({
    kind: 'scale',
    th: { text },
    en: { text: english[place] ?? text },
  }))
}

function knowledgeQuestions(): SurveySpec['questions'] {
  const english = lines('en', 'templates.knowledge.questions').map(questionIn)
  return lines('th', 'templates.knowledge.questions')
    .map(questionIn)
    .map(({ correct, ...words }, place) => {
      const { correct: _same, ...translated } = english[place] ?? { ...words, correct }
      return { kind: 'choice', th: words, en: translated, correct }
    })
}

function questionIn(line: string) {
  const [text = '', ...choices] = line.split('|').map((part) => part.trim())
  return {
    text,
    choices: choices.map((choice) => choice.replace(/^\*\s*/, '')),
    correct: choices.findIndex((choice) => choice.startsWith('*')),
  }
}

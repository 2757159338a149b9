// A survey as a card: what waits for an answer, how many have answered while it is open, and its results once it is closed.
import type th from '../../../locales/th/surveys.json'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import {
  band,
  fact,
  mainButton,
  progressBar,
  quietButton,
  rule,
  stack,
  words,
} from '../../line/card-parts.js'
import type { Action, FlexBubble, FlexComponent } from '../../line/message-builders.js'
import type { SurveyResults } from './survey-results.js'
import { type Survey, surveyWordsFor } from './survey-schema.js'
import { barOf, howCounted, shareInWords } from './survey-words.js'

const say = textsOf<typeof th>('surveys')
const questionsShown = 10

export function invitationBubble(survey: Survey, language: Language, start: Action): FlexBubble {
  const { title, intro } = surveyWordsFor(survey, language)
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, `kind.${survey.kind}`), title),
    body: stack([
      words(intro),
      fact(say(language, 'until'), dayTitle(survey.closes, language)),
      words(say(language, 'promise'), { size: 'xs', colour: 'quiet' }),
    ]),
    footer: stack([mainButton(start)]),
  }
}

export function resultsBubble(
  survey: Survey,
  results: SurveyResults,
  answered: number,
  language: Language,
  actions: readonly Action[],
): FlexBubble {
  const { title } = surveyWordsFor(survey, language)
  const ended = survey.closedOn ?? survey.closes
  return {
    type: 'bubble',
    size: 'mega',
    header: band(say(language, `kind.${survey.kind}`), title),
    body: stack(
      [
        fact(say(language, survey.closedOn ? 'closedOn' : 'until'), dayTitle(ended, language)),
        fact(say(language, 'answered'), say(language, 'people', { number: answered })),
        ...told(survey, results, language),
      ],
      'sm',
    ),
    ...(actions.length > 0 && { footer: stack(actions.map(quietButton), 'xs') }),
  }
}

function told(survey: Survey, results: SurveyResults, language: Language): FlexComponent[] {
  switch (results.kind) {
    case 'open':
      return [words(say(language, 'notTold.open'), { size: 'xs', colour: 'quiet' })]
    case 'tooFew':
      return [words(say(language, 'notTold.tooFew', { threshold: results.threshold }))]
    case 'told': {
      const { passed, agrees, questions } = results
      return [
        ...(passed ? [fact(say(language, 'passed'), shareInWords(passed, language), 'good')] : []),
        ...(agrees === undefined
          ? []
          : [fact(say(language, 'agrees'), say(language, 'share.exact', { percent: agrees }), 'good')]),
        rule(),
        ...questions.slice(0, questionsShown).flatMap(({ question, share }) => {
          const { text } = surveyWordsFor<{ text: string }>(question, language)
          if (!share) return [words(text)]
          return [words(text), progressBar(barOf(share), 6), words(shareInWords(share, language), quiet)]
        }),
        words(howCounted(survey, language), { size: 'xxs', colour: 'quiet' }),
      ]
    }
  }
}

const quiet = { size: 'xs', colour: 'quiet', align: 'end' } as const

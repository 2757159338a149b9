// Shares as people read them: exact, or as the bound that tells of no few.
import type th from '../../../locales/th/surveys.json'
import { type Language, linesOf, textsOf } from '../../i18n/texts.js'
import type { QuestionResult, Share } from './survey-results.js'
import { type Survey, type SurveyQuestion, surveyWordsFor } from './survey-schema.js'

const say = textsOf<typeof th>('surveys')
const lines = linesOf<typeof th>('surveys')

export const shareInWords = (share: Share, language: Language): string =>
  say(language, `share.${share.kind}`, { percent: share.percent })

/** The lower end of what a share says, from 0 to 1, for bars. */
export const barOf = (share: Share): number => (share.kind === 'below' ? 0 : Number(share.percent) / 100)

/** Each choice with how often it was given; nothing when that is not told. */
export function countsInWords(
  { question, counts }: QuestionResult,
  language: Language,
): readonly string[] | undefined {
  return counts?.map((count, place) =>
    say(language, 'countOf', { choice: choiceTitles(question, language)[place] ?? '', number: count }),
  )
}

/** Of what the shares of this survey are shares: of levels, of right answers, or of both. */
export function howCounted({ questions }: Pick<Survey, 'questions'>, language: Language): string {
  const levels = questions.some(({ kind }) => kind === 'scale')
  const right = questions.some((one) => one.kind === 'choice' && one.correct !== undefined)
  if (levels) return say(language, right ? 'howCounted.both' : 'howCounted.levels')
  return say(language, right ? 'howCounted.right' : 'howCounted.neither')
}

export const choiceTitles = (question: SurveyQuestion, language: Language): readonly string[] =>
  question.kind === 'scale' ? lines(language, 'levels') : surveyWordsFor(question, language).choices

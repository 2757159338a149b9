// What may be told of a tally. Counts from 1 up to the agency's threshold are never told: a question whose levels have such a
// count is told as the share that agrees, and that share as a bound where it would betray the few. Pure, and computed from
// the tally alone, so that nothing told can be subtracted to find what was not.
import { percent } from '../../i18n/percent.js'
import { agreesFrom, type Survey, type SurveyQuestion } from './survey-schema.js'
import type { Tally } from './surveys-model.js'

export type Share =
  | { readonly kind: 'exact'; readonly count: number; readonly percent: string }
  /** All but a few: at least this many percent. */
  | { readonly kind: 'atLeast'; readonly percent: string }
  /** A few: less than this many percent. */
  | { readonly kind: 'below'; readonly percent: string }

export interface QuestionResult {
  readonly question: SurveyQuestion
  /** How often each choice was given, in their order; absent when that would tell of a few. */
  readonly counts?: readonly number[]
  /** Who agrees (a scale) or answers rightly (knowledge); absent for a question of opinion with choices. */
  readonly share?: Share
  /** Of a scale whose counts are told: '4.25'. */
  readonly mean?: string
}

export type SurveyResults =
  /** Nothing is told while it can be answered: two looks would tell what came between them. */
  | { readonly kind: 'open' }
  | { readonly kind: 'tooFew'; readonly threshold: number }
  | {
      readonly kind: 'told'
      readonly n: number
      readonly questions: readonly QuestionResult[]
      /** Over all questions of which the exact share is told. */
      readonly agrees?: string
      /** Of a knowledge test. */
      readonly passed?: Share
    }

/** A share of `whole` that betrays no group of 1 to threshold − 1. */
export function shareOf(count: number, whole: number, threshold: number): Share {
  const isFew = (group: number) => group > 0 && group < threshold
  if (isFew(count)) return { kind: 'below', percent: percent(Math.min(threshold, whole), whole) }
  if (isFew(whole - count))
    return { kind: 'atLeast', percent: percent(Math.max(0, whole - threshold + 1), whole) }
  return { kind: 'exact', count, percent: percent(count, whole) }
}

export function resultsOf(survey: Survey, tally: Tally, threshold: number): SurveyResults {
  if (survey.closedOn === undefined) return { kind: 'open' }
  const { n, counts, passed } = tally
  if (n < threshold) return { kind: 'tooFew', threshold }
  const questions = survey.questions.map((question, place) =>
    questionResult(question, counts[place] ?? [], n, threshold),
  )
  const exact = questions.flatMap(({ question, share }) =>
    question.kind === 'scale' && share?.kind === 'exact' ? [share.count] : [],
  )
  const sum = exact.reduce((all, count) => all + count, 0)
  return {
    kind: 'told',
    n,
    questions,
    ...(exact.length > 0 && { agrees: percent(sum, n * exact.length) }),
    ...(survey.kind === 'knowledge' && { passed: shareOf(passed, n, threshold) }),
  }
}

function questionResult(
  question: SurveyQuestion,
  counts: readonly number[],
  n: number,
  threshold: number,
): QuestionResult {
  const telling = counts.every((count) => count === 0 || count >= threshold)
  const told = telling && { counts }
  switch (question.kind) {
    case 'scale': {
      const agree = counts.slice(agreesFrom - 1).reduce((sum, count) => sum + count, 0)
      const points = counts.reduce((sum, count, index) => sum + count * (index + 1), 0)
      const mean = telling && { mean: hundredths(points, n) }
      return { question, share: shareOf(agree, n, threshold), ...told, ...mean }
    }
    case 'choice': {
      const right = question.correct === undefined ? undefined : (counts[question.correct] ?? 0)
      return { question, ...told, ...(right !== undefined && { share: shareOf(right, n, threshold) }) }
    }
  }
}

/** Two decimals, half rounded up, in integers. */
function hundredths(part: number, whole: number): string {
  const all = Math.floor((part * 200 + whole) / (2 * whole))
  return `${Math.floor(all / 100)}.${String(all % 100).padStart(2, '0')}`
}

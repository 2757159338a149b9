// The chart of a closed survey, from exactly what may be told of it: levels where their counts are told, else the share or its
// bound. A bound is drawn as one, so that the picture tells no more than the sentence.
import type th from '../../../locales/th/surveys.json'
import { dayTitle } from '../../i18n/calendar/thai-calendar.js'
import { percent } from '../../i18n/percent.js'
import { type Language, linesOf, textsOf } from '../../i18n/texts.js'
import type { Drawn } from '../../media/drawing/picture-frame.js'
import type { SurveyPictureSpec } from '../../media/templates/survey-picture.js'
import type { QuestionResult, Share, SurveyResults } from './survey-results.js'
import { type Survey, surveyWordsFor } from './survey-schema.js'
import { choiceTitles, howCounted, shareInWords } from './survey-words.js'

const say = textsOf<typeof th>('surveys')
const lines = linesOf<typeof th>('surveys')
const rowsOfPicture = 6
/** Lines of questions in one picture, reckoned by letters: marks above and below take no room, so this is careful. */
const linesOfPicture = 13
const lettersOfLine = 44

type ChartRow = SurveyPictureSpec['rows'][number]
export type ToldResults = Extract<SurveyResults, { kind: 'told' }>

/** How the agency looks in pictures. */
export type SurveyLook = Pick<SurveyPictureSpec, 'agencyName' | 'colours' | 'logo'>

/** Draws the charts, the first `most` of them. */
export type DrawSurvey = (
  survey: Survey,
  results: ToldResults,
  language: Language,
  most?: number,
) => Promise<Drawn[]>

/** As many pictures as the questions need; each stands by itself. */
export function surveyCharts(
  survey: Survey,
  results: ToldResults,
  language: Language,
  look: SurveyLook,
): SurveyPictureSpec[] {
  const rows = results.questions.flatMap((one, place) => rowsOf(one, place + 1, results.n, language))
  const passed: ChartRow[] = results.passed
    ? [{ text: say(language, 'passed'), ...shareBar(results.passed, language) }]
    : []
  const pictures = shared([...passed, ...rows])
  const ended = dayTitle(survey.closedOn ?? survey.closes, language)
  const hasScale = results.questions.some(({ question, counts }) => question.kind === 'scale' && counts)
  return pictures.map((shown, place) => ({
    ...look,
    title: surveyWordsFor(survey, language).title,
    subtitle: say(language, 'chart.subtitle', { number: results.n, day: ended }),
    rows: shown,
    ...(hasScale && { legend: [...lines(language, 'levels')] }),
    note: howCounted(survey, language),
    ...(pictures.length > 1 && {
      footer: say(language, 'chart.page', { number: place + 1, of: pictures.length }),
    }),
  }))
}

/** The rows in their order, so many to a picture that it is easily read. */
function shared(rows: readonly ChartRow[]): ChartRow[][] {
  const linesIn = (some: readonly ChartRow[]) =>
    some.reduce((sum, { text }) => sum + Math.ceil(text.length / lettersOfLine), 0)
  const pictures: ChartRow[][] = []
  for (const row of rows) {
    const open = pictures.at(-1)
    if (open && open.length < rowsOfPicture && linesIn([...open, row]) <= linesOfPicture) open.push(row)
    else pictures.push([row])
  }
  return pictures
}

function rowsOf(result: QuestionResult, number: number, n: number, language: Language): ChartRow[] {
  const { question, counts, share, mean } = result
  const text = `${number}. ${surveyWordsFor<{ text: string }>(question, language).text}`
  if (question.kind === 'scale' && counts && share) {
    const bar = { kind: 'levels' as const, shares: counts.map((count) => count / n) }
    const words = say(language, 'chart.agrees', { share: shareInWords(share, language) })
    return [
      { text, bar, says: mean === undefined ? words : `${words} · ${say(language, 'chart.mean', { mean })}` },
    ]
  }
  if (share) return [{ text, ...shareBar(share, language) }]
  if (!counts) return [{ text, says: say(language, 'chart.few'), bar: { kind: 'range', sure: 0, upTo: 1 } }]
  return choiceTitles(question, language).map((choice, place) => ({
    text: place === 0 ? `${text}\n${choice}` : choice,
    ...shareBar(exactly(counts[place] ?? 0, n), language),
  }))
}

const exactly = (count: number, n: number): Share => ({
  kind: 'exact',
  count,
  percent: percent(count, n),
})

function shareBar(share: Share, language: Language): Pick<ChartRow, 'says' | 'bar'> {
  const part = Number(share.percent) / 100
  const [sure, upTo] = { exact: [part, part], atLeast: [part, 1], below: [0, part] }[share.kind] as [
    number,
    number,
  ]
  return { says: shareInWords(share, language), bar: { kind: 'range', sure, upTo } }
}

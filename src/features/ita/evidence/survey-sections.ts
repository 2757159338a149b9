// Closed surveys as sections of a paper: how many answered, the charts, and a table of what may be told of each question.
import type th from '../../../../locales/th/ita.json'
import type { Section, TableSection } from '../../../documents/paper.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import type { SurveyResults } from '../../surveys/survey-results.js'
import { type Survey, surveyWordsFor } from '../../surveys/survey-schema.js'
import { countsInWords, shareInWords } from '../../surveys/survey-words.js'
import { nothing, type Shown } from './evidence-sections.js'

const say = textsOf<typeof th>('ita')

type Told = Extract<SurveyResults, { readonly kind: 'told' }>

/** A mean stands where a question has one: a test of knowledge has none, and no empty column either. */
function questionsTable(
  questions: Told['questions'],
  language: Language,
): Pick<TableSection, 'columns' | 'rows'> {
  const means = questions.some(({ mean }) => mean !== undefined)
  return {
    columns: [
      { title: say(language, 'surveys.question'), width: 4 },
      { title: say(language, 'surveys.share'), width: 1.4 },
      ...(means ? [{ title: say(language, 'surveys.mean') }] : []),
      { title: say(language, 'surveys.counts'), width: means ? 3 : 4 },
    ],
    rows: questions.map((one) => [
      surveyWordsFor<{ text: string }>(one.question, language).text,
      one.share ? shareInWords(one.share, language) : null,
      ...(means ? [one.mean ?? null] : []),
      countsInWords(one, language)?.join('\n') ?? say(language, 'surveys.few'),
    ]),
  }
}

/** `charts` of each survey stand above its table. */
export function surveysShown(
  surveys: readonly {
    readonly survey: Survey
    readonly results: SurveyResults
    readonly charts: readonly Uint8Array[]
  }[],
  language: Language,
): Shown {
  const told = surveys.filter(({ results }) => results.kind === 'told')
  if (told.length === 0) return nothing(say(language, 'missing.surveys'))
  return {
    sections: told.flatMap(({ survey, results, charts }): Section[] => {
      if (results.kind !== 'told') return []
      const { title } = surveyWordsFor(survey, language)
      return [
        {
          kind: 'facts',
          heading: title,
          facts: [
            [say(language, 'surveys.answered'), results.n],
            ...(results.passed
              ? [[say(language, 'surveys.passed'), shareInWords(results.passed, language)] as const]
              : []),
            ...(results.agrees === undefined
              ? []
              : [
                  [
                    say(language, 'surveys.agrees'),
                    say(language, 'surveys.percent', { percent: results.agrees }),
                  ] as const,
                ]),
          ],
        },
        ...charts.map((bytes) => ({
          kind: 'picture' as const,
          bytes,
          caption: say(language, 'surveys.chart', { title, number: results.n }),
        })),
        {
          kind: 'table',
          sheet: survey.key,
          ...questionsTable(results.questions, language),
        },
      ]
    }),
    missing: [],
  }
}

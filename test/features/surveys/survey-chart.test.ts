import { expect } from 'chai'
import fc from 'fast-check'
import { surveyCharts } from '../../../src/features/surveys/survey-chart.js'
import { resultsOf } from '../../../src/features/surveys/survey-results.js'
import {
  type Survey,
  type SurveySpec,
  surveySpecSchema,
} from '../../../src/features/surveys/survey-schema.js'
import { templateOf } from '../../../src/features/surveys/survey-templates.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'
import { drawSurvey } from '../../../src/media/templates/survey-picture.js'

const threshold = 5
const on = '2026-11-20'
if (!isDay(on)) throw new Error('no day')
const look = { agencyName: 'หน่วยงานทดสอบ' }
const closed = (spec: SurveySpec): Survey => ({ ...surveySpecSchema.parse(spec), addedOn: on, closedOn: on })
const opinion = closed({
  key: 'opinion',
  kind: 'perception',
  audience: 'staff',
  th: { title: 'ความเห็น', intro: 'ตอบ' },
  closes: on,
  questions: [
    { kind: 'choice', th: { text: 'ช่องทางใดสะดวกที่สุด', choices: ['LINE', 'เว็บไซต์', 'หนังสือ'] } },
    { kind: 'scale', th: { text: 'พอใจ' } },
  ],
})
const surveys = [
  closed(templateOf('satisfaction', 's', on)),
  closed(templateOf('knowledge', 'k', on)),
  opinion,
]

function chartsOf(survey: Survey, counts: readonly (readonly number[])[], passed: number) {
  const n = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0
  const results = resultsOf(survey, { n, counts: counts.map((one) => [...one]), passed }, threshold)
  return { n, charts: results.kind === 'told' ? surveyCharts(survey, results, 'th', look) : undefined }
}

/** Counts of every question, all with the same sum. */
const talliesArbitrary = fc.integer({ min: 0, max: 60 }).chain((n) =>
  fc.constantFrom(...surveys).chain((survey) =>
    fc.record({
      survey: fc.constant(survey),
      passed: fc.integer({ min: 0, max: n }),
      counts: fc.tuple(
        ...survey.questions.map((question) => {
          const choices = question.kind === 'scale' ? 5 : question.th.choices.length
          return fc
            .array(fc.nat(choices - 1), { minLength: n, maxLength: n })
            .map((given) =>
              Array.from({ length: choices }, (_, one) => given.filter((at) => at === one).length),
            )
        }),
      ),
    }),
  ),
)

describe('The chart of a survey', () => {
  it('When a knowledge test is drawn, then its note speaks of right answers only, and a scale of levels only', () => {
    const noteOf = (survey: Survey) => {
      const counts = survey.questions.map(({ kind, th }) =>
        kind === 'scale' ? [6, 6, 6, 6, 6] : th.choices.map((_, place) => (place === 0 ? 30 : 0)),
      )
      return chartsOf(survey, counts, 20).charts?.[0]?.note
    }
    const [satisfaction = opinion, knowledge = opinion] = surveys
    expect(noteOf(knowledge)).to.include('ตอบถูก').and.not.include('มากที่สุด')
    expect(noteOf(satisfaction)).to.include('มากที่สุด').and.not.include('ตอบถูก')
  })

  it('When any answers were given, then no bar ends where it would tell of a few, and under five nothing is drawn', () => {
    fc.assert(
      fc.property(talliesArbitrary, ({ survey, counts, passed }) => {
        const { n, charts } = chartsOf(survey, counts, passed)
        expect(charts === undefined).to.equal(n < threshold)
        const isFew = (people: number) => people > 0.5 && people < threshold - 0.5
        for (const { bar } of (charts ?? []).flatMap(({ rows }) => rows)) {
          const told =
            bar.kind === 'levels' ? bar.shares : bar.sure === bar.upTo ? [bar.sure, 1 - bar.sure] : []
          for (const share of told) expect(isFew(share * n)).to.equal(false)
          // What is hatched could be as many as the threshold, and none.
          if (bar.kind === 'range' && bar.sure !== bar.upTo)
            expect((bar.upTo - bar.sure) * n).to.be.at.least(threshold - 1 - 0.01)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('When levels, bounds and choices are shown, then each is drawn in either language', async () => {
    const told = [
      chartsOf(
        surveys[0] as Survey,
        Array.from({ length: 5 }, () => [0, 0, 10, 40, 50]),
        0,
      ),
      chartsOf(
        surveys[1] as Survey,
        Array.from({ length: 5 }, () => [98, 2, 0]),
        99,
      ),
      chartsOf(
        opinion,
        [
          [50, 40, 10],
          [0, 0, 0, 2, 98],
        ],
        0,
      ),
    ]
    for (const { charts } of told) {
      for (const spec of charts ?? []) expect((await drawSurvey(spec)).width).to.equal(1040)
    }
    const rows = told.map(({ charts }) => charts?.[0]?.rows ?? [])
    expect(rows[0]?.[0]).to.deep.include({ says: 'ระดับมากขึ้นไป ร้อยละ 90.00 · ค่าเฉลี่ย 4.40 จาก 5' })
    expect(rows[1]?.[0]).to.deep.include({
      says: 'ร้อยละ 96.00 ขึ้นไป',
      bar: { kind: 'range', sure: 0.96, upTo: 1 },
    })
    expect(rows[2]?.map(({ says }) => says)).to.deep.equal([
      'ร้อยละ 50.00',
      'ร้อยละ 40.00',
      'ร้อยละ 10.00',
      'ร้อยละ 100.00',
    ])
  })

  it('When there are thirty questions, then they go into several pictures, none too full', async () => {
    const questions = Array.from({ length: 30 }, () => ({
      kind: 'scale' as const,
      th: { text: 'คำถาม '.repeat(49).trim() },
    }))
    const long = closed({
      ...{ key: 'long', kind: 'perception', audience: 'staff', closes: on },
      ...{ th: { title: 'แบบสำรวจยาว', intro: 'ตอบ' }, questions },
    })
    const { charts } = chartsOf(
      long,
      questions.map(() => [0, 0, 5, 5, 5]),
      0,
    )
    expect(charts?.flatMap(({ rows }) => rows)).to.have.length(30)
    for (const spec of charts ?? []) await drawSurvey(spec)
  })
})

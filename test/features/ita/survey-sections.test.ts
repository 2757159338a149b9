import { expect } from 'chai'
import type { TableSection } from '../../../src/documents/paper.js'
import { surveysShown } from '../../../src/features/ita/evidence/survey-sections.js'
import { resultsOf } from '../../../src/features/surveys/survey-results.js'
import { type Survey, surveySpecSchema } from '../../../src/features/surveys/survey-schema.js'
import { templateOf } from '../../../src/features/surveys/survey-templates.js'
import { dayInBangkok } from '../../../src/i18n/calendar/bangkok-time.js'

const on = dayInBangkok(new Date('2026-11-20T03:00:00Z'))

/** The table of a survey that sixty people answered, each choice with the counts given. */
function tableOf(kind: 'satisfaction' | 'knowledge', counts: readonly number[]): TableSection {
  const survey: Survey = { ...surveySpecSchema.parse(templateOf(kind, 'k', on)), addedOn: on, closedOn: on }
  const results = resultsOf(survey, { n: 60, passed: 50, counts: survey.questions.map(() => counts) }, 5)
  const { sections } = surveysShown([{ survey, results, charts: [] }], 'en')
  const table = sections.find((section) => section.kind === 'table')
  if (table?.kind !== 'table') throw new Error('no table')
  return table
}

describe('The table of a survey', () => {
  it('When it is a test of knowledge, then no column stands empty, and each choice has its own line', () => {
    const { columns, rows } = tableOf('knowledge', [40, 20, 0])
    expect(columns.map(({ title }) => title)).to.deep.equal(['Question', 'Level 4 or 5, or right', 'Answers'])
    for (const row of rows) expect(row).to.have.length(3)
    expect(String(rows[0]?.[2]).split('\n')).to.have.length(3)
    expect(rows[0]?.[2]).to.match(/: 40\n.*: 20\n.*: 0$/)
  })

  it('When its questions have levels, then their mean is told', () => {
    const { columns, rows } = tableOf('satisfaction', [0, 0, 0, 30, 30])
    expect(columns.map(({ title }) => title)).to.include('Mean')
    expect(Number(rows[0]?.[2])).to.equal(4.5)
  })
})

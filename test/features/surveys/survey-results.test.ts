import { expect } from 'chai'
import fc from 'fast-check'
import { resultsOf, shareOf } from '../../../src/features/surveys/survey-results.js'
import { type Survey, surveySpecSchema } from '../../../src/features/surveys/survey-schema.js'
import { templateOf } from '../../../src/features/surveys/survey-templates.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'

const threshold = 5
const on = '2026-11-20'
if (!isDay(on)) throw new Error('no day')

const survey = (kind: 'satisfaction' | 'knowledge'): Survey => ({
  ...surveySpecSchema.parse(templateOf(kind, 'k', on)),
  addedOn: on,
  closedOn: on,
})
/** Scale levels of one question, as counts that sum to n. */
const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 5 })

describe('What is told of a survey', () => {
  it('When a share is of nobody, of all or of many, then it is exact; of a few, or of all but a few, it is a bound', () => {
    expect(shareOf(0, 50, 5)).to.deep.equal({ kind: 'exact', count: 0, percent: '0.00' })
    expect(shareOf(50, 50, 5)).to.deep.equal({ kind: 'exact', count: 50, percent: '100.00' })
    expect(shareOf(40, 50, 5)).to.deep.equal({ kind: 'exact', count: 40, percent: '80.00' })
    expect(shareOf(3, 50, 5)).to.deep.equal({ kind: 'below', percent: '10.00' })
    expect(shareOf(48, 50, 5)).to.deep.equal({ kind: 'atLeast', percent: '92.00' })
  })

  it('When any levels were given, then no told count is from 1 to 4, and worlds that differ within a few are told alike', () => {
    fc.assert(
      fc.property(counts, (levels) => {
        const n = levels.reduce((sum, count) => sum + count, 0)
        const one = survey('satisfaction')
        const tally = { n, passed: 0, counts: one.questions.map(() => levels) }
        const results = resultsOf(one, tally, threshold)
        if (n < threshold) {
          expect(results.kind).to.equal('tooFew')
          return
        }
        if (results.kind !== 'told') throw new Error('not told')
        for (const { counts: told, mean, share } of results.questions) {
          for (const count of told ?? []) expect(count === 0 || count >= threshold).to.equal(true)
          if (!told) expect(mean).to.equal(undefined)
          if (share?.kind !== 'exact') continue
          expect(share.count === 0 || share.count >= threshold).to.equal(true)
          expect(n - share.count === 0 || n - share.count >= threshold).to.equal(true)
        }
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 500 }), fc.integer({ min: 1, max: 3 }), (n, few) => {
        expect(shareOf(few, n, threshold)).to.deep.equal(shareOf(few + 1, n, threshold))
        expect(shareOf(n - few, n, threshold)).to.deep.equal(shareOf(n - few - 1, n, threshold))
      }),
    )
  })

  it('When it is still open, then nothing is told, however many have answered', () => {
    const { closedOn: _closed, ...open } = survey('satisfaction')
    const tally = { n: 100, passed: 0, counts: open.questions.map(() => [0, 0, 0, 50, 50]) }
    expect(resultsOf(open, tally, threshold)).to.deep.equal({ kind: 'open' })
  })

  it('When a ready-made knowledge test is read, then each question has one right answer and both languages the same choices', () => {
    const { questions } = survey('knowledge')
    expect(questions).to.have.length(5)
    for (const one of questions) {
      if (one.kind !== 'choice') throw new Error('no choices')
      expect(one.correct).to.be.within(0, 2)
      expect(one.en?.choices.length).to.equal(one.th.choices.length)
      expect(one.th.choices.join()).to.not.include('*')
    }
  })

  it('When a survey is not one, then each place at fault is named', () => {
    const places = (spec: unknown) =>
      surveySpecSchema.safeParse(spec).error?.issues.map(({ path }) => path.join('.')) ?? []
    const good = templateOf('knowledge', 'k', on)
    expect(places(good)).to.deep.equal([])
    expect(places({ ...good, key: 'มี ช่องว่าง' })).to.deep.equal(['key'])
    expect(places({ ...good, closes: '2026-02-30' })).to.deep.equal(['closes'])
    expect(places({ ...good, questions: [{ kind: 'scale', th: { text: 'ก' } }] })).to.deep.equal([
      'questions.0.correct',
    ])
    const uneven = {
      kind: 'choice',
      th: { text: 'ก', choices: ['ก', 'ข'] },
      en: { text: 'a', choices: ['a'] },
      correct: 0,
    }
    expect(places({ ...good, questions: [uneven] })).to.deep.include.members(['questions.0.en.choices'])
  })
})

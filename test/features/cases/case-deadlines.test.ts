import { expect } from 'chai'
import fc from 'fast-check'
import {
  clockRuns,
  daysLeft,
  type Stage,
  stageName,
  stageReached,
} from '../../../src/features/cases/lifecycle/case-deadlines.js'
import { addDays, type Day, daysBetween } from '../../../src/i18n/calendar/thai-calendar.js'
import { isWorkingDay, mondayOf, workingDayAfter } from '../../../src/i18n/calendar/working-days.js'
import { day } from './case-days.js'

const holidays2027 = ['2027-04-13', '2027-04-14', '2027-04-15', '2027-04-16']
const settings = { answerDays: 15, reminderDays: [7, 12, 14], holidays: holidays2027 }
const received = { status: 'received' } as const

/** Any day of five years with two leap days (2024, 2028), every 30 September among them. */
const anyDay = fc.integer({ min: 0, max: 365 * 6 }).map((later) => addDays(day('2024-01-01'), later))
const oddDays = fc
  .constantFrom('2026-09-30', '2026-10-01', '2028-02-28', '2028-02-29', '2028-03-01', '2027-04-12')
  .map(day)
const days = fc.oneof(anyDay, oddDays)
const someHolidays = fc.array(anyDay, { maxLength: 30 })

/** Every working morning from the receipt on, with the stages that are said: a stage once. */
function said(answerBy: Day, from: Day, until: Day, chosen: typeof settings): { on: Day; stage: string }[] {
  const told = new Map<string, Day>()
  for (let today = from; today <= until; today = addDays(today, 1)) {
    if (!isWorkingDay(today, chosen.holidays)) continue
    const stage = stageReached({ answerBy }, received, today, chosen)
    const name = stage && stageName({ answerBy }, stage)
    if (name !== undefined && !told.has(name)) told.set(name, today)
  }
  return [...told].map(([stage, on]) => ({ on, stage: stage.split('/').at(-1) ?? '' }))
}

describe('The clock of a case', () => {
  it('When nobody answers, then it is said on day 7, 12, 14, on the last day and after it', () => {
    // 2 November 2026 is a Monday.
    const heard = said(day('2026-11-17'), day('2026-11-03'), day('2026-11-30'), settings)
    expect(heard).to.deep.equal([
      { on: '2026-11-09', stage: 'day7' },
      { on: '2026-11-13', stage: 'day12' },
      { on: '2026-11-16', stage: 'day14' },
      { on: '2026-11-17', stage: 'due' },
      { on: '2026-11-18', stage: 'overdue' },
    ])
  })

  it('When the last day is a holiday, then it is said on the working day before', () => {
    // Songkran 2027: Tuesday 13 to Friday 16 April are free, and the weekend after them.
    const heard = said(day('2027-04-15'), day('2027-04-01'), day('2027-04-30'), settings)
    expect(heard.filter(({ stage }) => stage === 'due')).to.deep.equal([{ on: '2027-04-12', stage: 'due' }])
    expect(heard.at(-1)).to.deep.equal({ on: '2027-04-19', stage: 'overdue' })
  })

  it('When days are counted over 30 September, a leap day or a new year, then none is lost', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 400 }), (receivedOn, answerDays) => {
        const answerBy = addDays(receivedOn, answerDays)
        expect(daysLeft({ answerBy }, receivedOn)).to.equal(answerDays)
        expect(daysLeft({ answerBy }, answerBy)).to.equal(0)
        expect(daysLeft({ answerBy }, addDays(answerBy, 1))).to.equal(-1)
        expect(daysBetween(receivedOn, addDays(receivedOn, answerDays))).to.equal(answerDays)
      }),
    )
    expect(addDays(day('2026-09-20'), 15)).to.equal('2026-10-05')
    expect(addDays(day('2028-02-20'), 15)).to.equal('2028-03-06')
    expect(addDays(day('2027-02-20'), 15)).to.equal('2027-03-07')
  })

  it('When holidays fall anyhow, then the last day is said in time and "overdue" never before it is true', () => {
    fc.assert(
      fc.property(days, someHolidays, (receivedOn, holidays) => {
        const answerBy = addDays(receivedOn, 15)
        const chosen = { ...settings, holidays: [...holidays] }
        const heard = said(answerBy, addDays(receivedOn, 1), addDays(answerBy, 40), chosen)
        const due = heard.find(({ stage }) => stage === 'due')
        const workingDaysBefore = Array.from({ length: 15 }, (_, later) =>
          addDays(receivedOn, later + 1),
        ).filter((one) => isWorkingDay(one, chosen.holidays))
        if (workingDaysBefore.length > 0) expect(due?.on).to.equal(workingDaysBefore.at(-1))
        for (const { on, stage } of heard) {
          expect(isWorkingDay(on, chosen.holidays)).to.equal(true)
          if (stage === 'overdue') expect(on > answerBy).to.equal(true)
          else expect(on <= answerBy).to.equal(true)
        }
        expect(heard.filter(({ stage }) => stage === 'overdue')).to.have.length(1)
      }),
      { numRuns: 60 },
    )
  })

  it('When time passes, then no stage goes back', () => {
    const place = (stage: Stage | undefined) =>
      stage === undefined ? 0 : stage.kind === 'day' ? stage.days : stage.kind === 'due' ? 1000 : 2000
    fc.assert(
      fc.property(days, days, someHolidays, (one, other, holidays) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        const chosen = { ...settings, holidays: [...holidays] }
        const answerBy = addDays(early, 15)
        const at = (today: Day) => place(stageReached({ answerBy }, received, today, chosen))
        expect(at(late)).to.be.at.least(at(early))
      }),
    )
  })

  it('When the answer is put off, then the stages are those of the new day', () => {
    const put = stageName({ answerBy: day('2026-12-10') }, { kind: 'day', days: 14 })
    expect(put).not.to.equal(stageName({ answerBy: day('2026-11-25') }, { kind: 'day', days: 14 }))
    expect(
      stageReached({ answerBy: day('2026-12-10') }, received, day('2026-12-09'), settings),
    ).to.deep.equal({
      kind: 'day',
      days: 14,
    })
  })

  it('When the agency has answered, then the clock stands still until the answer is put off', () => {
    const answerBy = day('2026-11-25')
    const [wrote, before, after] = [day('2026-11-12'), day('2026-11-10'), day('2026-11-14')]
    expect(clockRuns({ answerBy }, received)).to.equal(true)
    expect(clockRuns({ answerBy, agencyWroteOn: wrote }, received)).to.equal(false)
    expect(clockRuns({ answerBy, agencyWroteOn: wrote, extendedOn: before }, received)).to.equal(false)
    expect(clockRuns({ answerBy, agencyWroteOn: wrote, extendedOn: wrote }, received)).to.equal(true)
    expect(clockRuns({ answerBy, agencyWroteOn: wrote, extendedOn: after }, received)).to.equal(true)
    for (const status of ['referred', 'completed', 'notAccepted'] as const)
      expect(clockRuns({ answerBy }, { status })).to.equal(false)
  })

  it('When a week is asked for, then it begins on its Monday, and a row of free days is passed over', () => {
    expect(mondayOf(day('2026-11-20'))).to.equal('2026-11-16')
    expect(mondayOf(day('2026-11-16'))).to.equal('2026-11-16')
    expect(mondayOf(day('2026-11-22'))).to.equal('2026-11-16')
    expect(workingDayAfter(day('2027-04-12'), holidays2027)).to.equal('2027-04-19')
  })
})

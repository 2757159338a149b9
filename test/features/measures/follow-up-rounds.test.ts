import { expect } from 'chai'
import {
  evidenceDueDay,
  quarterHasBegun,
  roundsDueIn,
  roundsOfYear,
} from '../../../src/features/measures/follow-up-rounds.js'
import { defaultSettings } from '../../../src/features/settings/settings-schema.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'
import { isMonth } from '../../../src/i18n/calendar/fiscal-calendar.js'

const days = defaultSettings.followUp

describe('Document E: when follow-up is due', () => {
  it('When the fiscal year is 2569, then months are due on the 10th, the half year on 31 March, the year on 22 September', () => {
    const rounds = roundsOfYear(2569, days)
    expect(rounds).to.have.length(14)
    const monthly = rounds.filter(({ round }) => round.kind === 'month').map(({ due }) => due)
    expect(monthly[0]).to.equal('2025-11-10')
    expect(monthly.at(-1)).to.equal('2026-10-10')
    expect(monthly.every((due) => due.endsWith('-10'))).to.equal(true)
    expect(rounds.find(({ round }) => round.kind === 'halfYear')?.due).to.equal('2026-03-31')
    expect(rounds.find(({ round }) => round.kind === 'year')?.due).to.equal('2026-09-22')
    expect(evidenceDueDay(2569, days)).to.equal('2026-04-30')
  })

  it('When the agency sets other days, then they hold, also those before the new year', () => {
    const set = { monthDay: 5, halfYear: '04-15', evidence: '12-31', year: '09-30' }
    expect(roundsOfYear(2569, set)[0]?.due).to.equal('2025-11-05')
    expect(evidenceDueDay(2569, set)).to.equal('2025-12-31')
  })

  it('When a report is due in 7 days or in 1, then it is found, on no other day', () => {
    const due = (today: string) =>
      isDay(today) ? roundsDueIn(today, [7, 1], [2568, 2569], days).map(({ round }) => round.kind) : []
    expect(due('2026-03-24')).to.deep.equal(['halfYear'])
    expect(due('2026-03-30')).to.deep.equal(['halfYear'])
    expect(due('2026-03-25')).to.deep.equal([])
    expect(due('2025-11-03')).to.deep.equal(['month'])
    expect(due('2025-10-09')).to.deep.equal(['month'])
  })

  it('When a quarter has not begun in a month, then its measures wait', () => {
    const begun = (quarters: readonly number[], month: string) =>
      isMonth(month) && quarterHasBegun(quarters, month)
    expect(begun([3, 4], '2026-03')).to.equal(false)
    expect(begun([3, 4], '2026-04')).to.equal(true)
    expect(begun([1], '2025-10')).to.equal(true)
  })
})

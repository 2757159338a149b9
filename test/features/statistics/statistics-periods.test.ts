import { expect } from 'chai'
import {
  periodAfter,
  periodBefore,
  shortTitle,
  wordsOf,
} from '../../../src/features/statistics/counting/statistics-periods.js'
import {
  fiscalYearPeriod,
  halfPeriod,
  monthPeriod,
  type Period,
  quarterPeriod,
  rangePeriod,
} from '../../../src/i18n/calendar/period.js'
import { parsePeriod } from '../../../src/i18n/calendar/period-words.js'
import { addMonths, monthInBangkok, monthOf } from '../../../src/i18n/calendar/thai-calendar.js'

const today = new Date('2026-11-20T05:00:00Z')
const now = monthInBangkok(today)
const october = monthOf(2025, 10)

const periods: readonly Period[] = [
  monthPeriod(october),
  monthPeriod(now),
  ...([1, 2, 3, 4] as const).map((quarter) => quarterPeriod(2569, quarter, now)),
  halfPeriod(2569, 1, now),
  halfPeriod(2569, 2, now),
  fiscalYearPeriod(2569, now),
  fiscalYearPeriod(2570, now),
  rangePeriod(october, addMonths(october, 4)),
]

describe('The ways between periods', () => {
  it('When a period is written into a button, then pressing it shows that period', () => {
    for (const period of periods)
      expect(parsePeriod(wordsOf(period), today)).to.deep.equal({ ok: true, period })
  })

  it('When a period that is over has a neighbour, then going there and back shows it again', () => {
    for (const period of periods.filter(({ months }) => months.at(-1) !== now))
      expect(periodAfter(periodBefore(period, now), now)).to.deep.equal(period)
  })

  it('When the running period is shown, then there is none after it; one that has begun is shown to date', () => {
    expect(periodAfter(monthPeriod(now), now)).to.equal(undefined)
    expect(periodAfter(fiscalYearPeriod(2570, now), now)).to.equal(undefined)
    expect(periodAfter(quarterPeriod(2569, 4, now), now)).to.deep.equal(quarterPeriod(2570, 1, now))
    expect(periodAfter(rangePeriod(addMonths(now, -5), addMonths(now, -2)), now)).to.deep.equal(
      rangePeriod(addMonths(now, -1), now),
    )
    expect(periodAfter(rangePeriod(addMonths(now, -2), now), now)).to.equal(undefined)
  })

  it('When a period is named on a button, then with its arrow it fits into LINE’s 20 characters', () => {
    for (const period of periods)
      for (const language of ['th', 'en'] as const)
        expect(`‹ ${shortTitle(period, language)}`.length).to.be.at.most(20)
  })
})

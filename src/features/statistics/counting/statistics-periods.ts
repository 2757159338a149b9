// Ways from one period to another: the one before, the one after if it has begun, and those that run now. A period
// travels in a button as the words that a person could have typed, so that pressing and typing take the same way.
import type th from '../../../../locales/th/statistics.json'
import {
  fiscalYearPeriod,
  halfPeriod,
  monthPeriod,
  type Period,
  quarterPeriod,
  rangePeriod,
} from '../../../i18n/calendar/period.js'
import {
  addMonths,
  fiscalYearOf,
  halfOf,
  type Month,
  monthsOfHalf,
  monthsOfQuarter,
  quarterOf,
  shortMonth,
  toBuddhistMonth,
} from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'

const say = textsOf<typeof th>('statistics')

/** What parsePeriod reads as this period; the same at every time, so that an old button shows what it says. */
export function wordsOf(period: Period): string {
  switch (period.kind) {
    case 'month':
      return toBuddhistMonth(period.month)
    case 'quarter':
      return `quarter ${period.quarter}/${period.fiscalYear}`
    case 'half':
      return `${period.half === 1 ? 'first half' : 'second half'} ${period.fiscalYear}`
    case 'fiscalYear':
      return `fiscal year ${period.fiscalYear}`
    case 'range':
      return `${toBuddhistMonth(period.first)} to ${toBuddhistMonth(period.last)}`
  }
}

/** Short enough for a button: 'ต.ค. 68', 'ไตรมาส 2/2569', 'ปีงบ 2569'. */
export function shortTitle(period: Period, language: Language): string {
  switch (period.kind) {
    case 'month':
      return shortMonth(period.month, language)
    case 'quarter':
      return say(language, 'periods.quarter', { quarter: period.quarter, year: period.fiscalYear })
    case 'half':
      return say(language, `periods.half.${period.half}`, { year: period.fiscalYear })
    case 'fiscalYear':
      return say(language, 'periods.fiscalYear', { year: period.fiscalYear })
    case 'range':
      return say(language, 'periods.range', { months: period.months.length })
  }
}

/** As long a period, just before. */
export const periodBefore = (period: Period, now: Month): Period => beside(period, -1, now)

/** As long a period, just after; `undefined` when it has not begun by `now`. */
export function periodAfter(period: Period, now: Month): Period | undefined {
  const next = beside(period, 1, now)
  const [first] = next.months
  return first !== undefined && first <= now ? next : undefined
}

function beside(period: Period, steps: -1 | 1, now: Month): Period {
  switch (period.kind) {
    case 'month':
      return monthPeriod(addMonths(period.month, steps))
    case 'quarter': {
      const [first = now] = monthsOfQuarter(period.fiscalYear, period.quarter)
      const there = addMonths(first, 3 * steps)
      return quarterPeriod(fiscalYearOf(there), quarterOf(there), now)
    }
    case 'half': {
      const [first = now] = monthsOfHalf(period.fiscalYear, period.half)
      const there = addMonths(first, 6 * steps)
      return halfPeriod(fiscalYearOf(there), halfOf(there), now)
    }
    case 'fiscalYear':
      return fiscalYearPeriod(period.fiscalYear + steps, now)
    case 'range': {
      const length = period.months.length * steps
      const [first, last] = [addMonths(period.first, length), addMonths(period.last, length)]
      return rangePeriod(first, first <= now && now < last ? now : last)
    }
  }
}

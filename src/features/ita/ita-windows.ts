// The windows in which assessors want the complaint statistics: the year before, the first half of the year, the year so far. A
// window that has not begun has no months: nobody reads a month that has not come as one without complaints.
import type { FiscalYear, Month } from '../../i18n/calendar/fiscal-calendar.js'
import { fiscalYearPeriod, halfPeriod, type Period } from '../../i18n/calendar/period.js'
import type { StatisticsWindow } from './ita-profile.js'

export function periodOfWindow(window: StatisticsWindow, fiscalYear: FiscalYear, now: Month): Period {
  switch (window) {
    case 'previousYear':
      return fiscalYearPeriod(fiscalYear - 1, now)
    case 'firstHalf':
      return halfPeriod(fiscalYear, 1, now)
    case 'yearToDate':
      return fiscalYearPeriod(fiscalYear, now)
  }
}

// Splits are counted once per half-year, when it is over and its statistics are due, and stay as they were: no live figures,
// no overlapping windows, no second count. A month's split would name the one person who complained in it. What the roster does
// not allow to be shown is not kept: it becomes possible when the agency says so in its settings.

import {
  addMonths,
  type Day,
  dayInBangkok,
  type FiscalYear,
  fiscalYearOf,
  type Half,
  halfOf,
  type Month,
  monthsOfHalf,
} from '../../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../../operation/clock.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { ConcernedUnits } from '../../complaints/concerned-units-rules.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import { publishDayOf } from '../publishing/publish-day.js'
import { type Split, type SplitKind, shownSplit } from './split.js'
import type { SplitsModel } from './splits-model.js'
import { shownUnits, unitsAreLargeEnough } from './unit-split.js'

export type SplitAnswer =
  | { readonly ok: true; readonly split: Split }
  /** The half-year's split will be there from this day on. */
  | {
      readonly ok: false
      readonly why: 'notYet'
      readonly fiscalYear: FiscalYear
      readonly half: Half
      readonly from: Day
    }
  /** Every unit, and all small ones together, have fewer people than this. */
  | {
      readonly ok: false
      readonly why: 'smallUnits'
      readonly fiscalYear: FiscalYear
      readonly half: Half
      readonly leastStaff: number
    }

export interface SplitRules {
  /** Of every half-year that these months touch, in order. */
  splits(by: SplitKind, months: readonly Month[]): Promise<readonly SplitAnswer[]>
}

export function createSplitRules({
  model,
  figures,
  concerned,
  people,
  settings,
  clock,
}: {
  readonly model: SplitsModel
  readonly figures: Pick<ComplaintsRules['figures'], 'countBy'>
  readonly concerned: Pick<ConcernedUnits, 'countReceivedIn'>
  readonly people: Pick<DirectoryRules, 'staffCountByUnit'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
}): SplitRules {
  async function splitOf(by: SplitKind, fiscalYear: FiscalYear, half: Half): Promise<SplitAnswer> {
    const id = `corruption/${fiscalYear}/${half}/${by}`
    const kept = await model.find(id)
    if (kept) return { ok: true, split: kept }
    const { statisticsPublishDay, holidays, smallCellThreshold, leastUnitStaff } = await settings.get()
    const months = monthsOfHalf(fiscalYear, half)
    const [first] = months
    const from = first && publishDayOf(addMonths(first, 6), statisticsPublishDay, holidays)
    const today = dayInBangkok(clock())
    if (from === undefined) throw new RangeError('A half-year has no months')
    if (today < from) return { ok: false, why: 'notYet', fiscalYear, half, from }
    const frame = { by, fiscalYear, half, countedOn: today, threshold: smallCellThreshold }
    if (by === 'unit') {
      const sizes = (await people.staffCountByUnit()).map(({ unit, count }) => ({ unit, staff: count }))
      if (!unitsAreLargeEnough(sizes, leastUnitStaff))
        return { ok: false, why: 'smallUnits', fiscalYear, half, leastStaff: leastUnitStaff }
      const total = sumOf(await figures.countBy('category', 'corruption', months))
      const counts = await concerned.countReceivedIn('corruption', months)
      const rule = { threshold: smallCellThreshold, leastStaff: leastUnitStaff }
      return {
        ok: true,
        split: await model.keepFirst(id, { ...frame, ...shownUnits(sizes, counts, total, rule) }),
      }
    }
    const counts = await figures.countBy(by, 'corruption', months)
    const shown = shownSplit(by, counts, smallCellThreshold)
    return { ok: true, split: await model.keepFirst(id, { ...frame, ...shown }) }
  }

  return {
    async splits(by, months) {
      const halves = new Map(
        months.map((month) => [
          `${fiscalYearOf(month)}/${halfOf(month)}`,
          [fiscalYearOf(month), halfOf(month)] as const,
        ]),
      )
      return Promise.all([...halves.values()].map(([year, half]) => splitOf(by, year, half)))
    },
  }
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

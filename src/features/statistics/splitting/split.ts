// By what complaints are split, and into which cells: fine ones where there are many complaints, else coarser ones that are
// made of them. All cells of a level are always there, also those in which nothing fell.
import type { Day, FiscalYear, Half } from '../../../i18n/calendar/thai-calendar.js'
import { corruptionCategories } from '../../complaints/complaint-kinds.js'
import { leastTotal, protectCells, type ShownCell } from './split-suppression.js'

/** These are published; a split by unit is shown in private only. */
export const publishedSplits = ['category', 'channel'] as const
export type PublishedSplit = (typeof publishedSplits)[number]
export type SplitKind = PublishedSplit | 'unit'
type SplitLevel = 'fine' | 'coarse'

/** One half-year's complaints by category, channel or unit, as it was counted once and stays. */
export interface Split {
  readonly by: SplitKind
  readonly fiscalYear: FiscalYear
  readonly half: Half
  readonly countedOn: Day
  readonly threshold: number
  readonly total: number
  /** Absent when there were too few complaints even for the coarse cells. */
  readonly shown?: { readonly level: SplitLevel | 'units'; readonly cells: readonly ShownCell[] }
}

const conduct = ['misconduct', 'ethicsBreach'] as const

/** Cells by name, each with the values that fall into it; in an order that never changes. */
const levels: Readonly<
  Record<PublishedSplit, Readonly<Record<SplitLevel, Readonly<Record<string, readonly string[]>>>>>
> = {
  category: {
    fine: Object.fromEntries([...corruptionCategories, 'unspecified'].map((name) => [name, [name]])),
    coarse: {
      corruption: corruptionCategories.filter((name) => !conduct.some((one) => one === name)),
      conduct,
      unspecified: ['unspecified'],
    },
  },
  channel: {
    fine: Object.fromEntries(
      ['line', 'web', 'letter', 'telephone', 'walkIn', 'email'].map((name) => [name, [name]]),
    ),
    coarse: { online: ['line', 'web', 'email'], onPaperOrInPerson: ['letter', 'telephone', 'walkIn'] },
  },
}

/** The finest level for which there are enough complaints. */
export function shownSplit(
  by: PublishedSplit,
  counts: Readonly<Record<string, number>>,
  threshold: number,
): Pick<Split, 'total' | 'shown'> {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  for (const level of ['fine', 'coarse'] as const) {
    const cells = Object.entries(levels[by][level]).map(([name, values]) => ({
      name,
      count: values.reduce((sum, value) => sum + (counts[value] ?? 0), 0),
    }))
    const shown = protectCells(cells, threshold)
    if (shown) return { total, shown: { level, cells: shown } }
  }
  return { total }
}

/** How many complaints a half-year needs before anything of this split is shown. */
export const leastForSplit = (by: PublishedSplit, threshold: number): number =>
  leastTotal(Object.keys(levels[by].coarse).length, threshold)

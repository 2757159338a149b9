// Keeps the counted months equal to the register without transactions. A change of a complaint carries, in the same
// write, the cells that it makes stale; a cell is clean again only when a count that began after the change has been
// written. So after a crash at any point a stale cell still says that it is stale, and the next reader counts it again.

import type {
  Cell,
  CellCount,
  DaysCounts,
  StatusCounts,
  UncountedChange,
} from '../../complaints/complaint.js'
import type { ComplaintKind } from '../../complaints/complaint-kinds.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import type { StatisticsModel } from './statistics-model.js'

/** A month whose kept figures were not what the register says, although nothing was waiting to be counted. */
export interface Difference extends Cell {
  readonly kept: StatusCounts
  readonly counted: StatusCounts
}

export interface MonthCounts {
  /** Counts again those of the cells that have changed since their last count. */
  bringUpToDate(cells: readonly Cell[]): Promise<void>
  /** Counts everything again, corrects it, and says what was wrong: nothing, unless somebody wrote to the database by hand. */
  reconcile(): Promise<readonly Difference[]>
}

export function createMonthCounts({
  model,
  figures,
}: {
  readonly model: StatisticsModel
  readonly figures: ComplaintsRules['figures']
}): MonthCounts {
  /** `seen`: what was found waiting for this cell just now. */
  async function countAgain(
    cell: Cell,
    { evenIfClean = false, seen }: { evenIfClean?: boolean; seen?: readonly UncountedChange[] } = {},
  ): Promise<Difference | undefined> {
    for (let first = true; ; first = false) {
      // The order matters: what waits now, then the row to replace, then the count, which so includes what waits.
      const waiting = (first && seen) || (await figures.uncounted([cell]))
      if (waiting.length === 0 && !evenIfClean) return undefined
      const [before] = await model.read(cell.kind, [cell.month])
      const counted = await figures.countCell(cell)
      // Another count was faster: it may have seen less than this one, so look again.
      if (!(await model.keep(cell, counted, before))) continue
      await figures.counted(cell, waiting)
      if (waiting.length > 0) return undefined
      const kept: CellCount = { counts: before?.counts ?? {}, days: before?.days ?? {} }
      if (sameCounts(kept.counts, counted.counts) && sameDays(kept.days, counted.days)) return undefined
      return { ...cell, kept: kept.counts, counted: counted.counts }
    }
  }

  return {
    async bringUpToDate(cells) {
      const waiting = await figures.uncounted(cells)
      await Promise.all(
        cells.map(async (cell) => {
          const seen = waiting.filter((change) => change.cells.some((one) => sameCell(one, cell)))
          if (seen.length > 0) await countAgain(cell, { seen })
        }),
      )
    },
    async reconcile() {
      const [counted, kept, waiting] = [
        await figures.countAll(),
        await model.all(),
        await figures.uncountedCells(),
      ]
      // One pass finds what looks wrong; only that is counted again with the care that a busy register needs.
      const suspect = distinct([...counted, ...kept, ...waiting]).filter((cell) => {
        const one = counted.find((count) => sameCell(count, cell)) ?? nothing
        const other = kept.find((row) => sameCell(row, cell)) ?? nothing
        const isWaiting = waiting.some((change) => sameCell(change, cell))
        return isWaiting || !sameCounts(one.counts, other.counts) || !sameDays(one.days, other.days)
      })
      const differences: Difference[] = []
      for (const cell of suspect) {
        const difference = await countAgain(cell, { evenIfClean: true })
        if (difference) differences.push(difference)
      }
      return differences
    },
  }
}

const nothing: CellCount = { counts: {}, days: {} }

const sameCell = (one: Cell, other: Cell): boolean => one.kind === other.kind && one.month === other.month

function sameCounts(one: StatusCounts, other: StatusCounts): boolean {
  const sum = (counts: StatusCounts) => new Map(Object.entries(counts).filter(([, count]) => count !== 0))
  const [left, right] = [sum(one), sum(other)]
  return left.size === right.size && [...left].every(([status, count]) => right.get(status) === count)
}

function sameDays(one: DaysCounts, other: DaysCounts): boolean {
  const flat = (days: DaysCounts) =>
    Object.entries(days)
      .flatMap(([status, counts]) =>
        Object.entries(counts).map(([day, count]) => `${status} ${day} ${count}`),
      )
      .sort()
      .join()
  return flat(one) === flat(other)
}

function distinct(cells: readonly Cell[]): Cell[] {
  const byKey = new Map<`${ComplaintKind}/${string}`, Cell>()
  for (const { kind, month } of cells) byKey.set(`${kind}/${month}`, { kind, month })
  return [...byKey.values()]
}

// The cells of a split by unit. Each stands for enough people: small units are merged, and with few complaints so are larger ones,
// the smallest first. Which cells there are follows from the roster and from the total alone, never from how the complaints fall.
import type { UnitCount } from '../../complaints/concerned-units-rules.js'
import type { Split } from './split.js'
import { leastTotal, protectCells } from './split-suppression.js'

export interface UnitSize {
  readonly unit: string
  readonly staff: number
}

interface UnitCell {
  readonly name: string
  readonly units: readonly string[]
}

/** Not words of a roster: no agency calls a unit so. */
export const otherUnits = '#others'
export const unspecifiedUnit = '#unspecified'

/** At least two cells of units and one for what nobody named; `undefined` when the roster or `mostCells` does not allow that. */
export function unitCells(
  sizes: readonly UnitSize[],
  leastStaff: number,
  mostCells: number,
): readonly UnitCell[] | undefined {
  const bySize = sizes.toSorted(
    (one, other) => other.staff - one.staff || (one.unit < other.unit ? -1 : one.unit > other.unit ? 1 : 0),
  )
  let own = bySize.filter(({ staff }) => staff >= leastStaff).length
  let mergedStaff = bySize.slice(own).reduce((sum, { staff }) => sum + staff, 0)
  const fits = (): boolean => {
    const isMerged = own < bySize.length
    const cells = own + (isMerged ? 2 : 1)
    return cells >= 3 && cells <= mostCells && (!isMerged || mergedStaff >= leastStaff)
  }
  while (own > 0 && !fits()) {
    own -= 1
    mergedStaff += bySize[own]?.staff ?? 0
  }
  if (own === 0) return undefined
  const merged = bySize.slice(own).map(({ unit }) => unit)
  return [
    ...bySize.slice(0, own).map(({ unit }) => ({ name: unit, units: [unit] })),
    ...(merged.length > 0 ? [{ name: otherUnits, units: merged }] : []),
    { name: unspecifiedUnit, units: [] },
  ]
}

/** `total` complaints, of which `counts` are about units; the rest nobody named, or their unit is gone from the roster. */
export function shownUnits(
  sizes: readonly UnitSize[],
  counts: readonly UnitCount[],
  total: number,
  { threshold, leastStaff }: { readonly threshold: number; readonly leastStaff: number },
): Pick<Split, 'total' | 'shown'> {
  const mostCells = Math.floor((total - 1) / (threshold - 1))
  const cells = unitCells(sizes, leastStaff, mostCells)
  if (!cells) return { total }
  const complaintsOf = new Map<string, number>()
  for (const { unit, complaints } of counts)
    complaintsOf.set(unit, (complaintsOf.get(unit) ?? 0) + complaints)
  const countOf = (units: readonly string[]) =>
    units.reduce((sum, unit) => sum + (complaintsOf.get(unit) ?? 0), 0)
  const named = cells.map(({ name, units }) => ({ name, count: countOf(units) }))
  const rest = total - named.reduce((sum, { count }) => sum + count, 0)
  const shown = protectCells(
    named.map((cell) => (cell.name === unspecifiedUnit ? { ...cell, count: rest } : cell)),
    threshold,
  )
  return { total, ...(shown && { shown: { level: 'units', cells: shown } }) }
}

/** Whether the roster allows the split at all, however many complaints there are. */
export const unitsAreLargeEnough = (sizes: readonly UnitSize[], leastStaff: number): boolean =>
  unitCells(sizes, leastStaff, Number.POSITIVE_INFINITY) !== undefined

/** How many complaints a half-year needs before units are shown: two cells of units, and what nobody named. */
export const leastForUnits = (threshold: number): number => leastTotal(3, threshold)

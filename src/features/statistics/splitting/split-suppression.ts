// What of a split may be shown, so that nobody is recognised by a small number. Pure: the shown cells follow from the exact
// ones, and whether a split is shown at all follows from its total alone, which is public anyway.
//
// 0 looks like 1 to 4: otherwise one more tip would turn a shown nought into a hidden cell and so name its category. With
// any small cell a large one is hidden too, always, and chosen by its place and not by its size: were it hidden only when
// needed, or were it the smallest, a reader who knows this file could take the hidden sum apart.

export interface ExactCell {
  readonly name: string
  readonly count: number
}

export type ShownCell =
  | { readonly name: string; readonly shown: 'count'; readonly count: number }
  /** From 0 up to, but not including, the threshold. */
  | { readonly name: string; readonly shown: 'small' }
  /** The threshold or more, and hidden to protect the small ones. */
  | { readonly name: string; readonly shown: 'withheld' }

/** With so many complaints at least one cell is large, whichever way they fall. */
export const leastTotal = (cells: number, threshold: number): number => (threshold - 1) * cells + 1

/** `undefined` when there are too few complaints for this split. The order of the cells must not depend on their counts. */
export function protectCells(
  cells: readonly ExactCell[],
  threshold: number,
): readonly ShownCell[] | undefined {
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  if (total < leastTotal(cells.length, threshold)) return undefined
  const anySmall = cells.some(({ count }) => count < threshold)
  const second = anySmall ? cells.findIndex(({ count }) => count >= threshold) : -1
  return cells.map(({ name, count }, place): ShownCell => {
    if (count < threshold) return { name, shown: 'small' }
    return place === second ? { name, shown: 'withheld' } : { name, shown: 'count', count }
  })
}

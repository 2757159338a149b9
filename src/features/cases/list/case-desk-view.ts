// What one reader sees of the rows: counts and pages without those that are hidden from that reader. They leave no gap and are in
// no count, and what is looked up is the same for whoever has nothing hidden.
import { type CaseDeskModel, type DeskQuery, type DeskRow, fits } from './case-desk-model.js'
import { type DeskOrder, inOrder } from './case-desk-order.js'
import type { HiddenRowsModel } from './case-hidden-rows-model.js'

export interface CaseDeskView {
  /** In the order of the queries, which are all of one reader. */
  counts(reader: string, queries: readonly Omit<DeskQuery, 'reader'>[]): Promise<number[]>
  /** Ids of cases, from this place on, counted from 0. */
  page(query: DeskQuery, order: DeskOrder, from: number, count: number): Promise<string[]>
}

export function createCaseDeskView({
  rows,
  hidden,
}: {
  readonly rows: Pick<CaseDeskModel, 'count' | 'page' | 'those'>
  readonly hidden: Pick<HiddenRowsModel, 'hiddenFrom'>
}): CaseDeskView {
  const hiddenRows = async (reader: string): Promise<DeskRow[]> =>
    rows.those(reader, await hidden.hiddenFrom(reader))

  return {
    async counts(reader, queries) {
      // The list of what is hidden is written before its rows and read after them: no row is counted that it did not know of.
      const all = await Promise.all(queries.map((query) => rows.count({ reader, ...query })))
      const not = await hiddenRows(reader)
      return queries.map(
        (query, place) => (all[place] ?? 0) - not.filter((row) => fits(row, { reader, ...query })).length,
      )
    },
    async page(query, order, from, count) {
      const not = (await hiddenRows(query.reader)).filter((row) => fits(row, query))
      // As many more as could be hidden: those before the page have moved it, those within leave room.
      const some = await rows.page(query, order, from, count + not.length)
      const [first] = some
      if (!first) return []
      const before = not.filter((row) => inOrder(order, row, first) < 0).length
      const ids = new Set(not.map(({ caseId }) => caseId))
      return some
        .map(({ caseId }) => caseId)
        .filter((caseId) => !ids.has(caseId))
        .slice(before, before + count)
    },
  }
}

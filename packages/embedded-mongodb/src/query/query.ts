// Finding documents: the plan is walked, the filter asked where the plan is not exact, the order made in memory where the
// index does not give it. Everything is lazy, so that a limit ends the work early.

import type { Variables } from '../aggregation/expressions.js'
import type { BsonDocument } from '../bson/bson-values.js'
import { choosePlan, type Plan, sortOrder } from '../indexes/index-plan.js'
import { countEntries, type Scanned, scan } from '../indexes/scan.js'
import type { Collection } from '../storage/collection.js'
import type { RecordStore } from '../storage/record-store.js'
import { compileFilter, type Matcher } from './filter-match.js'
import type { Filter } from './filter-parse.js'
import { sortedBy } from './sort-order.js'

export interface Query {
  readonly filter: Filter
  readonly sort?: BsonDocument | undefined
  readonly skip?: number | undefined
  /** No limit when undefined or 0. */
  readonly limit?: number | undefined
  readonly hint?: unknown
  readonly variables?: Variables | undefined
}

export type Found = Scanned

export function* findDocuments(store: RecordStore, collection: Collection, query: Query): Generator<Found> {
  const plan = choosePlan(collection, query)
  const { skip = 0, limit = 0 } = query
  const end = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const order = sortOrder(query.sort)
  const inOrder = order === undefined || (plan.kind !== 'union' && plan.givesOrder)
  const matching = matchingDocuments(store, collection, plan, query, inOrder && limit > 0 ? end : undefined)
  const documents = inOrder ? matching : sortedBy(matching, order, ({ stored }) => stored.document, end)
  let position = 0
  for (const found of documents) {
    position += 1
    if (position > skip) yield found
    if (position >= end) return
  }
}

function* matchingDocuments(
  store: RecordStore,
  collection: Collection,
  plan: Plan,
  { filter, variables }: Query,
  expected: number | undefined,
): Generator<Found> {
  const isExact = plan.kind === 'index' && plan.isExact
  const asksNothing = asksForAll(filter)
  const { version } = store
  let matches: Matcher | undefined
  for (const { record, stored } of scan(store, collection, plan, { expected })) {
    // An index proves its documents only as long as nobody writes between two batches of a cursor.
    if (asksNothing || (isExact && store.version === version)) {
      yield { record, stored }
      continue
    }
    matches ??= compileFilter(filter, variables)
    if (matches(stored.document)) yield { record, stored }
  }
}

const asksForAll = (filter: Filter): boolean => filter.kind === 'and' && filter.parts.length === 0

/** The number of matching documents; an index that proves the filter is counted without reading a document. */
export function countDocuments(store: RecordStore, collection: Collection, query: Query): number {
  const { skip = 0, limit = 0 } = query
  const total = countAll(store, collection, query, limit > 0 ? skip + limit : undefined)
  const rest = Math.max(0, total - skip)
  return limit > 0 ? Math.min(rest, limit) : rest
}

function countAll(
  store: RecordStore,
  collection: Collection,
  query: Query,
  enough: number | undefined,
): number {
  const { filter } = query
  if (asksForAll(filter) && query.hint === undefined) return collection.count
  const plan = choosePlan(collection, { filter, hint: query.hint })
  if (plan.kind === 'index' && plan.isExact && !plan.point) return countEntries(store, plan)
  let count = 0
  for (const _ of matchingDocuments(store, collection, plan, query, enough)) {
    count += 1
    if (count === enough) break
  }
  return count
}

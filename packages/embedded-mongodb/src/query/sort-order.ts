// An order made in memory. Each document gets the same bytes that an index with this pattern would hold, so that both orders
// are one; of several keys (arrays) the first counts, as in MongoDB. Ties keep the order in which they came.
import type { BsonDocument } from '../bson/bson-values.js'
import { encodeKey } from '../bson/key-encoding.js'
import { badValue, MongoError } from '../commands/mongo-errors.js'
import { keysOf } from '../indexes/index-keys.js'
import type { SortField } from '../indexes/index-plan.js'
import { splitPath } from './filter-path.js'

const PARALLEL_ARRAYS = 171

/** A string that sorts as the document does. */
export function sortKeyOf(order: readonly SortField[]): (document: BsonDocument) => string {
  const paths = order.map(({ path }) => splitPath(path))
  const descending = order.map((field) => field.descending)
  return (document) => {
    const keys = documentKeys(document, paths).map((values) =>
      encodeKey(values, descending).toString('latin1'),
    )
    return keys.length === 1 ? (keys[0] ?? '') : (keys.sort()[0] ?? '')
  }
}

function documentKeys(document: BsonDocument, paths: readonly (readonly string[])[]) {
  try {
    return keysOf(document, paths).keys
  } catch (error) {
    if (error instanceof MongoError && error.code === PARALLEL_ARRAYS) {
      throw badValue('cannot sort with keys that are parallel arrays')
    }
    throw error
  }
}

/** The first `wanted` items in order; no more than a few times as many are held. */
export function sortedBy<T>(
  items: Iterable<T>,
  order: readonly SortField[],
  documentOf: (item: T) => BsonDocument,
  wanted: number,
): T[] {
  const keyOf = sortKeyOf(order)
  let rows: { key: string; item: T }[] = []
  const most = wanted * 4 + 1000
  for (const item of items) {
    rows.push({ key: keyOf(documentOf(item)), item })
    if (rows.length > most) rows = firstOf(rows, wanted)
  }
  return firstOf(rows, wanted).map(({ item }) => item)
}

const firstOf = <R extends { key: string }>(rows: R[], wanted: number): R[] =>
  rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).slice(0, wanted)

// Which way to the documents: an index with its stretches, several ways for the branches of an $or, or all documents.
// Chooses by rule, not by trial: equalities, then one range, then the wanted order. An index is used only when it holds every
// document that can match; what its stretches do not prove, the filter is asked again.
import { type BsonDocument, toNumber } from '../bson/bson-values.js'
import { badValue } from '../commands/mongo-errors.js'
import type { Filter, Test } from '../query/filter-parse.js'
import type { Collection } from '../storage/collection.js'
import { type CollectionIndex, cutBound } from './collection-index.js'
import { boundsOf, type FieldBounds, placeOf, turnedOver } from './index-bounds.js'
import { conjunction, demandsField, implies } from './index-implication.js'

/** Keys from `from` (included) to `to` (excluded). */
export interface Stretch {
  readonly from: Buffer
  readonly to: Buffer
}

export interface IndexPlan {
  readonly kind: 'index'
  readonly index: CollectionIndex
  /** In the order of the index. */
  readonly stretches: readonly Stretch[]
  readonly reverse: boolean
  /** Entries in the stretches are documents that match; no need to ask. */
  readonly isExact: boolean
  readonly givesOrder: boolean
  /** Of a unique index all fields are known: one key, one document at most. */
  readonly point: Buffer | undefined
}

export type Plan =
  | IndexPlan
  | { readonly kind: 'union'; readonly plans: readonly IndexPlan[] }
  | { readonly kind: 'collection'; readonly reverse: boolean; readonly givesOrder: boolean }

export interface PlanRequest {
  readonly filter: Filter
  readonly sort?: BsonDocument | undefined
  readonly hint?: unknown
}

export function choosePlan(collection: Collection, { filter, sort, hint }: PlanRequest): Plan {
  const order = sortOrder(sort)
  if (order?.[0]?.path === '$natural')
    return { kind: 'collection', reverse: order[0].descending, givesOrder: true }
  const tests = conjunction(filter)
  const hinted = hint === undefined ? undefined : hintedIndex(collection, hint)
  if (hinted === 'collection') return wholeCollection(order)
  const candidates = (hinted ? [hinted] : collection.indexes)
    .filter((index) => hinted || !index.definition.hidden)
    .map((index) => candidateWith(index, tests, order, hinted !== undefined))
    .filter((candidate) => candidate !== undefined)
  const best = candidates.reduce<Candidate | undefined>(
    (a, b) => (a && a.score >= b.score ? a : b),
    undefined,
  )
  if (best && best.bounds.length > 0) return planOf(best, filter, order)
  return unionPlan(collection, filter) ?? (best ? planOf(best, filter, order) : wholeCollection(order))
}

const wholeCollection = (order: readonly SortField[] | undefined): Plan => ({
  kind: 'collection',
  reverse: false,
  givesOrder: order === undefined,
})

export interface SortField {
  readonly path: string
  readonly descending: boolean
}

export function sortOrder(sort: BsonDocument | undefined): readonly SortField[] | undefined {
  if (!sort) return undefined
  const fields = Object.entries(sort).map(([path, value]) => {
    const direction = toNumber(value)
    if (direction !== 1 && direction !== -1) {
      throw badValue(`$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`)
    }
    return { path, descending: direction < 0 }
  })
  return fields.length === 0 ? undefined : fields
}

function hintedIndex(collection: Collection, hint: unknown): CollectionIndex | 'collection' {
  if (typeof hint === 'object' && hint !== null && '$natural' in hint) return 'collection'
  const wanted = JSON.stringify(hint)
  const found = collection.indexes.find(
    ({ definition }) => definition.name === hint || JSON.stringify(definition.key) === wanted,
  )
  if (!found)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  return found
}

interface Candidate {
  readonly index: CollectionIndex
  readonly bounds: readonly FieldBounds[]
  readonly direction: 'forward' | 'reverse' | undefined
  readonly isPoint: boolean
  readonly score: number
}

type Tests = ReadonlyMap<string, readonly Test[]>

function candidateWith(
  index: CollectionIndex,
  tests: Tests,
  order: readonly SortField[] | undefined,
  isHinted: boolean,
): Candidate | undefined {
  const bounds = fieldBounds(index, tests)
  const direction = orderDirection(index, bounds, order)
  if (bounds.length === 0 && direction === undefined && !isHinted) return undefined
  if (!holdsAll(index, tests) && !isHinted) return undefined
  const equalities = bounds.filter(({ points }) => points?.length === 1).length
  const lists = bounds.filter(({ points }) => points && points.length > 1).length
  const intervals = bounds.length - equalities - lists
  const isPoint = index.isUnique && equalities === index.paths.length
  const score =
    (isPoint ? 1000 : 0) +
    equalities * 100 +
    lists * 80 +
    intervals * 40 +
    (direction === undefined ? 0 : 30) +
    (index.partialFilter ? 5 : 0) -
    index.paths.length
  return { index, bounds, direction, isPoint, score }
}

function planOf(
  { index, bounds, direction, isPoint }: Candidate,
  filter: Filter,
  order: readonly SortField[] | undefined,
): IndexPlan {
  const stretches = stretchesOf(index, bounds)
  return {
    kind: 'index',
    index,
    stretches,
    reverse: direction === 'reverse',
    isExact: !index.isMultikey && !index.isCut && isCovered(filter, bounds),
    givesOrder: order === undefined || isPoint || direction !== undefined,
    point: isPoint && !index.isCut ? stretches[0]?.from : undefined,
  }
}

/** Bounds for the leading fields: points as long as there are some, then at most one interval. */
function fieldBounds(index: CollectionIndex, tests: Tests): FieldBounds[] {
  const bounds: FieldBounds[] = []
  const roots = new Set<string>()
  let combinations = 1
  for (const [i, path] of index.paths.entries()) {
    const root = index.splitPaths[i]?.[0] ?? path
    if (index.isMultikey && roots.has(root)) break
    roots.add(root)
    const ascending = boundsOf(tests.get(path) ?? [], index.isMultikey)
    if (!ascending) break
    combinations *= ascending.points?.length ?? 1
    if (combinations > MOST_STRETCHES) break
    bounds.push(index.descending[i] ? turnedOver(ascending) : ascending)
    if (!ascending.points) break
  }
  return bounds
}

const MOST_STRETCHES = 1000

function holdsAll(index: CollectionIndex, tests: Tests): boolean {
  if (index.partialFilter && !implies(tests, index.partialFilter)) return false
  return !index.definition.sparse || index.paths.some((path) => demandsField(tests.get(path) ?? []))
}

function stretchesOf(index: CollectionIndex, bounds: readonly FieldBounds[]): Stretch[] {
  let starts: Buffer[] = [index.prefix]
  for (const { points, interval } of bounds) {
    if (points) starts = starts.flatMap((start) => points.map((point) => Buffer.concat([start, point])))
    else if (interval) {
      return starts
        .map((start) => ({
          from: cutBound(Buffer.concat([start, placeOf(interval.from)]), 'lower'),
          to: cutBound(Buffer.concat([start, placeOf(interval.to)]), 'upper'),
        }))
        .filter(({ from, to }) => Buffer.compare(from, to) < 0)
    }
  }
  return starts.map((start) => ({
    from: cutBound(start, 'lower'),
    to: cutBound(Buffer.concat([start, ABOVE]), 'upper'),
  }))
}

const ABOVE = Buffer.from([0xff])

/** Does walking the stretches in the order of the index (or backwards) give the wanted order? */
function orderDirection(
  index: CollectionIndex,
  bounds: readonly FieldBounds[],
  order: readonly SortField[] | undefined,
): 'forward' | 'reverse' | undefined {
  if (!order || index.isMultikey || index.isCut) return undefined
  let direction: 'forward' | 'reverse' | undefined
  let at = 0
  for (const { path, descending } of order) {
    const fixed = index.paths.indexOf(path)
    if (fixed >= 0 && fixed < at && bounds[fixed]?.points?.length === 1) continue
    while (index.paths[at] !== path && bounds[at]?.points?.length === 1) at += 1
    if (index.paths[at] !== path) return undefined
    const wanted = descending === index.descending[at] ? 'forward' : 'reverse'
    const isFixed = bounds[at]?.points?.length === 1
    if (!isFixed && direction !== undefined && direction !== wanted) return undefined
    if (!isFixed) direction = wanted
    at += 1
  }
  return direction ?? 'forward'
}

/** Every test of the filter is one that exact bounds stand for. */
function isCovered(filter: Filter, bounds: readonly FieldBounds[]): boolean {
  if (bounds.some(({ isExact }) => !isExact)) return false
  const covered = new Set(bounds.flatMap((bound) => bound.covered))
  const holds = (part: Filter): boolean =>
    part.kind === 'and' ? part.parts.every(holds) : part.kind === 'leaf' && covered.has(part.test)
  return holds(filter)
}

/** An $or of which every branch has a way of its own. */
function unionPlan(collection: Collection, filter: Filter): Plan | undefined {
  if (filter.kind !== 'and') return undefined
  for (const part of filter.parts) {
    if (part.kind === 'and') {
      const inner = unionPlan(collection, part)
      if (inner) return inner
    }
    if (part.kind !== 'or') continue
    const plans = part.parts.map((branch) => choosePlan(collection, { filter: branch }))
    if (plans.every((plan) => plan.kind === 'index')) return { kind: 'union', plans }
  }
  return undefined
}

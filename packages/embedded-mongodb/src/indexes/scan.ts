// Walks a plan and gives the records it leads to, in small steps: no cursor of LMDB stays open between two steps, so that a
// slow client holds nothing up. What is written meanwhile may or may not be seen, as in MongoDB.
import type { Collection } from '../storage/collection.js'
import type { StoredDocument } from '../storage/document-cache.js'
import type { RecordStore } from '../storage/record-store.js'
import { type CollectionIndex, prefixBytes } from './collection-index.js'
import type { IndexPlan, Plan, Stretch } from './index-plan.js'

const USUAL_STEP = 64
const LARGEST_STEP = 2048
const GROWTH = 4
/** A longer scan does not fill the cache with what nobody may ask for again. */
const CACHED_PER_SCAN = 1000

export interface ScanSetting {
  /** How many records will likely be wanted. */
  readonly expected?: number | undefined
}

export interface Scanned {
  readonly record: number
  readonly stored: StoredDocument
}

/** The documents a plan leads to, each once. */
export function* scan(
  store: RecordStore,
  collection: Collection,
  plan: Plan,
  setting: ScanSetting = {},
): Generator<Scanned> {
  if (plan.kind === 'collection') {
    const { clusteredBy } = collection
    if (!clusteredBy) {
      yield* scanCollection(collection, plan.reverse, setting)
      return
    }
    yield* scanWhole(store, collection, clusteredBy, plan.reverse, setting)
    return
  }
  yield* readEach(collection, scanRecords(store, plan, setting))
}

function* readEach(collection: Collection, records: Iterable<number>): Generator<Scanned> {
  let count = 0
  for (const record of records) {
    const stored = collection.read(record, { passing: count++ > CACHED_PER_SCAN })
    if (stored) yield { record, stored }
  }
}

/** A clustered collection: its natural order is that of the index. */
function* scanWhole(
  store: RecordStore,
  collection: Collection,
  index: CollectionIndex,
  reverse: boolean,
  setting: ScanSetting,
): Generator<Scanned> {
  const whole = { from: index.prefix, to: prefixBytes(index.record.prefix + 1) }
  yield* readEach(collection, scanStretch(store, { index, reverse }, whole, setting))
}

function scanRecords(
  store: RecordStore,
  plan: Exclude<Plan, { kind: 'collection' }>,
  setting: ScanSetting,
): Iterable<number> {
  if (plan.kind === 'union') return scanUnion(store, plan.plans, setting)
  return plan.point ? scanPoint(store, plan, plan.point) : scanIndex(store, plan, setting)
}

function* scanCollection(collection: Collection, reverse: boolean, setting: ScanSetting): Generator<Scanned> {
  let after: number | undefined
  let limit = firstStep(setting)
  for (;;) {
    const documents = collection.documentsAfter(after, { limit, reverse })
    yield* documents
    if (documents.length < limit) return
    after = documents.at(-1)?.record
    limit = Math.min(limit * GROWTH, LARGEST_STEP)
  }
}

const firstStep = ({ expected }: ScanSetting): number => Math.min(LARGEST_STEP, expected ?? USUAL_STEP)

function scanPoint(store: RecordStore, { index }: IndexPlan, key: Buffer): number[] {
  const value = store.get(key)
  return value ? [index.recordOf(key, value)] : []
}

function* scanIndex(store: RecordStore, plan: IndexPlan, setting: ScanSetting): Generator<number> {
  const seen = plan.index.isMultikey ? new Set<number>() : undefined
  const stretches = plan.reverse ? [...plan.stretches].reverse() : plan.stretches
  for (const stretch of stretches) {
    for (const record of scanStretch(store, plan, stretch, setting)) {
      if (seen?.has(record)) continue
      seen?.add(record)
      yield record
    }
  }
}

function* scanStretch(
  store: RecordStore,
  plan: Pick<IndexPlan, 'index' | 'reverse'>,
  stretch: Stretch,
  setting: ScanSetting,
): Generator<number> {
  const { index, reverse } = plan
  let start = reverse ? stretch.to : stretch.from
  const end = reverse ? stretch.from : stretch.to
  // A stretch ends before `to`: where the walk begins there, the very key of a unique index is not part of it.
  let afterStart = reverse
  let limit = firstStep(setting)
  for (;;) {
    const range = { start, end, reverse, limit, afterStart }
    let last: Buffer | undefined
    let count = 0
    if (index.isUnique) {
      for (const { key, value } of store.entries(range)) {
        yield index.recordOf(key, value)
        last = key
        count += 1
      }
    } else {
      for (const key of store.keys(range)) {
        yield index.recordOf(key, undefined)
        last = key
        count += 1
      }
    }
    if (!last || count < limit) return
    start = last
    afterStart = true
    limit = Math.min(limit * GROWTH, LARGEST_STEP)
  }
}

function* scanUnion(
  store: RecordStore,
  plans: readonly IndexPlan[],
  setting: ScanSetting,
): Generator<number> {
  const seen = new Set<number>()
  for (const plan of plans) {
    for (const record of plan.point ? scanPoint(store, plan, plan.point) : scanIndex(store, plan, setting)) {
      if (seen.has(record)) continue
      seen.add(record)
      yield record
    }
  }
}

/** How many records a plan leads to, from the index alone: only for an exact plan. */
export function countEntries(store: RecordStore, plan: IndexPlan): number {
  return plan.stretches.reduce((sum, { from, to }) => sum + store.count(from, to), 0)
}

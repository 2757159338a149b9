// From the tests on one field to the stretches of an index that can hold it. A bound may be wider than the test (then it is
// not exact and the filter is asked again), never narrower.
import { isDocument, Rank, rankOf, toNumber } from '../bson/bson-values.js'
import { encodeValue } from '../bson/key-encoding.js'
import type { Comparison, Test } from '../query/filter-parse.js'

/** A place between keys: before everything that begins with `key`, or after it. */
export interface Bound {
  readonly key: Buffer
  readonly after: boolean
}

export interface Interval {
  readonly from: Bound
  readonly to: Bound
}

/** What one field of an index may hold: some values, or everything between two places. */
export interface FieldBounds {
  readonly points: readonly Buffer[] | undefined
  readonly interval: Interval | undefined
  /** Every entry in the bounds satisfies the tests, provided that the index has one entry for each document. */
  readonly isExact: boolean
  /** The tests that the bounds stand for; the others must be asked of the document. */
  readonly covered: readonly Test[]
}

/**
 * Above everything that can follow. One byte is not enough: in a descending field the lowest value of a type (an empty
 * binary, an object id of zeros) begins with bytes of 0xff, at most twelve of them.
 */
const ABOVE = Buffer.alloc(16, 0xff)

export const placeOf = ({ key, after }: Bound): Buffer => (after ? Buffer.concat([key, ABOVE]) : key)

const MOST_POINTS = 1000

/** Values that stand as one key in an index: arrays would be opened, patterns are searched for. */
const isPoint = (value: unknown): boolean => {
  const rank = rankOf(value)
  return rank !== Rank.array && rank !== Rank.regex && value !== undefined
}

/**
 * @param isMultikey a document may have several entries: then only one test can be used, since different elements may satisfy
 *   different tests
 */
export function boundsOf(tests: readonly Test[], isMultikey: boolean): FieldBounds | undefined {
  const points = pointBounds(tests)
  if (points) return points
  const ranges = tests.filter(isRange)
  const used = isMultikey ? ranges.slice(0, 1) : ranges
  const interval = rangeInterval(used)
  if (interval) return { points: undefined, interval, isExact: true, covered: used }
  return prefixBounds(tests)
}

function pointBounds(tests: readonly Test[]): FieldBounds | undefined {
  for (const test of tests) {
    if (test.op === '$eq' && isPoint(test.value)) {
      return { points: [encodeValue(test.value)], interval: undefined, isExact: true, covered: [test] }
    }
  }
  for (const test of tests) {
    if (
      test.op === '$in' &&
      test.patterns.length === 0 &&
      test.values.length <= MOST_POINTS &&
      test.values.every(isPoint)
    ) {
      return { points: sortedPoints(test.values), interval: undefined, isExact: true, covered: [test] }
    }
  }
  return undefined
}

function sortedPoints(values: readonly unknown[]): Buffer[] {
  const keys = values.map(encodeValue).sort(Buffer.compare)
  return keys.filter((key, i) => i === 0 || !keys[i - 1]?.equals(key))
}

type Range = Extract<Test, { op: Comparison }>

/** Ranks whose whole stretch in the index is known; comparisons stay within one type. */
const RANGE_RANKS: ReadonlySet<Rank> = new Set([
  Rank.number,
  Rank.string,
  Rank.date,
  Rank.objectId,
  Rank.boolean,
  Rank.timestamp,
  Rank.binary,
])

function isRange(test: Test): test is Range {
  if (test.op !== '$gt' && test.op !== '$gte' && test.op !== '$lt' && test.op !== '$lte') return false
  return (
    RANGE_RANKS.has(rankOf(test.value)) && !Number.isNaN(toNumber(test.value) ?? 0) && !isDocument(test.value)
  )
}

const NAN_KEY = encodeValue(Number.NaN)

const before = (key: Buffer): Bound => ({ key, after: false })
const behind = (key: Buffer): Bound => ({ key, after: true })

function rangeInterval(ranges: readonly Range[]): Interval | undefined {
  const [first] = ranges
  if (!first) return undefined
  const rank = rankOf(first.value)
  if (ranges.some((range) => rankOf(range.value) !== rank)) return NOWHERE
  let from = rank === Rank.number ? behind(NAN_KEY) : before(Buffer.from([rank]))
  let to = before(Buffer.from([rank + 1]))
  for (const { op, value } of ranges) {
    const key = encodeValue(value)
    const place = op === '$gte' || op === '$lt' ? before(key) : behind(key)
    if (op === '$gte' || op === '$gt') from = compareBounds(from, place) > 0 ? from : place
    else to = compareBounds(to, place) < 0 ? to : place
  }
  return { from, to }
}

const compareBounds = (a: Bound, b: Bound): number => Buffer.compare(placeOf(a), placeOf(b))

/** Two comparisons with different types never hold together. */
const NOWHERE: Interval = { from: behind(Buffer.from([Rank.maxKey])), to: before(Buffer.from([Rank.minKey])) }

/** A string's end in a key (key-encoding.ts). */
const END_BYTES = 2

/** /^abc/ finds strings that begin so; the rest of the pattern is asked of the document. */
function prefixBounds(tests: readonly Test[]): FieldBounds | undefined {
  for (const test of tests) {
    if (test.op !== '$regex' || test.pattern.flags.replace(/[su]/g, '') !== '') continue
    const prefix = /^\^([\p{L}\p{N}\p{M} _:;@,/#'"-]+)/u.exec(test.pattern.source)?.[1]
    const rest = prefix ? test.pattern.source.slice(prefix.length + 1) : ''
    if (!prefix || test.pattern.source.includes('|') || /^[*?{+]/.test(rest)) continue
    const start = encodeValue(prefix).subarray(0, -END_BYTES)
    return {
      points: undefined,
      interval: { from: before(start), to: behind(start) },
      isExact: false,
      covered: [],
    }
  }
  return undefined
}

/** The same bounds in a descending field, where every bit is turned over. */
export function turnedOver(bounds: FieldBounds): FieldBounds {
  if (bounds.points) return { ...bounds, points: bounds.points.map(invert).reverse() }
  if (!bounds.interval) return bounds
  const { from, to } = bounds.interval
  return { ...bounds, interval: { from: turnedBound(to), to: turnedBound(from) } }
}

const invert = (key: Buffer): Buffer => Buffer.from(key.map((byte) => ~byte & 0xff))

/** What was before everything that begins so, is after it when the order is turned. */
const turnedBound = ({ key, after }: Bound): Bound => ({ key: invert(key), after: !after })

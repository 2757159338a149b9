// MongoDB's order of values, across types. The index keys (key-encoding.ts) are in the same order byte by byte;
// a property test holds the two together.
import type { Timestamp } from 'bson'
import { bytesOf, codeText, fieldsOf, objectIdBytes, Rank, rankOf, regexParts } from './bson-values.js'
import { compareNumbers } from './exact-numbers.js'

const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Strings in the order of their UTF-8 bytes, which is the order of code points (JavaScript compares UTF-16 units). */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) {
      const surrogateX = x >= 0xd800 && x <= 0xdfff
      const surrogateY = y >= 0xd800 && y <= 0xdfff
      if (surrogateX !== surrogateY) return surrogateX ? 1 : -1
      return x < y ? -1 : 1
    }
  }
  return order(a.length, b.length)
}

export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  if (typeof a === 'number' && typeof b === 'number') {
    return a < b ? -1 : a > b ? 1 : compareNumbers(a, b)
  }
  const rank = rankOf(a)
  const otherRank = rankOf(b)
  if (rank !== otherRank) return rank - otherRank
  switch (rank) {
    case Rank.number:
      return compareNumbers(a, b)
    case Rank.string:
      return compareStrings(String(a), String(b))
    case Rank.boolean:
      return order(Number(a), Number(b))
    case Rank.date:
      return order((a as Date).getTime(), (b as Date).getTime())
    case Rank.objectId:
      return Buffer.compare(objectIdBytes(a), objectIdBytes(b))
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[])
    case Rank.object:
      return compareObjects(a, b)
    case Rank.binary:
      return compareBinary(a, b)
    case Rank.timestamp:
      return compareTimestamps(a as Timestamp, b as Timestamp)
    case Rank.regex: {
      const x = regexParts(a)
      const y = regexParts(b)
      return compareStrings(x.source, y.source) || compareStrings(x.flags, y.flags)
    }
    case Rank.code:
      return compareStrings(codeText(a), codeText(b))
    case Rank.minKey:
    case Rank.maxKey:
    case Rank.null:
    case Rank.emptyArray:
      return 0
  }
}

export const sameValue = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = compareValues(a[i], b[i])
    if (difference !== 0) return difference
  }
  return order(a.length, b.length)
}

/** Field by field in stored order: first the type of the value, then the name, then the value. */
function compareObjects(a: unknown, b: unknown): number {
  const left = fieldsOf(a)
  const right = fieldsOf(b)
  for (const [i, [name, value]] of left.entries()) {
    const other = right[i]
    if (!other) return 1
    const difference =
      rankOf(value) - rankOf(other[1]) || compareStrings(name, other[0]) || compareValues(value, other[1])
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function compareBinary(a: unknown, b: unknown): number {
  const x = bytesOf(a)
  const y = bytesOf(b)
  return (
    order(x.bytes.length, y.bytes.length) || order(x.subtype, y.subtype) || Buffer.compare(x.bytes, y.bytes)
  )
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return order(a.t, b.t) || order(a.i, b.i)
}

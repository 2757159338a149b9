// May a partial or sparse index answer this filter? Only when the filter admits no document that the index leaves out.
// In doubt the answer is no.
import { isDeepStrictEqual } from 'node:util'
import { compareValues, sameValue } from '../bson/bson-compare.js'
import { rankOf } from '../bson/bson-values.js'
import { directlyPasses } from '../query/filter-match.js'
import type { Filter, Test } from '../query/filter-parse.js'

/** The tests of a filter that all must hold, by path. */
export function conjunction(filter: Filter, into = new Map<string, Test[]>()): Map<string, Test[]> {
  if (filter.kind === 'and') for (const part of filter.parts) conjunction(part, into)
  if (filter.kind === 'leaf') {
    const tests = into.get(filter.path)
    if (tests) tests.push(filter.test)
    else into.set(filter.path, [filter.test])
  }
  return into
}

export function implies(tests: ReadonlyMap<string, readonly Test[]>, partial: Filter): boolean {
  if (partial.kind === 'and') return partial.parts.every((part) => implies(tests, part))
  if (partial.kind !== 'leaf') return false
  return (tests.get(partial.path) ?? []).some((test) => testImplies(test, partial.test))
}

/** Every document that passes has the field, with a value that is not missing. */
export function demandsField(tests: readonly Test[]): boolean {
  return tests.some((test) => testImplies(test, { op: '$exists', wanted: true }))
}

function testImplies(test: Test, wanted: Test): boolean {
  if (isDeepStrictEqual(test, wanted)) return true
  const values =
    test.op === '$eq'
      ? [test.value]
      : test.op === '$in' && test.patterns.length === 0
        ? test.values
        : undefined
  if (values) {
    if (
      values.length === 0 ||
      values.some((value) => value === null || value === undefined || Array.isArray(value))
    )
      return false
    if (wanted.op === '$exists') return wanted.wanted
    if (wanted.op === '$eq') return values.every((value) => sameValue(value, wanted.value))
    if (wanted.op === '$not' || wanted.op === '$elemMatch' || wanted.op === '$size') return false
    return values.every((value) => directlyPasses(wanted, value))
  }
  if (wanted.op === '$exists' && wanted.wanted) {
    return (
      (isComparison(test) && test.value !== null) ||
      test.op === '$type' ||
      test.op === '$regex' ||
      test.op === '$size'
    )
  }
  return rangeImplies(test, wanted)
}

const isComparison = (test: Test): test is Extract<Test, { op: '$gt' | '$gte' | '$lt' | '$lte' }> =>
  test.op === '$gt' || test.op === '$gte' || test.op === '$lt' || test.op === '$lte'

function rangeImplies(test: Test, wanted: Test): boolean {
  if (!isComparison(test) || !isComparison(wanted) || rankOf(test.value) !== rankOf(wanted.value))
    return false
  if (test.op.slice(0, 3) !== wanted.op.slice(0, 3)) return false
  const difference = compareValues(test.value, wanted.value) * (wanted.op.startsWith('$gt') ? 1 : -1)
  if (difference !== 0) return difference > 0
  return wanted.op.endsWith('e') || !test.op.endsWith('e')
}

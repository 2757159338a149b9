// Does a document match? The filter's tree becomes one function. MongoDB's rules: a test on an array holds when the array or
// one of its elements passes, a missing field counts as null, comparisons stay within one type.

import { compileExpression, type Variables } from '../aggregation/expressions.js'
import { compareValues, sameValue } from '../bson/bson-compare.js'
import { type BsonDocument, isDocument, Rank, rankOf, toNumber, typeName } from '../bson/bson-values.js'
import { encodeValue } from '../bson/key-encoding.js'
import { type Comparison, type Filter, parseFilter, type Test } from './filter-parse.js'
import { anyAtPath, type ValueTest } from './filter-path.js'

export type Matcher = (document: BsonDocument) => boolean

const ALWAYS: Matcher = () => true

/** Compiles a filter given as BSON. Throws MongoError for what cannot be parsed. */
export const matcherOf = (filter: unknown, variables?: Variables): Matcher =>
  compileFilter(parseFilter(filter), variables)

export function compileFilter(filter: Filter, variables?: Variables): Matcher {
  switch (filter.kind) {
    case 'leaf':
      return compileLeaf(filter.parts, filter.test)
    case 'expression': {
      const evaluate = compileExpression(filter.expression, variables)
      return (document) => {
        const result = evaluate(document)
        return result !== undefined && result !== null && result !== false && toNumber(result) !== 0
      }
    }
    case 'and':
    case 'or':
    case 'nor':
      return combine(
        filter.kind,
        filter.parts.map((part) => compileFilter(part, variables)),
      )
  }
}

function combine(kind: 'and' | 'or' | 'nor', parts: readonly Matcher[]): Matcher {
  if (kind === 'or') return (document) => parts.some((matches) => matches(document))
  if (kind === 'nor') return (document) => !parts.some((matches) => matches(document))
  const [first, second] = parts
  if (!first) return ALWAYS
  if (parts.length === 1) return first
  if (parts.length === 2 && second) return (document) => first(document) && second(document)
  return (document) => parts.every((matches) => matches(document))
}

function compileLeaf(parts: readonly string[], test: Test): Matcher {
  if (test.op === '$not') {
    const inner = test.tests.map((part) => compileLeaf(parts, part))
    return (document) => !inner.every((matches) => matches(document))
  }
  if (test.op === '$exists') {
    const exists: Matcher = (document) => anyAtPath(document, parts, (value) => value !== undefined)
    return test.wanted ? exists : (document) => !exists(document)
  }
  if (test.op === '$all') {
    const inner = test.tests.map((part) => compileLeaf(parts, part))
    return inner.length === 0 ? () => false : (document) => inner.every((matches) => matches(document))
  }
  const passes = valueTest(test)
  const [name] = parts
  if (parts.length === 1 && name !== undefined) {
    return (document) => passes(Object.hasOwn(document, name) ? document[name] : undefined)
  }
  return (document) => anyAtPath(document, parts, passes)
}

/** The test on what a path leads to: an array passes by itself or by one of its elements. */
export function valueTest(test: Test): ValueTest {
  const direct = directTest(test)
  if (test.op === '$size' || test.op === '$elemMatch') return direct
  return (value) => direct(value) || (Array.isArray(value) && value.some(direct))
}

/** Do all these tests hold for one value (arrays by any element, each test by itself)? */
export function valuePasses(tests: readonly Test[]): ValueTest {
  const passes = tests.map((test) =>
    test.op === '$not'
      ? negate(valuePasses(test.tests))
      : test.op === '$exists'
        ? existence(test.wanted)
        : valueTest(test),
  )
  return (value) => passes.every((pass) => pass(value))
}

const negate =
  (test: ValueTest): ValueTest =>
  (value) =>
    !test(value)

const existence =
  (wanted: boolean): ValueTest =>
  (value) =>
    (value !== undefined) === wanted

/** Does the value itself pass, not one of its elements? */
export const directlyPasses = (test: Test, value: unknown): boolean => directTest(test)(value)

function directTest(test: Test): ValueTest {
  switch (test.op) {
    case '$eq':
      return equalityTest(test.value)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparisonTest(test.op, test.value)
    case '$in':
      return inTest(test.values, test.patterns)
    case '$regex': {
      const { pattern, value: own } = test
      return (value) =>
        typeof value === 'string'
          ? pattern.test(value)
          : rankOf(value) === Rank.regex && sameValue(value, own)
    }
    case '$type':
      return (value) => value !== undefined && test.types.some((type) => hasType(value, type))
    case '$mod':
      return (value) => {
        const number = toNumber(value)
        return (
          number !== undefined &&
          Number.isFinite(number) &&
          Math.trunc(number) % test.divisor === test.remainder
        )
      }
    case '$size':
      return (value) => Array.isArray(value) && value.length === test.size
    case '$elemMatch':
      return elemMatchTest(test.document, test.tests)
    case '$bits':
      return bitsTest(test.name, test.mask)
    case '$all': {
      const inner = test.tests.map(valueTest)
      return (value) => inner.length > 0 && inner.every((pass) => pass(value))
    }
    case '$not':
      return negate(valuePasses(test.tests))
    case '$exists':
      return existence(test.wanted)
  }
}

function equalityTest(wanted: unknown): ValueTest {
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined
  return (value) => value === wanted || (value !== undefined && sameValue(value, wanted))
}

function comparisonTest(op: Comparison, wanted: unknown): ValueTest {
  const rank = rankOf(wanted)
  const accepts = (difference: number): boolean => {
    if (op === '$gt') return difference > 0
    if (op === '$gte') return difference >= 0
    if (op === '$lt') return difference < 0
    return difference <= 0
  }
  if (rank === Rank.minKey || rank === Rank.maxKey) {
    return (value) => value !== undefined && accepts(compareValues(value, wanted))
  }
  if (rank === Rank.number) {
    const wantedIsNaN = Number.isNaN(toNumber(wanted))
    return (value) => {
      if (rankOf(value) !== Rank.number) return false
      if (wantedIsNaN !== Number.isNaN(toNumber(value))) return false
      return accepts(compareValues(value, wanted))
    }
  }
  return (value) => rankOf(value) === rank && accepts(compareValues(value, wanted))
}

const FEW = 8

function inTest(values: readonly unknown[], patterns: readonly RegExp[]): ValueTest {
  const matchesPattern: ValueTest = (value) =>
    typeof value === 'string' && patterns.some((pattern) => pattern.test(value))
  if (values.length > FEW) {
    const keys = new Set(values.map((value) => encodeValue(value).toString('latin1')))
    return (value) => keys.has(encodeValue(value).toString('latin1')) || matchesPattern(value)
  }
  const tests = values.map(equalityTest)
  return (value) => tests.some((pass) => pass(value)) || matchesPattern(value)
}

function elemMatchTest(document: Filter | undefined, tests: readonly Test[]): ValueTest {
  if (document) {
    const matches = compileFilter(document)
    return (value) =>
      Array.isArray(value) &&
      value.some((element) =>
        isDocument(element) ? matches(element) : Array.isArray(element) && matches({ ...element }),
      )
  }
  const passes = valuePasses(tests)
  return (value) => Array.isArray(value) && value.some(passes)
}

const TYPE_NUMBERS: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
}

function hasType(value: unknown, type: string | number): boolean {
  const wanted = typeof type === 'number' ? TYPE_NUMBERS[type] : type
  return wanted === 'number' ? rankOf(value) === Rank.number : typeName(value) === wanted
}

function bitsTest(name: string, mask: bigint): ValueTest {
  return (value) => {
    const number = toNumber(value)
    if (number === undefined || !Number.isInteger(number)) return false
    const set = BigInt.asUintN(64, BigInt(number)) & mask
    if (name === '$bitsAllSet') return set === mask
    if (name === '$bitsAllClear') return set === 0n
    if (name === '$bitsAnySet') return set !== 0n
    return set !== mask
  }
}

// A MongoDB filter as a tree that the matcher (filter-match.ts) evaluates and the planner (index-plan.ts) reads.
// Promises that every operator in the tree is one we evaluate; everything else is refused here, with MongoDB's codes.
import { BSONRegExp } from 'bson'
import { type BsonDocument, isDocument, isTrue, regexParts, toNumber } from '../bson/bson-values.js'
import { badValue, MongoError, notImplemented } from '../commands/mongo-errors.js'
import { splitPath } from './filter-path.js'

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte'

export type Test =
  | { readonly op: '$eq'; readonly value: unknown }
  | { readonly op: Comparison; readonly value: unknown }
  | { readonly op: '$in'; readonly values: readonly unknown[]; readonly patterns: readonly RegExp[] }
  | { readonly op: '$exists'; readonly wanted: boolean }
  | { readonly op: '$type'; readonly types: readonly (string | number)[] }
  | { readonly op: '$regex'; readonly pattern: RegExp; readonly value: unknown }
  | { readonly op: '$mod'; readonly divisor: number; readonly remainder: number }
  | { readonly op: '$size'; readonly size: number }
  | { readonly op: '$all'; readonly tests: readonly Test[] }
  | { readonly op: '$elemMatch'; readonly document: Filter | undefined; readonly tests: readonly Test[] }
  | { readonly op: '$not'; readonly tests: readonly Test[] }
  | { readonly op: '$bits'; readonly name: string; readonly mask: bigint }

export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'leaf'; readonly path: string; readonly parts: readonly string[]; readonly test: Test }
  | { readonly kind: 'expression'; readonly expression: unknown }

export function parseFilter(filter: unknown): Filter {
  if (filter === undefined || filter === null) return { kind: 'and', parts: [] }
  if (!isDocument(filter)) throw badValue('the filter must be a document')
  const parts: Filter[] = []
  for (const [name, value] of Object.entries(filter)) {
    if (name.startsWith('$')) {
      const part = parseTopLevel(name, value)
      if (part) parts.push(part)
      continue
    }
    const path = splitPath(name)
    for (const test of parseTests(value)) parts.push({ kind: 'leaf', path: name, parts: path, test })
  }
  return { kind: 'and', parts }
}

function parseTopLevel(name: string, value: unknown): Filter | undefined {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor': {
      if (!Array.isArray(value) || value.length === 0)
        throw badValue(`${name} argument must be a non-empty array`)
      const parts = value.map((part) => {
        if (!isDocument(part)) throw badValue('$or/$and/$nor entries need to be full objects')
        return parseFilter(part)
      })
      return { kind: name === '$and' ? 'and' : name === '$or' ? 'or' : 'nor', parts }
    }
    case '$expr':
      return { kind: 'expression', expression: value }
    case '$comment':
      return undefined
    case '$where':
      throw badValue('$where is not allowed: the embedded database runs no JavaScript')
    case '$text':
      throw new MongoError(27, 'text index required for $text query')
    case '$jsonSchema':
      throw notImplemented('$jsonSchema')
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

const isOperatorDocument = (value: unknown): value is BsonDocument =>
  isDocument(value) && (Object.keys(value)[0]?.startsWith('$') ?? false) && !('$ref' in value)

const isPattern = (value: unknown): boolean => value instanceof RegExp || value instanceof BSONRegExp

/** What stands to the right of a field name: a value, a regular expression or a document of operators. */
export function parseTests(value: unknown): Test[] {
  if (isPattern(value)) return [{ op: '$regex', pattern: toRegExp(regexParts(value)), value }]
  if (!isOperatorDocument(value)) return [{ op: '$eq', value }]
  const tests: Test[] = []
  for (const [op, operand] of Object.entries(value)) {
    const test = parseOperator(op, operand, value)
    if (test) tests.push(test)
  }
  return tests
}

function parseOperator(op: string, operand: unknown, siblings: BsonDocument): Test | undefined {
  switch (op) {
    case '$eq':
      return { op, value: operand }
    case '$ne':
      if (isPattern(operand)) throw badValue("Can't have regex as arg to $ne.")
      return { op: '$not', tests: [{ op: '$eq', value: operand }] }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isPattern(operand)) throw badValue(`Can't have RegEx as arg to predicate over field.`)
      return { op, value: operand }
    case '$in':
      return parseIn(op, operand)
    case '$nin':
      return { op: '$not', tests: [parseIn(op, operand)] }
    case '$exists':
      return { op, wanted: isTrue(operand) }
    case '$type':
      return { op, types: parseTypes(operand) }
    case '$regex':
      return parseRegex(operand, siblings.$options)
    case '$options':
      if (siblings.$regex === undefined) throw badValue('$options needs a $regex')
      return undefined
    case '$mod':
      return parseMod(operand)
    case '$size':
      return { op, size: integerOperand('$size', operand) }
    case '$all':
      return { op, tests: parseAll(operand) }
    case '$elemMatch':
      return parseElemMatch(operand)
    case '$not':
      if (!isPattern(operand) && !isOperatorDocument(operand))
        throw badValue('$not needs a regex or a document')
      return { op, tests: parseTests(operand) }
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return { op: '$bits', name: op, mask: parseMask(op, operand) }
    case '$near':
    case '$nearSphere':
      throw new MongoError(291, 'unable to find index for $geoNear query')
    case '$geoWithin':
    case '$geoIntersects':
      throw badValue(`${op}: the embedded database knows no geometry`)
    case '$comment':
      return undefined
    default:
      throw badValue(`unknown operator: ${op}`)
  }
}

function parseIn(op: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue(`${op} needs an array`)
  if (operand.some(isOperatorDocument)) throw badValue(`cannot nest $ under ${op}`)
  return {
    op: '$in',
    values: operand,
    patterns: operand.filter(isPattern).map((pattern) => toRegExp(regexParts(pattern))),
  }
}

function parseTypes(operand: unknown): (string | number)[] {
  const types = Array.isArray(operand) ? operand : [operand]
  if (types.length === 0) throw new MongoError(9, '$type must match at least one type')
  return types.map((type) => {
    if (typeof type === 'string') {
      if (!TYPE_ALIASES.has(type)) throw badValue(`Unknown type name alias: ${type}`)
      return type
    }
    const number = toNumber(type)
    if (number === undefined) throw new MongoError(14, 'type must be represented as a number or a string')
    return number
  })
}

const TYPE_ALIASES = new Set(
  'double string object array binData undefined objectId bool date null regex dbPointer javascript symbol javascriptWithScope int timestamp long decimal minKey maxKey number'.split(
    ' ',
  ),
)

function parseRegex(operand: unknown, options: unknown): Test {
  const { source, flags } = isPattern(operand) ? regexParts(operand) : { source: operand, flags: '' }
  if (typeof source !== 'string') throw badValue('$regex has to be a string')
  const pattern = toRegExp({ source, flags: typeof options === 'string' ? options : flags })
  return { op: '$regex', pattern, value: pattern }
}

/** A regular expression as MongoDB reads it (PCRE), in JavaScript's terms; flag x has none. */
export function toRegExp({ source, flags }: { source: string; flags: string }): RegExp {
  if (flags.includes('x')) throw notImplemented('regular expression option x')
  const inline = /^\(\?([ims]+)\)/.exec(source)
  const wanted = new Set([...flags, ...(inline?.[1] ?? '')].filter((flag) => 'imsu'.includes(flag)))
  try {
    return new RegExp(inline ? source.slice(inline[0].length) : source, [...wanted].join(''))
  } catch {
    throw new MongoError(51091, 'Regular expression is invalid')
  }
}

function parseMod(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  const divisor = Math.trunc(toNumber(operand[0]) ?? Number.NaN)
  const remainder = Math.trunc(toNumber(operand[1]) ?? 0)
  if (Number.isNaN(divisor)) throw badValue('malformed mod, divisor not a number')
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return { op: '$mod', divisor, remainder }
}

function integerOperand(op: string, operand: unknown): number {
  const number = toNumber(operand)
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`Failed to parse ${op}. Expected an integer`)
  if (number < 0) throw badValue(`Failed to parse ${op}. Expected a non-negative number`)
  return number
}

function parseAll(operand: unknown): Test[] {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  return operand.map((part): Test => {
    if (isDocument(part) && '$elemMatch' in part) return parseElemMatch(part.$elemMatch)
    if (isOperatorDocument(part)) throw badValue('no $ expressions in $all')
    const [test] = parseTests(part)
    return test ?? { op: '$eq', value: part }
  })
}

function parseElemMatch(operand: unknown): Test {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object')
  const first = Object.keys(operand)[0]
  const onValues = first?.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first)
  return onValues
    ? { op: '$elemMatch', document: undefined, tests: parseTests(operand) }
    : { op: '$elemMatch', document: parseFilter(operand), tests: [] }
}

function parseMask(op: string, operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>((mask, bit) => mask | (1n << BigInt(integerOperand(op, bit))), 0n)
  }
  return BigInt(integerOperand(op, operand))
}

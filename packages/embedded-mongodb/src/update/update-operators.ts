// What each update operator does at one place of a document. A reader finds the list at the end. Each refuses what MongoDB
// refuses, with its code; none touches the document before it knows that it can.
import { Long, Timestamp } from 'bson'
import { compareValues, sameValue } from '../bson/bson-compare.js'
import { isDocument, isNumeric, toNumber, typeName } from '../bson/bson-values.js'
import { badValue, failedToParse, type MongoError, typeMismatch } from '../commands/mongo-errors.js'
import { matcherOf, valuePasses } from '../query/filter-match.js'
import { parseTests } from '../query/filter-parse.js'
import { valueAtPath } from '../query/filter-path.js'
import { addNumbers, applyBits, isInteger, multiplyNumbers } from './update-arithmetic.js'
import type { Place } from './update-paths.js'

export interface OperatorContext {
  readonly path: string
  readonly now: Date
}

export interface UpdateOperator {
  /** Whether subdocuments missing on the way are made. */
  readonly making: boolean
  apply(place: Place, operand: unknown, context: OperatorContext): void
}

const NOTHING = { making: false, apply: () => undefined } satisfies UpdateOperator

/** Values come from the command and may be set in several documents: each gets its own copy of containers. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  if (isDocument(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]))
  return value
}

const $set: UpdateOperator = {
  making: true,
  apply: (place, operand) => place.set(copyOf(operand)),
}

const $unset: UpdateOperator = {
  making: false,
  apply: (place) => place.unset(),
}

function arithmetic(
  name: string,
  combine: (a: unknown, b: unknown) => unknown,
  whenMissing: (b: unknown) => unknown,
): UpdateOperator {
  return {
    making: true,
    apply: (place, operand, { path }) => {
      if (!isNumeric(operand)) {
        throw typeMismatch(
          `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${typeName(operand)}}`,
        )
      }
      if (!place.exists) {
        place.set(whenMissing(operand))
        return
      }
      if (!isNumeric(place.current)) {
        throw typeMismatch(
          `Cannot apply ${name} to a value of non-numeric type. The document has the field '${path}' of non-numeric type ${typeName(place.current)}`,
        )
      }
      place.set(combine(place.current, operand))
    },
  }
}

const $inc = arithmetic('$inc', addNumbers, (operand) => operand)
const $mul = arithmetic('$mul', multiplyNumbers, (operand) => multiplyNumbers(0, operand))

const extreme = (wanted: -1 | 1): UpdateOperator => ({
  making: true,
  apply: (place, operand) => {
    if (!place.exists || Math.sign(compareValues(operand, place.current)) === wanted)
      place.set(copyOf(operand))
  },
})

const $currentDate: UpdateOperator = {
  making: true,
  apply: (place, operand, { path, now }) => {
    const kind =
      operand === true || operand === false ? 'date' : isDocument(operand) ? operand.$type : undefined
    if (kind === 'date') place.set(new Date(now))
    else if (kind === 'timestamp') {
      place.set(new Timestamp(new Long(1, Math.floor(now.getTime() / 1000))))
    } else {
      throw badValue(
        `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}): ${path}`,
      )
    }
  },
}

function arrayAt(place: Place, path: string, verb: string): unknown[] | undefined {
  if (!place.exists) return undefined
  if (!Array.isArray(place.current)) {
    throw verb === '$push' || verb === '$addToSet'
      ? badValue(`The field '${path}' must be an array but is of type ${typeName(place.current)} in document`)
      : badValue(`Cannot apply ${verb} to a non-array value`)
  }
  return place.current
}

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

const $push: UpdateOperator = {
  making: true,
  apply: (place, operand, { path }) => {
    const array = [...(arrayAt(place, path, '$push') ?? [])]
    const modifiers = isDocument(operand) && '$each' in operand ? operand : undefined
    if (!modifiers) {
      array.push(copyOf(operand))
      place.set(array)
      return
    }
    const unknown = Object.keys(modifiers).find((name) => !PUSH_MODIFIERS.has(name))
    if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`)
    if (!Array.isArray(modifiers.$each)) throw badValue('The argument to $each in $push must be an array')
    const position = toNumber(modifiers.$position)
    array.splice(position ?? array.length, 0, ...(copyOf(modifiers.$each) as unknown[]))
    if (modifiers.$sort !== undefined) array.sort(elementOrder(modifiers.$sort))
    place.set(modifiers.$slice === undefined ? array : sliced(array, modifiers.$slice))
  },
}

function sliced(array: unknown[], operand: unknown): unknown[] {
  const count = toNumber(operand)
  if (count === undefined || !Number.isInteger(count))
    throw badValue('The value for $slice must be an integer value')
  if (count === 0) return []
  return count > 0 ? array.slice(0, count) : array.slice(count)
}

function elementOrder(operand: unknown): (a: unknown, b: unknown) => number {
  if (isDocument(operand)) {
    const keys = Object.entries(operand).map(([path, direction]) => [path, toNumber(direction) ?? 1] as const)
    return (a, b) => {
      for (const [path, direction] of keys) {
        const difference = compareValues(valueAtPath(a, path), valueAtPath(b, path))
        if (difference !== 0) return difference * direction
      }
      return 0
    }
  }
  const direction = toNumber(operand)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return (a, b) => compareValues(a, b) * direction
}

const $addToSet: UpdateOperator = {
  making: true,
  apply: (place, operand, { path }) => {
    const array = [...(arrayAt(place, path, '$addToSet') ?? [])]
    const several = isDocument(operand) && '$each' in operand
    if (several && !Array.isArray(operand.$each)) {
      throw typeMismatch(
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(operand.$each)}`,
      )
    }
    for (const value of several ? (operand.$each as unknown[]) : [operand]) {
      if (!array.some((element) => sameValue(element, value))) array.push(copyOf(value))
    }
    place.set(array)
  },
}

const $pop: UpdateOperator = {
  making: false,
  apply: (place, operand, { path }) => {
    const end = toNumber(operand)
    if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${String(operand)}`)
    if (place.exists && !Array.isArray(place.current)) {
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(place.current)}'`)
    }
    if (Array.isArray(place.current))
      place.set(end === 1 ? place.current.slice(0, -1) : place.current.slice(1))
  },
}

const $pull: UpdateOperator = {
  making: false,
  apply: (place, operand, { path }) => {
    const array = arrayAt(place, path, '$pull')
    if (!array) return
    const matches = pullTest(operand)
    place.set(array.filter((element) => !matches(element)))
  },
}

function pullTest(operand: unknown): (element: unknown) => boolean {
  if (!isDocument(operand)) return valuePasses(parseTests(operand))
  const first = Object.keys(operand)[0] ?? ''
  if (first.startsWith('$') && !['$and', '$or', '$nor'].includes(first))
    return valuePasses(parseTests(operand))
  const matches = matcherOf(operand)
  return (element) => isDocument(element) && matches(element)
}

const $pullAll: UpdateOperator = {
  making: false,
  apply: (place, operand, { path }) => {
    if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument')
    const array = arrayAt(place, path, '$pullAll')
    if (array) place.set(array.filter((element) => !operand.some((value) => sameValue(value, element))))
  },
}

const $bit: UpdateOperator = {
  making: true,
  apply: (place, operand, { path }) => {
    if (!isDocument(operand))
      throw badValue(`The $bit modifier is not compatible with a ${typeName(operand)}`)
    for (const [operation, mask] of Object.entries(operand)) {
      if (!['and', 'or', 'xor'].includes(operation)) {
        throw badValue(
          `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}' which is an unknown operator`,
        )
      }
      if (!isInteger(mask) || (place.exists && !isInteger(place.current))) {
        throw badValue(`Cannot apply $bit to a value of non-integral type: ${path}`)
      }
      place.set(applyBits(place.current, operation, mask))
    }
  },
}

export const updateOperators: ReadonlyMap<string, UpdateOperator> = new Map(
  Object.entries({
    $set,
    $setOnInsert: $set,
    $unset,
    $inc,
    $mul,
    $min: extreme(-1),
    $max: extreme(1),
    $currentDate,
    $push,
    $addToSet,
    $pop,
    $pull,
    $pullAll,
    $bit,
    /** Moves a value between two places: update-apply.ts does it, having both. */
    $rename: NOTHING,
  }),
)

export function unknownModifier(name: string): MongoError {
  return failedToParse(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  )
}

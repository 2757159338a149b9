// Aggregation expressions, evaluated by mingo, with MongoDB's comparison of values (bson-compare.ts) in place of mingo's own.
// Refuses JavaScript ($function, $where, $accumulator). An error of mingo's becomes one that a driver understands.
import { Aggregator } from 'mingo/aggregator'
import { Context, evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import * as stages from 'mingo/operators/pipeline'
import * as projections from 'mingo/operators/projection'
import * as queries from 'mingo/operators/query'
import * as windows from 'mingo/operators/window'
import type { AnyObject, Options } from 'mingo/types'
import { compareValues, sameValue } from '../bson/bson-compare.js'
import { badValue, MongoError } from '../commands/mongo-errors.js'
import { dateToString, dateTrunc } from './date-expressions.js'

export type Variables = Readonly<Record<string, unknown>>

/** Missing is below null in expressions (in a filter they are the same). */
function compareOperands(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  return compareValues(a, b)
}

type ExpressionOperator = (object: unknown, expression: unknown, options: Options) => unknown

const comparison =
  (accepts: (difference: number) => unknown): ExpressionOperator =>
  (object, expression, options) => {
    const operands = evalExpr(object, expression, options)
    if (!Array.isArray(operands) || operands.length !== 2) {
      throw new MongoError(16020, 'Expression takes exactly 2 arguments.')
    }
    return accepts(compareOperands(operands[0], operands[1]))
  }

const ownExpressions: Record<string, ExpressionOperator> = {
  $dateTrunc: dateTrunc,
  $dateToString: dateToString,
  $eq: comparison((difference) => difference === 0),
  $ne: comparison((difference) => difference !== 0),
  $gt: comparison((difference) => difference > 0),
  $gte: comparison((difference) => difference >= 0),
  $lt: comparison((difference) => difference < 0),
  $lte: comparison((difference) => difference <= 0),
  $cmp: comparison(Math.sign),
  $in: (object, expression, options) => {
    const operands = evalExpr(object, expression, options)
    if (!Array.isArray(operands) || !Array.isArray(operands[1])) {
      throw new MongoError(40081, '$in requires an array as a second argument')
    }
    return operands[1].some((element: unknown) => sameValue(element, operands[0]))
  },
}

const allOperators = Context.init({
  accumulator: accumulators,
  expression: { ...expressions, ...ownExpressions } as never,
  pipeline: stages,
  projection: projections,
  query: queries,
  window: windows,
})

/** A pipeline stage of ours for mingo: takes and gives a lazy sequence of documents. */
export type Stage = (documents: MingoIterator, specification: never, options: Options) => MingoIterator
export type MingoIterator = ReturnType<Aggregator['stream']>

export interface MingoSetting {
  readonly stages?: Readonly<Record<string, Stage>>
  readonly variables?: Variables | undefined
  readonly collection?: (name: string) => AnyObject[]
  /** mingo's $setWindowFields is built on its $function. No script can come in from outside: BSON carries text, no function. */
  readonly needsFunctions?: boolean
}

/** mingo's options: our operators before its own, and never a script. */
export function mingoOptions(setting: MingoSetting): Partial<Options> {
  const context = setting.stages
    ? Context.from(Context.init({ pipeline: setting.stages as never }), allOperators)
    : allOperators
  return {
    context,
    scriptEnabled: setting.needsFunctions === true,
    ...(setting.variables ? { variables: { ...setting.variables } } : {}),
    ...(setting.collection ? { collectionResolver: setting.collection } : {}),
  }
}

/**
 * mingo prepares its options once for a pipeline and hands the result only to stages; preparing them for every document would
 * cost more than most expressions, so a stage of ours takes them out.
 */
function preparedOptions(variables: Variables | undefined): Options {
  let prepared: Options | undefined
  const capture: Stage = (documents, _specification, options) => {
    prepared = options
    return documents
  }
  new Aggregator([{ $capture: {} }], mingoOptions({ stages: { $capture: capture }, variables })).stream([])
  if (!prepared) throw new Error('mingo did not run the stage that was to see its options')
  return prepared
}

let withoutVariables: Options | undefined

/** A function that evaluates the expression on a document. A missing result is undefined. */
export function compileExpression(
  expression: unknown,
  variables?: Variables,
): (document: unknown) => unknown {
  withoutVariables ??= preparedOptions(undefined)
  const options =
    variables && Object.keys(variables).length > 0 ? preparedOptions(variables) : withoutVariables
  return (document) => translateErrors(() => evalExpr(document, expression, options))
}

/** `let` of a command: constant expressions, evaluated once. */
export function evaluateVariables(definitions: unknown): Variables | undefined {
  if (typeof definitions !== 'object' || definitions === null) return undefined
  return Object.fromEntries(
    Object.entries(definitions).map(([name, expression]) => [name, compileExpression(expression)({})]),
  )
}

export function translateErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asMongoError(error)
  }
}

function asMongoError(error: unknown): unknown {
  if (error instanceof MongoError || !(error instanceof Error)) return error
  const unknownExpression = /^accumulator '(\$\w+)' is not registered/.exec(error.message)
  if (unknownExpression) return new MongoError(168, `Unrecognized expression '${unknownExpression[1]}'`)
  const unknownStage = /unregistered pipeline operator (\$\w+)/.exec(error.message)
  if (unknownStage) return new MongoError(40324, `Unrecognized pipeline stage name: '${unknownStage[1]}'`)
  const unknownVariable = /^Use of undefined variable: (.+)$/.exec(error.message)
  if (unknownVariable) return new MongoError(17276, error.message)
  return badValue(error.message)
}

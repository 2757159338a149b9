// An update as a client writes it (operators, replacement or pipeline), compiled once and applied to one document at a time.
// Promises: the `_id` never changes, two operators never write the same place, a refused update changes nothing.

import { compileExpression, type Variables } from '../aggregation/expressions.js'
import { sameValue } from '../bson/bson-compare.js'
import { type BsonDocument, isDocument, typeName } from '../bson/bson-values.js'
import { badValue, failedToParse, MongoError } from '../commands/mongo-errors.js'
import { matcherOf } from '../query/filter-match.js'
import type { Filter } from '../query/filter-parse.js'
import { splitPath, valueAtPath } from '../query/filter-path.js'
import { compileAddFields, compileProjection, compileUnset } from '../query/projection.js'
import { copyOf, type UpdateOperator, unknownModifier, updateOperators } from './update-operators.js'
import { concretePaths, placeAt } from './update-paths.js'

export interface UpdateSetting {
  readonly arrayFilters?: unknown
  readonly variables?: Variables | undefined
}

export interface ApplySetting {
  readonly filter: Filter
  /** An upsert is inserting this document: $setOnInsert acts. */
  readonly inserting: boolean
  readonly now: Date
}

export interface Update {
  readonly isReplacement: boolean
  /** Changes `document`, which must be a copy of its own, or gives another in its place. */
  apply(document: BsonDocument, setting: ApplySetting): BsonDocument
}

export function compileUpdate(update: unknown, setting: UpdateSetting = {}): Update {
  if (Array.isArray(update)) return protectId(pipelineUpdate(update, setting.variables), false)
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array')
  const names = Object.keys(update)
  if (names.length === 0 || !names[0]?.startsWith('$')) return protectId(replacement(update), true)
  return protectId(operatorUpdate(update, setting), false)
}

/** An empty `$set: {}` is allowed since MongoDB 5.0, an empty document replaces everything. */
function replacement(update: BsonDocument): Update['apply'] {
  const dollar = Object.keys(update).find((name) => name.startsWith('$'))
  if (dollar)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  return (document) => {
    const { _id: id = document._id, ...rest } = copyOf(update) as BsonDocument
    return id === undefined ? rest : { _id: id, ...rest }
  }
}

function protectId(apply: Update['apply'], isReplacement: boolean): Update {
  return {
    isReplacement,
    apply: (document, setting) => {
      const before = document._id
      const after = apply(document, setting)
      if (before === undefined || (after._id !== undefined && sameValue(before, after._id))) return after
      if (isReplacement) {
        throw new MongoError(
          66,
          "After applying the update, the (immutable) field '_id' was found to have been altered",
        )
      }
      throw new MongoError(
        66,
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      )
    },
  }
}

interface Action {
  readonly name: string
  readonly path: string
  readonly parts: readonly string[]
  readonly operand: unknown
  readonly operator: UpdateOperator
}

function operatorUpdate(update: BsonDocument, setting: UpdateSetting): Update['apply'] {
  const actions: Action[] = []
  for (const [name, fields] of Object.entries(update)) {
    const operator = updateOperators.get(name)
    if (!operator) throw unknownModifier(name)
    if (!isDocument(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${typeName(fields)}}`,
      )
    }
    for (const [path, operand] of Object.entries(fields)) {
      actions.push({ name, path, parts: checkedParts(path), operand, operator })
    }
  }
  refuseConflicts(actions)
  actions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const arrayFilters = compileArrayFilters(setting.arrayFilters, actions)
  return (document, { filter, inserting, now }) => {
    for (const action of actions) {
      if (action.name === '$setOnInsert' && !inserting) continue
      if (action.name === '$rename') {
        rename(document, action)
        continue
      }
      for (const parts of concretePaths(document, action.parts, { filter, arrayFilters })) {
        const place = placeAt(document, parts, { making: action.operator.making })
        if (place) action.operator.apply(place, action.operand, { path: action.path, now })
      }
    }
    return document
  }
}

function checkedParts(path: string): readonly string[] {
  if (path === '') throw new MongoError(56, 'An empty update path is not valid.')
  const parts = splitPath(path)
  if (parts.includes('')) {
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  }
  if (parts[0]?.startsWith('$')) {
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not valid for storage.`,
    )
  }
  return parts
}

/** No two operators on one place, nor on a place and something inside it. */
function refuseConflicts(actions: readonly Action[]): void {
  const taken: string[] = []
  const take = (path: string): void => {
    const other = taken.find(
      (known) => known === path || known.startsWith(`${path}.`) || path.startsWith(`${known}.`),
    )
    if (other !== undefined) {
      const shorter = other.length < path.length ? other : path
      throw new MongoError(40, `Updating the path '${path}' would create a conflict at '${shorter}'`)
    }
    taken.push(path)
  }
  for (const action of actions) {
    take(action.path)
    if (action.name === '$rename') {
      if (typeof action.operand !== 'string')
        throw badValue(`The 'to' field for $rename must be a string: ${action.path}`)
      take(action.operand)
    }
  }
}

function rename(document: BsonDocument, action: Action): void {
  const source = placeAt(document, action.parts, { making: false })
  if (!source?.exists) return
  const target = checkedParts(String(action.operand))
  const value = source.current
  source.unset()
  placeAt(document, target, { making: true })?.set(value)
}

function compileArrayFilters(
  filters: unknown,
  actions: readonly Action[],
): ReadonlyMap<string, (element: unknown) => boolean> {
  const byName = new Map<string, BsonDocument>()
  for (const filter of Array.isArray(filters) ? filters : []) {
    if (!isDocument(filter)) throw new MongoError(14, 'BSON field arrayFilters must be an array of documents')
    const name = arrayFilterName(filter)
    if (byName.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    byName.set(name, filter)
  }
  const used = new Set<string>()
  for (const { parts, path } of actions) {
    for (const part of parts) {
      const name = /^\$\[(.+)\]$/.exec(part)?.[1]
      if (name === undefined) continue
      if (!byName.has(name))
        throw badValue(`No array filter found for identifier '${name}' in path '${path}'`)
      used.add(name)
    }
  }
  for (const name of byName.keys()) {
    if (!used.has(name))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`)
  }
  return new Map(
    [...byName].map(([name, filter]) => {
      const matches = matcherOf(filter)
      return [name, (element: unknown) => matches({ [name]: element })] as const
    }),
  )
}

function arrayFilterName(filter: BsonDocument): string {
  const [first, value] = Object.entries(filter)[0] ?? []
  if (first === undefined)
    throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
  if (first.startsWith('$') && Array.isArray(value) && isDocument(value[0])) return arrayFilterName(value[0])
  return splitPath(first)[0] ?? first
}

type Step = (document: BsonDocument) => BsonDocument

function pipelineUpdate(stages: readonly unknown[], variables: Variables | undefined): Update['apply'] {
  const steps = stages.map((stage): Step => {
    const [name, specification] = isDocument(stage) ? (Object.entries(stage)[0] ?? []) : []
    switch (name) {
      case '$set':
      case '$addFields':
        return compileAddFields(asDocument(specification, name), variables)
      case '$unset':
        return compileUnset(specification)
      case '$project':
        return (
          compileProjection(asDocument(specification, name), { variables, inPipeline: true }) ??
          ((document) => document)
        )
      case '$replaceWith':
        return replaceRoot(specification, variables)
      case '$replaceRoot':
        return replaceRoot(asDocument(specification, name).newRoot, variables)
      default:
        throw new MongoError(72, `${name} is not allowed to be used within an update`)
    }
  })
  return (document) => {
    const id = document._id
    const result = steps.reduce((current, step) => step(current), document)
    return id !== undefined && result._id === undefined ? { _id: id, ...result } : result
  }
}

function replaceRoot(expression: unknown, variables: Variables | undefined): Step {
  const evaluate = compileExpression(expression, variables)
  return (document) => {
    const root = evaluate(document)
    if (!isDocument(root)) throw new MongoError(40228, "'newRoot' expression must evaluate to an object")
    return root
  }
}

function asDocument(value: unknown, stage: string): BsonDocument {
  if (!isDocument(value)) throw new MongoError(40272, `${stage} specification stage must be an object`)
  return value
}

/** The document an upsert starts from: the fields that the filter demands to be equal to something. */
export function documentFromFilter(filter: Filter): BsonDocument {
  const document: BsonDocument = {}
  const collect = (part: Filter): void => {
    if (part.kind === 'and' || (part.kind === 'or' && part.parts.length === 1)) part.parts.forEach(collect)
    if (part.kind !== 'leaf') return
    const { test } = part
    const value =
      test.op === '$eq'
        ? test.value
        : test.op === '$in' && test.values.length === 1
          ? test.values[0]
          : undefined
    if (value === undefined) return
    if (valueAtPath(document, part.path) !== undefined) {
      throw new MongoError(54, `cannot infer query fields to set, path '${part.path}' is matched twice`)
    }
    placeAt(document, part.parts, { making: true })?.set(copyOf(value))
  }
  collect(filter)
  return document
}

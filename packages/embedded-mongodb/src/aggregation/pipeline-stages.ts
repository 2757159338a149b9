// Stages of ours in mingo's pipelines: where MongoDB's order of values, its order of fields or its indexes matter, and where
// mingo would change the documents it is given. The other stages are mingo's.
import { Lazy } from 'mingo/lazy'
import { type BsonDocument, isDocument, toNumber } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import { sortOrder } from '../indexes/index-plan.js'
import { matcherOf } from '../query/filter-match.js'
import { valueAtPath } from '../query/filter-path.js'
import { compileAddFields, compileProjection, compileUnset } from '../query/projection.js'
import { sortedBy } from '../query/sort-order.js'
import { placeAt } from '../update/update-paths.js'
import type { Stage, Variables } from './expressions.js'

export interface PipelineRequest {
  /** Undefined: `aggregate: 1`, which begins with $documents. */
  readonly collection: string | undefined
  readonly pipeline: readonly unknown[]
  readonly variables?: Variables | undefined
  readonly hint?: unknown
}

type PlainStage = (documents: Iterable<BsonDocument>, specification: unknown) => Iterable<BsonDocument>

const asStage =
  (stage: PlainStage): Stage =>
  (documents, specification) =>
    Lazy(stage(documents as unknown as Iterable<BsonDocument>, specification))

function* mapped(documents: Iterable<BsonDocument>, change: (document: BsonDocument) => BsonDocument) {
  for (const document of documents) yield change(document)
}

function* filtered(documents: Iterable<BsonDocument>, passes: (document: BsonDocument) => boolean) {
  for (const document of documents) if (passes(document)) yield document
}

function demandDocument(value: unknown, stage: string, code: number): BsonDocument {
  if (!isDocument(value)) throw new MongoError(code, `the ${stage} stage specification must be an object`)
  return value
}

export interface UnwindSetting {
  readonly path: string
  readonly includeArrayIndex?: string
  readonly preserveNullAndEmptyArrays?: boolean
}

function unwindSetting(specification: unknown): UnwindSetting {
  const setting = typeof specification === 'string' ? { path: specification } : specification
  if (!isDocument(setting))
    throw new MongoError(15981, 'expected either a string or an object as specification for $unwind stage')
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = setting
  if (typeof path !== 'string') throw new MongoError(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  return {
    path: path.slice(1),
    ...(typeof includeArrayIndex === 'string' ? { includeArrayIndex } : {}),
    preserveNullAndEmptyArrays: preserveNullAndEmptyArrays === true,
  }
}

function* unwound(documents: Iterable<BsonDocument>, setting: UnwindSetting): Generator<BsonDocument> {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = setting
  const numbered = (document: BsonDocument, index: number | null): BsonDocument =>
    includeArrayIndex === undefined ? document : { ...document, [includeArrayIndex]: index }
  for (const document of documents) {
    const value = valueAtPath(document, path)
    if (Array.isArray(value) && value.length > 0) {
      for (const [i, element] of value.entries()) yield numbered(withValue(document, path, element), i)
    } else if (Array.isArray(value)) {
      if (preserveNullAndEmptyArrays) yield numbered(withoutValue(document, path), null)
    } else if ((value !== undefined && value !== null) || preserveNullAndEmptyArrays) {
      yield numbered(document, null)
    }
  }
}

/** A copy of the document, and of the subdocuments on the way, with another value at the path. */
export function withValue(document: BsonDocument, path: string, value: unknown): BsonDocument {
  const copy = copiedAlong(document, path)
  placeAt(copy, path.split('.'), { making: true })?.set(value)
  return copy
}

function withoutValue(document: BsonDocument, path: string): BsonDocument {
  const copy = copiedAlong(document, path)
  placeAt(copy, path.split('.'), { making: false })?.unset()
  return copy
}

function copiedAlong(document: BsonDocument, path: string): BsonDocument {
  const copy = { ...document }
  let current = copy
  for (const part of path.split('.').slice(0, -1)) {
    const next = current[part]
    if (!isDocument(next)) break
    const nextCopy = { ...next }
    current[part] = nextCopy
    current = nextCopy
  }
  return copy
}

/** @param variables what `let` of the command or of a $lookup defines */
export function ownStages(variables: Variables | undefined): Record<string, Stage> {
  const addFields = asStage((documents, specification) =>
    mapped(documents, compileAddFields(demandDocument(specification, '$addFields', 40272), variables)),
  )
  return {
    $match: asStage((documents, specification) =>
      filtered(documents, matcherOf(demandDocument(specification, '$match', 15959), variables)),
    ),
    $sort: asStage((documents, specification) => {
      const order = sortOrder(demandDocument(specification, '$sort', 15973))
      if (!order) throw new MongoError(15976, '$sort stage must have at least one sort key')
      return sortedBy(documents, order, (document) => document, Number.POSITIVE_INFINITY)
    }),
    $project: asStage((documents, specification) => {
      const projection = compileProjection(demandDocument(specification, '$project', 15969), {
        variables,
        inPipeline: true,
      })
      if (!projection)
        throw new MongoError(
          51272,
          'Invalid $project :: caused by :: projection specification must have at least one field',
        )
      return mapped(documents, projection)
    }),
    $addFields: addFields,
    $set: addFields,
    $unset: asStage((documents, specification) => mapped(documents, compileUnset(specification))),
    $unwind: asStage((documents, specification) => unwound(documents, unwindSetting(specification))),
    $limit: asStage((documents, specification) => firstOf(documents, positive(specification))),
    $skip: asStage((documents, specification) => afterFirst(documents, toNumber(specification) ?? 0)),
  }
}

function positive(specification: unknown): number {
  const limit = toNumber(specification)
  if (limit === undefined) throw new MongoError(15957, 'the limit must be specified as a number')
  if (limit <= 0) throw new MongoError(15958, 'the limit must be positive')
  return limit
}

function* firstOf(documents: Iterable<BsonDocument>, limit: number): Generator<BsonDocument> {
  let count = 0
  for (const document of documents) {
    yield document
    count += 1
    if (count === limit) return
  }
}

function* afterFirst(documents: Iterable<BsonDocument>, skip: number): Generator<BsonDocument> {
  let count = 0
  for (const document of documents) {
    count += 1
    if (count > skip) yield document
  }
}

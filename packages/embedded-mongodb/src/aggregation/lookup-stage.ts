// $lookup: joins by asking the other collection like any client would, through its indexes; equal questions are asked once.
import { Lazy } from 'mingo/lazy'
import { type BsonDocument, isDocument } from '../bson/bson-values.js'
import { encodeValue } from '../bson/key-encoding.js'
import { MongoError } from '../commands/mongo-errors.js'
import { valueAtPath } from '../query/filter-path.js'
import { compileExpression, type Stage, type Variables } from './expressions.js'
import { type PipelineRequest, withValue } from './pipeline-stages.js'

interface Lookup {
  readonly from: string | undefined
  readonly as: string
  readonly localField: string | undefined
  readonly foreignField: string | undefined
  readonly definitions: BsonDocument
  readonly pipeline: readonly unknown[] | undefined
}

function parseLookup(specification: unknown): Lookup {
  if (!isDocument(specification)) throw new MongoError(9, 'the $lookup specification must be an Object')
  const { from, as, localField, foreignField, let: definitions, pipeline } = specification
  if (typeof as !== 'string') throw new MongoError(9, "must specify 'as' field for a $lookup")
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new MongoError(
      9,
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    )
  }
  if (localField === undefined && !Array.isArray(pipeline)) {
    throw new MongoError(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    )
  }
  return {
    from: typeof from === 'string' ? from : undefined,
    as,
    localField: typeof localField === 'string' ? localField : undefined,
    foreignField: typeof foreignField === 'string' ? foreignField : undefined,
    definitions: isDocument(definitions) ? definitions : {},
    pipeline: Array.isArray(pipeline) ? pipeline : undefined,
  }
}

/** @param run answers a pipeline on another collection */
export function lookupStage(
  run: (request: PipelineRequest) => Iterable<BsonDocument>,
  outer: Variables | undefined,
): Stage {
  return (documents, specification) => {
    const lookup = parseLookup(specification)
    const definitions = Object.entries(lookup.definitions).map(
      ([name, expression]) => [name, compileExpression(expression, outer)] as const,
    )
    const answers = new Map<string, BsonDocument[]>()
    const join = (document: BsonDocument): BsonDocument[] => {
      const match = lookup.localField === undefined ? [] : [foreignMatch(lookup, document)]
      const variables = {
        ...outer,
        ...Object.fromEntries(definitions.map(([name, evaluate]) => [name, evaluate(document)])),
      }
      const pipeline = [...match, ...(lookup.pipeline ?? [])]
      const known = encodeValue([pipeline[0] ?? null, variables]).toString('latin1')
      const answer = answers.get(known) ?? [...run({ collection: lookup.from, pipeline, variables })]
      if (answers.size < MOST_ANSWERS) answers.set(known, answer)
      return answer
    }
    const joined = function* (): Generator<BsonDocument> {
      for (const document of documents as unknown as Iterable<BsonDocument>) {
        yield withValue(document, lookup.as, join(document))
      }
    }
    return Lazy(joined())
  }
}

const MOST_ANSWERS = 1000

function foreignMatch({ localField = '', foreignField = '' }: Lookup, document: BsonDocument): BsonDocument {
  const local = localValues(document, localField)
  return {
    $match: local.length === 1 ? { [foreignField]: { $eq: local[0] } } : { [foreignField]: { $in: local } },
  }
}

/** An array stands for its elements; a missing field is null. */
function localValues(document: BsonDocument, path: string): unknown[] {
  const collect = (value: unknown, parts: readonly string[]): unknown[] => {
    if (Array.isArray(value)) return value.flatMap((element) => collect(element, parts))
    const [part, ...rest] = parts
    if (part === undefined) return [value ?? null]
    return collect(isDocument(value) ? value[part] : undefined, rest)
  }
  const direct = valueAtPath(document, path)
  if (direct !== undefined && !Array.isArray(direct)) return [direct]
  return collect(document, path.split('.'))
}

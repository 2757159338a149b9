// A pipeline as a client writes it: one operator for a stage, only stages that exist here, and $bucket put into the terms that
// MongoDB itself puts it into.
import { compareValues } from '../bson/bson-compare.js'
import { type BsonDocument, isDocument } from '../bson/bson-values.js'
import { MongoError, notImplemented } from '../commands/mongo-errors.js'

export interface StageOf {
  readonly name: string
  readonly specification: unknown
}

export function checkedStage(stage: unknown): StageOf {
  const entries = isDocument(stage) ? Object.entries(stage) : []
  const [first] = entries
  if (!first || entries.length !== 1) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.')
  }
  const [name, specification] = first
  if (name === '$changeStream')
    throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets')
  if (
    name === '$out' ||
    name === '$merge' ||
    name === '$geoNear' ||
    name === '$search' ||
    name === '$currentOp'
  ) {
    throw notImplemented(`The ${name} stage`)
  }
  if (name === '$facet' && isDocument(specification)) {
    for (const pipeline of Object.values(specification)) {
      if (!Array.isArray(pipeline)) throw new MongoError(40170, 'arguments to $facet must be arrays')
      pipeline.forEach(checkedStage)
    }
  }
  return { name, specification }
}

/** $bucket is, as in MongoDB, a $group by ranges and a $sort (mingo's puts a value on a boundary into the bucket below). */
export function stagesForMingo({ name, specification }: StageOf): BsonDocument[] {
  if (name === '$facet' && isDocument(specification)) {
    const facets = Object.entries(specification).map(([facet, pipeline]) => [
      facet,
      (pipeline as unknown[]).map(checkedStage).flatMap(stagesForMingo),
    ])
    return [{ $facet: Object.fromEntries(facets) }]
  }
  if (name !== '$bucket') return [{ [name]: specification }]
  if (!isDocument(specification)) throw new MongoError(40201, 'Argument to $bucket stage must be an object')
  const { groupBy, boundaries, output = { count: { $sum: 1 } } } = specification
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values")
  }
  if (boundaries.some((boundary, i) => i > 0 && compareValues(boundaries[i - 1], boundary) >= 0)) {
    throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted")
  }
  const branches = boundaries.slice(1).map((upper, i) => ({
    case: {
      $and: [{ $gte: [groupBy, { $literal: boundaries[i] }] }, { $lt: [groupBy, { $literal: upper }] }],
    },
    // biome-ignore lint/suspicious/noThenProperty: the name that $switch gives to its results
    then: { $literal: boundaries[i] },
  }))
  const fallback = 'default' in specification ? { default: { $literal: specification.default } } : {}
  return [
    { $group: { _id: { $switch: { branches, ...fallback } }, ...(output as BsonDocument) } },
    { $sort: { _id: 1 } },
  ]
}

// A pipeline: what stands at its beginning ($match, $sort, $skip, $limit) is answered like a find, through the indexes; the
// rest runs in mingo, one document after the other. $lookup asks the foreign collection through its indexes.
// Refuses what changes other collections ($out, $merge) and what needs a replica set ($changeStream).
import { Aggregator } from 'mingo/aggregator'
import { type BsonDocument, isDocument, Rank, rankOf, readDocument, toNumber } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import { type Filter, parseFilter } from '../query/filter-parse.js'
import { countDocuments, findDocuments, type Query } from '../query/query.js'
import type { Catalog } from '../storage/catalog.js'
import type { Collection } from '../storage/collection.js'
import type { RecordStore } from '../storage/record-store.js'
import { mingoOptions, translateErrors, type Variables } from './expressions.js'
import { lookupStage } from './lookup-stage.js'
import { checkedStage, type StageOf, stagesForMingo } from './pipeline-parse.js'
import { ownStages, type PipelineRequest } from './pipeline-stages.js'

export interface PipelineSource {
  readonly store: RecordStore
  readonly catalog: Catalog
  readonly db: string
}

/** Stages that give their documents on without changing them; with others mingo gets copies. */
const HARMLESS = new Set([
  ...[
    '$match',
    '$sort',
    '$project',
    '$addFields',
    '$set',
    '$unset',
    '$unwind',
    '$limit',
    '$skip',
    '$group',
    '$count',
  ],
  ...['$sortByCount', '$bucket', '$replaceRoot', '$replaceWith', '$lookup'],
])

export function runPipeline(source: PipelineSource, request: PipelineRequest): Iterable<BsonDocument> {
  const stages = request.pipeline.map(checkedStage)
  if (request.collection === undefined) {
    if (stages[0]?.name !== '$documents') {
      throw new MongoError(73, "{aggregate: 1} is not valid for this stage; a collection's name is required")
    }
    return runInMingo(source, [], stages, request.variables)
  }
  const collection = source.catalog.find(source.db, request.collection)
  if (!collection) return runInMingo(source, [], stages, request.variables)
  const { query, rest } = leadingQuery(stages, request)
  const counted = countedBy(source.store, collection, query, rest)
  if (counted) return counted
  const harmless = rest.every(({ name }) => HARMLESS.has(name))
  const documents = documentsOf(source.store, collection, query, { copies: !harmless })
  return rest.length === 0 ? documents : runInMingo(source, documents, rest, request.variables)
}

/** The part of a pipeline that is a find, for explain as well. */
export function leadingQuery(
  stages: readonly StageOf[],
  { variables, hint }: Pick<PipelineRequest, 'variables' | 'hint'>,
): { query: Query; rest: readonly StageOf[] } {
  const filters: Filter[] = []
  let at = 0
  for (; stages[at]?.name === '$match'; at++) {
    const specification = stages[at]?.specification
    if (!isDocument(specification))
      throw new MongoError(15959, 'the match filter must be an expression in an object')
    filters.push(parseFilter(specification))
  }
  const [only] = filters
  const filter: Filter = only && filters.length === 1 ? only : { kind: 'and', parts: filters }
  let sort: BsonDocument | undefined
  if (stages[at]?.name === '$sort' && isDocument(stages[at]?.specification))
    sort = stages[at++]?.specification as BsonDocument
  let skip = 0
  if (stages[at]?.name === '$skip') skip = toNumber(stages[at++]?.specification) ?? 0
  let limit = 0
  if (stages[at]?.name === '$limit') {
    limit = toNumber(stages[at++]?.specification) ?? 0
    if (limit <= 0) throw new MongoError(15958, 'the limit must be positive')
  }
  return { query: { filter, sort, skip, limit, variables, hint }, rest: stages.slice(at) }
}

function* documentsOf(
  store: RecordStore,
  collection: Collection,
  query: Query,
  { copies }: { copies: boolean },
): Generator<BsonDocument> {
  for (const { stored } of findDocuments(store, collection, query)) {
    yield copies ? readDocument(stored.raw) : stored.document
  }
}

/** How countDocuments and $count ask: answered without reading documents where the index can. */
function countedBy(
  store: RecordStore,
  collection: Collection,
  query: Query,
  rest: readonly StageOf[],
): BsonDocument[] | undefined {
  const [stage] = rest
  if (!stage || rest.length !== 1 || query.sort) return undefined
  if (stage.name === '$count' && typeof stage.specification === 'string') {
    const count = countDocuments(store, collection, query)
    return count === 0 ? [] : [{ [stage.specification]: count }]
  }
  if (stage.name !== '$group' || !isDocument(stage.specification)) return undefined
  const { _id: id, ...sums } = stage.specification
  const names = Object.keys(sums)
  const isConstant = id === null || rankOf(id) === Rank.number
  const isCount = names.length === 1 && names.every((name) => isOne(sums[name]))
  if (!isConstant || !isCount) return undefined
  const count = countDocuments(store, collection, query)
  return count === 0 ? [] : [{ _id: id, [names[0] ?? 'n']: count }]
}

const isOne = (sum: unknown): boolean =>
  isDocument(sum) && Object.keys(sum).length === 1 && toNumber(sum.$sum) === 1

function runInMingo(
  source: PipelineSource,
  documents: Iterable<BsonDocument>,
  stages: readonly StageOf[],
  variables: Variables | undefined,
): Iterable<BsonDocument> {
  const pipeline = stages.flatMap(stagesForMingo)
  const options = mingoOptions({
    stages: {
      ...ownStages(variables),
      $lookup: lookupStage((request) => runPipeline(source, request), variables),
    },
    variables,
    needsFunctions: stages.some(({ name }) => name === '$setWindowFields'),
    collection: (name) => {
      const collection = source.catalog.find(source.db, name)
      return collection
        ? [...documentsOf(source.store, collection, { filter: EVERYTHING }, { copies: true })]
        : []
    },
  })
  const results = translateErrors(() => new Aggregator(pipeline, options).stream(documents))
  return translated(results as unknown as Iterable<BsonDocument>)
}

const EVERYTHING: Filter = { kind: 'and', parts: [] }

/** Expressions fail when a document is pulled through, not before. */
function* translated(documents: Iterable<BsonDocument>): Generator<BsonDocument> {
  const iterator = documents[Symbol.iterator]()
  for (;;) {
    const next = translateErrors(() => iterator.next())
    if (next.done) return
    yield next.value
  }
}

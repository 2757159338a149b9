// find, getMore, killCursors, count, distinct, aggregate.
import { leadingQuery, runPipeline } from '../aggregation/aggregation.js'
import { evaluateVariables } from '../aggregation/expressions.js'
import { checkedStage } from '../aggregation/pipeline-parse.js'
import { sameValue } from '../bson/bson-compare.js'
import { type BsonDocument, isTrue, typeName } from '../bson/bson-values.js'
import { encodeValue } from '../bson/key-encoding.js'
import { cursorReply, documentBytes } from '../bson/raw-bson.js'
import { parseFilter } from '../query/filter-parse.js'
import { anyAtPath, splitPath } from '../query/filter-path.js'
import { showing } from '../query/find-projection.js'
import { countDocuments, findDocuments, type Query } from '../query/query.js'
import type { Collection } from '../storage/collection.js'
import {
  collectionName,
  nonNegative,
  optionalDocument,
  optionalNumber,
  refuseCollation,
} from './command-fields.js'
import type { Batch } from './cursors.js'
import { MongoError } from './mongo-errors.js'
import type { Answer, Command } from './server-state.js'

function reply(batch: Batch, batchName: 'firstBatch' | 'nextBatch'): Buffer {
  return cursorReply({ ...batch, batchName })
}

export function find(command: Command): Answer {
  const { state, body, db } = command
  const name = collectionName(command)
  refuseCollation(body)
  if (isTrue(body.tailable))
    throw new MongoError(2, 'error processing query: tailable cursor requested on non capped collection')
  const query = queryOf(body, body.filter)
  const namespace = `${db}.${name}`
  const collection = state.catalog.find(db, name)
  const documents = collection ? shownDocuments(command, collection, query) : []
  return reply(
    state.cursors.start(namespace, documents, {
      batchSize: nonNegative(body, 'batchSize'),
      single: isTrue(body.singleBatch),
    }),
    'firstBatch',
  )
}

/** The query of a find-like body; a filter is parsed even when the collection does not exist. */
export function queryOf(body: BsonDocument, filter: unknown): Query {
  const limit = optionalNumber(body, 'limit')
  return {
    filter: parseFilter(filter),
    sort: optionalDocument(body, 'sort'),
    skip: nonNegative(body, 'skip'),
    limit: limit === undefined ? undefined : Math.abs(limit),
    hint: emptyHint(body.hint) ? undefined : body.hint,
    variables: evaluateVariables(body.let),
  }
}

const emptyHint = (hint: unknown): boolean =>
  hint === undefined || hint === null || (typeof hint === 'object' && Object.keys(hint).length === 0)

function* shownDocuments({ state, body }: Command, collection: Collection, query: Query): Generator<Buffer> {
  const shown = showing(optionalDocument(body, 'projection'), {
    variables: query.variables,
    filter: query.filter,
  })
  for (const { stored } of findDocuments(state.store, collection, query)) yield shown(stored)
}

export function getMore({ state, body, db }: Command): Answer {
  const id = body.getMore
  const name = body.collection
  if (typeof name !== 'string')
    throw new MongoError(40414, "BSON field 'getMore.collection' is missing but a required field")
  const type = typeName(id)
  if (type !== 'long')
    throw new MongoError(14, `BSON field 'getMore.getMore' is the wrong type '${type}', expected type 'long'`)
  return reply(
    state.cursors.more(BigInt(String(id)), `${db}.${name}`, nonNegative(body, 'batchSize')),
    'nextBatch',
  )
}

export function killCursors({ state, body }: Command): Answer {
  const ids = Array.isArray(body.cursors) ? body.cursors : []
  const killed = ids.filter((id) => state.cursors.kill(BigInt(String(id))))
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  }
}

export function count(command: Command): Answer {
  const { state, body, db } = command
  refuseCollation(body)
  const query = queryOf(body, body.query)
  const collection = state.catalog.find(db, collectionName(command))
  return { n: collection ? countDocuments(state.store, collection, { ...query, sort: undefined }) : 0, ok: 1 }
}

export function distinct(command: Command): Answer {
  const { state, body, db } = command
  refuseCollation(body)
  const path = body.key
  if (typeof path !== 'string')
    throw new MongoError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'")
  const query = queryOf({ hint: body.hint }, body.query)
  const collection = state.catalog.find(db, collectionName(command))
  return { values: collection ? distinctValues(command, collection, query, path) : [], ok: 1 }
}

function distinctValues({ state }: Command, collection: Collection, query: Query, path: string): unknown[] {
  const values = new Map<string, unknown>()
  const parts = splitPath(path)
  for (const { stored } of findDocuments(state.store, collection, query)) {
    anyAtPath(stored.document, parts, (value) => {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined) values.set(encodeValue(one).toString('latin1'), one)
      }
      return false
    })
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

export function aggregate(command: Command): Answer {
  const { state, body, db } = command
  refuseCollation(body)
  const { pipeline } = body
  if (!Array.isArray(pipeline)) throw new MongoError(14, "'pipeline' option must be specified as an array")
  if (!body.cursor && !body.explain)
    throw new MongoError(9, "The 'cursor' option is required, except for aggregate with the explain argument")
  const collection = sameValue(body.aggregate, 1) ? undefined : collectionName(command)
  const variables = evaluateVariables(body.let)
  leadingQuery(pipeline.map(checkedStage), { variables, hint: undefined })
  const documents = runPipeline(
    { store: state.store, catalog: state.catalog, db },
    { collection, pipeline, variables, hint: emptyHint(body.hint) ? undefined : body.hint },
  )
  const batchSize = nonNegative(optionalDocument(body, 'cursor') ?? {}, 'batchSize')
  return reply(
    state.cursors.start(`${db}.${collection ?? '$cmd.aggregate'}`, encoded(documents), { batchSize }),
    'firstBatch',
  )
}

function* encoded(documents: Iterable<BsonDocument>): Generator<Buffer> {
  for (const document of documents) yield documentBytes(document)
}

// explain: which way a read or write would go. Tests use it to prove that an index is used; so it tells the plan that the
// command really takes, and with executionStats how many documents came out.
import { leadingQuery } from '../aggregation/aggregation.js'
import { checkedStage } from '../aggregation/pipeline-parse.js'
import { type BsonDocument, isDocument } from '../bson/bson-values.js'
import { choosePlan, type IndexPlan, type Plan, sortOrder } from '../indexes/index-plan.js'
import { findDocuments, type Query } from '../query/query.js'
import type { Collection } from '../storage/collection.js'
import { MongoError } from './mongo-errors.js'
import { queryOf } from './read-commands.js'
import type { Answer, Command } from './server-state.js'

export function explain({ state, db, body }: Command): Answer {
  const inner = body.explain
  if (!isDocument(inner)) throw new MongoError(9, 'explain command requires a nested object')
  const [name] = Object.keys(inner)
  const target = inner[name ?? '']
  if (typeof target !== 'string') throw new MongoError(73, 'explain needs a command on a collection')
  const query = explainedQuery(name ?? '', inner)
  const collection = state.catalog.find(db, target)
  const winningPlan = collection ? planDocument(collection, query) : { stage: 'EOF' }
  const answer = {
    explainVersion: '1',
    queryPlanner: { namespace: `${db}.${target}`, winningPlan, rejectedPlans: [] },
    command: inner,
    serverInfo: { host: 'embedded', version: '7.0.0' },
    ok: 1,
  }
  if (body.verbosity === 'queryPlanner') return answer
  const nReturned = collection ? [...findDocuments(state.store, collection, query)].length : 0
  return { ...answer, executionStats: { executionSuccess: true, nReturned } }
}

function explainedQuery(name: string, inner: BsonDocument): Query {
  switch (name) {
    case 'find':
      return queryOf(inner, inner.filter)
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return queryOf(inner, inner.query)
    case 'aggregate': {
      const stages = Array.isArray(inner.pipeline) ? inner.pipeline.map(checkedStage) : []
      return leadingQuery(stages, { variables: undefined, hint: inner.hint }).query
    }
    case 'update':
    case 'delete': {
      const statements = inner[name === 'update' ? 'updates' : 'deletes']
      const first = Array.isArray(statements) ? statements[0] : undefined
      return queryOf({}, isDocument(first) ? first.q : {})
    }
    default:
      throw new MongoError(59, `Explain failed due to unknown command: ${name}`)
  }
}

function planDocument(collection: Collection, query: Query): BsonDocument {
  const plan = choosePlan(collection, query)
  const stage =
    plan.kind === 'index' && plan.index === collection.clusteredBy
      ? { ...indexScan(plan), stage: 'CLUSTERED_IXSCAN' }
      : stageDocument(plan)
  const inOrder = sortOrder(query.sort) === undefined || (plan.kind !== 'union' && plan.givesOrder)
  return inOrder ? stage : { stage: 'SORT', sortPattern: query.sort, inputStage: stage }
}

function stageDocument(plan: Plan): BsonDocument {
  switch (plan.kind) {
    case 'collection':
      return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' }
    case 'union':
      return { stage: 'SUBPLAN', inputStage: { stage: 'OR', inputStages: plan.plans.map(indexScan) } }
    case 'index':
      return { stage: 'FETCH', filterIsExact: plan.isExact, inputStage: indexScan(plan) }
  }
}

function indexScan({ index, reverse, stretches }: IndexPlan): BsonDocument {
  const { name, key, unique = false, sparse = false, partialFilterExpression } = index.definition
  return {
    stage: 'IXSCAN',
    keyPattern: key,
    indexName: name,
    isMultiKey: index.isMultikey,
    isUnique: unique,
    isSparse: sparse,
    isPartial: partialFilterExpression !== undefined,
    direction: reverse ? 'backward' : 'forward',
    stretches: stretches.length,
  }
}

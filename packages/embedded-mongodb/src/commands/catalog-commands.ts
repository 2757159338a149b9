// Collections and indexes: create, drop, list, rename; and what tools ask about their size.
import { UUID } from 'bson'
import { type BsonDocument, isDocument, isTrue } from '../bson/bson-values.js'
import { cursorReply, documentBytes } from '../bson/raw-bson.js'
import type { IndexDefinition } from '../indexes/collection-index.js'
import { matcherOf } from '../query/filter-match.js'
import { ID_INDEX } from '../storage/catalog.js'
import type { Collection } from '../storage/collection.js'
import { collectionName, optionalDocument } from './command-fields.js'
import { existsAlready, parseIndexRequest } from './index-requests.js'
import { badValue, MongoError, notImplemented } from './mongo-errors.js'
import type { Answer, Command } from './server-state.js'

function listed(command: Command, namespace: string, documents: readonly BsonDocument[]): Buffer {
  const batch = command.state.cursors.start(namespace, documents.map(documentBytes), {
    batchSize: Number.POSITIVE_INFINITY,
  })
  return cursorReply({ ...batch, batchName: 'firstBatch' })
}

export async function create(command: Command): Promise<Answer> {
  const { state, db, body } = command
  const name = collectionName(command)
  for (const option of [
    'capped',
    'timeseries',
    'viewOn',
    'validator',
    'encryptedFields',
    'expireAfterSeconds',
  ]) {
    if (body[option] !== undefined && body[option] !== false) throw notImplemented(`create with '${option}'`)
  }
  const clustered = asksForClustering(body.clusteredIndex)
  return state.store.write(() => {
    if (state.catalog.find(db, name)) throw new MongoError(48, `Collection ${db}.${name} already exists.`)
    state.catalog.create(db, name, { clustered })
    return { ok: 1 }
  })
}

/** As MongoDB takes it: by `_id`, ascending, unique. */
function asksForClustering(wanted: unknown): boolean {
  if (wanted === undefined || wanted === false) return false
  if (!isDocument(wanted)) throw badValue("'clusteredIndex' has to be a document")
  const { key, unique, name = ID_INDEX.name } = wanted
  const paths = isDocument(key) ? Object.entries(key) : []
  if (paths.length !== 1 || paths[0]?.[0] !== '_id' || Number(paths[0][1]) !== 1)
    throw new MongoError(197, "The 'clusteredIndex' option is supported for the key { _id: 1 } alone")
  if (!isTrue(unique))
    throw new MongoError(5979700, "The 'clusteredIndex' option requires unique: true to be specified")
  if (name !== ID_INDEX.name) throw notImplemented('a clustered index with a name of its own')
  return true
}

export async function drop(command: Command): Promise<Answer> {
  const { state, db } = command
  const name = collectionName(command)
  return state.store.write(() => {
    const collection = state.catalog.find(db, name)
    if (!collection) return { ok: 1 }
    const nIndexesWas = collection.indexes.length
    state.catalog.drop(collection)
    return { nIndexesWas, ns: `${db}.${name}`, ok: 1 }
  })
}

export async function dropDatabase({ state, db }: Command): Promise<Answer> {
  return state.store.write(() => {
    const collections = state.catalog.ofDatabase(db)
    for (const collection of collections) state.catalog.drop(collection)
    return collections.length > 0 ? { dropped: db, ok: 1 } : { ok: 1 }
  })
}

export async function renameCollection({ state, body }: Command): Promise<Answer> {
  const from = namespaceOf(body.renameCollection)
  const to = namespaceOf(body.to)
  return state.store.writeAlone(() => {
    const source = state.catalog.find(from.db, from.name)
    if (!source) throw new MongoError(26, `Source collection ${from.db}.${from.name} does not exist`)
    const target = state.catalog.find(to.db, to.name)
    if (target === source) throw new MongoError(20, "Can't rename a collection to itself")
    if (target && !isTrue(body.dropTarget)) throw new MongoError(48, 'target namespace exists')
    if (target) state.catalog.drop(target)
    state.catalog.rename(source, to.db, to.name)
    return { ok: 1 }
  })
}

function namespaceOf(value: unknown): { db: string; name: string } {
  const text = typeof value === 'string' ? value : ''
  const dot = text.indexOf('.')
  if (dot <= 0) throw new MongoError(73, `Invalid namespace specified '${text}'`)
  return { db: text.slice(0, dot), name: text.slice(dot + 1) }
}

export function listCollections(command: Command): Answer {
  const { state, db, body } = command
  const matches = matcherOf(optionalDocument(body, 'filter') ?? {})
  const nameOnly = isTrue(body.nameOnly)
  const rows = state.catalog
    .ofDatabase(db)
    .map(({ record }) => ({
      name: record.name,
      type: 'collection',
      ...(nameOnly
        ? {}
        : {
            options: record.clustered
              ? { clusteredIndex: { v: 2, key: { _id: 1 }, name: '_id_', unique: true } }
              : {},
            info: { readOnly: false, uuid: new UUID(record.uuid) },
            ...(record.clustered ? {} : { idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } }),
          }),
    }))
    .filter((row) => matches(row))
  return listed(command, `${db}.$cmd.listCollections`, rows)
}

export function listDatabases({ state, body }: Command): Answer {
  const names = [...new Set(state.catalog.all().map(({ record }) => record.db))].sort()
  const matches = matcherOf(optionalDocument(body, 'filter') ?? {})
  const rows = names
    .map((name) => {
      const sizeOnDisk = sizesOf(state.catalog.ofDatabase(name)).size
      return { name, sizeOnDisk, empty: false }
    })
    .filter((row) => matches(row))
  if (isTrue(body.nameOnly)) return { databases: rows.map(({ name }) => ({ name })), ok: 1 }
  const totalSize = rows.reduce((sum, row) => sum + row.sizeOnDisk, 0)
  return { databases: rows, totalSize, totalSizeMb: Math.floor(totalSize / 2 ** 20), ok: 1 }
}

export async function createIndexes(command: Command): Promise<Answer> {
  const { state, db, body } = command
  const name = collectionName(command)
  if (!Array.isArray(body.indexes) || body.indexes.length === 0)
    throw new MongoError(2, 'Must specify at least one index to create')
  const wanted = body.indexes.map(parseIndexRequest)
  return state.store.writeAlone(() => {
    const isNew = state.catalog.find(db, name) === undefined
    const collection = state.catalog.findOrCreate(db, name)
    const numIndexesBefore = collection.indexes.length
    for (const definition of wanted) {
      if (existsAlready(definitionsOf(collection), definition)) continue
      collection.build(state.catalog.newIndex(definition))
    }
    const numIndexesAfter = collection.indexes.length
    return {
      numIndexesBefore,
      numIndexesAfter,
      createdCollectionAutomatically: isNew,
      ...(numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    }
  })
}

const definitionsOf = (collection: Collection): IndexDefinition[] =>
  collection.indexes.map(({ definition }) => definition)

export function listIndexes(command: Command): Answer {
  const { state, db } = command
  const name = collectionName(command)
  const collection = state.catalog.get(db, name)
  const rows = definitionsOf(collection).map(({ name: index, key, unique, ...options }) => ({
    v: 2,
    key,
    name: index,
    ...(unique && index !== '_id_' ? { unique } : {}),
    ...options,
    ...(index === '_id_' && collection.clusteredBy ? { unique: true, clustered: true } : {}),
  }))
  return listed(command, `${db}.${name}`, rows)
}

export async function dropIndexes(command: Command): Promise<Answer> {
  const { state, db, body } = command
  const collection = state.catalog.get(db, collectionName(command))
  return state.store.write(() => {
    const nIndexesWas = collection.indexes.length
    const dropped = chosenIndexes(collection, body.index)
    state.catalog.dropIndexes(
      collection,
      collection.record.indexes.filter(({ definition }) => dropped.includes(definition)),
    )
    return { nIndexesWas, ok: 1 }
  })
}

function chosenIndexes(collection: Collection, wanted: unknown): IndexDefinition[] {
  const all = definitionsOf(collection)
  if (wanted === '*') return all.filter(({ name }) => name !== '_id_')
  const names = Array.isArray(wanted) ? wanted : [wanted]
  return names.map((name) => {
    const found = all.find(
      (index) => index.name === name || JSON.stringify(index.key) === JSON.stringify(name),
    )
    if (!found)
      throw new MongoError(
        27,
        `index not found with name [${typeof name === 'string' ? name : JSON.stringify(name)}]`,
      )
    if (found.name === '_id_') throw new MongoError(72, 'cannot drop _id index')
    return found
  })
}

const SAMPLE = 100

/** Sizes are estimated from the first documents, counts are exact. */
function sizesOf(collections: readonly Collection[]): { count: number; size: number; indexes: number } {
  let count = 0
  let size = 0
  let indexes = 0
  for (const collection of collections) {
    const records = collection.recordsAfter(undefined, { limit: SAMPLE, reverse: false })
    const bytes = records.reduce((sum, record) => sum + (collection.read(record)?.raw.length ?? 0), 0)
    count += collection.count
    size += records.length === 0 ? 0 : Math.round((bytes / records.length) * collection.count)
    indexes += collection.indexes.length
  }
  return { count, size, indexes }
}

export function collStats(command: Command): Answer {
  const { state, db } = command
  const name = collectionName(command)
  const collection = state.catalog.find(db, name)
  const { count, size, indexes } = sizesOf(collection ? [collection] : [])
  return {
    ns: `${db}.${name}`,
    count,
    size,
    avgObjSize: count === 0 ? 0 : Math.round(size / count),
    storageSize: size,
    nindexes: indexes,
    totalIndexSize: 0,
    indexSizes: {},
    capped: false,
    scaleFactor: 1,
    ok: 1,
  }
}

export function dbStats({ state, db }: Command): Answer {
  const collections = state.catalog.ofDatabase(db)
  const { count, size, indexes } = sizesOf(collections)
  return {
    db,
    collections: collections.length,
    views: 0,
    objects: count,
    avgObjSize: count === 0 ? 0 : size / count,
    dataSize: size,
    storageSize: size,
    indexes,
    indexSize: 0,
    totalSize: size,
    scaleFactor: 1,
    ok: 1,
  }
}

// insert, update, delete and findAndModify. Each command is one piece of work in a write transaction and is answered after
// the commit (with write concern j after the flush to disk). One document's failure leaves the others of the command alone.

import { evaluateVariables } from '../aggregation/expressions.js'
import { type BsonDocument, isDocument, isTrue, toNumber, writableDocument } from '../bson/bson-values.js'
import { documentBytes, documentWith } from '../bson/raw-bson.js'
import { compileProjection } from '../query/projection.js'
import { findDocuments, type Query } from '../query/query.js'
import type { Collection } from '../storage/collection.js'
import { insertRaw, insertUpsert, updateFound } from '../storage/stored-changes.js'
import { compileUpdate, type Update } from '../update/update-apply.js'
import { collectionName, optionalDocument, refuseCollation, statementsOf } from './command-fields.js'
import { MongoError } from './mongo-errors.js'
import { queryOf } from './read-commands.js'
import type { Answer, Command } from './server-state.js'

const MOST_STATEMENTS = 100_000

/** Commits the work, waits for the disk when the write concern asks for it. */
async function written<T>({ state, body }: Command, work: () => T): Promise<T> {
  const result = await state.store.write(work)
  const concern = body.writeConcern
  if (isDocument(concern) && isTrue(concern.j)) await state.store.flushed()
  return result
}

export interface WriteError {
  readonly index: number
  readonly code: number
  readonly errmsg: string
}

/** Runs each statement; stops at the first that fails unless `ordered` is false. */
function eachStatement<T>(
  statements: readonly T[],
  body: BsonDocument,
  run: (statement: T, index: number) => void,
): WriteError[] {
  const ordered = body.ordered === undefined || isTrue(body.ordered)
  const errors: WriteError[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof MongoError)) throw error
      errors.push({ index, code: error.code, ...error.details, errmsg: error.message })
      if (ordered) break
    }
  }
  return errors
}

function checkCount(statements: readonly unknown[]): void {
  if (statements.length === 0 || statements.length > MOST_STATEMENTS) {
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`,
    )
  }
}

export async function insert(command: Command): Promise<Answer> {
  const { state, db, body } = command
  const name = collectionName(command)
  const documents = statementsOf(command, 'documents', {
    fromBytes: (raw) => raw,
    fromDocument: documentBytes,
  })
  checkCount(documents)
  return written(command, () => {
    const collection = state.catalog.findOrCreate(db, name)
    let n = 0
    const writeErrors = eachStatement(documents, body, (raw) => {
      insertRaw(collection, raw)
      n += 1
    })
    return writeErrors.length > 0 ? { n, writeErrors, ok: 1 } : { n, ok: 1 }
  })
}

interface UpdateStatement {
  readonly query: Query
  readonly update: Update
  readonly isUpsert: boolean
}

function updateStatement(statement: BsonDocument, body: BsonDocument): UpdateStatement {
  refuseCollation(statement)
  const isMulti = isTrue(statement.multi)
  const variables = evaluateVariables(statement.c ?? body.let)
  const update = compileUpdate(statement.u, { arrayFilters: statement.arrayFilters, variables })
  if (isMulti && update.isReplacement)
    throw new MongoError(9, 'multi update is not supported for replacement-style update')
  return {
    query: {
      ...queryOf({ hint: statement.hint, sort: statement.sort }, statement.q),
      variables,
      limit: isMulti ? 0 : 1,
    },
    update,
    isUpsert: isTrue(statement.upsert),
  }
}

export async function update(command: Command): Promise<Answer> {
  const { body } = command
  const name = collectionName(command)
  const statements = statementsOf(command, 'updates', {
    fromBytes: writableDocument,
    fromDocument: (document) => document,
  })
  checkCount(statements)
  return written(command, () => {
    const result = { n: 0, nModified: 0 }
    const upserted: BsonDocument[] = []
    const writeErrors = eachStatement(statements, body, (raw, index) => {
      const statement = updateStatement(raw, body)
      const outcome = runUpdate(command, name, statement)
      result.n += outcome.matched
      result.nModified += outcome.modified
      if (outcome.upsertedId === undefined) return
      result.n += 1
      upserted.push({ index, _id: outcome.upsertedId })
    })
    return {
      ...result,
      ...(upserted.length > 0 ? { upserted } : {}),
      ...(writeErrors.length > 0 ? { writeErrors } : {}),
      ok: 1,
    }
  })
}

function runUpdate(
  { state, db }: Command,
  name: string,
  { query, update: change, isUpsert }: UpdateStatement,
): { matched: number; modified: number; upsertedId?: unknown } {
  const collection = isUpsert ? state.catalog.findOrCreate(db, name) : state.catalog.find(db, name)
  const setting = { filter: query.filter, now: state.now() }
  const found = collection ? [...findDocuments(state.store, collection, query)] : []
  let modified = 0
  for (const one of found) {
    if (collection && updateFound(collection, one, change, setting).isModified) modified += 1
  }
  if (found.length > 0 || !isUpsert || !collection) return { matched: found.length, modified }
  return { matched: 0, modified: 0, upsertedId: insertUpsert(collection, change, setting).id }
}

export async function remove(command: Command): Promise<Answer> {
  const { state, db, body } = command
  const name = collectionName(command)
  const statements = statementsOf(command, 'deletes', {
    fromBytes: writableDocument,
    fromDocument: (document) => document,
  })
  checkCount(statements)
  return written(command, () => {
    let n = 0
    const writeErrors = eachStatement(statements, body, (statement) => {
      refuseCollation(statement)
      const limit = toNumber(statement.limit)
      if (limit !== 0 && limit !== 1)
        throw new MongoError(
          9,
          `The limit field in delete objects must be 0 or 1. Got ${String(statement.limit)}`,
        )
      const collection = state.catalog.find(db, name)
      const query = queryOf({ hint: statement.hint, limit, let: body.let }, statement.q)
      for (const { record, stored } of collection ? [...findDocuments(state.store, collection, query)] : []) {
        collection?.remove(record, stored)
        n += 1
      }
    })
    return writeErrors.length > 0 ? { n, writeErrors, ok: 1 } : { n, ok: 1 }
  })
}

export async function findAndModify(command: Command): Promise<Answer> {
  const { body } = command
  refuseCollation(body)
  const name = collectionName(command)
  const removes = isTrue(body.remove)
  if (removes && (body.update !== undefined || isTrue(body.upsert) || isTrue(body.new))) {
    throw new MongoError(9, 'Cannot specify both an update and remove=true')
  }
  if (!removes && body.update === undefined)
    throw new MongoError(9, 'Either an update or remove=true must be specified')
  const variables = evaluateVariables(body.let)
  const change = removes
    ? undefined
    : compileUpdate(body.update, { arrayFilters: body.arrayFilters, variables })
  const query: Query = { ...queryOf({ sort: body.sort, hint: body.hint }, body.query), variables, limit: 1 }
  const outcome = await written(command, () => modifyOne(command, name, query, change))
  const projection = compileProjection(
    optionalDocument(body, 'fields') ?? optionalDocument(body, 'projection'),
    {
      variables,
      filter: query.filter,
    },
  )
  const { value, ...lastErrorObject } = outcome
  if (!value) return { lastErrorObject, value: null, ok: 1 }
  const shown = projection ? documentBytes(projection(writableDocument(value))) : value
  return documentWith('value', shown, { lastErrorObject, ok: 1 })
}

interface Modified {
  readonly n: number
  readonly updatedExisting?: boolean
  readonly upserted?: unknown
  readonly value?: Buffer | undefined
}

function modifyOne(
  { state, db, body }: Command,
  name: string,
  query: Query,
  change: Update | undefined,
): Modified {
  const isUpsert = isTrue(body.upsert)
  const collection: Collection | undefined = isUpsert
    ? state.catalog.findOrCreate(db, name)
    : state.catalog.find(db, name)
  const [found] = collection ? findDocuments(state.store, collection, query) : []
  if (!change) {
    if (found) collection?.remove(found.record, found.stored)
    return { n: found ? 1 : 0, value: found?.stored.raw }
  }
  const setting = { filter: query.filter, now: state.now() }
  if (found && collection) {
    const { raw } = updateFound(collection, found, change, setting)
    return { n: 1, updatedExisting: true, value: isTrue(body.new) ? raw : found.stored.raw }
  }
  if (!isUpsert || !collection) return { n: 0, updatedExisting: false }
  const { id, raw } = insertUpsert(collection, change, setting)
  return { n: 1, updatedExisting: false, upserted: id, value: isTrue(body.new) ? raw : undefined }
}

// From the bytes of a request to the bytes of its answer. Every error becomes an error document; nothing escapes.
import { isDocument, readDocument, writableDocument } from '../bson/bson-values.js'
import { documentBytes, firstFieldName } from '../bson/raw-bson.js'
import type { Request } from '../wire/op-msg.js'
import { commands, TYPED_COMMANDS } from './command-table.js'
import { MongoError } from './mongo-errors.js'
import type { Command, ServerState } from './server-state.js'

/** The answer's bytes; a promise only when the command has to wait (for a commit). */
export function runCommand(
  state: ServerState,
  request: Request,
  connection: Command['connection'],
): Buffer | Promise<Buffer> {
  try {
    const command = commandOf(state, request, connection)
    const handler = commands.get(command.name)
    if (!handler) throw new MongoError(59, `no such command: '${command.name}'`)
    refuseTransactions(command)
    const answer = handler(command)
    return answer instanceof Promise ? answer.then(encoded).catch(errorBytes) : encoded(answer)
  } catch (error) {
    return errorBytes(error)
  }
}

const encoded = (answer: Buffer | Record<string, unknown>): Buffer =>
  Buffer.isBuffer(answer) ? answer : documentBytes(answer)

function commandOf(state: ServerState, request: Request, connection: Command['connection']): Command {
  const name = firstFieldName(request.body)
  const body = TYPED_COMMANDS.has(name) ? writableDocument(request.body) : readDocument(request.body)
  const db = body.$db ?? request.database
  if (typeof db !== 'string') throw new MongoError(40571, 'OP_MSG requests require a $db argument')
  return { state, name, db, body, sequences: request.sequences, connection }
}

function refuseTransactions({ body }: Command): void {
  if (body.txnNumber === undefined && body.startTransaction === undefined && body.autocommit === undefined)
    return
  throw new MongoError(20, 'Transaction numbers are only allowed on a replica set member or mongos')
}

function errorBytes(error: unknown): Buffer {
  const known = error instanceof MongoError ? error : new MongoError(8, describe(error))
  return documentBytes({
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: known.codeName,
    ...(isDocument(known.details) ? known.details : {}),
  })
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error))

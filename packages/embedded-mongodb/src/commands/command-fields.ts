// Reading a command's fields: each reader says what it expects and refuses the rest with MongoDB's codes.
import { type BsonDocument, isDocument, toNumber, typeName } from '../bson/bson-values.js'
import { MongoError } from './mongo-errors.js'
import type { Command } from './server-state.js'

export function collectionName({ name, body }: Command): string {
  const value = body[name]
  if (typeof value !== 'string') {
    throw new MongoError(73, `collection name has invalid type ${typeName(value)}`)
  }
  if (value === '') throw new MongoError(73, 'Invalid namespace specified: collection name is empty')
  return value
}

export function optionalNumber(body: BsonDocument, field: string): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  const number = toNumber(value)
  if (number === undefined || Number.isNaN(number)) {
    throw new MongoError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected a number`,
    )
  }
  return number
}

export function nonNegative(body: BsonDocument, field: string): number | undefined {
  const number = optionalNumber(body, field)
  if (number !== undefined && number < 0) {
    throw new MongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`)
  }
  return number
}

export function optionalDocument(body: BsonDocument, field: string): BsonDocument | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (!isDocument(value)) {
    throw new MongoError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    )
  }
  return value
}

/** Only the simple, binary collation exists here. */
export function refuseCollation(options: BsonDocument): void {
  const collation = options.collation
  if (!isDocument(collation) || collation.locale === 'simple') return
  throw new MongoError(238, 'Collations are not implemented by the embedded database; use a MongoDB server')
}

/** Statements of a write command: from the document sequence, or from the body. */
export function statementsOf<T>(
  { body, sequences }: Command,
  field: string,
  read: { fromBytes: (raw: Buffer) => T; fromDocument: (document: BsonDocument) => T },
): T[] {
  const sequence = sequences.get(field)
  if (sequence) return sequence.map(read.fromBytes)
  const inBody = body[field]
  if (!Array.isArray(inBody))
    throw new MongoError(40414, `BSON field '${field}' is missing but a required field`)
  return inBody.map((document) => {
    if (!isDocument(document)) throw new MongoError(14, `BSON field '${field}' must be an array of objects`)
    return read.fromDocument(document)
  })
}

// What createIndexes is asked for, checked: kinds and options we have, MongoDB's refusals for the others, and whether an
// index of that name or shape is there already.
import { isDeepStrictEqual } from 'node:util'
import { type BsonDocument, isDocument, isTrue, toNumber, typeName } from '../bson/bson-values.js'
import type { IndexDefinition } from '../indexes/collection-index.js'
import { parseFilter } from '../query/filter-parse.js'
import { refuseCollation } from './command-fields.js'
import { MongoError } from './mongo-errors.js'

const cannotCreate = (message: string) => new MongoError(67, message)

const KNOWN_OPTIONS = new Set(
  'key name unique sparse hidden expireAfterSeconds partialFilterExpression background v ns collation'.split(
    ' ',
  ),
)
const MOST_FIELDS = 32

export function parseIndexRequest(request: unknown): IndexDefinition {
  if (!isDocument(request)) throw new MongoError(14, 'The elements of the indexes array must be objects')
  const unknownOption = Object.keys(request).find((option) => !KNOWN_OPTIONS.has(option))
  if (unknownOption) {
    throw new MongoError(197, `The field '${unknownOption}' is not valid for an index specification here`)
  }
  refuseCollation(request)
  const key = parseKey(request.key)
  const name = request.name ?? Object.entries(key).flat().join('_')
  if (typeof name !== 'string' || name === '' || name === '*') throw cannotCreate('index name is not valid')
  const isId = Object.keys(key).join() === '_id'
  const expireAfterSeconds = parseExpiry(request.expireAfterSeconds, key)
  const partial = parsePartial(request.partialFilterExpression)
  if (partial && isTrue(request.sparse))
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  return {
    name: isId ? '_id_' : name,
    key,
    ...(isTrue(request.unique) || isId ? { unique: true } : {}),
    ...(isTrue(request.sparse) ? { sparse: true } : {}),
    ...(isTrue(request.hidden) ? { hidden: true } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
    ...(partial ? { partialFilterExpression: partial } : {}),
  }
}

function parseKey(key: unknown): Record<string, 1 | -1> {
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw cannotCreate('Index keys cannot be an empty object.')
  if (Object.keys(key).length > MOST_FIELDS)
    throw cannotCreate(`Index pattern too large, no more than ${MOST_FIELDS} fields`)
  return Object.fromEntries(
    Object.entries(key).map(([path, value]) => {
      if (path.startsWith('$') || path.includes('.$') || path.split('.').includes('')) {
        throw cannotCreate(`Index key contains an illegal field name: '${path}'`)
      }
      if (typeof value === 'string')
        throw cannotCreate(`Index type '${value}' is not supported by the embedded database`)
      const direction = toNumber(value)
      if (direction === undefined || direction === 0 || Number.isNaN(direction)) {
        throw cannotCreate(
          `Values in v:2 index key pattern cannot be of type ${typeName(value)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
        )
      }
      return [path, direction > 0 ? 1 : -1] as const
    }),
  )
}

const LONGEST_EXPIRY = 2147483647

function parseExpiry(value: unknown, key: BsonDocument): number | undefined {
  if (value === undefined) return undefined
  const seconds = toNumber(value)
  if (seconds === undefined) throw cannotCreate("TTL index 'expireAfterSeconds' option must be numeric")
  if (seconds < 0 || seconds > LONGEST_EXPIRY) {
    throw cannotCreate(
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, got ${seconds}`,
    )
  }
  if (Object.keys(key).length > 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
  if ('_id' in key)
    throw new MongoError(197, "The field 'expireAfterSeconds' is not valid for an _id index specification")
  return seconds
}

function parsePartial(value: unknown): BsonDocument | undefined {
  if (value === undefined) return undefined
  if (!isDocument(value))
    throw new MongoError(14, "'partialFilterExpression' for an index must be a document")
  parseFilter(value)
  return value
}

/** True when the very same index is there; throws when another one stands in its way. */
export function existsAlready(existing: readonly IndexDefinition[], wanted: IndexDefinition): boolean {
  const sameName = existing.find(({ name }) => name === wanted.name)
  if (sameName) {
    if (!sameSignature(sameName, wanted)) {
      throw new MongoError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(wanted)}, existing index: ${JSON.stringify(sameName)}`,
      )
    }
    if (sameName.expireAfterSeconds !== wanted.expireAfterSeconds) {
      throw new MongoError(
        85,
        `An equivalent index already exists with the same name but different options. Requested index: ${JSON.stringify(wanted)}, existing index: ${JSON.stringify(sameName)}`,
      )
    }
    return true
  }
  const sameShape = existing.find((index) => sameSignature(index, wanted))
  if (sameShape) throw new MongoError(85, `Index already exists with a different name: ${sameShape.name}`)
  return false
}

function sameSignature(a: IndexDefinition, b: IndexDefinition): boolean {
  return (
    JSON.stringify(a.key) === JSON.stringify(b.key) &&
    (a.unique ?? false) === (b.unique ?? false) &&
    (a.sparse ?? false) === (b.sparse ?? false) &&
    isDeepStrictEqual(a.partialFilterExpression, b.partialFilterExpression)
  )
}

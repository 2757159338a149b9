// What a decoded BSON value is, and MongoDB's order of types. Two ways of decoding: `readDocument` for looking (numbers are
// JavaScript numbers), `writableDocument` for changing (64-bit integers and regular expressions keep their type). Never shared.
import { Binary, BSONRegExp, Code, Decimal128, deserialize, Long, ObjectId, Timestamp } from 'bson'

export type BsonDocument = Record<string, unknown>

const LOOKING = { promoteLongs: true, promoteBuffers: false, bsonRegExp: false }
const CHANGING = { promoteLongs: false, promoteBuffers: false, bsonRegExp: true }

export const readDocument = (raw: Uint8Array): BsonDocument => deserialize(raw, LOOKING)
export const writableDocument = (raw: Uint8Array): BsonDocument => deserialize(raw, CHANGING)

/** MongoDB's order of types. The numbers are also the first byte of an index key, hence the gaps. */
export const Rank = {
  minKey: 0x05,
  emptyArray: 0x08,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x48,
  binary: 0x50,
  objectId: 0x58,
  boolean: 0x60,
  date: 0x68,
  timestamp: 0x70,
  regex: 0x78,
  code: 0x88,
  maxKey: 0xf0,
} as const
export type Rank = (typeof Rank)[keyof typeof Rank]

/** What an index holds for an array without elements: below null. */
export const EMPTY_ARRAY = Symbol('empty array')

const RANK_OF_CLASS: Readonly<Record<string, Rank>> = {
  ObjectId: Rank.objectId,
  Binary: Rank.binary,
  Long: Rank.number,
  Int32: Rank.number,
  Double: Rank.number,
  Decimal128: Rank.number,
  Timestamp: Rank.timestamp,
  BSONRegExp: Rank.regex,
  BSONSymbol: Rank.string,
  Code: Rank.code,
  MinKey: Rank.minKey,
  MaxKey: Rank.maxKey,
  DBRef: Rank.object,
}

export function rankOf(value: unknown): Rank {
  switch (typeof value) {
    case 'string':
      return Rank.string
    case 'number':
    case 'bigint':
      return Rank.number
    case 'boolean':
      return Rank.boolean
    case 'undefined':
      return Rank.null
    case 'symbol':
      return value === EMPTY_ARRAY ? Rank.emptyArray : Rank.string
    case 'function':
      return Rank.code
    case 'object':
      break
  }
  if (value === null) return Rank.null
  if (Array.isArray(value)) return Rank.array
  if (value instanceof Date) return Rank.date
  const tag = (value as { _bsontype?: unknown })._bsontype
  if (typeof tag === 'string') return RANK_OF_CLASS[tag] ?? Rank.object
  if (value instanceof RegExp) return Rank.regex
  if (value instanceof Uint8Array) return Rank.binary
  return Rank.object
}

/** A subdocument, that is: neither an array nor one of BSON's other values. */
export function isDocument(value: unknown): value is BsonDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export const isLong = (value: unknown): value is Long => Long.isLong(value) && !(value instanceof Timestamp)
export const isDecimal = (value: unknown): value is Decimal128 => value instanceof Decimal128
export const isNumeric = (value: unknown): boolean => rankOf(value) === Rank.number

/** Any BSON number as a JavaScript number (of a large Long or Decimal128 the nearest one); otherwise undefined. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (isLong(value)) return value.toNumber()
  if (isDecimal(value)) return Number(value.toString())
  if (rankOf(value) === Rank.number) return Number((value as { valueOf(): unknown }).valueOf())
  return undefined
}

/** MongoDB counts zero, null and absence as false in options and expressions; all else is true. */
export function isTrue(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  const number = toNumber(value)
  return number === undefined || number !== 0
}

export function regexParts(value: unknown): { source: string; flags: string } {
  if (value instanceof BSONRegExp) return { source: value.pattern, flags: value.options }
  if (value instanceof RegExp) return { source: value.source, flags: value.flags.replace('g', 's') }
  return { source: String(value), flags: '' }
}

export function bytesOf(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary) return { bytes: value.value(), subtype: value.sub_type }
  if (value instanceof Uint8Array) return { bytes: value, subtype: 0 }
  return { bytes: new Uint8Array(0), subtype: 0 }
}

export const codeText = (value: unknown): string =>
  value instanceof Code ? String(value.code) : String(value)

/** The alias MongoDB uses in sentences and in $type. */
export function typeName(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= -2147483648 && value <= 2147483647 ? 'int' : 'double'
  }
  if (isDecimal(value)) return 'decimal'
  if (isLong(value) || typeof value === 'bigint') return 'long'
  if (value === undefined) return 'missing'
  const tag = (value as { _bsontype?: unknown } | null)?._bsontype
  if (tag === 'Int32') return 'int'
  if (tag === 'Double') return 'double'
  return NAME_OF_RANK[rankOf(value)]
}

const NAME_OF_RANK: Readonly<Record<Rank, string>> = {
  [Rank.minKey]: 'minKey',
  [Rank.emptyArray]: 'undefined',
  [Rank.null]: 'null',
  [Rank.number]: 'double',
  [Rank.string]: 'string',
  [Rank.object]: 'object',
  [Rank.array]: 'array',
  [Rank.binary]: 'binData',
  [Rank.objectId]: 'objectId',
  [Rank.boolean]: 'bool',
  [Rank.date]: 'date',
  [Rank.timestamp]: 'timestamp',
  [Rank.regex]: 'regex',
  [Rank.code]: 'javascript',
  [Rank.maxKey]: 'maxKey',
}

/** Fields of an object in their order; a DBRef counts as the subdocument that it is. */
export function fieldsOf(value: unknown): [string, unknown][] {
  const tag = (value as { _bsontype?: unknown })._bsontype
  if (tag === 'DBRef') {
    const ref = value as { collection: string; oid: unknown; db?: string; fields: BsonDocument }
    const own: [string, unknown][] = [
      ['$ref', ref.collection],
      ['$id', ref.oid],
    ]
    if (ref.db) own.push(['$db', ref.db])
    return own.concat(Object.entries(ref.fields))
  }
  return Object.entries(value as BsonDocument)
}

export const objectIdBytes = (value: unknown): Uint8Array =>
  value instanceof ObjectId ? value.id : new Uint8Array(12)

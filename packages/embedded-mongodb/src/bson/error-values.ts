// Values inside MongoDB's sentences: { email: "a", n: 1 }, as its shell writes them.
import { type BsonDocument, bytesOf, fieldsOf, isDecimal, Rank, rankOf, regexParts } from './bson-values.js'

export function shellDocument(document: BsonDocument): string {
  const fields = Object.entries(document).map(([name, value]) => `${name}: ${shellValue(value)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function shellValue(value: unknown): string {
  switch (rankOf(value)) {
    case Rank.null:
      return 'null'
    case Rank.string:
      return JSON.stringify(value)
    case Rank.objectId:
      return `ObjectId('${String(value)}')`
    case Rank.date:
      return `new Date(${(value as Date).getTime()})`
    case Rank.number:
      return isDecimal(value) ? `Decimal128("${value.toString()}")` : String(value)
    case Rank.array:
      return `[ ${(value as unknown[]).map(shellValue).join(', ')} ]`
    case Rank.object:
      return shellDocument(Object.fromEntries(fieldsOf(value)))
    case Rank.binary: {
      const { bytes, subtype } = bytesOf(value)
      return `BinData(${subtype}, ${Buffer.from(bytes).toString('hex').toUpperCase()})`
    }
    case Rank.regex: {
      const { source, flags } = regexParts(value)
      return `/${source}/${flags}`
    }
    default:
      return String(value)
  }
}

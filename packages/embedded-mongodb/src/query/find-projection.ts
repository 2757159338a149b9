// What a find shows of a stored document. Where whole top-level fields are named, as nearly always, their bytes are copied
// and nothing is decoded; anything finer goes through the projection of decoded documents.
import { type BsonDocument, isTrue, Rank, rankOf } from '../bson/bson-values.js'
import { documentBytes } from '../bson/raw-bson.js'
import { fieldCopier } from '../bson/raw-fields.js'
import type { StoredDocument } from '../storage/document-cache.js'
import { compileProjection, type ProjectionSetting } from './projection.js'

/** Throws for what is no projection. */
export function showing(
  specification: BsonDocument | undefined,
  setting: ProjectionSetting,
): (stored: StoredDocument) => Buffer {
  const projection = compileProjection(specification, setting)
  if (!specification || !projection) return ({ raw }) => raw
  const copied = wholeFields(specification)
  return copied ? ({ raw }) => copied(raw) : (stored) => documentBytes(projection(stored.document))
}

/** Of a projection that is known to be right; undefined when it names anything but whole top-level fields. */
function wholeFields(specification: BsonDocument): ((raw: Buffer) => Buffer) | undefined {
  const fields = Object.entries(specification)
  const isPlain = ([name, value]: (typeof fields)[number]) =>
    !name.includes('.') && (typeof value === 'boolean' || rankOf(value) === Rank.number)
  if (!fields.every(isPlain)) return undefined
  const named = fields.filter(([name]) => name !== '_id')
  const showsId = !('_id' in specification) || isTrue(specification._id)
  const keeps = named.length > 0 ? named.some(([, value]) => isTrue(value)) : showsId
  const names = named.map(([name]) => name)
  return fieldCopier(keeps === showsId ? [...names, '_id'] : names, keeps)
}

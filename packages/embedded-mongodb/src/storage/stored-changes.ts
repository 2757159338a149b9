// Inserting, updating and removing single documents, as the write commands need it: `_id` first and present, sizes checked,
// upserts. Runs inside a write of the store; a refusal comes before the document's first write.
import { ObjectId } from 'bson'
import {
  type BsonDocument,
  Rank,
  rankOf,
  readDocument,
  typeName,
  writableDocument,
} from '../bson/bson-values.js'
import { documentBytes } from '../bson/raw-bson.js'
import { withIdFirst } from '../bson/raw-id.js'
import { badValue, MongoError } from '../commands/mongo-errors.js'
import type { Filter } from '../query/filter-parse.js'
import type { Found } from '../query/query.js'
import { documentFromFilter, type Update } from '../update/update-apply.js'
import type { Collection } from './collection.js'

export const LARGEST_DOCUMENT = 16 * 1024 * 1024

/** Inserts the bytes a client sent. */
export function insertRaw(collection: Collection, sent: Buffer): void {
  insertChecked(collection, withIdFirst(sent))
}

function insertChecked(collection: Collection, raw: Buffer): BsonDocument {
  if (raw.length > LARGEST_DOCUMENT) {
    throw badValue(`object to insert too large. size in bytes: ${raw.length}, max size: ${LARGEST_DOCUMENT}`)
  }
  const document = readDocument(raw)
  refuseBadId(document._id)
  collection.insert(raw, document)
  return document
}

function withId({ _id: id = new ObjectId(), ...rest }: BsonDocument): BsonDocument {
  return { _id: id, ...rest }
}

function refuseBadId(id: unknown): void {
  const rank = rankOf(id)
  if (rank === Rank.array || rank === Rank.regex) {
    throw new MongoError(53, `The '_id' value cannot be of type ${typeName(id)}`)
  }
}

export interface Changed {
  /** False when the document was already as the update makes it. */
  readonly isModified: boolean
  readonly raw: Buffer
}

export function updateFound(
  collection: Collection,
  { record, stored }: Found,
  update: Update,
  setting: { filter: Filter; now: Date },
): Changed {
  const after = update.apply(writableDocument(stored.raw), { ...setting, inserting: false })
  const raw = documentBytes(after)
  if (raw.equals(stored.raw)) return { isModified: false, raw }
  if (raw.length > LARGEST_DOCUMENT) {
    throw new MongoError(17419, `Resulting document after update is larger than ${LARGEST_DOCUMENT}`)
  }
  collection.replace(record, stored, raw)
  return { isModified: true, raw }
}

/** Inserts what an upsert that found nothing makes of its filter and its update. */
export function insertUpsert(
  collection: Collection,
  update: Update,
  { filter, now }: { filter: Filter; now: Date },
): { readonly id: unknown; readonly raw: Buffer } {
  const start = documentFromFilter(filter)
  const base = update.isReplacement ? (start._id === undefined ? {} : { _id: start._id }) : start
  const document = withId(update.apply(base, { filter, inserting: true, now }))
  const raw = documentBytes(document)
  insertChecked(collection, raw)
  return { id: document._id, raw }
}

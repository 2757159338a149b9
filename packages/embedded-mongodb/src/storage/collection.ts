// The documents of one collection and their index entries. Promises that a document and its entries change together or not
// at all: everything that can be refused is checked before the first write. Every change runs inside a write of the store.
import { randomInt } from 'node:crypto'
import { serialize } from 'bson'
import { type BsonDocument, readDocument } from '../bson/bson-values.js'
import { shellDocument } from '../bson/error-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import {
  CollectionIndex,
  type DocumentEntries,
  type IndexEntry,
  type IndexRecord,
  prefixBytes,
  RECORD_BYTES,
} from '../indexes/collection-index.js'
import { type DocumentCache, StoredDocument } from './document-cache.js'
import type { RecordStore } from './record-store.js'

/** What the catalog keeps of a collection. */
export interface CollectionRecord {
  readonly db: string
  readonly name: string
  readonly prefix: number
  readonly uuid: string
  readonly indexes: IndexRecord[]
  /** Its natural order is that of `_id`, and nothing in it tells the order of insertion. */
  readonly clustered?: boolean
}

const CHUNK = 1000
const MOST_RECORDS = 2 ** 47
const NOTHING = Buffer.alloc(0)

export class Collection {
  indexes: readonly CollectionIndex[]
  readonly prefix: Buffer
  private readonly afterLast: Buffer
  private nextRecord: number | undefined
  private knownCount: number | undefined

  constructor(
    readonly record: CollectionRecord,
    private readonly store: RecordStore,
    private readonly cache: DocumentCache,
    private readonly saveRecord: (collection: Collection) => void,
  ) {
    this.prefix = prefixBytes(record.prefix)
    this.afterLast = prefixBytes(record.prefix + 1)
    this.indexes = record.indexes.map((index) => new CollectionIndex(index))
  }

  /** The index whose order is the natural one; none where that is the order of insertion. */
  get clusteredBy(): CollectionIndex | undefined {
    return this.record.clustered ? this.indexes[0] : undefined
  }

  get namespace(): string {
    return `${this.record.db}.${this.record.name}`
  }

  /** The number of documents; counted once, then kept. */
  get count(): number {
    this.knownCount ??= this.store.count(this.prefix, this.afterLast)
    return this.knownCount
  }

  /** @param passing reads without pushing anything out of the cache (long scans) */
  read(record: number, { passing = false }: { passing?: boolean } = {}): StoredDocument | undefined {
    const cached = this.cache.get(this.record.prefix, record)
    if (cached) return cached
    const raw = this.store.get(this.recordKey(record))
    if (!raw) return undefined
    const document = new StoredDocument(raw)
    if (!passing) this.cache.set(this.record.prefix, record, document)
    return document
  }

  /** Documents in order of insertion, from after record `after`; read in passing. */
  documentsAfter(
    after: number | undefined,
    { limit, reverse }: { limit: number; reverse: boolean },
  ): { record: number; stored: StoredDocument }[] {
    const last = after === undefined ? this.afterLast : this.recordKey(after)
    const first = after === undefined ? this.prefix : this.recordKey(after)
    const range = reverse ? { start: last, end: this.prefix } : { start: first, end: this.afterLast }
    return this.store
      .entries({ ...range, reverse, limit, afterStart: after !== undefined })
      .map(({ key, value }) => {
        const record = key.readUIntBE(4, RECORD_BYTES)
        return { record, stored: this.cache.get(this.record.prefix, record) ?? new StoredDocument(value) }
      })
  }

  /** Records in order of insertion, from after `after`. */
  recordsAfter(after: number | undefined, { limit, reverse }: { limit: number; reverse: boolean }): number[] {
    const first = after === undefined ? this.prefix : this.recordKey(after)
    const last = after === undefined ? this.afterLast : this.recordKey(after)
    return this.store
      .keys(
        reverse
          ? { start: last, end: this.prefix, reverse, limit, afterStart: after !== undefined }
          : { start: first, end: this.afterLast, limit, afterStart: after !== undefined },
      )
      .map((key) => key.readUIntBE(4, RECORD_BYTES))
  }

  /** @param raw the document's bytes, which are kept; `document` its decoded form. Throws 11000 and writes nothing. */
  insert(raw: Buffer, document: BsonDocument): void {
    const changes = this.indexes.map((index) => ({ index, added: index.entriesOf(document) }))
    for (const { index, added } of changes) this.refuseDuplicates(index, added.entries, undefined)
    const count = this.count
    const record = this.takeRecord()
    this.store.put(this.recordKey(record), raw)
    this.cache.set(this.record.prefix, record, new StoredDocument(raw, document))
    for (const { index, added } of changes) this.addEntries(index, added.entries, record)
    this.remember(changes)
    this.knownCount = count + 1
  }

  /** Throws 11000 and writes nothing. */
  replace(record: number, before: StoredDocument, raw: Buffer): void {
    const after = new StoredDocument(raw)
    const changes = this.indexes.map((index) => {
      const { entries: old } = index.entriesOf(before.document)
      const added = index.entriesOf(after.document)
      const gone = old.filter(({ key }) => !added.entries.some((entry) => entry.key.equals(key)))
      const fresh = added.entries.filter(({ key }) => !old.some((entry) => entry.key.equals(key)))
      return { index, added, gone, fresh }
    })
    for (const { index, fresh } of changes) this.refuseDuplicates(index, fresh, record)
    this.store.put(this.recordKey(record), raw)
    this.cache.set(this.record.prefix, record, after)
    for (const { index, gone, fresh } of changes) {
      for (const { key } of gone) this.store.remove(index.storedKey(key, record))
      this.addEntries(index, fresh, record)
    }
    this.remember(changes)
  }

  remove(record: number, document: StoredDocument): void {
    const count = this.count
    for (const index of this.indexes) {
      for (const { key } of index.entriesOf(document.document).entries)
        this.store.remove(index.storedKey(key, record))
    }
    this.store.remove(this.recordKey(record))
    this.cache.delete(this.record.prefix, record)
    this.knownCount = count - 1
  }

  /** Fills an index from the documents that are there. Needs a transaction of its own: an error leaves entries behind. */
  build(record: IndexRecord): void {
    const index = new CollectionIndex(record)
    for (const [id, raw] of this.everyRecord()) {
      const added = index.entriesOf(readDocument(raw))
      this.refuseDuplicates(index, added.entries, id)
      this.addEntries(index, added.entries, id)
      record.multikey ||= added.isMultikey
      record.cut ||= added.isCut
    }
    this.setIndexes([...this.record.indexes, record])
  }

  setIndexes(records: readonly IndexRecord[]): void {
    this.record.indexes.splice(0, this.record.indexes.length, ...records)
    this.indexes = this.record.indexes.map((index) => new CollectionIndex(index))
    this.saveRecord(this)
  }

  private *everyRecord(): Generator<[number, Buffer]> {
    let start = this.prefix
    let afterStart = false
    for (;;) {
      const chunk = this.store.entries({ start, end: this.afterLast, limit: CHUNK, afterStart })
      for (const { key, value } of chunk) yield [key.readUIntBE(4, RECORD_BYTES), value]
      const last = chunk.at(-1)
      if (!last || chunk.length < CHUNK) return
      start = last.key
      afterStart = true
    }
  }

  private recordKey(record: number): Buffer {
    const key = Buffer.allocUnsafe(4 + RECORD_BYTES)
    key.set(this.prefix)
    key.writeUIntBE(record, 4, RECORD_BYTES)
    return key
  }

  private takeRecord(): number {
    if (this.record.clustered) return this.randomRecord()
    this.nextRecord ??= (this.recordsAfter(undefined, { limit: 1, reverse: true })[0] ?? 0) + 1
    const record = this.nextRecord
    this.nextRecord += 1
    return record
  }

  /** One after the other they would keep the order in which documents came. */
  private randomRecord(): number {
    for (;;) {
      const record = randomInt(1, MOST_RECORDS)
      if (!this.store.get(this.recordKey(record))) return record
    }
  }

  private addEntries(index: CollectionIndex, entries: readonly IndexEntry[], record: number): void {
    for (const { key } of entries) {
      this.store.put(index.storedKey(key, record), index.isUnique ? recordValue(record) : NOTHING)
    }
  }

  private refuseDuplicates(
    index: CollectionIndex,
    entries: readonly IndexEntry[],
    own: number | undefined,
  ): void {
    if (!index.isUnique) return
    for (const { key, values } of entries) {
      const found = this.store.get(key)
      if (found && found.readUIntBE(0, RECORD_BYTES) !== own)
        throw this.duplicate(index, index.namedValues(values))
    }
  }

  private duplicate(index: CollectionIndex, keyValue: BsonDocument): MongoError {
    const { name, key } = index.definition
    return new MongoError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: ${shellDocument(keyValue)}`,
      { keyPattern: key, keyValue },
    )
  }

  private remember(changes: readonly { index: CollectionIndex; added: DocumentEntries }[]): void {
    let isNew = false
    for (const { index, added } of changes) {
      const { record } = index
      if ((added.isMultikey && !record.multikey) || (added.isCut && !record.cut)) isNew = true
      record.multikey ||= added.isMultikey
      record.cut ||= added.isCut
    }
    if (isNew) this.saveRecord(this)
  }
}

function recordValue(record: number): Buffer {
  const value = Buffer.allocUnsafe(RECORD_BYTES)
  value.writeUIntBE(record, 0, RECORD_BYTES)
  return value
}

export const catalogBytes = (record: CollectionRecord): Buffer => Buffer.from(serialize(record))

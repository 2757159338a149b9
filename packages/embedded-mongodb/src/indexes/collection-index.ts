// One index of a collection: what it is (as createIndexes gave it) and the bytes a document has in it.
// Non-unique entries are key + record, unique ones key -> record. A key that is too long for LMDB is cut and hashed: such an
// index still finds, but says through `isCut` that its order and its exactness are no longer to be relied on.
import { createHash } from 'node:crypto'
import { type BsonDocument, EMPTY_ARRAY } from '../bson/bson-values.js'
import { encodeKey } from '../bson/key-encoding.js'
import { type Matcher, matcherOf } from '../query/filter-match.js'
import { type Filter, parseFilter } from '../query/filter-parse.js'
import { splitPath } from '../query/filter-path.js'
import { type KeyValues, keysOf } from './index-keys.js'

export interface IndexDefinition {
  readonly name: string
  /** Path -> 1 or -1, in order. */
  readonly key: Readonly<Record<string, 1 | -1>>
  readonly unique?: boolean
  readonly sparse?: boolean
  readonly hidden?: boolean
  readonly expireAfterSeconds?: number
  readonly partialFilterExpression?: BsonDocument
}

/** What the catalog keeps of an index besides its definition. */
export interface IndexRecord {
  readonly definition: IndexDefinition
  readonly prefix: number
  multikey: boolean
  cut: boolean
}

export interface IndexEntry {
  /** Prefix and encoded values, without the record. */
  readonly key: Buffer
  readonly values: KeyValues
}

export interface DocumentEntries {
  readonly entries: readonly IndexEntry[]
  readonly isMultikey: boolean
  readonly isCut: boolean
}

export const RECORD_BYTES = 6
/** LMDB takes 1978 bytes with pages of 4 KB; the record and the prefix need some of them. */
const LONGEST_WHOLE_KEY = 1800

export function prefixBytes(prefix: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(prefix)
  return bytes
}

export class CollectionIndex {
  readonly paths: readonly string[]
  readonly splitPaths: readonly (readonly string[])[]
  readonly descending: readonly boolean[]
  readonly isUnique: boolean
  readonly partialFilter: Filter | undefined
  readonly prefix: Buffer
  private readonly isPartOf: Matcher | undefined

  constructor(readonly record: IndexRecord) {
    const { key, unique, partialFilterExpression } = record.definition
    this.paths = Object.keys(key)
    this.splitPaths = this.paths.map(splitPath)
    this.descending = Object.values(key).map((direction) => direction < 0)
    this.isUnique = unique === true
    this.prefix = prefixBytes(record.prefix)
    this.partialFilter = partialFilterExpression ? parseFilter(partialFilterExpression) : undefined
    this.isPartOf = partialFilterExpression ? matcherOf(partialFilterExpression) : undefined
  }

  get definition(): IndexDefinition {
    return this.record.definition
  }

  get isMultikey(): boolean {
    return this.record.multikey
  }

  get isCut(): boolean {
    return this.record.cut
  }

  /** The entries of a document, none when the index leaves it out. */
  entriesOf(document: BsonDocument): DocumentEntries {
    if (this.isPartOf && !this.isPartOf(document)) return NO_ENTRIES
    const { keys, isMultikey } = keysOf(document, this.splitPaths)
    const entries: IndexEntry[] = []
    let anyCut = false
    for (const values of keys) {
      if (this.definition.sparse && values.every((value) => value === undefined)) continue
      const { key, isCut } = this.keyOf(values)
      anyCut ||= isCut
      if (keys.length === 1 || !entries.some((other) => other.key.equals(key))) entries.push({ key, values })
    }
    return { entries, isMultikey, isCut: anyCut }
  }

  keyOf(values: KeyValues): { key: Buffer; isCut: boolean } {
    const key = Buffer.concat([this.prefix, encodeKey(values, this.descending)])
    return key.length <= LONGEST_WHOLE_KEY ? { key, isCut: false } : { key: cutKey(key), isCut: true }
  }

  /** Where LMDB has the entry. */
  storedKey(entry: Buffer, record: number): Buffer {
    if (this.isUnique) return entry
    const key = Buffer.allocUnsafe(entry.length + RECORD_BYTES)
    key.set(entry)
    key.writeUIntBE(record, entry.length, RECORD_BYTES)
    return key
  }

  recordOf(key: Buffer, value: Buffer | undefined): number {
    return value && this.isUnique
      ? value.readUIntBE(0, RECORD_BYTES)
      : key.readUIntBE(key.length - RECORD_BYTES, RECORD_BYTES)
  }

  /** The values of a key by the names of their fields, as a duplicate is reported. */
  namedValues(values: KeyValues): BsonDocument {
    return Object.fromEntries(
      this.paths.map((path, i) => {
        const value = values[i]
        return [path, value === undefined || value === EMPTY_ARRAY ? null : value]
      }),
    )
  }
}

const NO_ENTRIES: DocumentEntries = { entries: [], isMultikey: false, isCut: false }

function cutKey(key: Buffer): Buffer {
  const digest = createHash('sha256').update(key).digest().subarray(0, 16)
  return Buffer.concat([key.subarray(0, LONGEST_WHOLE_KEY), digest])
}

/** A bound of a range: cut where keys are cut, an upper one then lies above all that share its beginning. */
export function cutBound(bound: Buffer, side: 'lower' | 'upper'): Buffer {
  if (bound.length <= LONGEST_WHOLE_KEY) return bound
  const start = bound.subarray(0, LONGEST_WHOLE_KEY)
  return side === 'lower' ? start : Buffer.concat([start, Buffer.from([0xff])])
}

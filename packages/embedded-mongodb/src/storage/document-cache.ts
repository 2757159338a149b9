// Documents read or written lately, so that a read needs neither LMDB nor decoding. Bounded by bytes: two generations, of
// which the older is forgotten when the younger is full. What it gives out is shared: nobody may change it.
import { type BsonDocument, readDocument } from '../bson/bson-values.js'

/** A stored document: its bytes, and decoded when somebody asked. */
export class StoredDocument {
  private decoded: BsonDocument | undefined

  constructor(
    readonly raw: Buffer,
    decoded?: BsonDocument,
  ) {
    this.decoded = decoded
  }

  /** For looking only; numbers are JavaScript numbers. */
  get document(): BsonDocument {
    this.decoded ??= readDocument(this.raw)
    return this.decoded
  }
}

/** A decoded document takes several times its bytes. */
const DECODED_FACTOR = 6
const SPACE = 2 ** 32

export class DocumentCache {
  private young = new Map<number, StoredDocument>()
  private old = new Map<number, StoredDocument>()
  private youngBytes = 0

  /** @param byteLimit the most the cache may hold, decoded documents estimated */
  constructor(private readonly byteLimit: number) {}

  get(collection: number, record: number): StoredDocument | undefined {
    const key = collection * SPACE + record
    const young = this.young.get(key)
    if (young) return young
    const old = this.old.get(key)
    if (old) {
      this.old.delete(key)
      this.keep(key, old)
    }
    return old
  }

  set(collection: number, record: number, document: StoredDocument): void {
    const key = collection * SPACE + record
    this.old.delete(key)
    this.keep(key, document)
  }

  delete(collection: number, record: number): void {
    const key = collection * SPACE + record
    this.young.delete(key)
    this.old.delete(key)
  }

  clear(): void {
    this.young.clear()
    this.old.clear()
    this.youngBytes = 0
  }

  private keep(key: number, document: StoredDocument): void {
    this.young.set(key, document)
    this.youngBytes += document.raw.length * DECODED_FACTOR
    if (this.youngBytes * 2 > this.byteLimit) {
      this.old = this.young
      this.young = new Map()
      this.youngBytes = 0
    }
  }
}

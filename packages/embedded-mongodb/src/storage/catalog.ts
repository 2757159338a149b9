// The list of collections and indexes, kept in the store itself and held in memory. Dropping is one write: the entries of
// what was dropped are swept away afterwards in small steps, also after a restart.
import { randomUUID } from 'node:crypto'
import { readDocument } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import { type IndexDefinition, type IndexRecord, prefixBytes } from '../indexes/collection-index.js'
import { Collection, type CollectionRecord, catalogBytes } from './collection.js'
import type { DocumentCache } from './document-cache.js'
import type { RecordStore } from './record-store.js'

const COLLECTIONS = 1
const NEXT_PREFIX = 2
const DROPPED = 3
const FIRST_PREFIX = 16
const SWEEP_STEP = 2000

export const ID_INDEX: IndexDefinition = { name: '_id_', key: { _id: 1 }, unique: true }

export class Catalog {
  private readonly collections = new Map<string, Collection>()
  private nextPrefix = FIRST_PREFIX

  constructor(
    private readonly store: RecordStore,
    private readonly cache: DocumentCache,
  ) {
    this.load()
    store.onUndo(() => {
      this.cache.clear()
      this.load()
    })
  }

  /** The collection, if there is one. */
  find(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`)
  }

  get(db: string, name: string): Collection {
    const collection = this.find(db, name)
    if (!collection) throw new MongoError(26, `ns does not exist: ${db}.${name}`)
    return collection
  }

  all(): Collection[] {
    return [...this.collections.values()]
  }

  ofDatabase(db: string): Collection[] {
    return this.all().filter((collection) => collection.record.db === db)
  }

  /** Only inside a write. */
  findOrCreate(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name)
  }

  /** Only inside a write. */
  create(db: string, name: string, { clustered = false }: { clustered?: boolean } = {}): Collection {
    refuseBadName(db, name)
    const record: CollectionRecord = {
      db,
      name,
      prefix: this.takePrefix(),
      uuid: randomUUID(),
      indexes: [this.newIndex(ID_INDEX)],
      ...(clustered && { clustered }),
    }
    return this.add(record)
  }

  /** Only inside a write. */
  newIndex(definition: IndexDefinition): IndexRecord {
    return { definition, prefix: this.takePrefix(), multikey: false, cut: false }
  }

  /** Only inside a write. */
  drop(collection: Collection): void {
    this.forget(collection)
    this.markDropped(collection.record.prefix)
    for (const index of collection.record.indexes) this.markDropped(index.prefix)
  }

  /** Only inside a write. */
  dropIndexes(collection: Collection, dropped: readonly IndexRecord[]): void {
    collection.setIndexes(collection.record.indexes.filter((index) => !dropped.includes(index)))
    for (const index of dropped) this.markDropped(index.prefix)
  }

  /** Only inside a write. */
  rename(collection: Collection, db: string, name: string): void {
    refuseBadName(db, name)
    this.forget(collection)
    this.add({ ...collection.record, db, name })
  }

  /** Sweeps away entries of what was dropped. True while there is more. Only inside a write. */
  sweepDropped(): boolean {
    const [first] = this.store.keys({ start: prefixBytes(DROPPED), end: prefixBytes(DROPPED + 1), limit: 1 })
    if (!first) return false
    const prefix = first.readUInt32BE(4)
    const keys = this.store.keys({
      start: prefixBytes(prefix),
      end: prefixBytes(prefix + 1),
      limit: SWEEP_STEP,
    })
    for (const key of keys) this.store.remove(key)
    if (keys.length < SWEEP_STEP) this.store.remove(first)
    return true
  }

  private load(): void {
    this.collections.clear()
    for (const { value } of this.store.entries({
      start: prefixBytes(COLLECTIONS),
      end: prefixBytes(COLLECTIONS + 1),
    })) {
      const record = readDocument(value) as unknown as CollectionRecord
      this.collections.set(`${record.db}.${record.name}`, this.collectionOf(record))
    }
    this.nextPrefix = this.store.get(prefixBytes(NEXT_PREFIX))?.readUInt32BE(0) ?? FIRST_PREFIX
  }

  private add(record: CollectionRecord): Collection {
    const collection = this.collectionOf(record)
    this.save(collection)
    this.collections.set(collection.namespace, collection)
    return collection
  }

  private collectionOf(record: CollectionRecord): Collection {
    return new Collection(record, this.store, this.cache, (collection) => this.save(collection))
  }

  private save(collection: Collection): void {
    this.store.put(catalogKey(collection.record), catalogBytes(collection.record))
  }

  private forget(collection: Collection): void {
    this.store.remove(catalogKey(collection.record))
    this.collections.delete(collection.namespace)
  }

  private takePrefix(): number {
    const prefix = this.nextPrefix
    this.nextPrefix += 1
    this.store.put(prefixBytes(NEXT_PREFIX), prefixBytes(this.nextPrefix))
    return prefix
  }

  private markDropped(prefix: number): void {
    this.store.put(Buffer.concat([prefixBytes(DROPPED), prefixBytes(prefix)]), Buffer.from([1]))
  }
}

function catalogKey({ db, name }: CollectionRecord): Buffer {
  return Buffer.concat([prefixBytes(COLLECTIONS), Buffer.from(`${db}.${name}`)])
}

const LONGEST_NAMESPACE = 255

function refuseBadName(db: string, name: string): void {
  if (db === '' || /[/\\. "$\0]/.test(db)) throw new MongoError(73, `Invalid database name: '${db}'`)
  if (name === '' || name.startsWith('.') || name.includes('$') || name.includes('\0')) {
    throw new MongoError(73, `Invalid collection name: ${name}`)
  }
  if (name.startsWith('system.')) throw new MongoError(73, `Invalid namespace: ${db}.${name}`)
  if (Buffer.byteLength(`${db}.${name}`) > LONGEST_NAMESPACE)
    throw new MongoError(73, 'Fully qualified namespace is too long')
}

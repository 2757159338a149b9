// What a command is given: the store, the list of collections, the open cursors and the clock.
import type { BsonDocument } from '../bson/bson-values.js'
import type { Catalog } from '../storage/catalog.js'
import type { RecordStore } from '../storage/record-store.js'
import type { Cursors } from './cursors.js'

export interface ServerState {
  readonly store: RecordStore
  readonly catalog: Catalog
  readonly cursors: Cursors
  readonly now: () => Date
  readonly startedAt: number
  /** The directory's identity, by which a client knows whose server this is. */
  readonly identity: { readonly directory: string; readonly pid: number }
  connectionCount: number
}

export interface Command {
  readonly state: ServerState
  readonly name: string
  readonly db: string
  readonly body: BsonDocument
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  readonly connection: { readonly id: number; readonly peer: string }
}

/** The bytes of an answer, or an answer that is still to be encoded. */
export type Answer = Buffer | BsonDocument

export type Handler = (command: Command) => Answer | Promise<Answer>

// The keys a document has in an index or a sort: one for a plain document, one for each element where an array is on the way.
// Follows MongoDB: a missing field is null, an empty array is below null, two arrays side by side are refused.
import { type BsonDocument, EMPTY_ARRAY, isDocument } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import { ownField } from '../query/filter-path.js'

/** The values of one key, in the order of the pattern; `undefined` where the field is missing. */
export type KeyValues = readonly unknown[]

export interface DocumentKeys {
  readonly keys: readonly KeyValues[]
  /** An array was on the way: the document may have several keys. */
  readonly isMultikey: boolean
}

interface Cursor {
  readonly value: unknown
  readonly at: number
  /** Its value stands: an element is not opened a second time. */
  readonly done: boolean
}

/** @param paths the pattern's paths, split at the dots */
export function keysOf(document: BsonDocument, paths: readonly (readonly string[])[]): DocumentKeys {
  const simple: unknown[] = []
  for (const path of paths) {
    const [name] = path
    const value = path.length === 1 && name !== undefined ? ownField(document, name) : NOT_SIMPLE
    if (value === NOT_SIMPLE || Array.isArray(value)) return expandedKeys(document, paths)
    simple.push(value)
  }
  return { keys: [simple], isMultikey: false }
}

const NOT_SIMPLE = Symbol('needs a walk')

function expandedKeys(document: BsonDocument, paths: readonly (readonly string[])[]): DocumentKeys {
  const keys: KeyValues[] = []
  let isMultikey = false
  const expand = (before: readonly Cursor[]): void => {
    const cursors = before.map((cursor, field) => advance(cursor, paths[field] ?? []))
    const open = cursors.find((cursor) => !cursor.done && Array.isArray(cursor.value))
    if (!open) {
      keys.push(cursors.map((cursor) => cursor.value))
      return
    }
    isMultikey = true
    const array = open.value as unknown[]
    refuseParallel(cursors, array, paths)
    const elements = array.length === 0 ? [NO_ELEMENT] : array
    for (const element of elements) {
      expand(
        cursors.map((cursor, field) =>
          cursor.value === array ? inElement(cursor, element, paths[field] ?? []) : cursor,
        ),
      )
    }
  }
  expand(paths.map(() => ({ value: document, at: 0, done: false })))
  return { keys, isMultikey }
}

const NO_ELEMENT = Symbol('no element')

function inElement(cursor: Cursor, element: unknown, path: readonly string[]): Cursor {
  const isEnd = cursor.at === path.length
  if (element === NO_ELEMENT) return { value: isEnd ? EMPTY_ARRAY : undefined, at: cursor.at, done: true }
  if (isEnd) return { value: element, at: cursor.at, done: true }
  return isDocument(element)
    ? { value: element, at: cursor.at, done: false }
    : { value: undefined, at: cursor.at, done: true }
}

/** Walks on until the end of the path or an array that has to be opened. */
function advance(cursor: Cursor, path: readonly string[]): Cursor {
  if (cursor.done) return cursor
  let { value, at } = cursor
  while (at < path.length) {
    const part = path[at] ?? ''
    if (Array.isArray(value)) {
      if (!/^\d+$/.test(part)) return { value, at, done: false }
      value = value[Number(part)]
    } else if (isDocument(value)) {
      value = ownField(value, part)
    } else {
      return { value: undefined, at: path.length, done: true }
    }
    at += 1
  }
  return { value, at, done: !Array.isArray(value) }
}

function refuseParallel(
  cursors: readonly Cursor[],
  array: readonly unknown[],
  paths: readonly (readonly string[])[],
): void {
  for (const [field, cursor] of cursors.entries()) {
    if (!cursor.done && Array.isArray(cursor.value) && cursor.value !== array) {
      const names = [cursors.findIndex(({ value }) => value === array), field].map(
        (i) => paths[i]?.join('.') ?? '',
      )
      throw new MongoError(171, `cannot index parallel arrays [${names[1]}] [${names[0]}]`)
    }
  }
}

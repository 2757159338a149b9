// Where an update operator acts: dotted paths with `$`, `$[]` and `$[name]` made concrete for one document, and the walk to
// the place, which makes missing subdocuments on the way. Refuses to walk through a value that is no container.
import { type BsonDocument, isDocument, typeName } from '../bson/bson-values.js'
import { badValue, MongoError } from '../commands/mongo-errors.js'
import type { Filter } from '../query/filter-parse.js'
import { matchedPosition } from '../query/positional-match.js'

export interface PositionSetting {
  /** The filter that chose the document: what `$` refers to. */
  readonly filter: Filter
  /** A test for each name used as `$[name]`. */
  readonly arrayFilters: ReadonlyMap<string, (element: unknown) => boolean>
}

/** The concrete paths a path with positional parts stands for. Without such parts: itself. */
export function concretePaths(
  document: BsonDocument,
  parts: readonly string[],
  setting: PositionSetting,
): (readonly string[])[] {
  if (!parts.some((part) => part.startsWith('$'))) return [parts]
  const found: string[][] = []
  const walk = (value: unknown, done: string[]): void => {
    const part = parts[done.length]
    if (part === undefined) {
      found.push(done)
      return
    }
    if (!part.startsWith('$')) {
      const next = Array.isArray(value) ? value[Number(part)] : isDocument(value) ? value[part] : undefined
      walk(next, [...done, part])
      return
    }
    for (const position of positions(part, value, done)) {
      walk((value as unknown[])[position], [...done, String(position)])
    }
  }
  const positions = (part: string, value: unknown, done: string[]): number[] => {
    const path = done.join('.')
    if (part === '$') {
      const position = matchedPosition(setting.filter, document, path)
      if (position < 0)
        throw badValue('The positional operator did not find the match needed from the query.')
      return [position]
    }
    if (value === undefined) {
      throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`)
    }
    if (!Array.isArray(value)) {
      throw badValue(`Cannot apply array updates to non-array element ${done.at(-1)}: ${typeName(value)}`)
    }
    const name = part.slice(2, -1)
    const passes = name === '' ? () => true : setting.arrayFilters.get(name)
    return [...value.keys()].filter((position) => passes?.(value[position]) ?? false)
  }
  walk(document, [])
  return found
}

/** A place in a document: a field of a subdocument or an element of an array. */
export interface Place {
  readonly current: unknown
  readonly exists: boolean
  set(value: unknown): void
  /** A field goes away; an element of an array becomes null, as in MongoDB. */
  unset(): void
}

const MOST_PADDING = 1_500_000

/** The place at the path. `making` creates what is missing on the way; otherwise undefined when the way ends. */
export function placeAt(
  document: BsonDocument,
  parts: readonly string[],
  { making }: { making: boolean },
): Place | undefined {
  let container: unknown = document
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1
    if (Array.isArray(container)) {
      const index = /^\d+$/.test(part) ? Number(part) : -1
      if (index < 0) return blocked(parts, at, container, making)
      if (isLast) return elementPlace(container, index)
      if (container[index] === undefined) {
        if (!making) return undefined
        setElement(container, index, {})
      }
      container = container[index]
    } else if (isDocument(container)) {
      if (isLast) return fieldPlace(container, part)
      if (!Object.hasOwn(container, part)) {
        if (!making) return undefined
        container[part] = {}
      }
      container = container[part]
    } else {
      return blocked(parts, at, container, making)
    }
  }
  return undefined
}

function blocked(parts: readonly string[], at: number, value: unknown, making: boolean): undefined {
  if (!making) return undefined
  const shown = Array.isArray(value) ? 'an array' : typeName(value)
  throw new MongoError(28, `Cannot create field '${parts[at]}' in element {${parts[at - 1]}: ${shown}}`)
}

function fieldPlace(container: BsonDocument, name: string): Place {
  return {
    current: container[name],
    exists: Object.hasOwn(container, name),
    set: (value) => {
      container[name] = value
    },
    unset: () => {
      delete container[name]
    },
  }
}

function elementPlace(container: unknown[], index: number): Place {
  return {
    current: container[index],
    exists: index < container.length,
    set: (value) => setElement(container, index, value),
    unset: () => {
      if (index < container.length) container[index] = null
    },
  }
}

function setElement(array: unknown[], index: number, value: unknown): void {
  if (index - array.length > MOST_PADDING)
    throw badValue(`Index ${index} is too far beyond the end of the array`)
  while (array.length < index) array.push(null)
  array[index] = value
}

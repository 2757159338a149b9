// Which element of an array made a filter match: what the positional operator `$` in updates and projections stands for.
import { type BsonDocument, isDocument } from '../bson/bson-values.js'
import { valueTest } from './filter-match.js'
import type { Filter } from './filter-parse.js'
import { anyAtPath, ownField } from './filter-path.js'

/** The index of the first element, in the first array on the way, that satisfies a test of the filter; -1 without one. */
export function matchedPosition(filter: Filter, document: BsonDocument, arrayPath: string): number {
  if (filter.kind === 'expression' || filter.kind === 'nor') return -1
  if (filter.kind === 'leaf') {
    const reaches = filter.path === arrayPath || filter.path.startsWith(`${arrayPath}.`)
    return reaches ? positionOfLeaf(filter, document) : -1
  }
  for (const part of filter.parts) {
    const position = matchedPosition(part, document, arrayPath)
    if (position >= 0) return position
  }
  return -1
}

function positionOfLeaf(leaf: Extract<Filter, { kind: 'leaf' }>, document: BsonDocument): number {
  const { parts, test } = leaf
  let current: unknown = document
  for (let at = 0; at <= parts.length; at++) {
    if (Array.isArray(current)) {
      const rest = parts.slice(at)
      const passes = valueTest(test)
      return current.findIndex((element) =>
        rest.length > 0
          ? anyAtPath(element, rest, passes)
          : test.op === '$elemMatch'
            ? passes([element])
            : passes(element),
      )
    }
    if (!isDocument(current)) return -1
    current = ownField(current, parts[at] ?? '')
  }
  return -1
}

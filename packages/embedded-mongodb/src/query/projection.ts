// Which fields of a document are shown: `find` projections, $project, $addFields, $unset. Promises MongoDB's order of fields
// (as stored, computed ones after them) and never changes the document it is given.

import { compileExpression, type Variables } from '../aggregation/expressions.js'
import { type BsonDocument, isDocument, isTrue, Rank, rankOf, toNumber } from '../bson/bson-values.js'
import { MongoError } from '../commands/mongo-errors.js'
import { matcherOf, valuePasses } from './filter-match.js'
import { type Filter, parseTests } from './filter-parse.js'
import { matchedPosition } from './positional-match.js'

type Node =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'compute'; readonly evaluate: (root: unknown) => unknown }
  | {
      readonly kind: 'array'
      readonly pick: (array: unknown[], root: BsonDocument) => unknown[] | undefined
      readonly keepsOthers: boolean
    }
  | Tree
interface Tree {
  readonly kind: 'tree'
  readonly children: Map<string, Node>
}

export type Projection = (document: BsonDocument) => BsonDocument

const newTree = (): Tree => ({ kind: 'tree', children: new Map() })

export interface ProjectionSetting {
  readonly variables?: Variables | undefined
  /** The filter of a find: what the positional `$` refers to. */
  readonly filter?: Filter
  /** In $project a nested document is always a subtree or an expression; $slice and $elemMatch of find do not exist there. */
  readonly inPipeline?: boolean
}

/** Compiles a projection. Undefined when it shows everything as it is. */
export function compileProjection(
  specification: BsonDocument | undefined,
  setting: ProjectionSetting = {},
): Projection | undefined {
  if (!specification || Object.keys(specification).length === 0) return undefined
  const tree = newTree()
  for (const [path, value] of Object.entries(specification)) addPath(tree, path, value, setting)
  const including = decideMode(tree)
  const id = tree.children.get('_id')
  if (including && !id) tree.children.set('_id', { kind: 'include' })
  return (document) =>
    including ? includeFields(tree, document, document) : excludeFields(tree, document, document)
}

function addPath(tree: Tree, path: string, value: unknown, setting: ProjectionSetting): void {
  if (path === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string')
  const parts = path.split('.')
  if (parts.at(-1) === '$' && !setting.inPipeline) {
    placeNode(tree, parts.slice(0, -1), positionalNode(parts.slice(0, -1).join('.'), setting.filter), path)
    return
  }
  if (parts.some((part) => part.startsWith('$') || part === '')) {
    throw new MongoError(16410, `FieldPath field names may not start with '$' or be empty: ${path}`)
  }
  if (isDocument(value) && !Object.keys(value)[0]?.startsWith('$')) {
    if (Object.keys(value).length === 0)
      throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
    for (const [name, inner] of Object.entries(value)) addPath(tree, `${path}.${name}`, inner, setting)
    return
  }
  placeNode(tree, parts, nodeOf(value, setting), path)
}

function placeNode(tree: Tree, parts: readonly string[], node: Node, path: string): void {
  let current = tree
  for (const part of parts.slice(0, -1)) {
    const next = current.children.get(part) ?? newTree()
    if (next.kind !== 'tree') throw new MongoError(31249, `Path collision at ${path}`)
    current.children.set(part, next)
    current = next
  }
  const last = parts.at(-1) ?? ''
  if (current.children.has(last)) throw new MongoError(31250, `Path collision at ${path}`)
  current.children.set(last, node)
}

function nodeOf(value: unknown, setting: ProjectionSetting): Node {
  if (typeof value === 'boolean' || rankOf(value) === Rank.number) {
    return { kind: isTrue(value) ? 'include' : 'exclude' }
  }
  if (isDocument(value) && !setting.inPipeline) {
    if ('$slice' in value && isFindSlice(value.$slice)) return sliceNode(value.$slice)
    if ('$elemMatch' in value) return elemMatchNode(value.$elemMatch)
    if ('$meta' in value)
      throw new MongoError(40218, 'query requires text score metadata, but it is not available')
  }
  return { kind: 'compute', evaluate: compileExpression(value, setting.variables) }
}

const isFindSlice = (operand: unknown): boolean =>
  toNumber(operand) !== undefined ||
  (Array.isArray(operand) && operand.every((part) => toNumber(part) !== undefined))

function sliceNode(operand: unknown): Node {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map((part) => toNumber(part) ?? 0)
  const pick = (array: unknown[]): unknown[] => {
    if (second === undefined) return (first ?? 0) >= 0 ? array.slice(0, first) : array.slice(first)
    const start = (first ?? 0) < 0 ? Math.max(0, array.length + (first ?? 0)) : (first ?? 0)
    return array.slice(start, start + second)
  }
  return { kind: 'array', pick, keepsOthers: true }
}

function elemMatchNode(operand: unknown): Node {
  if (!isDocument(operand)) throw new MongoError(31274, 'elemMatch: Invalid argument, object required')
  const onValues = Object.keys(operand)[0]?.startsWith('$') ?? false
  const onValue = onValues ? valuePasses(parseTests(operand)) : undefined
  const onDocument = onValues ? undefined : matcherOf(operand)
  const passes = (element: unknown): boolean =>
    onValue ? onValue(element) : isDocument(element) && (onDocument?.(element) ?? false)
  const pick = (array: unknown[]): unknown[] | undefined => {
    const found = array.findIndex(passes)
    return found < 0 ? undefined : [array[found]]
  }
  return { kind: 'array', pick, keepsOthers: false }
}

function positionalNode(path: string, filter: Filter | undefined): Node {
  const pick = (array: unknown[], root: BsonDocument): unknown[] => {
    const position = filter ? matchedPosition(filter, root, path) : -1
    if (position < 0)
      throw new MongoError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      )
    return [array[position]]
  }
  return { kind: 'array', pick, keepsOthers: false }
}

/** True: only what is named is shown. Throws when both are asked for. */
function decideMode(tree: Tree): boolean {
  let includes: string | undefined
  let excludes: string | undefined
  const visit = (node: Tree, prefix: string): void => {
    for (const [name, child] of node.children) {
      const path = prefix + name
      if (child.kind === 'tree') visit(child, `${path}.`)
      else if (path === '_id' && child.kind !== 'compute') continue
      else if (child.kind === 'exclude') excludes ??= path
      else if (child.kind === 'include') includes ??= path
      else if (child.kind === 'compute' || (child.kind === 'array' && !child.keepsOthers)) includes ??= path
    }
  }
  visit(tree, '')
  if (includes !== undefined && excludes !== undefined) {
    throw new MongoError(31254, `Cannot do exclusion on field ${excludes} in inclusion projection`)
  }
  if (includes !== undefined) return true
  return excludes === undefined && tree.children.get('_id')?.kind === 'include'
}

function includeFields(tree: Tree, value: BsonDocument, root: BsonDocument): BsonDocument {
  const result: BsonDocument = {}
  for (const [name, inner] of Object.entries(value)) {
    const node = tree.children.get(name)
    if (!node || node.kind === 'exclude' || node.kind === 'compute') continue
    const shown = node.kind === 'tree' ? includeInside(node, inner, root) : showNode(node, inner, root)
    if (shown !== undefined) result[name] = shown
  }
  addComputed(tree, result, root)
  return result
}

function includeInside(tree: Tree, value: unknown, root: BsonDocument): unknown {
  if (isDocument(value)) return includeFields(tree, value, root)
  if (!Array.isArray(value)) return undefined
  return value.map((element) => includeInside(tree, element, root)).filter((element) => element !== undefined)
}

function showNode(node: Exclude<Node, Tree>, value: unknown, root: BsonDocument): unknown {
  if (node.kind !== 'array') return value
  return Array.isArray(value) ? node.pick(value, root) : node.keepsOthers ? value : undefined
}

function excludeFields(tree: Tree, value: BsonDocument, root: BsonDocument): BsonDocument {
  const result: BsonDocument = {}
  for (const [name, inner] of Object.entries(value)) {
    const node = tree.children.get(name)
    if (!node || node.kind === 'include') result[name] = inner
    else if (node.kind === 'tree') result[name] = excludeInside(node, inner, root)
    else if (node.kind === 'array') result[name] = showNode(node, inner, root)
  }
  return result
}

function excludeInside(tree: Tree, value: unknown, root: BsonDocument): unknown {
  if (isDocument(value)) return excludeFields(tree, value, root)
  return Array.isArray(value) ? value.map((element) => excludeInside(tree, element, root)) : value
}

function addComputed(tree: Tree, result: BsonDocument, root: BsonDocument): void {
  for (const [name, node] of tree.children) {
    if (node.kind === 'compute') {
      const value = node.evaluate(root)
      if (value === undefined) delete result[name]
      else result[name] = value
    } else if (node.kind === 'tree' && hasComputed(node)) {
      result[name] = computeInside(node, result[name], root)
    }
  }
}

const hasComputed = (tree: Tree): boolean =>
  [...tree.children.values()].some(
    (node) => node.kind === 'compute' || (node.kind === 'tree' && hasComputed(node)),
  )

function computeInside(tree: Tree, value: unknown, root: BsonDocument): unknown {
  if (Array.isArray(value)) return value.map((element) => computeInside(tree, element, root))
  const result: BsonDocument = isDocument(value) ? { ...value } : {}
  addComputed(tree, result, root)
  return result
}

/** $addFields and $set: everything stays, the named fields are computed from the document as it came in. */
export function compileAddFields(specification: BsonDocument, variables?: Variables): Projection {
  const tree = newTree()
  const add = (path: string, value: unknown): void => {
    const nested =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')
    if (nested) for (const [name, inner] of Object.entries(value)) add(`${path}.${name}`, inner)
    else
      placeNode(
        tree,
        path.split('.'),
        { kind: 'compute', evaluate: compileExpression(value, variables) },
        path,
      )
  }
  for (const [path, value] of Object.entries(specification)) add(path, value)
  return (document) => {
    const result = { ...document }
    addComputed(tree, result, document)
    return result
  }
}

/** $unset: everything but the named fields. */
export function compileUnset(paths: unknown): Projection {
  const names = Array.isArray(paths) ? paths : [paths]
  if (names.length === 0 || names.some((name) => typeof name !== 'string' || name === '')) {
    throw new MongoError(31002, '$unset specification must be a string or an array of strings')
  }
  const projection = compileProjection(Object.fromEntries(names.map((name) => [name, 0])), {
    inPipeline: true,
  })
  return projection ?? ((document) => document)
}

// How a dotted path walks through a document when it is asked for by a query: into subdocuments, and into every element of
// an array on the way (numbers in the path also pick one element). Promises to show each value once and to stop when told.
import { isDocument } from '../bson/bson-values.js'

/** Told a value that the path leads to (undefined: it leads nowhere). True stops the walk. */
export type ValueTest = (value: unknown) => boolean

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

export const splitPath = (path: string): readonly string[] => path.split('.')

/** Values at the end of the path; an array at the end is shown as itself. True as soon as one passes. */
export function anyAtPath(root: unknown, parts: readonly string[], test: ValueTest, from = 0): boolean {
  let current: unknown = root
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] ?? ''
    if (Array.isArray(current)) return anyInArray(current, parts, test, at)
    if (!isDocument(current)) return test(undefined)
    current = ownField(current, part)
  }
  return test(current)
}

function anyInArray(
  array: readonly unknown[],
  parts: readonly string[],
  test: ValueTest,
  at: number,
): boolean {
  const part = parts[at] ?? ''
  if (isIndex(part) && Number(part) < array.length) {
    const element = array[Number(part)]
    if (at + 1 === parts.length ? test(element) : anyAtPath(element, parts, test, at + 1)) return true
  }
  for (const element of array) {
    if (isDocument(element) && anyAtPath(element, parts, test, at)) return true
  }
  return false
}

/** A field of its own, never one of JavaScript's prototype. */
export function ownField(document: Record<string, unknown>, name: string): unknown {
  const value = document[name]
  return value !== undefined && Object.hasOwn(document, name) ? value : undefined
}

/** The value at a path that meets no array (through an array it picks by number); otherwise undefined. */
export function valueAtPath(root: unknown, path: string): unknown {
  if (!path.includes('.')) return isDocument(root) ? ownField(root, path) : undefined
  let current: unknown = root
  for (const part of splitPath(path)) {
    if (Array.isArray(current)) current = isIndex(part) ? current[Number(part)] : undefined
    else if (isDocument(current)) current = ownField(current, part)
    else return undefined
  }
  return current
}

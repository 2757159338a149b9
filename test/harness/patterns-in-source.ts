// Every regular expression of our sources: those written out, and the places where one is put together, with what came of it.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'
import { sourceFiles } from './source-files.js'

export interface WrittenPattern {
  readonly place: string
  readonly source: string
  readonly flags: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly regex?: { readonly pattern: string; readonly flags: string }
  readonly callee?: { readonly type: string; readonly name?: string }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function* nodesOf(value: unknown): Generator<Node> {
  if (isNode(value)) yield value
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* nodesOf(part)
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

/** Regular expressions that stand in the code of these folders, and the lines on which others are made. */
export function patternsIn(folders: readonly string[]): {
  readonly written: readonly WrittenPattern[]
  readonly composedAt: readonly { readonly file: string; readonly line: number }[]
} {
  const written: WrittenPattern[] = []
  const composedAt: { file: string; line: number }[] = []
  for (const file of sourceFiles(folders)) {
    const source = readFileSync(file, 'utf8')
    if (!source.includes('/') && !source.includes('RegExp')) continue
    for (const node of nodesOf(parseSync(file, source).program)) {
      if (node.regex)
        written.push({
          place: `${file}:${lineOf(source, node.start)}`,
          source: node.regex.pattern,
          flags: node.regex.flags,
        })
      if (/^(?:New|Call)Expression$/.test(node.type) && node.callee?.name === 'RegExp')
        composedAt.push({ file, line: lineOf(source, node.start) })
    }
  }
  return { written, composedAt }
}

/** What a module puts together while it is loaded and used. The module is loaded anew. */
export async function composedBy(
  file: string,
  use?: (module: Record<string, unknown>) => void,
): Promise<readonly WrittenPattern[]> {
  const made: WrittenPattern[] = []
  const own = globalThis.RegExp
  globalThis.RegExp = new Proxy(own, {
    construct(target, [source, flags], newTarget) {
      const pattern: unknown = Reflect.construct(target, [source, flags], newTarget)
      if (pattern instanceof own && new Error('whose').stack?.split('\n')[2]?.includes(file))
        made.push({ place: file, source: pattern.source, flags: pattern.flags })
      return pattern as object
    },
  })
  try {
    const module: Record<string, unknown> = await import(`${pathToFileURL(file).href}?composed=${Date.now()}`)
    use?.(module)
  } finally {
    globalThis.RegExp = own
  }
  return made
}

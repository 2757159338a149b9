// The words of a page's script, as the server wrote them into the page: by the same typed keys as on the server, in one
// language. Runs in the browser, where i18next would be the largest thing that is loaded.
import { z } from 'zod'
import type { LinesKey, TextKey, TextTree, TextValues } from '../../i18n/texts.js'

export const textTree: z.ZodType<TextTree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), textTree])),
)

export interface PageWords<Texts> {
  readonly say: <Key extends TextKey<Texts>>(key: Key, values?: TextValues) => string
  readonly lines: (key: LinesKey<Texts>) => readonly string[]
}

export function wordsFrom<Texts>(tree: TextTree): PageWords<Texts> {
  function at(key: string): string | readonly string[] | TextTree | undefined {
    let found: string | readonly string[] | TextTree | undefined = tree
    for (const step of key.split('.')) found = isTree(found) ? found[step] : undefined
    return found
  }
  function counted(key: string, count: TextValues[string] | undefined) {
    return (count === 1 ? at(`${key}_one`) : undefined) ?? at(`${key}_other`)
  }
  return {
    say(key, values = {}) {
      const text = at(key) ?? counted(key, values.count)
      if (typeof text !== 'string') throw new Error(`This page has no text "${key}"`)
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name: string) => String(values[name] ?? '…'))
    },
    lines(key) {
      const found = at(key)
      if (!isList(found)) throw new Error(`This page has no lines "${key}"`)
      return found
    },
  }
}

const isList = (found: unknown): found is readonly string[] => Array.isArray(found)
const isTree = (found: string | readonly string[] | TextTree | undefined): found is TextTree =>
  typeof found === 'object' && !isList(found)

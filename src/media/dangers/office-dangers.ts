// What runs, hides or is fetched when a paper of an office program is opened: macros, things laid into it, and templates or pictures
// that lie elsewhere. By the names of its parts and by what its parts say of each other; nothing is run.

import { holds, latin1, wide } from '../kinds/file-kind.js'
import { entryStart } from './bounded-unpacking.js'
import { nameRuns } from './danger-signs.js'
import type { FileDanger } from './known-dangers.js'
import { zipEntries } from './zip-entries.js'

const mostOfPart = 1_000_000
const mostParts = 200

export function officeDangers(bytes: Uint8Array, ending: string): FileDanger[] {
  if (ending === 'rtf') return richTextDangers(new TextDecoder('latin1').decode(bytes))
  return latin1(bytes, 0, 4) === '\xd0\xcf\x11\xe0' ? compoundDangers(bytes) : packageDangers(bytes)
}

function richTextDangers(words: string): FileDanger[] {
  return [
    ...(/\\obj(?:data|update|autlink|ocx|emb|html)/i.test(words) ? (['embedded'] as const) : []),
    ...(/\\\*\\template\s|INCLUDEPICTURE|INCLUDETEXT|DDEAUTO/i.test(words) ? (['fetches'] as const) : []),
  ]
}

function compoundDangers(bytes: Uint8Array): FileDanger[] {
  const has = (...names: readonly string[]) => names.some((name) => holds(bytes, wide(name)))
  return [
    ...(has('_VBA_PROJECT', 'Macros') ? (['macros'] as const) : []),
    ...(has('Ole10Native', 'Equation Native') ? (['embedded'] as const) : []),
    ...(has('EncryptedPackage') ? (['locked'] as const) : []),
  ]
}

/** Of Office and of LibreOffice. */
const runs = /vbaProject\.bin$|^Basic\/|^Scripts\/|\/activeX\/|\/macrosheets\//i
const lies = (name: string) =>
  /^Object(?:Replacements\/| )/.test(name) || (/\/embeddings\//i.test(name) && /\.bin$/i.test(name))
const telling = /\.rels$|^\[Content_Types\]\.xml$|^word\/document\.xml$|^content\.xml$/i

function packageDangers(bytes: Uint8Array): FileDanger[] {
  const entries = zipEntries(bytes) ?? []
  const names = entries.map(({ name }) => name)
  const parts = entries.filter(({ name }) => telling.test(name)).slice(0, mostParts)
  const words = parts.map((part) =>
    new TextDecoder().decode(entryStart(bytes, part, mostOfPart) ?? new Uint8Array()),
  )
  const says = (pattern: RegExp) => words.some((one) => pattern.test(one))
  const hasMacros = names.some((name) => runs.test(name)) || says(/ms-office\.vbaProject|macroEnabled/i)
  const isLaidIn = names.some((name) => lies(name) || (nameRuns(name) && /embed|media|Pictures/i.test(name)))
  return [
    ...(hasMacros ? (['macros'] as const) : []),
    ...(isLaidIn ? (['embedded'] as const) : []),
    ...(words.some(fetchesAtOnce) || says(/\bDDE(?:AUTO)?\s/) ? (['fetches'] as const) : []),
    ...(entries.some(({ isEncrypted }) => isEncrypted) ? (['locked'] as const) : []),
  ]
}

/** Whatever lies elsewhere and is no link to press: a template, a picture, a thing. */
function fetchesAtOnce(words: string): boolean {
  const relations = words.split('<Relationship').slice(1)
  return relations.some((relation) => {
    const tag = relation.slice(0, 4000).split('>')[0] ?? ''
    return /TargetMode\s{0,9}=\s{0,9}["']External/i.test(tag) && !/\/hyperlink["']/i.test(tag)
  })
}

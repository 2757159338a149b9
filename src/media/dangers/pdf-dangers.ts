// What a PDF does by itself or carries with it, by the names of its actions: also where a name is written in other letters, and in
// objects that were packed together. A program that reads PDF may understand what this does not see.
import { unpackedStart } from './bounded-unpacking.js'
import type { FileDanger } from './known-dangers.js'

const mostOfOne = 2_000_000
const mostOfAll = 16_000_000

const runs = /\/(?:JavaScript|Launch|RichMedia|Rendition|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])/
const carries = /\/EmbeddedFiles?(?![A-Za-z])/
const isLocked = /\/Encrypt(?![A-Za-z])/

export function pdfDangers(bytes: Uint8Array): FileDanger[] {
  const text = new TextDecoder('latin1').decode(bytes)
  const all = [plainNames(text), ...packedObjects(bytes, text)]
  const says = (pattern: RegExp) => all.some((words) => pattern.test(words))
  return [
    ...(says(runs) ? (['pdfRuns'] as const) : []),
    ...(says(carries) ? (['embedded'] as const) : []),
    ...(says(isLocked) ? (['locked'] as const) : []),
  ]
}

/** Any letter of a name may be written as #xx, so that a search for the name does not find it. */
const plainNames = (text: string) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function packedObjects(bytes: Uint8Array, text: string): string[] {
  const found: string[] = []
  let left = mostOfAll
  for (let at = text.indexOf('stream'); at !== -1 && left > 0; at = text.indexOf('stream', at + 6)) {
    const about = plainNames(text.slice(Math.max(0, at - 600), at))
    if (!/\/ObjStm(?![A-Za-z])/.test(about)) continue
    const end = text.indexOf('endstream', at)
    if (end === -1) break
    const from = at + (text[at + 6] === '\r' ? 8 : 7)
    const unpacked = unpackedStart(bytes.subarray(from, end), Math.min(mostOfOne, left), 'zlib')
    left -= Math.max(unpacked.length, 1000)
    found.push(plainNames(new TextDecoder('latin1').decode(unpacked)))
    at = end
  }
  return found
}

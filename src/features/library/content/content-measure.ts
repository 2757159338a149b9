// Measures what was said against what a field holds, and says which line is too long and by how much. Knows no language.
import { plainAddress } from '../../../i18n/letters/plain-address.js'
import { segmentsOf } from '../../../i18n/letters/segments.js'
import type { Field } from '../adding/content-fields.js'

export type Unusable =
  | { readonly why: 'empty' }
  | { readonly why: 'tooLong'; readonly line: number; readonly length: number; readonly over: number }
  | { readonly why: 'tooMany'; readonly count: number }
  | { readonly why: 'notPair' | 'notFigure' | 'noHeading'; readonly line: number }
  | { readonly why: 'notLink' | 'codeTooLong' }

export type Measured =
  | { readonly ok: true; readonly items: readonly string[] }
  | ({ readonly ok: false } & Unusable)

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' })
export const lengthOf = (words: string): number => [...segmentsOf(segmenter, words)].length

/** The items that a message adds to those that are there. Lines are counted in the message, from 1. */
export function measure(field: Field, before: readonly string[], message: string): Measured {
  const { shape, longest, most } = field
  const single = shape === 'words' || shape === 'link' || shape === 'qr' || shape === 'blocks'
  const lines = (single ? [message] : message.split('\n')).map((line) => tidy(line, single))
  const items = lines.filter((line) => line !== '')
  if (items.length === 0) return { ok: false, why: 'empty' }
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const problem = problemOf(shape, line, index + 1)
    if (problem) return { ok: false, ...problem }
    const length = lengthOf(line)
    if (length > longest && shape !== 'link' && shape !== 'qr')
      return { ok: false, why: 'tooLong', line: index + 1, length, over: length - longest }
  }
  const all = most === 1 ? items : [...before, ...items]
  return all.length > most ? { ok: false, why: 'tooMany', count: all.length } : { ok: true, items: all }
}

/** Numbers and bullets that people write before points are not part of them; neither is a figure at a line's start. */
const tidy = (line: string, single: boolean): string =>
  single ? line.trim() : line.trim().replace(/^(?:[-•*]|[0-9๐-๙]{1,2}[.)])\s+/u, '')

function problemOf(shape: Field['shape'], line: string, number: number): Unusable | undefined {
  switch (shape) {
    case 'words':
    case 'lines':
      return undefined
    case 'blocks':
      return hasWords(line, line.indexOf('\n')) ? undefined : { why: 'noHeading', line: number }
    case 'pairs':
      return isPair(line) ? undefined : { why: 'notPair', line: number }
    case 'figures':
      return /^\S{1,10}\s+\S/u.test(line) ? undefined : { why: 'notFigure', line: number }
    case 'link':
      return isAddress(line, ['https:']) && line.length <= 1000 ? undefined : { why: 'notLink' }
    case 'qr':
      if (!isAddress(line, ['https:', 'http:'])) return { why: 'notLink' }
      return line.length <= 213 ? undefined : { why: 'codeTooLong' }
  }
}

/** Something stands behind this place, which is there. */
const hasWords = (line: string, at: number): boolean => at >= 0 && line.slice(at + 1).trim() !== ''

function isPair(line: string): boolean {
  const colon = line.search(/[:：]/u)
  return hasWords(line, colon) && line.slice(0, colon).trim() !== ''
}

const isAddress = (words: string, protocols: readonly string[]): boolean =>
  plainAddress(words, protocols) !== undefined

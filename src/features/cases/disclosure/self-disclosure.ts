// Finds what would tell who wrote a tip: numbers, addresses, "my name is", and the small words that give away who speaks.
// It runs where the words are in clear and keeps nothing. It only points and proposes; the person decides.

import { plainWordsOf } from '../names/plain-words.js'
import { type DisclosureKind, disclosureKinds, type Sign, type SignFinder } from './disclosure-kinds.js'
import { handlesIn } from './thai-own-handles.js'
import { ownNamesIn } from './thai-own-names.js'
import { numbersIn } from './thai-own-numbers.js'
import { placesIn } from './thai-own-places.js'
import { selfWordsIn } from './thai-signs-of-self.js'

export interface Disclosure {
  readonly kind: DisclosureKind
  /** UTF-16 units of the text as it was given: `text.slice(start, end)`. */
  readonly start: number
  readonly end: number
  /** What could stand there instead; '' says that it can simply go. */
  readonly instead: string
}

const finders: readonly SignFinder[] = [numbersIn, handlesIn, placesIn, ownNamesIn, selfWordsIn]

/** Sorted by place. Those that overlap are one, from the first to the last of them, named by the most telling kind. */
export function disclosuresIn(text: string): Disclosure[] {
  const plain = plainWordsOf(text)
  const signs = finders.flatMap((find) => find(plain.words))
  // In the places of the text as it was given: two signs may lie in one ligature.
  return [...united(signs.map((sign) => ({ ...sign, ...plain.origin(sign.start, sign.end) })))]
}

function united(signs: readonly Sign[]): readonly Sign[] {
  const all: Sign[] = []
  for (const sign of signs.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = all.at(-1)
    if (!last || sign.start >= last.end) all.push(sign)
    else all[all.length - 1] = together(last, sign)
  }
  return all
}

function together(one: Sign, other: Sign): Sign {
  const telling = rank(one.kind) <= rank(other.kind) ? one : other
  return { ...telling, start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) }
}

const rank = (kind: DisclosureKind): number => disclosureKinds.indexOf(kind)

/** What goes may bring together what stood apart, so that it is read again; each time less is left. */
const mostReadings = 4

/** The text with every proposal taken. Particles that only tell who speaks go, pronouns become "the reporter". */
export function neutralised(text: string): string {
  let rest = text
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const found = disclosuresIn(rest)
    if (found.length === 0) return tidied(rest)
    rest = replaced(rest, found)
  }
  return tidied(rest)
}

function replaced(text: string, found: readonly Disclosure[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end, instead } of found) {
    parts.push(text.slice(from, start), instead)
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

const tidied = (text: string): string => text.replace(/ +/g, ' ').trim()

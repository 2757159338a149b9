// Looks through one text for officers by their marks, and weighs what it finds: a whole name is certain, a first name behind a title
// or beside the unit is likely. Linear in the length of the text.

import { unaccented } from '../officer/officer-words.js'
import type { Hit, Layer, MarkIndex, MarkKind } from './name-marks.js'
import { brackets, plain } from './thai-officer-names.js'
import { consonantsOf } from './thai-romanisation.js'
import { type Stream, soundOf, spellingOf } from './thai-spelling-skeleton.js'
import type { TitleFamily } from './thai-title-words.js'
import { titlesIn } from './thai-titles.js'

export type Sureness = 'certain' | 'likely'

interface Span {
  /** Where its first letter is, and where that is when it was held down: สสสม. */
  readonly start: number
  readonly last: number
  readonly end: number
  readonly layer: Layer
  readonly symbols: string
  readonly weight: number
}

/** A consonant of a Latin word says more than a letter: it stands for a syllable. */
const weights: Readonly<Record<Layer, number>> = { a: 1, b: 1, c: 1.25 }
const sure = { pair: 6, latinPair: 8, titledPair: 4, apart: 8, part: 3 }
const likely = { latinPair: 6, titled: 2.5, latinAlone: 3.5, nickname: 2, nearUnit: 4, surname: 4 }
const mostApart = { letters: 30, places: 80 }
const nearUnit = 90
const mostGap = 6

/** By officer: how sure it is. */
export function searchText(index: MarkIndex, given: string): Map<number, Sureness> {
  const found = new Map<number, Sureness>()
  const text = plain(given)
  const { outside, inside } = brackets(text)
  // สมหมาย (หมอหมาย) ใจตรง
  for (const words of inside.length > 0 ? [text, outside] : [text])
    for (const [officer, sureness] of new TextSearch(index, words).found())
      if (found.get(officer) !== 'certain') found.set(officer, sureness)
  return found
}

class TextSearch {
  readonly #index: MarkIndex
  readonly #text: string
  readonly #titles: Map<number, Set<TitleFamily>>
  readonly #found = new Map<number, Sureness>()
  readonly #spans = new Map<number, Record<'f' | 's' | 'n' | 'u', Map<string, Span>>>()

  constructor(index: MarkIndex, text: string) {
    this.#index = index
    this.#text = text
    this.#titles = namesBehindTitles(text)
  }

  found(): Map<number, Sureness> {
    this.#take('a', spellingOf(this.#text))
    this.#take('b', soundOf(this.#text))
    this.#takeWords()
    const letters = lettersBefore(this.#text)
    for (const officer of this.#spans.keys()) this.#weigh(officer, letters)
    return this.#found
  }

  #tell(officer: number, sureness: Sureness): void {
    if (this.#found.get(officer) !== 'certain') this.#found.set(officer, sureness)
  }

  #take(layer: Layer, { symbols, from, last, to }: Stream): void {
    for (const hit of this.#index.within(layer, symbols))
      this.#keep(hit, {
        start: from[hit.from] ?? 0,
        last: last[hit.from] ?? 0,
        end: to[hit.to - 1] ?? 0,
        ...{ layer, symbols: hit.symbols, weight: hit.symbols.length },
      })
  }

  /** Words in Latin letters begin and end somewhere; up to four may be one name (Som-mai Jai-trong). */
  #takeWords(): void {
    const words = [...this.#text.matchAll(/[\p{Script=Latin}\p{M}]+/gu)].map((match) => ({
      letters: unaccented(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }))
    for (const [place, { start }] of words.entries()) {
      let joined = ''
      let before = start
      for (const word of words.slice(place, place + 4)) {
        joined += word.letters
        if (word.start - before > 3 || joined.length > 40) break
        before = word.end
        const symbols = consonantsOf(joined)
        const span = {
          start,
          last: start,
          end: word.end,
          layer: 'c' as const,
          symbols,
          weight: symbols.length * weights.c,
        }
        for (const hit of this.#index.whole('c', symbols)) this.#keep(hit, span)
      }
    }
  }

  #keep({ officer, kind }: Hit & { readonly officer: number }, span: Span): void {
    if (this.#found.get(officer) === 'certain') return
    if (kind === 'w') this.#tell(officer, 'certain')
    if (kind === 'l') this.#tell(officer, 'likely')
    if (!isPart(kind)) return
    const spans = this.#spans.get(officer) ?? { f: new Map(), s: new Map(), n: new Map(), u: new Map() }
    this.#spans.set(officer, spans)
    const key = `${span.last}-${span.end}`
    const before = spans[kind].get(key)
    if (!before || before.weight < span.weight) spans[kind].set(key, span)
  }

  #titlesOf({ start, last }: Span): ReadonlySet<TitleFamily> | undefined {
    return this.#titles.get(last) ?? this.#titles.get(start)
  }

  #weigh(officer: number, letters: Int32Array): void {
    const { f, s, n, u } = this.#spans.get(officer) ?? {
      f: new Map(),
      s: new Map(),
      n: new Map(),
      u: new Map(),
    }
    const near = nearTo(u.values(), this.#text.length)
    for (const [spans, least] of [
      [f.values(), likely.titled],
      [n.values(), likely.nickname],
    ] as const)
      for (const span of spans) this.#weighAlone(officer, span, { least, isNear: near?.[span.last] === 1 })
    for (const span of s.values())
      if (this.#titlesOf(span) && span.weight >= likely.surname) this.#tell(officer, 'likely')
    this.#weighPairs(officer, [...f.values()], [...s.values()], letters)
    this.#weighPairs(officer, [...s.values()], [...f.values()], letters)
  }

  #weighAlone(officer: number, span: Span, { least, isNear }: { least: number; isNear: boolean }): void {
    const families = this.#titlesOf(span)
    if (isNear && span.weight >= likely.nearUnit) this.#tell(officer, families ? 'certain' : 'likely')
    if (!families) return
    const isOwn = [...families].some((family) =>
      this.#index.withFamily(span.layer, span.symbols, family).includes(officer),
    )
    if (span.weight >= (span.layer === 'c' ? likely.latinAlone : least))
      this.#tell(officer, isOwn ? 'certain' : 'likely')
    // Two consonants are many people's: the title has to be the officer's own.
    else if (isOwn) this.#tell(officer, 'likely')
  }

  /** A name and a surname behind one another, in either order, or near each other. */
  #weighPairs(officer: number, firsts: readonly Span[], seconds: readonly Span[], letters: Int32Array): void {
    const bySpot = new Map<number, Span[]>()
    for (const second of seconds) bySpot.set(second.last, [...(bySpot.get(second.last) ?? []), second])
    if (bySpot.size === 0) return
    for (const first of firsts) {
      if (this.#found.get(officer) === 'certain') return
      // One letter may end the one and begin the other: สมชายยิ่ง.
      for (let spot = first.end - 1; spot <= first.end + mostApart.places; spot += 1) {
        const between = (letters[spot] ?? 0) - (letters[first.end] ?? 0)
        if (between > mostApart.letters) break
        for (const second of bySpot.get(spot) ?? []) {
          const sureness = this.#pairOf(first, second, between)
          if (sureness) this.#tell(officer, sureness)
        }
      }
    }
  }

  #pairOf(first: Span, second: Span, between: number): Sureness | undefined {
    const weight = first.weight + second.weight
    const isLatin = first.layer === 'c' && second.layer === 'c'
    if (between <= 0) {
      const isTitled = this.#titlesOf(first) !== undefined || this.#titlesOf(second) !== undefined
      if (isTitled && weight >= sure.titledPair) return 'certain'
      if (weight >= (isLatin ? sure.latinPair : sure.pair)) return 'certain'
      return isLatin && weight >= likely.latinPair ? 'likely' : undefined
    }
    const isHeavy = weight >= sure.apart && Math.min(first.weight, second.weight) >= sure.part
    return isHeavy ? 'likely' : undefined
  }
}

const isPart = (kind: MarkKind): kind is 'f' | 's' | 'n' | 'u' => 'fsnu'.includes(kind)

/** Where a name may begin because a title ends there. */
function namesBehindTitles(text: string): Map<number, Set<TitleFamily>> {
  const places = new Map<number, Set<TitleFamily>>()
  for (const { end, family } of titlesIn(text)) {
    let at = end
    while (at < end + mostGap && !/[\p{L}\p{N}]/u.test(text.charAt(at))) at += 1
    const families = places.get(at) ?? new Set()
    families.add(family)
    places.set(at, families)
  }
  return places
}

/** Of each place: how many letters come before it. */
function lettersBefore(text: string): Int32Array {
  const counts = new Int32Array(text.length + 1)
  for (let at = 0; at < text.length; at += 1)
    counts[at + 1] = (counts[at] ?? 0) + (/[\p{L}\p{N}]/u.test(text.charAt(at)) ? 1 : 0)
  return counts
}

function nearTo(units: Iterable<Span>, length: number): Uint8Array | undefined {
  const near = new Uint8Array(length + 1)
  let any = false
  for (const { start, end } of units) {
    near.fill(1, Math.max(0, start - nearUnit), end + nearUnit)
    any = true
  }
  return any ? near : undefined
}

// Salted marks of words, and the search for them in a text, in linear time: whoever holds the marks can test a word, and read none.
// A mark has its kind, the layer of the text in which it is sought, its length, 16 bits that spare hashing every place, and a hash.
import sodium from 'libsodium-wrappers-sumo'
import { toStored } from '../../../sealing/vault-encoding.js'

/** a: letters, b: sounds, c: consonants of words in Latin letters. */
export type Layer = 'a' | 'b' | 'c'
/**
 * f: first name, s: surname, n: nickname, w: tells who by itself, l: likely tells who by itself, u: unit, t: a first name with
 * the family of its title.
 */
export type MarkKind = 'f' | 's' | 'n' | 'w' | 'l' | 'u' | 't'

export interface Words {
  readonly kind: MarkKind
  readonly layer: Layer
  readonly symbols: string
}

export interface Hit {
  readonly kind: MarkKind
  readonly layer: Layer
  readonly symbols: string
  /** Symbols from where to where. */
  readonly from: number
  readonly to: number
}

export class MarkSalt {
  readonly #salt: Uint8Array
  readonly #base: number
  readonly #spread: number

  /** Sodium must be ready. 16 bytes. */
  constructor(salt: Uint8Array) {
    this.#salt = salt
    const [base = 0, spread = 0] = new Uint32Array(
      sodium.crypto_generichash(8, 'sujarit officer places', salt).buffer,
    )
    // Odd, or the first letters would count for nothing.
    this.#base = (base | 1) >>> 0
    this.#spread = (spread | 1) >>> 0
  }

  hash(words: string): string {
    return toStored(sodium.crypto_generichash(9 + 7, `sujarit officer ${words}`, this.#salt).slice(0, 9))
  }

  mark({ kind, layer, symbols }: Words): string {
    const check = this.#check(this.sums(symbols).at(-1) ?? 0)
    return `${kind}${layer}${symbols.length.toString(36)}.${check.toString(36)}.${this.hash(`${layer} ${symbols}`)}`
  }

  #check = (sum: number): number => Math.imul(sum, this.#spread) >>> 16

  /** Of every beginning of the text: what makes the sum of any part of it one subtraction. */
  sums(text: string): Uint32Array {
    const sums = new Uint32Array(text.length + 1)
    for (let at = 0; at < text.length; at += 1)
      sums[at + 1] = Math.imul(sums[at] ?? 0, this.#base) + text.charCodeAt(at) + 1
    return sums
  }

  /** Every place where a mark of this layer may stand: the hash has still to be compared. */
  *places(
    text: string,
    lengths: ReadonlyMap<number, ReadonlySet<number>>,
  ): Generator<readonly [from: number, to: number]> {
    const sums = this.sums(text)
    for (const [length, checks] of lengths) {
      let power = 1
      for (let count = 0; count < length; count += 1) power = Math.imul(power, this.#base)
      for (let to = length; to <= text.length; to += 1) {
        const sum = (sums[to] ?? 0) - Math.imul(sums[to - length] ?? 0, power)
        if (checks.has(this.#check(sum))) yield [to - length, to]
      }
    }
  }
}

interface KnownMark {
  readonly officer: number
  readonly kind: MarkKind
}

const readMark = /^([fsnwlut])([abc])([0-9a-z]{1,3})\.([0-9a-z]{1,4})\.([\w-]{12})$/

/** The marks of several officers, made ready to be sought. */
export class MarkIndex {
  readonly #salt: MarkSalt
  readonly #known = new Map<string, KnownMark[]>()
  readonly #lengths: Record<Layer, Map<number, Set<number>>> = { a: new Map(), b: new Map(), c: new Map() }
  readonly #hashed = new Map<string, string>()

  constructor(salt: MarkSalt, officers: readonly (readonly string[])[]) {
    this.#salt = salt
    for (const [officer, marks] of officers.entries())
      for (const mark of marks) {
        const [, kind, layer, size = '', check = '', hash = ''] = readMark.exec(mark) ?? []
        if (!isKind(kind) || !isLayer(layer)) throw new TypeError('A mark of an officer cannot be read')
        const known = this.#known.get(layer + hash) ?? []
        known.push({ officer, kind })
        this.#known.set(layer + hash, known)
        if (kind === 't') continue
        const length = Number.parseInt(size, 36)
        const checks = this.#lengths[layer].get(length) ?? new Set()
        checks.add(Number.parseInt(check, 36))
        this.#lengths[layer].set(length, checks)
      }
  }

  #knownAs(layer: Layer, words: string): readonly KnownMark[] {
    const key = `${layer} ${words}`
    const hash = this.#hashed.get(key) ?? this.#salt.hash(key)
    // The same places come again and again in a text; what is kept is bounded by the marks there are.
    if (this.#hashed.size < mostKept) this.#hashed.set(key, hash)
    return this.#known.get(layer + hash) ?? []
  }

  /** Each mark that stands anywhere in it. */
  *within(layer: Layer, text: string): Generator<Hit & { readonly officer: number }> {
    for (const [from, to] of this.#salt.places(text, this.#lengths[layer])) {
      const symbols = text.slice(from, to)
      for (const { officer, kind } of this.#knownAs(layer, symbols))
        yield { officer, kind, layer, symbols, from, to }
    }
  }

  /** Whether the whole of it is a mark. */
  *whole(layer: Layer, text: string): Generator<Hit & { readonly officer: number }> {
    const checks = this.#lengths[layer].get(text.length)
    if (!checks) return
    for (const [from, to] of this.#salt.places(text, new Map([[text.length, checks]])))
      for (const { officer, kind } of this.#knownAs(layer, text))
        yield { officer, kind, layer, symbols: text, from, to }
  }

  /** Of which officers this family of titles goes with this name. */
  withFamily(layer: Layer, symbols: string, family: string): readonly number[] {
    const known = this.#knownAs(layer, familyWords(family, symbols))
    return known.filter(({ kind }) => kind === 't').map(({ officer }) => officer)
  }
}

const mostKept = 20_000
export const familyWords = (family: string, symbols: string): string => `${family}:${symbols}`
const isKind = (kind: string | undefined): kind is MarkKind => kind !== undefined && 'fsnwlut'.includes(kind)
const isLayer = (layer: string | undefined): layer is Layer => layer !== undefined && 'abc'.includes(layer)

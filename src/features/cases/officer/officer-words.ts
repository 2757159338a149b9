// All the words by which one officer is sought: names, surnames, nicknames, chairs and units, as they are spelt, as they sound and
// as they are written in Latin letters. Light ones are left out: they would be found everywhere.
import { composed } from '../../../i18n/letters/composed.js'
import type { Layer, MarkKind, Words } from '../names/name-marks.js'
import { familyWords } from '../names/name-marks.js'
import { type Calling, type PersonName, plain, readCallings } from '../names/thai-officer-names.js'
import { consonantsOf, romanised } from '../names/thai-romanisation.js'
import { soundsLike, spellingOf } from '../names/thai-spelling-skeleton.js'
import type { TitleFamily } from '../names/thai-title-words.js'

/** So many letters, sounds or consonants at least, and so many ways of writing at most. */
const forms = {
  f: { least: { a: 2, b: 2, c: 2 }, most: { b: 8, c: 12 } },
  s: { least: { a: 2, b: 2, c: 2 }, most: { b: 8, c: 16 } },
  n: { least: { a: 2, b: 3, c: 2 }, most: { b: 4, c: 8 } },
  w: { least: { a: 5, b: 7, c: 99 }, most: { b: 8, c: 0 } },
  l: { least: { a: 4, b: 99, c: 4 }, most: { b: 0, c: 8 } },
  u: { least: { a: 4, b: 99, c: 99 }, most: { b: 0, c: 0 } },
} as const
const leastSurname = 6
const mostLetters = 60

const isLatin = (name: string): boolean => /^[\p{Script=Latin}\p{M}'-]+$/u.test(name)
/** Latin letters without their accents. */
export const unaccented = (word: string): string => composed(word, 'NFD').replace(/[^a-z]/g, '')

function latinForms(name: string, most: number): string[] {
  return isLatin(name) ? [consonantsOf(unaccented(name))] : romanised(name, most)
}

function written(kind: keyof typeof forms, whole: string): Words[] {
  const name = whole.slice(0, mostLetters)
  const { least, most } = forms[kind]
  const of = (layer: Layer, all: readonly string[]): Words[] =>
    all.filter((symbols) => symbols.length >= least[layer]).map((symbols) => ({ kind, layer, symbols }))
  return [
    ...of('a', spellings(name)),
    ...(isLatin(name) || most.b === 0 ? [] : of('b', soundsLike(name, most.b))),
    ...(most.c === 0 ? [] : of('c', latinForms(name, most.c))),
  ]
}

/** With and without the letters that a ์ makes silent. */
function spellings(name: string): string[] {
  const spelt = [name, name.replace(/[ก-ฮ][ิุ]?์/g, ''), name.replace(/[ตทดธ]ร์/g, '')]
  return [...new Set(spelt.map((one) => spellingOf(one).symbols))]
}

/** As it is spelt, and its likeliest form in Latin letters. */
const withFamilies = (kind: 'f' | 'n', name: string, families: readonly TitleFamily[]): Words[] => {
  const all = written(kind, name).filter(({ layer, symbols }) => symbols.length >= (layer === 'c' ? 2 : 3))
  const [inLatin] = all.filter(({ layer }) => layer === 'c')
  return [...all.filter(({ layer }) => layer === 'a'), ...(inLatin ? [inLatin] : [])].flatMap(
    ({ layer, symbols }) =>
      families.map((family) => ({ kind: 't' as const, layer, symbols: familyWords(family, symbols) })),
  )
}

/** Consonants, leading vowels and Latin letters: what a surname weighs without its marks. */
const heavy = (name: string): boolean =>
  name.replace(/[\u0e30-\u0e3a\u0e45-\u0e4e]/g, '').length >= leastSurname

function initialOf(name: string): string {
  const [initial = ''] = /[ก-ฮa-z]/.exec(name) ?? []
  return initial
}

function ofPerson({ first, last }: PersonName, isShared: (surname: string) => boolean): Words[] {
  const [name = ''] = first
  return [
    ...first.flatMap((one) => written('f', one)),
    ...last.flatMap((one) => written('s', one)),
    ...last
      .filter((one) => heavy(one) && !isShared(one))
      .flatMap((one) => [...written('w', one), ...written('l', one)]),
    // 'ส. ใจตรง'
    ...last.filter((one) => one.length > 2).flatMap((one) => written('l', initialOf(name) + one)),
    // 'Aree Mankong': the first name alone has too few consonants to be sought.
    ...(latinForms(name, 1)[0]?.length === 1 ? last.flatMap((one) => [...written('l', name + one)]) : []),
  ].filter(({ layer, kind }) => !(kind === 'l' && layer === 'a' && name.length === 1))
}

function ofCalling(
  calling: Calling,
  families: readonly TitleFamily[],
  isShared: (surname: string) => boolean,
): Words[] {
  if (calling.kind === 'person')
    return [
      ...ofPerson(calling, isShared),
      ...calling.first.flatMap((one) => withFamilies('f', one, families)),
    ]
  if (calling.kind === 'nickname')
    return calling.names.flatMap((one) => [...written('n', one), ...withFamilies('n', one, families)])
  // By its letters: กองคลัง and กองกลาง sound alike.
  return calling.kind === 'telling' ? written('w', calling.words).filter(({ layer }) => layer === 'a') : []
}

/** `lines`: all that one officer is called. `isShared`: whether a colleague has this surname too. */
export function wordsOf(lines: readonly string[], isShared: (surname: string) => boolean): Words[] {
  const read = lines.map(readCallings)
  const families = [...new Set(read.flatMap((one) => one.families))]
  const units = read
    .flatMap((one) => one.units)
    .flatMap((unit) => written('u', plain(unit).replace(/\s/g, '')))
  const all = [
    ...read.flatMap(({ callings }) => callings.flatMap((one) => ofCalling(one, families, isShared))),
    ...units,
  ]
  const keyOf = ({ kind, layer, symbols }: { kind: MarkKind; layer: Layer; symbols: string }) =>
    kind + layer + symbols
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}

export function surnamesOf(lines: readonly string[]): ReadonlySet<string> {
  const people = lines.flatMap((line) => readCallings(line).callings).filter((one) => one.kind === 'person')
  return new Set(people.flatMap(({ last }) => last).map((one) => spellingOf(one).symbols))
}

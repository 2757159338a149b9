// Thai names in Latin letters, by the official way and by habit (Sommai, Sommhai; Jaitrong, Chaitrong; Kullawat, Kunlawat): both
// scripts are brought to the same few consonants. Language data for named-officers.ts; it knows no person.
import { fewestChanges, silentFrom } from './thai-spelling-skeleton.js'

const classes: ReadonlyMap<string, string> = new Map(
  ['Kกขฃคฅฆ', 'Gง', 'Cจฉชฌ', 'Sซศษส', 'Tดฎตฏถฐทฑฒธ', 'Nนณ', 'Pบปผพภ', 'Fฝฟ', 'Mม', 'Lรลฬฤ'].flatMap((group) =>
    [...group.slice(1)].map((letter) => [letter, group.charAt(0)] as const),
  ),
)
const isVowel = (sign: string | undefined): boolean => sign !== undefined && sign >= 'ะ' && sign <= 'ู'
const isLeading = (sign: string | undefined): boolean => sign !== undefined && sign >= 'เ' && sign <= 'ไ'
const isMark = (sign: string): boolean =>
  (sign >= '\u0e47' && sign <= '\u0e4b') || sign === '\u0e4d' || sign === '\u0e4e'

/** What one letter may be in Latin: the commonest first. */
function choicesAt(signs: readonly string[], at: number): readonly string[] {
  const sign = signs[at] ?? ''
  const before = signs[at - 1]
  const next = signs[at + 1]
  const hasVowel = isVowel(next) || isLeading(before)
  const own = classes.get(sign)
  const isDouble = own !== undefined && before !== undefined && classes.get(before) === own
  if (sign === 'ำ') return ['M']
  if (sign === 'ญ') return hasVowel ? ['Y', 'N'] : ['N', '']
  if (sign === 'ย') return isVowel(before) ? ['', 'Y'] : ['Y', '']
  if (sign === 'ว')
    return isVowel(before) && before !== 'ุ' && before !== 'ู' && !isVowel(next) ? ['', 'W'] : ['W', '']
  if (sign === 'ห' || sign === 'ฮ')
    return next !== undefined && 'งญนณมยรลว'.includes(next) ? ['', 'H'] : ['H', '']
  if (own === undefined) return ['']
  if (isDouble) return sign === 'ร' ? ['', 'N', 'L'] : ['', own]
  if (sign === 'ร' || sign === 'ล' || sign === 'ฬ') {
    if (next === 'ร') return ['', 'N', 'L']
    const followsStop = before !== undefined && 'กขคตทถธปผพภบดสศ'.includes(before)
    if (followsStop) return ['', 'L', 'N']
    if (hasVowel) return ['L']
    return sign === 'ร' ? ['', 'L', 'N'] : ['L', 'N']
  }
  if (sign === 'ท' && next === 'ร') return ['S', 'T']
  return !hasVowel && at > 0 && 'จชซศษส'.includes(sign) ? [own, 'T'] : [own]
}

/** A consonant twice, even with a vowel between, is written once: Thai leaves vowels out, and people double letters. */
const once = (consonants: string): string =>
  [...consonants].filter((one, at, all) => one !== all[at - 1]).join('')

/** The consonants that the name can have in Latin letters, the likeliest first. */
export function romanised(name: string, most: number): string[] {
  const signs = [...name].filter((sign) => !isMark(sign))
  const choices: string[][] = []
  for (let at = 0; at < signs.length; at += 1) {
    const silent = silentFrom(signs, at)
    if (silent > 0) {
      const own = classes.get(signs[at] ?? '') ?? ''
      choices.push(own === '' ? [''] : ['', own])
      at += silent - 1
    } else choices.push([...choicesAt(signs, at)])
  }
  return [...new Set(fewestChanges(choices, most * 2).map(once))].slice(0, most)
}

const latin: readonly (readonly [string, string])[] = [
  ['tch', 'C'],
  ['ngk', 'GK'],
  ['ch', 'C'],
  ['sh', 'C'],
  ['dj', 'C'],
  ['ng', 'G'],
  ['ph', 'P'],
  ['bh', 'P'],
  ['th', 'T'],
  ['dh', 'T'],
  ['kh', 'K'],
  ['gh', 'K'],
  ['ck', 'K'],
  ['x', 'KS'],
  ...[...'kgqc'].map((letter) => [letter, 'K'] as const),
  ...[...'td'].map((letter) => [letter, 'T'] as const),
  ...[...'pb'].map((letter) => [letter, 'P'] as const),
  ...[...'sz'].map((letter) => [letter, 'S'] as const),
  ...[...'rl'].map((letter) => [letter, 'L'] as const),
  ...[...'wv'].map((letter) => [letter, 'W'] as const),
  ['j', 'C'],
  ['f', 'F'],
  ['m', 'M'],
  ['n', 'N'],
  ['h', 'H'],
  ['y', 'Y'],
]
const byLength = [3, 2, 1].map((length) => new Map(latin.filter(([letters]) => letters.length === length)))
const isLatinVowel = (sign: string): boolean => sign !== '' && 'aeiou'.includes(sign)

/** The same consonants of a word in Latin letters; small letters only. */
export function consonantsOf(word: string): string {
  let written = ''
  let beforeIsVowel = false
  for (let at = 0; at < word.length; ) {
    const [three, two, one] = byLength.map((table, index) => table.get(word.slice(at, at + 3 - index)))
    const symbols = three ?? two ?? one
    const length = three ? 3 : two ? 2 : 1
    const next = word.charAt(at + length)
    const kept: string =
      symbols === undefined
        ? ''
        : keptOf(symbols, word.charAt(at), isLatinVowel(next), beforeIsVowel, written)
    written += kept
    beforeIsVowel = isLatinVowel(word.charAt(at)) || (symbols !== undefined && kept === '' && beforeIsVowel)
    at += length
  }
  return once(written)
}

/** What makes a vowel longer, a cluster lighter or a sound harder is not a consonant. */
function keptOf(
  symbols: string,
  letter: string,
  beforeVowel: boolean,
  afterVowel: boolean,
  written: string,
): string {
  if (symbols === 'W' || symbols === 'Y') return beforeVowel ? symbols : ''
  if (symbols === 'H') return beforeVowel && (afterVowel || written === '') ? 'H' : ''
  if (symbols !== 'L') return symbols
  if (afterVowel) return letter === 'r' && !beforeVowel ? '' : 'L'
  const last = written.at(-1)
  return beforeVowel && last !== undefined && 'KTPSF'.includes(last) ? '' : 'L'
}

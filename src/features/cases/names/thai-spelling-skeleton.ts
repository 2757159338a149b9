// Thai as it sounds, so that a name is the same however it is spelt: twice, by letters alone and by what is heard of them. Language
// data for named-officers.ts; linear; it knows no person. Each symbol remembers from where in the text it is.

export interface Stream {
  readonly symbols: string
  /** Of each symbol: where its first letter begins and where its last one ends. Doubled letters are one symbol. */
  readonly from: readonly number[]
  readonly last: readonly number[]
  readonly to: readonly number[]
}

class Writing {
  symbols: string[] = []
  from: number[] = []
  last: number[] = []
  to: number[] = []

  /** The same symbol again is the same letter held down, or a double one. `start`: of what is not heard before it. */
  add(symbol: string, at: number, start = at): void {
    const end = this.symbols.length - 1
    if (this.symbols[end] === symbol) {
      this.last[end] = start
      this.to[end] = at + 1
      return
    }
    this.symbols.push(symbol)
    this.from.push(start)
    this.last.push(start)
    this.to.push(at + 1)
  }

  /** A letter that is not heard belongs to the one before it. */
  silent(at: number): void {
    if (this.to.length > 0) this.to[this.to.length - 1] = at + 1
  }

  done(): Stream {
    const { symbols, from, last, to } = this
    return { symbols: symbols.join(''), from, last, to }
  }
}

const tableOf = (groups: readonly string[]): ReadonlyMap<string, string> =>
  new Map(groups.flatMap((group) => [...group].map((letter) => [letter, group.charAt(0)] as const)))

/** Letters that are taken for each other; the first stands for all. */
const alike = tableOf([
  ...['คฆขฃฅ', 'ชฌฉ', 'สศษซ', 'ดฎ', 'ตฏ', 'ทธถฐฑฒ', 'นณ', 'พภผ', 'ฟฝ', 'ยญ', 'ลรฬฤ', 'หฮ'],
  ...['ไใ', 'ิี', 'ึื', 'ุู'],
])
const isMark = (sign: string): boolean => sign >= '\u0e47' && sign <= '\u0e4e'
const isSolid = (sign: string): boolean => /[\p{L}\p{M}\p{N}]/u.test(sign)

/** Letter by letter, whatever stands around: without marks, ะ and what is no letter; those that are taken for each other are one. */
export function spellingOf(text: string): Stream {
  const writing = new Writing()
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (isMark(sign) || sign === 'ะ' || sign === 'ๆ') writing.silent(at)
    else if (isSolid(sign)) writing.add(alike.get(sign) ?? sign, at)
  }
  return writing.done()
}

const sounds: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'kกขฃคฅฆ',
      'gง',
      'cจ',
      'hฉชฌ',
      'sซศษส',
      'tดฎตฏถฐทฑฒธ',
      'nนณ',
      'pบปผพภ',
      'fฝฟ',
      'mม',
      'lรลฬ',
      'wว',
      'yย',
      'xหฮ',
      'oอ',
    ],
    ...['aัา', 'iิี', 'uึืุู'],
  ]
    .flatMap((group) => [...group.slice(1)].map((letter) => [letter, group.charAt(0)] as const))
    .concat([
      ['ญ', 'y'],
      ['ฤ', 'li'],
      ['ำ', 'am'],
    ]),
)
const leading: ReadonlyMap<string, string> = new Map([
  ['เ', 'e'],
  ['แ', 'e'],
  ['โ', 'o'],
  ['ไ', 'ay'],
  ['ใ', 'ay'],
])
const isConsonant = (sign: string | undefined): boolean =>
  sign !== undefined && sign >= 'ก' && sign <= 'ฮ' && sign !== 'ฤ' && sign !== 'ฦ'
const isVowel = (sign: string | undefined): boolean => sign !== undefined && sign >= 'ะ' && sign <= 'ู'
/** ร and ล behind these are often not heard: ตรง, ปลา, ศรี. */
const beforeCluster = new Set('กขคดตทถธบปผพภสศซ')
const sonorants = new Set('งญนณมยรลว')

interface Letters {
  readonly signs: readonly string[]
  readonly places: readonly number[]
  /** Something that is no letter stands before it. */
  readonly parted: readonly boolean[]
}

function lettersOf(text: string): Letters {
  const signs: string[] = []
  const places: number[] = []
  const parted: boolean[] = []
  let isParted = true
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign !== '์' && (isMark(sign) || sign === 'ะ' || sign === 'ๆ')) continue
    if (!isSolid(sign)) {
      isParted = true
      continue
    }
    signs.push(sign)
    places.push(at)
    parted.push(isParted)
    isParted = false
  }
  return { signs, places, parted }
}

/** How many letters from here are not spoken because of a ์: 0 when none. */
export function silentFrom(signs: readonly string[], at: number): number {
  const [one = '', two = '', three = ''] = signs.slice(at, at + 3)
  if (!isConsonant(one)) return 0
  if (two === '์') return 2
  if ((two === 'ิ' || two === 'ุ') && three === '์') return 3
  if (two === 'ร' && three === '์' && 'ตทดธ'.includes(one)) return 3
  return 0
}

/** รร is a vowel (ธรรม, วรรณ), but not where the second ร has one of its own (เพชรรัตน์). */
const isDoubleRo = (signs: readonly string[], at: number): boolean =>
  signs[at] === 'ร' && signs[at + 1] === 'ร' && !isVowel(signs[at + 2])

/** What is heard: silent letters, ห before a sonorant and ร ล in clusters are gone, ทร is ซ, รร is ะ or ัน, vowels have no length. */
export function soundOf(text: string): Stream {
  const { signs, places, parted } = lettersOf(text)
  const writing = new Writing()
  let vowel = ''
  /** Where the vowel or the ห is that is written before what is heard first. */
  let begun: number | undefined
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? ''
    const place = places[at] ?? 0
    const next = parted[at + 1] === false ? signs[at + 1] : undefined
    const silent = silentFrom(signs, at)
    const isCluster =
      (sign === 'ร' || sign === 'ล') && parted[at] === false && beforeCluster.has(signs[at - 1] ?? '')
    const held = leading.get(sign)
    if (silent > 0) {
      at += silent - 1
      writing.silent(places[at] ?? place)
    } else if (held !== undefined) {
      vowel = held
      begun = place
    } else if (isDoubleRo(signs, at)) {
      writing.add('a', place)
      at += 1
      if (!isConsonant(signs[at + 1]) || silentFrom(signs, at + 1) > 0) writing.add('n', places[at] ?? place)
    } else if (sign === 'ห' && next !== undefined && sonorants.has(next)) begun ??= place
    else if (isCluster || sign === '์') writing.silent(place)
    else {
      const isFinal = !isVowel(next) && vowel === ''
      const heard =
        sign === 'ท' && next === 'ร' ? 's' : sign === 'ญ' && isFinal ? 'n' : (sounds.get(sign) ?? sign)
      for (const [index, one] of [...heard].entries()) writing.add(one, place, index === 0 ? begun : place)
      begun = undefined
      if (!isConsonant(sign)) continue
      for (const one of vowel) writing.add(one, place)
      vowel = ''
    }
  }
  return writing.done()
}

/**
 * Every combination of one alternative from each list, those nearest to all the first ones first, at most so many. Names have at
 * most so many places that vary: further on in what is longer the first alternative stands.
 */
export function fewestChanges(choices: readonly (readonly string[])[], most: number): string[] {
  const found = new Set<string>()
  const places = choices.flatMap((one, place) => (one.length > 1 ? [place] : [])).slice(0, mostVariedPlaces)
  const end = places.length < mostVariedPlaces ? choices.length : (places.at(-1) ?? 0) + 1
  const varied = mergedFirsts(choices.slice(0, end))
  const rest = choices
    .slice(end)
    .map(([first = '']) => first)
    .join('')
  const extend = (place: number, written: string, changes: number): void => {
    if (found.size >= most) return
    const here = varied[place]
    if (!here) return void (changes === 0 && found.add(written + rest))
    const [first = '', ...others] = here
    extend(place + 1, written + first, changes)
    if (changes > 0) for (const other of others) extend(place + 1, written + other, changes - 1)
  }
  for (let changes = 0; changes <= Math.min(places.length, mostChanges); changes += 1) extend(0, '', changes)
  return [...found]
}
const mostChanges = 4
const mostVariedPlaces = 20

/** What does not vary is put together, so that a long name is walked through in few steps. */
function mergedFirsts(choices: readonly (readonly string[])[]): (readonly string[])[] {
  const merged: (readonly string[])[] = []
  let plain: string[] = []
  for (const one of choices) {
    if (one.length === 1) {
      plain.push(one[0] ?? '')
      continue
    }
    merged.push([plain.join('')], one)
    plain = []
  }
  return [...merged, [plain.join('')]]
}

/** How people write a name that they know by ear: streams of sound of the spellings that are likely, its own first. */
export function soundsLike(name: string, most: number): string[] {
  const signs = [...name].filter((sign) => sign === '์' || !isMark(sign))
  const choices: string[][] = []
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? ''
    const next = signs[at + 1]
    const silent = silentFrom(signs, at)
    if (silent > 0) {
      const kept = signs.slice(at, at + silent - 1).join('')
      choices.push(['', kept, ...(silent === 3 ? [kept.charAt(0)] : [])])
      at += silent - 1
      continue
    }
    const isLast = !isVowel(next) && !leading.has(signs[at - 1] ?? '') && at > 0
    if (sign === 'ท' && next === 'ร') choices.push(['ท', 'ซ'])
    else if (isLast && 'จชซสศษ'.includes(sign)) choices.push([sign, 'ด'])
    else if (isLast && sign === 'ร' && !isDoubleRo(signs, at) && !isDoubleRo(signs, at - 1))
      choices.push(['ร', '', 'น'])
    else if (isLast && 'ลฬ'.includes(sign)) choices.push([sign, 'น'])
    else choices.push([sign])
  }
  return [...new Set(fewestChanges(choices, most * 2).map((one) => soundOf(one).symbols))].slice(0, most)
}

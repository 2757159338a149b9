// Passphrases that nobody thought of: syllables that can be read aloud and mean nothing, chosen by the browser's own randomness. How
// many bits they have is counted from the lists, not guessed.
import { thaiBeginnings, thaiEnds, thaiSyllable, thaiVowels } from './thai-passphrase-words.js'

const syllables = 6
const latinBeginnings = [...'bdfghjklmnprstvz']
const latinVowels = [...'aeiou']
const latinEnds = [...'bdfgklmnprstvz']

const parts = {
  th: [thaiBeginnings, thaiVowels, thaiEnds],
  en: [latinBeginnings, latinVowels, latinEnds],
} as const

/** Each as likely as the other: what would favour some is thrown away. */
function oneOf<T>(list: readonly T[]): T {
  const most = Math.floor(2 ** 32 / list.length) * list.length
  for (;;) {
    const [number = most] = crypto.getRandomValues(new Uint32Array(1))
    const found = number < most ? list[number % list.length] : undefined
    if (found !== undefined) return found
  }
}

/** Whole bits, rounded down. */
export const bitsOfMade = (language: keyof typeof parts): number =>
  Math.floor(syllables * parts[language].reduce((bits, list) => bits + Math.log2(list.length), 0))

/** Six syllables with a blank between. */
export function makePassphrase(language: keyof typeof parts): string {
  const [beginnings, vowels, ends] = parts[language]
  const made = Array.from({ length: syllables }, () => {
    const [beginning, vowel, end] = [oneOf<string>(beginnings), oneOf<string>(vowels), oneOf<string>(ends)]
    return language === 'th' ? thaiSyllable(beginning, vowel, end) : beginning + vowel + end
  })
  return made.join(' ')
}

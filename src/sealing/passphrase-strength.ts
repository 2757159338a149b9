// How long a guesser needs for a passphrase, by a well-kept estimator and, for Thai, by its words: a known word is a few thousand
// tries, however many letters it has. Runs where the passphrase is chosen; the server never sees one and cannot check it.
import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { composed } from '../i18n/letters/composed.js'
import { asTypedInLatin, commonThaiWords } from './thai-passphrase-words.js'

/** Ten to this power of tries. With Argon2id at a second each, far beyond what anybody pays for. */
export const leastGuesses = 14
const shortestPassphrase = 12
/** What lies behind adds nothing to be guessed that matters, and would take long to look at. */
const mostLooked = 100
const triesOfKnownWord = 4
const triesOfCommonWord = 2

export type Weakness = 'tooShort' | 'repeats' | 'keyboard' | 'date' | 'name' | 'common' | 'fewWords'
export type Judged = { readonly ok: true } | { readonly ok: false; readonly why: Weakness }

let estimator: ZxcvbnFactory | undefined
const common = new Set(commonThaiWords)

/** `names`: the agency, the officer: what a guesser tries because it is here. */
export function judgePassphrase(passphrase: string, names: readonly string[] = []): Judged {
  const words = [...composed(passphrase, 'NFKC').trim()].slice(0, mostLooked).join('').toLowerCase()
  if ([...words].length < shortestPassphrase) return { ok: false, why: 'tooShort' }
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, thai: [...commonThaiWords] },
    graphs: adjacencyGraphs,
  })
  const known = names.flatMap((name) => [name, ...name.split(/\s+/)]).filter((name) => name.length > 1)
  const latin = asTypedInLatin(words)
  const looked = [words, words.replace(/[\s\p{P}]/gu, ''), latin, latin.replace(/\s/g, '')]
  let weakest = estimator.check(words, known)
  for (const one of looked) {
    const estimated = estimator.check(one, known)
    if (estimated.guessesLog10 < weakest.guessesLog10) weakest = estimated
  }
  if (weakest.guessesLog10 < leastGuesses) return { ok: false, why: reasonOf(weakest) }
  return triesByWords(words) < leastGuesses ? { ok: false, why: 'fewWords' } : { ok: true }
}

/** The longest piece that a guesser knows says it. */
function reasonOf({ sequence }: ZxcvbnResult): Weakness {
  const [piece] = sequence
    .filter(({ pattern }) => pattern !== 'bruteforce')
    .sort((one, other) => other.token.length - one.token.length)
  if (piece === undefined) return 'fewWords'
  if (piece.pattern === 'repeat') return 'repeats'
  if (piece.pattern === 'spatial' || piece.pattern === 'sequence') return 'keyboard'
  if (piece.pattern === 'date') return 'date'
  if (piece.pattern !== 'dictionary') return 'common'
  return 'dictionaryName' in piece && piece.dictionaryName === 'userInputs' ? 'name' : 'common'
}

/** Word by word, where the browser knows where Thai words end; what comes again is hardly worth a try. */
function triesByWords(words: string): number {
  if (!/[\u0e00-\u0e7f]/.test(words) || !('Segmenter' in Intl)) return leastGuesses
  const seen = new Set<string>()
  let tries = 0
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(words)) {
    if (/^[\s\p{P}]*$/u.test(segment)) continue
    const letters = [...segment].length
    const most = common.has(segment) ? triesOfCommonWord : triesOfKnownWord
    tries += seen.has(segment) ? 0.3 : Math.min(letters, most)
    seen.add(segment)
  }
  return tries
}

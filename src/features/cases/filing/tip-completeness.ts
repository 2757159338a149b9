// How far a tip is something an officer may act on. Unsigned letters are considered only when they are specific (Cabinet
// resolution of 22 December 2541: circumstances, evidence, witnesses); this says what would help most. It never refuses.
import { namesTime } from '../disclosure/thai-time-words.js'

export const tellingParts = ['what', 'who', 'when', 'where', 'howKnown', 'evidence'] as const
export type TellingPart = (typeof tellingParts)[number]

/** What was told about one part: in words, by choosing from a list, both, or an honest "I do not know". */
export interface ToldPart {
  readonly words: string
  readonly chosen?: string
  readonly unknown?: boolean
}

export interface ToldTip {
  readonly parts: Readonly<Partial<Record<TellingPart, ToldPart>>>
  /** Pictures, recordings and papers that go with it. */
  readonly files: number
}

/** `unknown`: the person said so, and is not asked again. */
export type PartState = 'clear' | 'thin' | 'unknown' | 'missing'

export interface Completeness {
  /** 0 to 100. */
  readonly score: number
  readonly parts: Readonly<Record<TellingPart, PartState>>
  /** What is missing or thin, the most useful first. */
  readonly missing: readonly TellingPart[]
  /** Something happened, to or by somebody, at some place or time, and there is a way to check it. */
  readonly specific: boolean
}

/** What each part is worth to whoever has to check the tip; together 100. */
const worth: Readonly<Record<TellingPart, number>> = {
  what: 25,
  who: 20,
  evidence: 17,
  when: 14,
  where: 14,
  howKnown: 10,
}

export function completenessOf(tip: ToldTip): Completeness {
  const states = tellingParts.map((part): [TellingPart, PartState] => [part, stateOf(part, tip)])
  const parts = Object.fromEntries(states) as Record<TellingPart, PartState>
  const score = states.reduce((sum, [part, state]) => sum + worth[part] * shareOf(state), 0)
  const missing = tellingParts
    .filter((part) => parts[part] === 'missing' || parts[part] === 'thin')
    .sort((one, other) => lack(other, parts[other]) - lack(one, parts[one]))
  const told = (part: TellingPart) => parts[part] === 'clear' || parts[part] === 'thin'
  const specific =
    parts.what === 'clear' &&
    told('who') &&
    (told('when') || told('where')) &&
    (parts.evidence === 'clear' || parts.howKnown === 'clear')
  return { score: Math.round(score), parts, missing, specific }
}

const shareOf = (state: PartState): number => (state === 'clear' ? 1 : state === 'thin' ? 0.5 : 0)
const lack = (part: TellingPart, state: PartState): number => worth[part] * (1 - shareOf(state))

function stateOf(part: TellingPart, { parts, files }: ToldTip): PartState {
  const told = parts[part] ?? { words: '' }
  if (part === 'evidence' && files > 0) return 'clear'
  const state = enough(part, told)
  return state === 'missing' && told.unknown ? 'unknown' : state
}

/** Letters and digits; a person who writes "............" has told nothing. */
const lettersIn = (words: string): number => words.replace(/[^\p{L}\p{N}]/gu, '').length

/** Letters from which a part says something that can be looked for. */
const leastLetters: Readonly<Record<TellingPart, number>> = {
  what: 40,
  who: 4,
  when: 4,
  where: 3,
  howKnown: 4,
  evidence: 10,
}

function enough(part: TellingPart, { words, chosen }: ToldPart): PartState {
  const letters = lettersIn(words)
  if (part === 'howKnown' && chosen !== undefined)
    return chosen === 'heard' && letters < 20 ? 'thin' : 'clear'
  if (letters >= leastLetters[part] && (part !== 'when' || namesTime(words))) return 'clear'
  if (part === 'when' && (chosen === 'today' || chosen === 'again'))
    return chosen === 'today' ? 'clear' : 'thin'
  return letters > 0 || chosen !== undefined ? 'thin' : 'missing'
}

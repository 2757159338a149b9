// Finds what would tell who wrote a tip: numbers, addresses, "my name is", and the small words that give away who speaks.
// It runs where the words are in clear and keeps nothing. It only points and proposes; the person decides.
import { type DisclosureKind, signsOfSelf } from './thai-signs-of-self.js'

export interface Disclosure {
  readonly kind: DisclosureKind
  /** UTF-16 units of the text as it was given: `text.slice(start, end)`. */
  readonly start: number
  readonly end: number
  /** What could stand there instead; '' says that it can simply go. */
  readonly instead: string
}

/** The most telling kinds first; of two that overlap the more telling one is kept. Sorted by place. */
export function disclosuresIn(text: string): Disclosure[] {
  const found: Disclosure[] = []
  for (const { kind, pattern, instead, counts } of signsOfSelf)
    for (const match of text.matchAll(pattern)) {
      const words = match[0]
      const start = match.index
      const end = start + words.length
      const overlaps = found.some((one) => one.start < end && start < one.end)
      if (!overlaps && (counts?.(words) ?? true)) found.push({ kind, start, end, instead })
    }
  return found.sort((one, other) => one.start - other.start)
}

/** The text with every proposal taken. Particles that only tell who speaks go, pronouns become "the reporter". */
export function neutralised(text: string): string {
  let rest = text
  for (const { start, end, instead } of disclosuresIn(text).reverse())
    rest = rest.slice(0, start) + instead + rest.slice(end)
  return rest.replace(/ {2,}/g, ' ').trim()
}

// Says which names of an officer cannot be found safely in what people tell, why, and what to do: for whoever manages keys, never
// for the officer, who could make use of it.
import type { Language } from '../../../i18n/texts.js'
import { say } from '../cases-words.js'
import { problemsOf } from './officer-findability.js'

/** `lines`: all that the officer is called, the name of the key first. Empty when all is well; else the remedy comes last. */
export function namingWarnings(language: Language, lines: readonly string[]): string[] {
  const problems = problemsOf(lines)
  if (problems.length === 0) return []
  return [
    ...problems.map(({ why, name }) => say(language, `naming.${why}`, { name })),
    say(language, 'naming.remedy'),
  ]
}

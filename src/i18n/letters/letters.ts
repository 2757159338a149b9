// In which letters somebody writes: a hint at what they read, and nothing more. It changes nobody's language by itself.
import type { Language } from '../texts.js'

const lettersOf = { th: /[ก-ฮะ-ฺเ-ๅ็-๎]/u, en: /[a-z]/iu } as const satisfies Record<Language, RegExp>

/** Letters of the other language and none of this one; digits and signs belong to neither. */
export function hasOnlyOtherLetters(text: string, language: Language): boolean {
  const other = language === 'th' ? 'en' : 'th'
  return lettersOf[other].test(text) && !lettersOf[language].test(text)
}
